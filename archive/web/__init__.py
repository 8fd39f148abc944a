"""What browsers get: filters, views, pages and template tags."""

from archive.web._labels import Labels, load_labels

__all__ = ["Labels", "load_labels"]
