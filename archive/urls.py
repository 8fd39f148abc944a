"""Every address of Lode."""

from django.contrib import admin
from django.urls import include, path
from django.views.defaults import bad_request

from archive.api import BAD_REQUEST, FAULT, NOT_FOUND, or_problem
from archive.web.rate_limit import count_sign_in
from archive.web.urls import handler404 as page_not_found
from archive.web.urls import handler500 as server_error

__all__ = ["handler400", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("admin/login/", count_sign_in(admin.site.login)),
    path("admin/", admin.site.urls),
    path("", include("archive.api.urls")),
    path("", include("archive.web.urls")),
]
handler400 = or_problem(bad_request, BAD_REQUEST)
handler404 = or_problem(page_not_found, NOT_FOUND)
handler500 = or_problem(server_error, FAULT)
