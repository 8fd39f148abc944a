"""The addresses of what editors do, below that of an article."""

from django.urls import path

from archive.web.editing import _adding, _deciding, _story

urlpatterns = [
    path("decide/", _deciding.decide_view, name="decide"),
    path("undo/", _deciding.undo_view, name="undo"),
    path("story/", _story.story_view, name="story"),
    path("add/", _adding.add_view, name="add-value"),
    path("names/", _adding.names_view, name="value-names"),
]
