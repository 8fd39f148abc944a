"""What a change of names would do to the archive, before it is made."""

import re
import time
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q

from archive.extraction import Gazetteer
from archive.ingest._bulk import Step
from archive.ingest._changes import Change, planned_changes
from archive.ingest._links import Links
from archive.ingest._reextract import extract_stored
from archive.models import Article

MAX_EVALUATED = 500  # articles, newest first
MAX_SECONDS = 10.0  # of work: a person waits, and the server ends longer requests
MAX_NAMES = 200
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class NamePreview:
    """The articles that a change of names would change.

    `evaluated` articles with one of the names were extracted both ways; `is_cut` tells that
    there are more of them, of which nothing is known: it is at most MAX_EVALUATED articles, and
    as many as MAX_SECONDS allow.
    """

    names: tuple[str, ...]
    steps: tuple[Step, ...]
    evaluated: int
    is_cut: bool


def preview_names(before: Gazetteer, after: Gazetteer) -> NamePreview:
    """Extract the articles with a name that the two read differently, and compare.

    Only what the names change is told, not what newer rules would change anyway.
    """
    names = tuple(sorted(after.names_changed(before)))
    links, deadline = Links(), time.monotonic() + MAX_SECONDS
    steps: list[Step] = []
    for article in _with_names(names):
        if len(steps) >= MAX_EVALUATED or time.monotonic() > deadline:
            is_cut = True
            break
        steps.append(_step(article, before, after, links))
    else:
        is_cut = False
    changing = tuple(step for step in steps if step.changes)
    return NamePreview(names, changing, len(steps), is_cut)


def _with_names(names: Iterable[str]) -> Iterator[Article]:
    """Yield the articles that contain one of the names, newest first."""
    listed = list(names)
    if not listed:
        return
    wanted = Q()
    for name in listed[:MAX_NAMES]:
        wanted |= _q(name)
    plain = [_plain(name) for name in listed]
    articles = Article.objects.filter(wanted).select_related("source", "origin").order_by("-pk")
    for article in articles.iterator(chunk_size=100):
        # The database compares words apart; here they must stand together.
        text = _plain(" ".join((article.text, article.url, *_sources(article))))
        if any(name in text for name in plain):
            yield article


def _q(name: str) -> Q:
    """Ask for all the words of a name, in capitals or accents that SQLite cannot fold, too."""
    by_text = Q()
    for spelling in dict.fromkeys((name, name.upper(), name.lower(), _unaccented(name))):
        words = Q()
        for word in _WORD.findall(spelling)[:8]:
            words &= Q(text__icontains=word)
        by_text |= words
    return by_text | Q(url__icontains=name) | Q(source__name__iexact=name)


def _sources(article: Article) -> Iterator[str]:
    for source in (article.source, article.origin):
        if source:
            yield source.name


def _step(article: Article, before: Gazetteer, after: Gazetteer, links: Links) -> Step:
    changes = _changes(article, after, links)
    if changes:
        anyway = set(map(_what, _changes(article, before, links)))
        changes = tuple(change for change in changes if _what(change) not in anyway)
    return Step(article.pk, article.label, changes)


def _changes(article: Article, gazetteer: Gazetteer, links: Links) -> tuple[Change, ...]:
    return planned_changes(article, extract_stored(article, gazetteer), gazetteer, links)


def _what(change: Change) -> tuple[str, str, str]:
    return change.field, change.before, change.after


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(_unaccented(text).casefold()))


def _unaccented(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))
