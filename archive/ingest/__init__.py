"""Bytes to a saved article."""
