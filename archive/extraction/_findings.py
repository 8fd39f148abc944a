"""What extraction finds: values, each with the words that say so."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

FieldName = Literal["title", "source", "origin", "date", "country", "mineral", "company", "project"]
DatePrecision = Literal["day", "month", "year", "month-day", "none"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason to believe that `field` has `value`.

    `text[start:end] == quote`; `start` and `end` are None when the value comes from outside
    the text (a page's metadata). `confidence` lies between 0 and 1.
    Values: countries ISO 3166 alpha-2 in lower case, minerals, companies and projects slugs of
    the gazetteer, dates EDTF, source and origin and title as they are shown.
    """

    field: FieldName
    value: str
    start: int | None
    end: int | None
    quote: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A value that `text[start:end]` seems to give to `field`, and the rule that refused it."""

    field: FieldName
    value: str
    start: int
    end: int
    quote: str
    rule: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A value of an article; `weight` (0 to 1) says how much it is the subject."""

    slug: str
    name: str
    weight: float


@dataclass(frozen=True, slots=True)
class Implied:
    """A country or mineral that the text does not name: `by`, which it names, stands for it.

    It is no finding and no value of the article; `value` is a slug, `by` a name.
    """

    field: FieldName
    value: str
    by: str


@dataclass(frozen=True, slots=True)
class Hints:
    """What a reader learned about a clipping outside its text; empty strings when nothing.

    `captured` is the day, as EDTF, on which the page was seen: "yesterday" counts from it.
    """

    title: str = ""
    source: str = ""
    date: str = ""
    url: str = ""
    language: str = ""
    captured: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one text. Empty strings and tuples mean: not found.

    `date` is EDTF; `body_ranges` are ascending half-open character ranges of the text.
    `minerals` are rolled up to minerals and groups; `mineral_forms` are the ores, compounds
    and products as found. `near_misses` are there when `extract` was asked to explain itself.
    """

    title: str = ""
    source: str = ""
    origin: str = ""
    date: str = ""
    date_precision: DatePrecision = "none"
    countries: tuple[Tag, ...] = ()
    minerals: tuple[Tag, ...] = ()
    mineral_forms: tuple[Tag, ...] = ()
    companies: tuple[Tag, ...] = ()
    projects: tuple[Tag, ...] = ()
    implied: tuple[Implied, ...] = ()
    language: str = ""
    body_ranges: tuple[tuple[int, int], ...] = ()
    findings: tuple[Finding, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()

    def why_not(self) -> tuple[NearMiss, ...]:
        """Return the near misses of values that were not found, one for each value and rule."""
        first: dict[tuple[str, str, str], NearMiss] = {}
        for missed in self.near_misses:
            if not self.has(missed.field, missed.value):
                first.setdefault((missed.field, missed.value, missed.rule), missed)
        return tuple(first.values())

    def has(self, field: FieldName, value: str) -> bool:
        """Tell whether a field has this value."""
        if field == "country":
            return any(tag.slug == value for tag in self.countries)
        if field == "mineral":
            return any(tag.slug == value for tag in (*self.minerals, *self.mineral_forms))
        if field in ("company", "project"):
            return any(tag.slug == value for tag in (*self.companies, *self.projects))
        if field in ("source", "origin"):
            return value in (self.source, self.origin)
        return bool(getattr(self, field) == value)

    def body(self, text: str) -> str:
        """Return the body of `text`, its ranges joined by an empty line."""
        return "\n\n".join(text[start:end] for start, end in self.body_ranges)

    def as_record(self, text: str, file: str) -> dict[str, Any]:
        """Return the stable JSON contract of `manage.py extract --json` for one file."""
        return {
            "file": file,
            "title": self.title or None,
            "source": self.source or None,
            "origin": self.origin or None,
            "date": self.date or None,
            "date_precision": self.date_precision,
            "countries": [tag.slug.upper() for tag in self.countries],
            "minerals": [tag.name for tag in self.minerals],
            "language": self.language or None,
            "body": self.body(text),
            "evidence": [asdict(finding) for finding in self.findings],
        }
