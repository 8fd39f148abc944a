"""The active filters as chips, and the question in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from archive.edtf import parse
from archive.search import SearchQuery
from archive.web._labels import FACET_LABELS, Labels, labels_for
from archive.web._links import search_href

MAIN_ONLY = "main subjects only"


@dataclass(frozen=True, slots=True)
class Chip:
    """One active filter and the address without it."""

    facet: str
    label: str
    remove_href: str
    is_excluded: bool = False

    @property
    def name(self) -> str:
        """Return the filter as it is read out: `Not Country: Chile`."""
        return f"{'Not ' if self.is_excluded else ''}{self.facet}: {self.label}"


def choice_in_words(facet: str, value: str, labels: Labels) -> str:
    """Return a filter as it is read out: `Country: Chile`."""
    return f"{FACET_LABELS[facet]}: {labels.of(facet, value)}"


def make_chips(query: SearchQuery, labels: Labels) -> tuple[Chip, ...]:
    """Return a chip for every active filter; two dates share one."""
    return tuple(_chips(query, labels))


def _chips(query: SearchQuery, labels: Labels) -> Iterator[Chip]:
    for is_excluded, choices in ((False, query.filters), (True, query.excluded)):
        for facet, value in choices:
            yield Chip(
                FACET_LABELS[facet],
                labels.of(facet, value),
                search_href(query.without(facet, value)),
                is_excluded,
            )
    if dates := dates_in_words(query):
        yield Chip("Date", dates, search_href(query.between("", "")))
    if query.main_only:
        yield Chip("Subjects", MAIN_ONLY, search_href(query.about_main_subjects(only=False)))


def dates_in_words(query: SearchQuery) -> str:
    """Return the dates asked for, as short as they can be said."""
    after, before = (parse(date).in_words() if date else "" for date in (query.after, query.before))
    if after and before:
        return after if after == before else f"{after} to {before}"
    return f"from {after}" if after else f"until {before}" if before else ""


def words_of(query: SearchQuery) -> str:
    """Return a question with its filters in words, their names read here; nothing for none."""
    return question_in_words(query, labels_for([query]))


def question_in_words(query: SearchQuery, labels: Labels) -> str:
    """Return the question as a page title says it: `lithium, country Chile`; nothing for none."""
    parts = [query.text.strip()] if query.text.strip() else []
    parts += [_in_words(facet, value, labels) for facet, value in query.filters]
    parts += [f"not {_in_words(facet, value, labels)}" for facet, value in query.excluded]
    if dates := dates_in_words(query):
        parts.append(f"date {dates}")
    if query.main_only:
        parts.append(MAIN_ONLY)
    return ", ".join(parts)


def _in_words(facet: str, value: str, labels: Labels) -> str:
    return f"{FACET_LABELS[facet].lower()} {labels.of(facet, value)}"
