"""The addresses of the pages."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

from archive.web import (
    _copies,
    _discovery,
    _exports,
    _feed,
    _health,
    _suggest,
    _views,
    analysis,
    styleguide,
)
from archive.web.rate_limit import count_sign_in

urlpatterns = [
    path("", _views.search_view, name="search"),
    path("articles/<int:pk>/", _views.article_view, name="article"),
    path("articles/<int:pk>/", include("archive.web.editing.urls")),
    path("articles/<int:pk>/copies/", _copies.copies_view, name="copies"),
    path("articles/<int:pk>/original/", _views.original_view, name="original"),
    path("articles/<int:pk>/cite/<slug:name>/", _exports.cite_view, name="cite"),
    path("export/<slug:name>/", _exports.export_view, name="export"),
    path("feed/", _feed.feed_view, name="feed"),
    path("facet/<slug:facet>/", _views.facet_view, name="facet"),
    path("analysis/", include(analysis.urlpatterns)),
    path("suggest/", _suggest.suggest_view, name="suggest"),
    path("about/", _views.about_view, name="about"),
    path("styleguide/", include(styleguide.urlpatterns)),
    path("", include("archive.web.workspace.urls")),
    path("login/", count_sign_in(LoginView.as_view()), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("healthz", _health.healthz, name="healthz"),
    path("readyz", _health.readyz, name="readyz"),
    path("favicon.ico", _views.icon_view, name="icon"),
    path("robots.txt", _discovery.robots_view, name="robots"),
    path("opensearch.xml", _discovery.opensearch_view, name="opensearch"),
    path("sitemap.xml", _discovery.sitemap_index_view, name="sitemap-index"),
    path("sitemap-<int:number>.xml", _discovery.sitemap_view, name="sitemap"),
]
handler404 = _views.page_not_found
handler500 = _views.server_error
