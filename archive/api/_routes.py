"""The addresses that the description of the API describes."""

from django.urls import path

from archive.api import _analysis, _articles, _suggesting, _taxonomy

described = [
    path("api/articles/", _articles.ArticlesView.as_view(), name="api-articles"),
    path("api/articles/<int:pk>/", _articles.ArticleView.as_view(), name="api-article"),
    path("api/articles/<int:pk>/evidence/", _articles.EvidenceView.as_view(), name="api-evidence"),
    path("api/facets/<slug:facet>/", _articles.FacetView.as_view(), name="api-facet"),
    path("api/suggestions/", _suggesting.SuggestionsView.as_view(), name="api-suggestions"),
    path("api/analysis/<slug:table>/", _analysis.AnalysisView.as_view(), name="api-analysis"),
    path("api/minerals/", _taxonomy.MineralsView.as_view(), name="api-minerals"),
    path("api/countries/", _taxonomy.CountriesView.as_view(), name="api-countries"),
    path("api/companies/", _taxonomy.CompaniesView.as_view(), name="api-companies"),
    path("api/sources/", _taxonomy.SourcesView.as_view(), name="api-sources"),
]
