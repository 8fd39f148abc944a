"""What the desk offers: its pages for the header, and what waits to be done for its first page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from archive.admin._importing import unfinished_imports
from archive.indexing import queue_state
from archive.models import Article, Review


@dataclass(frozen=True, slots=True)
class Link:
    """A page of the desk."""

    label: str
    href: str
    help: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class DeskPage:
    """What waits at the desk: numbers for an editor, and the pages of names and records."""

    unreviewed: int | None
    failed: int
    unfinished: tuple[Link, ...]
    names: tuple[Link, ...]
    records: tuple[Link, ...]


_UNFINISHED = 5  # imports
_NAMES = (
    ("source", "Sources", "Newspapers, agencies, companies: who published"),
    ("mineral", "Minerals", "Groups, minerals, forms, and what they are called"),
    ("country", "Countries", "Their names in clippings"),
    ("company", "Companies, mines and projects", "Who they are, and what they stand for"),
    ("aliasrejection", "Rejected names", "Names that mean something else in one source"),
)
_RECORDS = (
    ("archive", "indextask", "Articles waiting for the search", "With what kept them out"),
    ("archive", "original", "Files as received", "Their names, sizes and dates"),
    ("archive", "apitoken", "API tokens", "For programs that read or add"),
    ("auth", "user", "People", "Who may sign in, and what they may do"),
    ("auth", "group", "Groups of people", "With the same rights"),
    ("axes", "accessattempt", "Refused sign-ins", "Who is locked out, and since when"),
)


def desk_links(request: HttpRequest) -> tuple[Link, ...]:
    """Return the pages of the desk that a person may use most."""
    pages = (
        ("archive.add_article", "Add a clipping", "admin:archive_article_add"),
        ("archive.add_article", "Add many", "admin:imports"),
        ("archive.change_article", "Review", "admin:review"),
        ("archive.view_article", "Articles", "admin:archive_article_changelist"),
        ("archive.view_source", "Sources", "admin:archive_source_changelist"),
        ("archive.view_mineral", "Minerals", "admin:archive_mineral_changelist"),
    )
    may = request.user.has_perm
    links = [(label, reverse(name)) for right, label, name in pages if may(right)]
    # The page of an article lies below the list of articles, and so does adding one.
    around = [href for _, href in links if request.path.startswith(href)]
    here = max(around, key=len, default="")
    return tuple(Link(label, href, is_current=href == here) for label, href in links)


def make_desk_page(request: HttpRequest) -> DeskPage:
    """Count what waits, as far as it concerns this person."""
    may_review = request.user.has_perm("archive.change_article")
    unreviewed = Article.objects.filter(review=Review.UNREVIEWED)
    may_add = request.user.has_perm("archive.add_article")
    unfinished = unfinished_imports()[:_UNFINISHED] if may_add else ()
    return DeskPage(
        unreviewed=unreviewed.count() if may_review else None,
        failed=queue_state().failed,
        unfinished=tuple(Link(str(each), each.get_absolute_url()) for each in unfinished),
        names=tuple(_lists(request, [("archive", *row) for row in _NAMES])),
        records=tuple(_lists(request, _RECORDS)),
    )


def _lists(request: HttpRequest, rows: Iterable[tuple[str, str, str, str]]) -> Iterator[Link]:
    for app, model, label, text in rows:
        if request.user.has_perm(f"{app}.view_{model}"):
            yield Link(label, reverse(f"admin:{app}_{model}_changelist"), text)
