"""What editors decided about an article, read from its evidence, and what the machine may say."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from archive.extraction import Extraction, Finding
from archive.ingest._store import weights
from archive.models import Article, Evidence, Field, Verdict

POSITIVE = (Verdict.CONFIRMED, Verdict.EDITOR)


class Standing(StrEnum):
    """What editors think of a value: nothing yet, that it is right, that it is wrong."""

    OPEN = "open"
    KEPT = "kept"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Decisions:
    """Values of one article that stay, and values that never come back."""

    kept: frozenset[tuple[str, str]]
    rejected: frozenset[tuple[str, str]]

    def settles(self, field: str) -> bool:
        """Tell whether an editor chose the value of a field that has one value."""
        return any(name == field for name, _ in self.kept)

    def standing(self, field: str, value: str) -> Standing:
        """Return what editors think of a value."""
        if (field, value) in self.kept:
            return Standing.KEPT
        return Standing.OPEN if self.allows(field, value) else Standing.REJECTED

    def values(self, field: str) -> set[str]:
        """Return the values of a field that an editor vouches for."""
        return {value for name, value in self.kept if name == field}

    def allows(self, field: str, value: str) -> bool:
        """Tell whether the machine may say that a field has this value."""
        return (field, value) not in self.rejected

    def best(self, found: Extraction, field: Field) -> str:
        """Return the value found, or the next best finding when an editor rejected it."""
        chosen: str = getattr(found, field.value)
        if self.allows(field, chosen):
            return chosen
        others = [
            finding
            for finding in found.findings
            if finding.field == field and self.allows(field, finding.value)
        ]
        return max(others, key=_confidence).value if others else ""

    def tags(
        self, found: Extraction, field: Field, present: Mapping[str, float]
    ) -> dict[str, float]:
        """Return the values of one of TAGS that an article is to have, with their weights.

        Those that an editor vouches for keep the weight they have at `present`.
        """
        allowed = {
            slug: weight
            for slug, weight in weights(found, field).items()
            if self.allows(field, slug)
        }
        return allowed | {slug: present.get(slug, 1.0) for slug in self.values(field)}


def decisions_of(article: Article) -> Decisions:
    """Read what editors decided about an article."""
    rows = list(Evidence.objects.filter(article=article).values_list("field", "value", "verdict"))
    kept = frozenset((field, value) for field, value, verdict in rows if verdict in POSITIVE)
    rejected = {(field, value) for field, value, verdict in rows if verdict == Verdict.REJECTED}
    return Decisions(kept, frozenset(rejected - kept))


def _confidence(finding: Finding) -> float:
    return finding.confidence
