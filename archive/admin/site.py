"""The admin site with Lode's name on it."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from archive.admin._desk_page import desk_links, make_desk_page
from archive.admin._importing import import_urls


class ArchiveAdminSite(AdminSite):
    """The editors' desk."""

    site_header = "Lode: editors' desk"
    site_title = "Lode"
    index_title = "Editors’ desk"
    index_template = "admin/desk.html"
    enable_nav_sidebar = False

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Add the pages of the desk to what every page of it knows."""
        return super().each_context(request) | {"desk_links": desk_links(request)}

    def get_urls(self) -> list[Any]:
        """Add the pages that belong to no table."""
        # Importing it registers desks, which needs this module to be complete.
        from archive.admin._reviewing import review_urls

        return [*import_urls(self), *review_urls(self), *super().get_urls()]

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Say what there is to do."""
        return super().index(request, {"page": make_desk_page(request)} | (extra_context or {}))

    def app_index(  # type: ignore[override]
        self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponseRedirect:
        """Lead to the desk, which lists everything."""
        return HttpResponseRedirect(reverse("admin:index"))

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponseRedirect:
        """Lead to the page of the workspace, which does the same."""
        return HttpResponseRedirect(reverse("password"))
