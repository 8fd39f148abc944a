"""Tests mirror archive/."""
