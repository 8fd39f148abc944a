"""What editors refused in the articles of one source: "Georgia" in a paper of Savannah."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from archive.extraction._findings import Finding, NearMiss
from archive.extraction._gazetteer import Gazetteer, Rejection
from archive.extraction._matcher import fold
from archive.extraction._near_misses import missed_finding
from archive.extraction._outlets import name_key

_REREAD = 0.95


def as_read_in(
    source: str, found: Iterable[Finding], gazetteer: Gazetteer
) -> tuple[list[Finding], list[NearMiss]]:
    """Return the findings that hold in articles of a source, and those an editor refused."""
    rejections = _of(source, gazetteer)
    if not rejections:
        return list(found), []
    kept: list[Finding] = []
    refused: list[NearMiss] = []
    for finding in found:
        rejection = _rejection(finding, rejections)
        if rejection is None:
            kept.append(finding)
            continue
        where = f"in articles of {rejection.source}"
        refused.append(missed_finding(finding, f"rejected by an editor {where}"))
        if _is_known(rejection, gazetteer):
            rule = f"what an editor says it means {where}"
            kept.append(replace(finding, value=rejection.means, rule=rule, confidence=_REREAD))
    return kept, refused


def _of(source: str, gazetteer: Gazetteer) -> list[Rejection]:
    if not (source and gazetteer.rejections):
        return []
    key = name_key(source)
    return [each for each in gazetteer.rejections if name_key(each.source) == key]


def _rejection(finding: Finding, rejections: Iterable[Rejection]) -> Rejection | None:
    quote = _plain(finding.quote)
    for each in rejections:
        same = (each.kind, each.slug) == (finding.field, finding.value)
        # The quote may end in the s of a plural or of a lost apostrophe.
        if same and _plain(each.text) in (quote, quote.removesuffix("s")):
            return each
    return None


def _plain(text: str) -> str:
    return " ".join(fold(text).casefold().split())


def _is_known(rejection: Rejection, gazetteer: Gazetteer) -> bool:
    rows: Mapping[str, object] = {
        "country": gazetteer.countries,
        "mineral": gazetteer.minerals,
        "company": gazetteer.companies,
        "project": gazetteer.projects,
    }[rejection.kind]
    return rejection.means in rows
