"""The one Django app, and the admin site that goes with it."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ArchiveConfig(AppConfig):
    """Lode itself."""

    name = "archive"
    verbose_name = "Archive"

    def ready(self) -> None:
        """Register the system checks and connect indexing to the end of transactions."""
        from archive import checks  # noqa: F401


class ArchiveAdminConfig(AdminConfig):
    """The editors' desk instead of Django's plain admin site."""

    default_site = "archive.admin.site.ArchiveAdminSite"

    def ready(self) -> None:
        """Find every app's admin, then put our own desks on the site that now exists."""
        super().ready()
        from archive.admin import desk  # noqa: F401
