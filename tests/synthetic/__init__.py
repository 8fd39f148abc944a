"""Tests of the synthetic clippings."""
