"""The facets, declared once: index fields, URL parameters, panels and docs follow this table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FacetSpec:
    """A facet: `name` is the URL parameter, the index field and the CSS class.

    `attributes` are those of an `IndexDocument` that hold its values, by default the one called
    like the facet; `main` holds the values that are the document's main subject.
    """

    name: str
    label: str
    is_multivalued: bool = False
    is_tree: bool = False
    attributes: tuple[str, ...] = ()
    main: str = ""

    @property
    def main_name(self) -> str:
        """Return the index field of the main subjects."""
        return f"main_{self.name}"


FACETS: tuple[FacetSpec, ...] = (
    FacetSpec(
        "mineral",
        "Mineral",
        is_multivalued=True,
        is_tree=True,
        attributes=("minerals", "mineral_tree"),
        main="main_minerals",
    ),
    FacetSpec(
        "country",
        "Country",
        is_multivalued=True,
        attributes=("countries",),
        main="main_countries",
    ),
    FacetSpec("company", "Company", is_multivalued=True, attributes=("companies",)),
    FacetSpec("source", "Source"),
    FacetSpec("language", "Language"),
    FacetSpec("review", "Review"),
)
FACET_NAMES = tuple(facet.name for facet in FACETS)

# The date facet has two values of its own: no date at all, and a day without its year.
UNDATED = "none"
YEAR_UNKNOWN = "year-unknown"
