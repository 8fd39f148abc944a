"""The addresses of the workspace."""

from django.urls import path
from django.views.decorators.cache import never_cache

from archive.web.workspace import (
    _account,
    _changing,
    _collecting,
    _collections,
    _feeds,
    _saving,
    _searches,
    _shared,
)

urlpatterns = [
    path("workspace/", _searches.workspace_view, name="workspace"),
    path("workspace/searches/save/", _saving.save_view, name="save-search"),
    path("workspace/searches/<int:pk>/", _searches.saved_search_view, name="saved-search"),
    path("workspace/searches/<int:pk>/seen/", _searches.seen_view, name="seen"),
    path("workspace/searches/<int:pk>/unseen/", _searches.unseen_view, name="unseen"),
    path("workspace/searches/<int:pk>/edit/", _saving.edit_view, name="edit-search"),
    path(
        "workspace/searches/<int:pk>/question/",
        _changing.change_question_view,
        name="change-question",
    ),
    path("workspace/searches/<int:pk>/feed/", _saving.feed_switch_view, name="feed-switch"),
    path("workspace/searches/<int:pk>/delete/", _saving.delete_view, name="delete-search"),
    path("workspace/collect/", _collecting.collect_view, name="collect"),
    path("workspace/collections/", _collections.make_view, name="make-collection"),
    path("workspace/collections/<int:pk>/", _collections.collection_view, name="collection"),
    path(
        "workspace/collections/<int:pk>/name/", _collections.rename_view, name="rename-collection"
    ),
    path(
        "workspace/collections/<int:pk>/delete/",
        _collections.delete_view,
        name="delete-collection",
    ),
    path("workspace/collections/<int:pk>/share/", _collections.share_view, name="share-collection"),
    path("workspace/collections/<int:pk>/restore/", _collections.restore_view, name="restore-item"),
    path(
        "workspace/collections/<int:pk>/export/<slug:name>/",
        _collections.file_view,
        name="collection-file",
    ),
    path("workspace/items/<int:pk>/move/", _collections.move_view, name="move-item"),
    path("workspace/items/<int:pk>/note/", _collections.note_view, name="note-item"),
    path("workspace/items/<int:pk>/remove/", _collections.remove_view, name="remove-item"),
    path("workspace/password/", never_cache(_account.NewPasswordView.as_view()), name="password"),
    path("saved-feed/<slug:token>/", _feeds.saved_feed_view, name="saved-feed"),
    path("shared/<slug:token>/", _shared.shared_view, name="shared"),
    path("shared/<slug:token>/export/<slug:name>/", _shared.shared_file_view, name="shared-file"),
    path("unsubscribe/<str:token>/", _shared.unsubscribe_view, name="unsubscribe"),
]
