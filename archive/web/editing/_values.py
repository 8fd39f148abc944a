"""What an editor types as the value of a field, as evidence writes it."""

from archive import edtf
from archive.ingest import DecisionRefused
from archive.models import Company, Field
from archive.web._names import names_called, names_resembling

FIELDS = (
    (Field.MINERAL, "Mineral"),
    (Field.COUNTRY, "Country"),
    (Field.COMPANY, "Company, mine or project"),
    (Field.SOURCE, "Source"),
    (Field.ORIGIN, "Origin"),
    (Field.DATE, "Date"),
    (Field.TITLE, "Title"),
)
FACETS = {
    Field.MINERAL: "mineral",
    Field.COUNTRY: "country",
    Field.COMPANY: "company",
    Field.SOURCE: "source",
    Field.ORIGIN: "source",
}
_MAX_TITLE = 500
_OFFERED = 3


def read_value(field: Field, typed: str) -> tuple[Field, str]:
    """Return field and value; a company may turn out to be a project.

    Raises ValueError, with a message for the person, for what is no value of the field.
    """
    text = " ".join(typed.split())
    if not text:
        raise DecisionRefused("Write the value, or quote words that are the value.")
    if field == Field.DATE:
        return field, str(edtf.parse_given(text))
    if field == Field.TITLE:
        if len(text) > _MAX_TITLE:
            raise DecisionRefused(f"A title has at most {_MAX_TITLE} characters.")
        return field, text
    slug, name = _named(field, text)
    if field in (Field.SOURCE, Field.ORIGIN):
        return field, name
    if field == Field.COMPANY and Company.objects.get(slug=slug).is_project:
        return Field.PROJECT, slug
    return field, slug


def _named(field: Field, text: str) -> tuple[str, str]:
    """Return slug and name of the one row that a text is a name of."""
    facet = FACETS[field]
    found = names_called(facet, text)
    if len(found) == 1:
        return next(iter(found.items()))
    label = dict(FIELDS)[field].lower()
    if found:
        raise DecisionRefused(f"“{text}” may be {' or '.join(found.values())}. Write which.")
    offered = names_resembling(facet, text, _OFFERED)
    hint = (
        f"Did you mean {' or '.join(offered)}?"
        if offered
        else "New names are added at the editors’ desk."
    )
    raise DecisionRefused(f"The archive knows no {label} called “{text}”. {hint}")
