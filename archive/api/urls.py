"""The addresses of the API."""

from django.urls import path

from archive.api._reference import reference_view
from archive.api._routes import described
from archive.api._schema import schema_view

urlpatterns = [
    path("api/", reference_view, name="api"),
    path("api/schema/", schema_view, name="api-schema"),
    path("api/schema", schema_view),  # tools that read schemas may follow no redirect
    *described,
]
