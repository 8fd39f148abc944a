"""The analysis of a search in the browser: tables, charts, files."""

from archive.web.analysis._views import urlpatterns

__all__ = ["urlpatterns"]
