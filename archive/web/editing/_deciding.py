"""Confirming and rejecting a value, and undoing that."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_POST

from archive.ingest import DecisionRefused, Standing, confirm, reject, value_name
from archive.models import Article, Field
from archive.web._article_response import find_article
from archive.web.editing._access import back_to_note, editor_of, for_editors
from archive.web.editing._panel import tell
from archive.web.editing._undo import carry_out, undo

_DECISIONS: dict[str, tuple[Callable[..., Article], str]] = {
    "confirm": (confirm, "Confirmed"),
    "reject": (reject, "Rejected for good"),
}


@dataclass(frozen=True, slots=True)
class _Button:
    """What a button says: the decision, how the value stood, where on the page, and the value."""

    decide: Callable[..., Article]
    done: str
    seen: Standing
    place: int
    field: Field
    value: str


@for_editors
@require_POST
def decide_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm or reject the value that a button names."""
    article = find_article(Article.objects.all(), pk)
    place, key = 0, ""
    try:
        button = _read(request.POST)
        place, key = button.place, f"{button.field}:{button.value}"
        name = f"{button.field.label.lower()} {value_name(button.field, button.value)}"
        _decide(request, article, button)
    except ValueError as error:
        tell(request, messages.WARNING, f"{error} Nothing was changed.", place, key)
    else:
        tell(request, messages.SUCCESS, f"{button.done}: {name}.", place, key)
    return back_to_note(request, pk)


@for_editors
@require_POST
def undo_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo the person's last decision."""
    article = find_article(Article.objects.all(), pk)
    place, key = _place(request.POST.get("place", "")), ""
    try:
        field = undo(request, article)
    except DecisionRefused as error:
        tell(request, messages.WARNING, f"{error} Nothing was changed.", place, key)
    else:
        tell(request, messages.SUCCESS, f"Undone: {field.label.lower()}.", place, key)
    return back_to_note(request, pk)


def _read(data: QueryDict) -> _Button:
    """Return the button that was pressed; raise ValueError when there is no such button."""
    name = next((name for name in _DECISIONS if name in data), "")
    seen, place, field, value = (data.get(name, "").split(":", 3) + [""] * 4)[:4]
    if not name or seen not in set(Standing) or field not in Field.values:
        raise DecisionRefused("This button is of another version of the page. Try again.")
    return _Button(*_DECISIONS[name], Standing(seen), _place(place), Field(field), value)


def _place(digits: str) -> int:
    return int(digits) if digits.isdecimal() and len(digits) < 6 else 0


def _decide(request: HttpRequest, article: Article, button: _Button) -> None:
    carry_out(
        request,
        article,
        button.field,
        lambda: button.decide(
            article, button.field, button.value, by=editor_of(request), seen=button.seen
        ),
    )
