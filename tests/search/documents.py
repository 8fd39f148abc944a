"""Documents for tests, and a plain-Python oracle of the filters."""

import random
from datetime import date, timedelta

from archive.edtf import parse
from archive.search import FACET_NAMES, NONE
from archive.search.engines import IndexDocument

TREE = {"lithium": "battery-minerals", "cobalt": "battery-minerals", "gold": "precious-metals"}


def make_document(article_id=1, body="Lithium from the salt lakes.", **overrides):
    """Return a document; `published` sets the days it may lie on, `minerals` their ancestors."""
    fields = {"stamp": f"stamp-{article_id}", "title": f"Article {article_id}"} | overrides
    if published := fields.get("published"):
        fields.setdefault("earliest", parse(published).earliest)
        fields.setdefault("latest", parse(published).latest)
    if minerals := fields.get("minerals"):
        fields.setdefault("mineral_tree", tuple({*minerals, *(TREE[name] for name in minerals)}))
    return IndexDocument(id=article_id, body=body, **fields)


def random_documents(count, seed):
    """Return documents with every kind of value, missing ones included."""
    generator = random.Random(seed)
    return [_random_document(generator, number) for number in range(1, count + 1)]


def values_of(document):
    """Return the values of each facet as the filters see them."""
    values = {
        "mineral": {*document.minerals, *document.mineral_tree},
        "country": set(document.countries),
        "company": set(document.companies),
        "source": {document.source} - {""},
        "language": {document.language} - {""},
        "review": {document.review} - {""},
    }
    return {name: values[name] or {NONE} for name in FACET_NAMES}


def accepts(query, document, leaving_out=None):
    """Tell whether the filters and dates of a question accept a document."""
    values = values_of(document)
    return all(
        _accepts_facet(query, name, values[name]) for name in FACET_NAMES if name != leaving_out
    ) and (leaving_out == "date" or _accepts_date(query, document))


def _accepts_facet(query, name, values):
    chosen = [value in values for value in query.chosen(name)]
    combine = all if name in query.all_of else any
    if chosen and not combine(chosen):
        return False
    return not any(value in values for value in query.rejected(name))


def date_kind(document):
    """Return which of the date's own values a document has, or `dated`."""
    if not document.published:
        return "none"
    return "dated" if document.earliest else "year-unknown"


def _accepts_date(query, document):
    kind = date_kind(document)
    chosen = [kind == value for value in query.chosen("date")]
    if query.after or query.before:
        first = parse(query.after).earliest if query.after else date.min
        last = parse(query.before).latest if query.before else date.max
        chosen.append(kind == "dated" and document.earliest <= last and document.latest >= first)
    return (not chosen or any(chosen)) and kind not in query.rejected("date")


def _random_document(generator, number):
    words = ["lithium", "cobalt", "mine", "mines", "export", "ban", "price", "Chile", "battery"]
    return make_document(
        number,
        body=" ".join(generator.choices(words, k=generator.randint(1, 12))),
        title=generator.choice(["", "Lithium mine", "Cobalt price", "Export ban"]),
        source=generator.choice(["", "reuters", "daryo"]),
        countries=_sample(generator, ["cl", "cd", "kz"]),
        minerals=_sample(generator, list(TREE)),
        companies=_sample(generator, ["glencore", "sqm", "greenbushes"]),
        language=generator.choice(["", "en", "fr"]),
        review=generator.choice(["reviewed", "unreviewed"]),
        published=_random_date(generator),
    )


def _sample(generator, values):
    return tuple(generator.sample(values, generator.randint(0, len(values))))


def _random_date(generator):
    day = date(2021, 1, 1) + timedelta(days=generator.randint(0, 1200))
    return generator.choice(["", f"XXXX-{day:%m-%d}", f"{day:%Y}", f"{day:%Y-%m}", f"{day}"])
