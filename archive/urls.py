"""Every address of Lode."""

from django.contrib import admin
from django.urls import include, path

from archive.web.urls import handler404, handler500

__all__ = ["handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("archive.web.urls")),
]
