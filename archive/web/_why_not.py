"""Why not? What an article seems to say and is not tagged with, worked out when a reader asks."""

from dataclasses import dataclass

from django.http import QueryDict

from archive.ingest import NearMiss, why_not
from archive.models import Article, Field
from archive.web._asked import Asked
from archive.web._hits import date_in_words
from archive.web._value_names import value_names

PARAMETER, ASKED = "why", "not"
_CONTEXT = 40  # characters shown on either side of the words
_LONGEST = 120
_MOST = 60


@dataclass(frozen=True, slots=True)
class Missed:
    """One value that the text seems to name, in its place, and the rule that refused it."""

    field: str
    value: str
    before: str
    words: str
    after: str
    rule: str


@dataclass(frozen=True, slots=True)
class WhyNot:
    """The near misses of an article; nothing has been worked out until `is_open`."""

    href: str
    is_open: bool
    missed: tuple[Missed, ...]
    more: int


def make_why_not(article: Article, asked: Asked, parameters: QueryDict) -> WhyNot:
    """Return the near misses when the address asks for them, or the address that does."""
    href = f"{asked.href(article.get_absolute_url(), why=ASKED)}#why-not"
    if parameters.get(PARAMETER) != ASKED:
        return WhyNot(href, is_open=False, missed=(), more=0)
    found = why_not(article)
    names = value_names(miss.value for miss in found[:_MOST])
    missed = tuple(_missed(article.text, miss, names) for miss in found[:_MOST])
    return WhyNot(href, is_open=True, missed=missed, more=max(0, len(found) - _MOST))


def _missed(text: str, miss: NearMiss, names: dict[tuple[str, str], str]) -> Missed:
    words = " ".join(miss.quote.split())
    is_date = miss.field == Field.DATE
    return Missed(
        field=str(Field(miss.field).label),
        value=date_in_words(miss.value)
        if is_date
        else names.get((miss.field, miss.value), miss.value),
        before=_last_line(text[max(0, miss.start - _CONTEXT) : miss.start]),
        words=words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…",
        after=_first_line(text[miss.end : miss.end + _CONTEXT]),
        rule=miss.rule,
    )


def _last_line(text: str) -> str:
    return (text.splitlines() or [""])[-1] if not text.endswith(("\n", "\r")) else ""


def _first_line(text: str) -> str:
    return (text.splitlines() or [""])[0]
