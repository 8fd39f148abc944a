"""Two facets against each other: minerals and countries, and countries with one another."""

from archive.analysis._subject import Subject
from archive.analysis._table import Cell, Column, Note, Row, Table, counted, percent
from archive.search import FacetAxis

_MINERALS = 14
_COUNTRIES = 12
_PAIRED = 60  # countries that are looked at for pairs
_PAIRS = 30


def matrix(subject: Subject) -> Table:
    """Return how many articles name a mineral and a country, of those named most."""
    minerals = tuple(slug for slug, _ in subject.top("mineral", _MINERALS))
    countries = tuple(slug for slug, _ in subject.top("country", _COUNTRIES))
    rows, columns = FacetAxis("mineral", minerals), FacetAxis("country", countries)
    counts = subject.matches.cross(rows, columns)
    totals = subject.counts("mineral")

    def row(mineral: str) -> Row:
        cells = (
            counted(
                counts.get((mineral, country), 0),
                subject.having_both(("mineral", mineral), ("country", country)),
            )
            for country in countries
        )
        query = subject.having("mineral", mineral)
        head = Cell(subject.names.of("mineral", mineral), query, mineral)
        return Row((head, counted(totals[mineral], query), *cells))

    return Table(
        name="matrix",
        title="Minerals and countries",
        query=subject.query,
        total=subject.total,
        columns=(
            Column("mineral", "Mineral", "name"),
            Column("all", "All"),
            *(
                Column(
                    slug,
                    subject.names.of("country", slug),
                    query=subject.having("country", slug),
                )
                for slug in countries
            ),
        ),
        rows=tuple(map(row, minerals)),
        reading="Each number counts the articles that name both the mineral and the country.",
        notes=_left_out(subject),
    )


def pairs(subject: Subject) -> Table:
    """Return the pairs of countries that most articles name together.

    `share` is how many of the articles that name either name both.
    """
    countries = tuple(slug for slug, _ in subject.top("country", _PAIRED))
    axis, totals = FacetAxis("country", countries), subject.counts("country")
    found = [
        (count, str(one), str(other))
        for (one, other), count in subject.matches.cross(axis, axis).items()
        if str(one) < str(other)
    ]
    found.sort(key=lambda each: (-each[0], each[1:]))

    def row(count: int, one: str, other: str) -> Row:
        first, second = sorted((one, other), key=lambda slug: (-totals[slug], slug))
        query = subject.having_both(("country", first), ("country", second))
        either = totals[one] + totals[other] - count
        return Row(
            (
                Cell(subject.names.of("country", first), subject.having("country", first), first),
                Cell(
                    subject.names.of("country", second), subject.having("country", second), second
                ),
                counted(count, query),
                Cell(percent(count, either)),
            )
        )

    return Table(
        name="pairs",
        title="Countries named together",
        query=subject.query,
        total=subject.total,
        columns=(
            Column("country", "Country", "name"),
            Column("other", "and", "name"),
            Column("articles", "Articles"),
            Column("share", "Of those with either", "percent"),
        ),
        rows=tuple(row(*each) for each in found[:_PAIRS]),
        reading="Each number counts the articles that name both countries.",
    )


def _left_out(subject: Subject) -> tuple[Note, ...]:
    shown = {"mineral": _MINERALS, "country": _COUNTRIES}
    words = {"mineral": "minerals", "country": "countries"}
    return tuple(
        Note(f"Shown are the {limit} {words[facet]} named most, of {len(subject.counts(facet))}.")
        for facet, limit in shown.items()
        if len(subject.counts(facet)) > limit
    )
