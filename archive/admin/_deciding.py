"""A person's word on one value: confirm or reject it, and say what became of it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from archive.errors import ArchiveError
from archive.ingest import confirm, reject
from archive.models import Article, Field

CONFIRM, REJECT = "_confirm", "_reject"  # names of buttons; their values are keys of values
_DECISIONS: dict[str, tuple[Callable[..., Article], str]] = {
    CONFIRM: (confirm, "Confirmed"),
    REJECT: (reject, "Rejected for ever"),
}


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of a decision, in words; `is_done` tells whether anything was decided."""

    message: str
    is_done: bool = False


def pressed(request: HttpRequest) -> str:
    """Return which of the two buttons sent a form; empty when neither did."""
    return next((button for button in _DECISIONS if button in request.POST), "")


def decide(request: HttpRequest, article: Article, button: str) -> Decided:
    """Confirm or reject the value that a button names as `field:value`."""
    act, done = _DECISIONS[button]
    field, _, value = request.POST[button].partition(":")
    if not article.evidence.filter(field=field, value=value).exists():
        return Decided("The value is no longer in the evidence; nothing was decided.")
    try:
        act(article, Field(field), value, by=request.user)
    except (ArchiveError, ValueError) as error:
        return Decided(f"{error} Nothing was decided.")
    return Decided(f"{done}: {Field(field).label.lower()} {value}.", is_done=True)
