"""Lode: a searchable archive of news clippings about critical minerals."""

__version__ = "0.1.0"
