"""Lode on the command line."""
