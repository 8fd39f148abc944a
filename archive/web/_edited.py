"""A search page on which a saved search is being changed: its addresses say which."""

from dataclasses import dataclass, fields

from django.http import HttpRequest
from django.urls import reverse

from archive.models import SavedSearch
from archive.search import SearchQuery
from archive.web._links import search_href
from archive.workspace import saved_form

_LONGEST = 18  # digits of an id that the database can hold


@dataclass(frozen=True, slots=True)
class EditedQuery(SearchQuery):
    """A question whose addresses name the saved search that it may change.

    It asks what the question without that name asks; only links of pages are made of it.
    """

    saved: str = ""

    def parameters(self) -> list[tuple[str, str]]:
        """Return the parameters of the question, and which saved search it may change."""
        return [*SearchQuery.parameters(self), ("saved", self.saved)]


@dataclass(frozen=True, slots=True)
class Edited:
    """The saved search that a page may change; `href` asks what it asks now."""

    id: str
    name: str
    is_changed: bool
    href: str
    save_href: str
    leave_href: str


def editing(query: SearchQuery, saved: str) -> SearchQuery:
    """Return a question that keeps naming a saved search; unchanged for what is no id."""
    if not (saved.isascii() and saved.isdecimal() and len(saved) <= _LONGEST):
        return query
    values = {field.name: getattr(query, field.name) for field in fields(SearchQuery)}
    return EditedQuery(**values, saved=saved)


def edited_href(saved: SavedSearch) -> str:
    """Return the address of a saved search as one that may be changed, readable or not."""
    asked = f"{saved.parameters}&" if saved.parameters else ""
    return f"{reverse('search')}?{asked}saved={saved.pk}"


def read_edited(request: HttpRequest, query: SearchQuery) -> Edited | None:
    """Return the saved search that an address names, if it is the reader's own."""
    asked = editing(query, request.GET.get("saved", ""))
    if not isinstance(asked, EditedQuery) or not request.user.is_authenticated:
        return None
    own = SavedSearch.objects.filter(person=request.user.pk, pk=int(asked.saved))
    if (saved := own.first()) is None:
        return None
    parameters = saved_form(query)
    address = reverse("change-question", args=[saved.pk])
    return Edited(
        id=asked.saved,
        name=saved.name,
        is_changed=parameters != saved.parameters,
        href=edited_href(saved),
        save_href=f"{address}?{parameters}",
        leave_href=search_href(query),
    )
