"""What an article seems to say and does not hold, worked out anew whenever somebody asks."""

from archive.extraction import NearMiss
from archive.ingest._editing import values_of
from archive.ingest._gazetteer import current_gazetteer
from archive.ingest._reextract import extract_stored
from archive.models import Article


def why_not(article: Article) -> tuple[NearMiss, ...]:
    """Return the near misses of an article's text, but those that an editor made values of it."""
    found = extract_stored(article, current_gazetteer(), explain=True)
    held = values_of(article)
    values = {
        "country": held.countries,
        "mineral": held.minerals,
        "company": held.companies,
        "project": held.projects,
        "source": {held.source, held.origin},
        "origin": {held.source, held.origin},
        "title": {held.title},
        "date": {held.date},
    }
    return tuple(
        miss for miss in found.why_not() if miss.value not in values.get(miss.field, frozenset())
    )
