"""The style guide of a development server: tokens, and every component in every state."""

from archive.web.styleguide._views import urlpatterns

__all__ = ["urlpatterns"]
