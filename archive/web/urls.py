"""The addresses of the pages."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from archive.web import _health, _views

urlpatterns = [
    path("", _views.search_view, name="search"),
    path("articles/<int:pk>/", _views.article_view, name="article"),
    path("articles/<int:pk>/original/", _views.original_view, name="original"),
    path("facet/<slug:facet>/", _views.facet_view, name="facet"),
    path("about/", _views.about_view, name="about"),
    path("login/", LoginView.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("healthz", _health.healthz, name="healthz"),
    path("readyz", _health.readyz, name="readyz"),
    path("favicon.ico", _views.icon_view, name="icon"),
    path("robots.txt", _views.robots_view, name="robots"),
]
handler404 = _views.page_not_found
handler500 = _views.server_error
