"""What analysts keep: what is new in a saved search, e-mail about it, collections. No HTTP."""

from archive.workspace._alerts import Outcome, send_alerts, stop_alerts
from archive.workspace._cadence import period_of
from archive.workspace._collections import (
    MAX_COLLECTIONS,
    MAX_ITEMS,
    AddReport,
    Removed,
    ShownItem,
    add_articles,
    annotate_item,
    make_collection,
    move_item,
    remove_item,
    rename_collection,
    restore_item,
    shown_items,
)
from archive.workspace._errors import NameTaken, TooMany, UnreadableSearch, WorkspaceError
from archive.workspace._letters import person_of_token, token_of_person
from archive.workspace._news import News, count_news, find_news
from archive.workspace._searches import (
    MAX_SEARCHES,
    Marks,
    change_question,
    change_search,
    mark_seen,
    mark_unseen,
    save_search,
    saved_form,
)
from archive.workspace._tokens import make_token
from archive.workspace._watermark import Watermark

__all__ = [
    "MAX_COLLECTIONS",
    "MAX_ITEMS",
    "MAX_SEARCHES",
    "AddReport",
    "Marks",
    "NameTaken",
    "News",
    "Outcome",
    "Removed",
    "ShownItem",
    "TooMany",
    "UnreadableSearch",
    "Watermark",
    "WorkspaceError",
    "add_articles",
    "annotate_item",
    "change_question",
    "change_search",
    "count_news",
    "find_news",
    "make_collection",
    "make_token",
    "mark_seen",
    "mark_unseen",
    "move_item",
    "period_of",
    "person_of_token",
    "remove_item",
    "rename_collection",
    "restore_item",
    "save_search",
    "saved_form",
    "send_alerts",
    "shown_items",
    "stop_alerts",
    "token_of_person",
]
