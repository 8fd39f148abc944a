"""The admin site with Lode's name on it."""

from django.contrib.admin import AdminSite


class ArchiveAdminSite(AdminSite):
    """The editors' desk."""

    site_header = "Lode: editors' desk"
    site_title = "Lode"
    index_title = "Editors' desk"
