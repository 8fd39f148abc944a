"""The copies of a text in the archive: looked up by fingerprint, then compared."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from archive.models import Article
from archive.stories._likeness import (
    Wording,
    are_copies,
    fingerprint,
    resemblance,
    wording_of,
)

_MOST_OF_A_KEY = 100  # articles, the newest: a key of more is boilerplate that became a body
_LEAST_SHARED = 2  # keys; of the copies that keep two fifths of a text, one in fifty shares fewer
_MOST_COMPARED = 16  # articles, those that share most keys

_HOLDERS = (
    "SELECT * FROM (SELECT article_id FROM archive_storykey WHERE key = %s "
    "ORDER BY article_id DESC LIMIT %s)"
)
_LIKELIEST = (
    "SELECT article_id, COUNT(*) AS shared FROM ({holders}) "
    "GROUP BY article_id HAVING shared >= %s ORDER BY shared DESC, article_id LIMIT %s"
)


@dataclass(frozen=True, slots=True)
class Copy:
    """An article with the words of another text; `resemblance` is 1 when all are the same."""

    article: Article
    resemblance: float


def find_copies(body: str) -> tuple[Copy, ...]:
    """Return the copies of a body in the archive, the likest first."""
    wording = wording_of(body)
    return copies_of(wording, fingerprint(wording))


def copies_of(wording: Wording, keys: Sequence[int]) -> tuple[Copy, ...]:
    """Return the copies of a text of this wording and fingerprint, the likest first.

    An article that an editor took out of its story is no copy of anything.
    """
    if not keys:
        return ()
    likeliest = Article.objects.filter(pk__in=_likeliest(keys), story_rejection=None)
    compared = [
        (article, wording_of(article.body)) for article in likeliest.select_related("source")
    ]
    copies = [
        Copy(article, resemblance(wording, other))
        for article, other in compared
        if are_copies(wording, other)
    ]
    return tuple(sorted(copies, key=lambda copy: (-copy.resemblance, copy.article.pk)))


def _likeliest(keys: Sequence[int]) -> list[int]:
    """Return the articles that share most of the keys."""
    holders = " UNION ALL ".join([_HOLDERS] * len(keys))
    of_keys = [value for key in keys for value in (key, _MOST_OF_A_KEY)]
    least = min(_LEAST_SHARED, len(keys))
    with connection.cursor() as cursor:
        cursor.execute(_LIKELIEST.format(holders=holders), [*of_keys, least, _MOST_COMPARED])
        return [article for article, _ in cursor.fetchall()]
