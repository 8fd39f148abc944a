"""How sure a finding is, as measured: the share of right values for each kind of rule.

The rules rank their candidates by confidences of their own; what people read is the share of
labelled clippings in which a value found by such a rule was right (`confidence.toml`).
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from archive.extraction._findings import Finding

_FILE = Path(__file__).parent / "gazetteers" / "confidence.toml"


@dataclass(frozen=True, slots=True)
class Calibration:
    """A kind of rule: `right` of `seen` values were right on labelled clippings.

    It is of findings of `field` by a rule that matches `rule` and whose own confidence is
    below `below`. `stated` is what those findings say of themselves.
    """

    field: str
    rule: re.Pattern[str]
    below: float
    seen: int
    right: int
    stated: float

    def covers(self, finding: Finding) -> bool:
        """Tell whether a finding is of this kind."""
        return (
            finding.field == self.field
            and finding.confidence < self.below
            and self.rule.fullmatch(finding.rule) is not None
        )


def calibrated(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings with the measured confidence, or their own where none is known."""
    known: dict[tuple[str, str, float], float] = {}
    result = []
    for finding in findings:
        key = (finding.field, finding.rule, finding.confidence)
        if key not in known:
            known[key] = next(
                (each.stated for each in calibrations() if each.covers(finding)),
                finding.confidence,
            )
        result.append(replace(finding, confidence=known[key]))
    return tuple(result)


@cache
def calibrations() -> tuple[Calibration, ...]:
    """Return every measured kind of rule, in the order in which they are asked."""
    with _FILE.open("rb") as file:
        tables = tomllib.load(file)["kind"]
    return tuple(
        Calibration(
            table["field"],
            re.compile(table["rule"]),
            table.get("below", 2.0),
            table["seen"],
            table["right"],
            table["stated"],
        )
        for table in tables
    )
