"""The facets, declared once: index fields, URL parameters, panels and docs follow this table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FacetSpec:
    """A facet: `name` is the URL parameter, the index field and the CSS class."""

    name: str
    label: str
    is_multivalued: bool = False
    is_tree: bool = False


FACETS: tuple[FacetSpec, ...] = (
    FacetSpec("mineral", "Mineral", is_multivalued=True, is_tree=True),
    FacetSpec("country", "Country", is_multivalued=True),
    FacetSpec("company", "Company", is_multivalued=True),
    FacetSpec("source", "Source"),
    FacetSpec("language", "Language"),
    FacetSpec("review", "Review"),
)
FACET_NAMES = tuple(facet.name for facet in FACETS)

# The date facet has two values of its own: no date at all, and a day without its year.
UNDATED = "none"
YEAR_UNKNOWN = "year-unknown"
