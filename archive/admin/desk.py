"""Put every desk on the admin site. Imported once, after the site exists."""

from archive.admin import _article, _companies, _records, _rejections, _taxonomy, _tokens

__all__ = ["_article", "_companies", "_records", "_rejections", "_taxonomy", "_tokens"]
