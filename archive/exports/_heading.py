"""What a file says about itself: the question, when it was asked, and how much it found.

A collection has a name instead of a question.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from archive.exports._lines import one_line


@dataclass(frozen=True, slots=True)
class Heading:
    """The search, or the collection (`kind`), that a file holds.

    `question` is the question with its filters in words, `read_as` the words as understood,
    `address` where it can be asked again, `total` how many articles the file holds.
    """

    question: str
    read_as: str
    address: str
    made_at: datetime
    total: int
    kind: str = "search"

    @property
    def time(self) -> str:
        """Return when the file was made, in UTC: `2026-01-31T12:00:00Z`."""
        return f"{self.made_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"

    @property
    def name(self) -> str:
        """Return the question; the empty one is `All articles`."""
        return one_line(self.question) or "All articles"

    @property
    def reading(self) -> str:
        """Return the words as understood; empty when the question has none."""
        return one_line(self.read_as)

    def lines(self) -> Iterator[tuple[str, str]]:
        """Yield labels and values, always the same labels in the same order."""
        yield self.kind.title(), self.name
        yield "Read as", self.reading or self.name
        yield "Articles", str(self.total)
        yield "Exported", self.time
        yield "Address", self.address
