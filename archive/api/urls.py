"""The addresses of the API."""

from django.urls import path

from archive.api._reference_pages import group_view, overview_view
from archive.api._routes import described
from archive.api._schema import schema_view

urlpatterns = [
    path("api/", overview_view, name="api"),
    path("api/reference/<slug:slug>/", group_view, name="api-reference"),
    path("api/schema/", schema_view, name="api-schema"),
    path("api/schema", schema_view),  # tools that read schemas may follow no redirect
    *described,
]
