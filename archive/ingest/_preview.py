"""What a clipping would become, before anything of it is stored."""

from dataclasses import dataclass

from archive.extraction import Extraction, extract
from archive.ingest._clipping import RawClipping
from archive.ingest._gazetteer import current_gazetteer
from archive.ingest._read import read_clipping
from archive.ingest._store import evidence_rows, existing_ids
from archive.models import Article, Evidence


@dataclass(frozen=True, slots=True)
class ClippingPreview:
    """The text of a clipping and what it says; `existing_id` is the article that has it already."""

    text: str
    url: str
    found: Extraction
    existing_id: int | None

    @property
    def body(self) -> str:
        """Return the body alone."""
        return self.found.body(self.text) or self.text

    def evidence(self) -> list[Evidence]:
        """Return the evidence as it would be stored, unsaved."""
        return evidence_rows(Article(text=self.text), self.found.findings)


def preview(raw: RawClipping) -> ClippingPreview:
    """Read and understand a clipping; raise UnreadableClipping when no text can be read."""
    clipping = read_clipping(raw)
    known = existing_ids([raw.sha256, clipping.content_hash])
    found = extract(clipping.text, gazetteer=current_gazetteer(), hints=clipping.hints)
    existing = known.get(raw.sha256) or known.get(clipping.content_hash)
    return ClippingPreview(clipping.text, clipping.hints.url, found, existing)
