"""How much a country or mineral is the subject of an article. Finds nothing by itself."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from archive.extraction._findings import Finding

Range = tuple[int, int]
_LEAD = 400  # characters of the body that a news story spends on its subject
_QUARTERS = 4


def weigh(
    findings: Iterable[Finding], title_range: Range | None, ranges: Sequence[Range]
) -> dict[str, float]:
    """Return for each found value how much it is the subject, from 0 to 1.

    Headline counts most, then the lead, the number of mentions and their spread.
    """
    body = [span for span in ranges if span != title_range]
    by_value: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_value[finding.value].append(finding)
    return {value: _weight(found, title_range, body) for value, found in by_value.items()}


def _weight(found: list[Finding], title_range: Range | None, body: Sequence[Range]) -> float:
    starts = [finding.start for finding in found if finding.start is not None]
    in_title = title_range is not None and any(
        title_range[0] <= start < title_range[1] for start in starts
    )
    places = [place for start in starts if (place := _place(start, body)) is not None]
    length = max(1, sum(end - start for start, end in body))
    quarters = {min(_QUARTERS - 1, place * _QUARTERS // length) for place in places}
    score = (
        0.45 * in_title
        + 0.2 * any(place < _LEAD for place in places)
        + 0.2 * min(1.0, math.log1p(len(starts)) / math.log1p(8))
        + 0.15 * len(quarters) / _QUARTERS
    )
    return round(min(1.0, max(0.05, score)) * max(finding.confidence for finding in found), 3)


def _place(start: int, body: Sequence[Range]) -> int | None:
    before = 0
    for first, last in body:
        if first <= start < last:
            return before + start - first
        before += last - first
    return None
