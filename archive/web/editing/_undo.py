"""The last decision of a person, kept in the session until it is undone or followed by another."""

from collections.abc import Callable
from dataclasses import asdict

from django.db import transaction
from django.http import HttpRequest

from archive.ingest import Decision, DecisionRefused, decisions_on, restore
from archive.models import Article, Field
from archive.web.editing._access import editor_of

_KEPT = "last_decision"


def carry_out(
    request: HttpRequest, article: Article, field: Field, decide: Callable[[], object]
) -> None:
    """Decide about a field and remember what there was before."""
    with transaction.atomic():
        before = decisions_on(article, field)
        decide()
        after = decisions_on(article, field)
    request.session[_KEPT] = {
        "article": article.pk,
        "field": field.value,
        "before": [asdict(each) for each in before],
        "after": [asdict(each) for each in after],
    }


def can_undo(request: HttpRequest, article: Article) -> bool:
    """Tell whether a person's last decision is about an article."""
    return bool(request.session.get(_KEPT, {}).get("article") == article.pk)


def undo(request: HttpRequest, article: Article) -> Field:
    """Undo a person's last decision; return the field. Raises DecisionRefused."""
    kept = request.session.pop(_KEPT, {})
    if kept.get("article") != article.pk:
        raise DecisionRefused("There is nothing to undo on this article.")
    field = Field(kept["field"])
    before, after = (tuple(Decision(**each) for each in kept[name]) for name in ("before", "after"))
    restore(article, field, before, after=after, by=editor_of(request))
    return field
