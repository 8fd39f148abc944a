"""How right extraction is on labelled clippings: the figures, and every error by name.

A prediction is a record of `Extraction.as_record`. Countries and minerals that the labels call
optional are neither rewarded nor punished; those of boilerplate alone count as errors.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from archive.extraction._labels import (
    LabelError,
    Labels,
    Names,
    Wanted,
    critical,
    read_labels,
    same_date,
    same_minerals,
    same_source,
    same_words,
)

__all__ = ["LabelError", "Labels", "Mistake", "Score", "read_labels", "score"]

_CLOSE = 0.9  # likeness from which a title is nearly right
_Record = Mapping[str, Any]
_Tally = Counter[str]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One field of one clipping that is not as labelled."""

    file: str
    field: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Score:
    """Named figures, in a fixed order; None where no clipping could tell."""

    figures: tuple[tuple[str, float | int | None], ...]
    mistakes: tuple[Mistake, ...]

    def figure(self, name: str) -> float | int | None:
        """Return one figure by its name."""
        return dict(self.figures)[name]


def score(labels: Iterable[Labels], predictions: Mapping[str, _Record]) -> Score:
    """Compare predictions, by file name, with labels; a missing one counts as empty."""
    tally: _Tally = Counter()
    mistakes: list[Mistake] = []
    bodies: list[tuple[float, float, float]] = []
    for wanted in labels:
        found = predictions.get(wanted.file, {})
        tally.update(docs=1, predicted=int(wanted.file in predictions))
        for judge in (_title, _source, _date, _countries, _minerals):
            mistakes += judge(wanted, found, tally)
        if found.get("body"):
            bodies.append(_overlap(found["body"], wanted.body))
    return Score(tuple(_figures(tally, bodies).items()), tuple(mistakes))


def _title(wanted: Labels, found: _Record, tally: _Tally) -> Iterable[Mistake]:
    if not wanted.title:
        return
    one, two = same_words(found.get("title")), same_words(wanted.title)
    is_close = SequenceMatcher(None, one, two).ratio() >= _CLOSE
    tally.update(title_n=1, title_ok=one == two, title_close=is_close)
    if one != two:
        yield Mistake(wanted.file, "title", wanted.title, str(found.get("title")))


def _source(wanted: Labels, found: _Record, tally: _Tally) -> Iterable[Mistake]:
    given = found.get("source")
    listed = given if isinstance(given, list) else [given]
    names = [same_source(name) for name in listed if name]
    if wanted.publishers:
        is_right = bool(names) and names[0] in wanted.publishers
        is_named = any(name in wanted.names for name in names)
        tally.update(source_n=1, source_ok=is_right, source_any=is_named)
    else:
        is_right = all(name in wanted.names for name in names)
        tally.update(sourceless_n=1, sourceless_ok=is_right)
    if not is_right:
        yield Mistake(wanted.file, "source", _listed(wanted.publishers), str(given))


def _date(wanted: Labels, found: _Record, tally: _Tally) -> Iterable[Mistake]:
    date = same_date(found.get("date"))
    is_right = date == wanted.date
    tally.update(date_n=1, date_ok=is_right)
    if wanted.date:
        is_near = is_right or _is_near(wanted.date, date)
        tally.update(dated_n=1, dated_ok=is_right, dated_near=is_near)
    else:
        tally.update(undated_n=1, undated_ok=is_right)
    if not is_right:
        yield Mistake(wanted.file, "date", str(wanted.date), str(date))


def _is_near(wanted: str, date: str | None) -> bool:
    """Tell whether a date without a year has the right day, or one with it says more."""
    if not date:
        return False
    return date[-5:] == wanted[-5:] if wanted.startswith("--") else date.startswith(wanted)


def _countries(wanted: Labels, found: _Record, tally: _Tally) -> Iterable[Mistake]:
    codes = frozenset(str(code).upper() for code in found.get("countries") or ())
    _count(tally, "countries", codes, wanted.countries)
    return _confused(wanted.file, "countries", codes, wanted.countries)


def _minerals(wanted: Labels, found: _Record, tally: _Tally) -> Iterable[Mistake]:
    names = same_minerals(found.get("minerals"))
    _count(tally, "minerals", names, wanted.minerals)
    mentioned, allowed = wanted.minerals.mentioned, wanted.minerals.optional
    tally.update(
        critical_tp=len(critical(names) & critical(mentioned)),
        critical_fp=len(critical(names) - mentioned - allowed),
        critical_fn=len(critical(mentioned) - names),
    )
    return _confused(wanted.file, "minerals", names, wanted.minerals)


def _count(tally: _Tally, kind: str, found: Names, wanted: Wanted) -> None:
    wrong = found - wanted.mentioned - wanted.optional
    tally.update(
        {
            f"{kind}_tp": len(found & wanted.mentioned),
            f"{kind}_fp": len(wrong),
            f"{kind}_fn": len(wanted.mentioned - found),
            f"{kind}_core_tp": len(found & wanted.core),
            f"{kind}_core_fn": len(wanted.core - found),
            f"{kind}_boilerplate": len(wrong & wanted.boilerplate),
        }
    )


def _confused(file: str, field: str, found: Names, wanted: Wanted) -> Iterable[Mistake]:
    missed, wrong = wanted.mentioned - found, found - wanted.mentioned - wanted.optional
    if missed or wrong:
        yield Mistake(file, field, f"missed {_listed(missed)}", f"wrong {_listed(wrong)}")


def _listed(names: Names) -> str:
    return ", ".join(sorted(names)) or "none"


def _overlap(found: str, wanted: str) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the words of a body, each as often as it occurs."""
    one, two = (Counter(re.findall(r"\w+", text.casefold())) for text in (found, wanted))
    common = (one & two).total()
    return _rates(common, one.total() - common, two.total() - common)


def _rates(tp: int, fp: int, fn: int) -> tuple[float, float, float]:
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def _figures(
    tally: _Tally, bodies: list[tuple[float, float, float]]
) -> dict[str, float | int | None]:
    """Return the figures under the names that labelled sets are compared by."""
    figures: dict[str, float | int | None] = {
        "docs": tally["docs"],
        "predicted": tally["predicted"],
        "title_acc": _share(tally, "title_ok", "title_n"),
        "title_fuzzy90": _share(tally, "title_close", "title_n"),
        "source_acc(first, sourced docs)": _share(tally, "source_ok", "source_n"),
        "source_any_incl_cited": _share(tally, "source_any", "source_n"),
        "source_null_ok": _share(tally, "sourceless_ok", "sourceless_n"),
        "date_exact_all": _share(tally, "date_ok", "date_n"),
        "date_exact_dated": _share(tally, "dated_ok", "dated_n"),
        "date_lenient_dated": _share(tally, "dated_near", "dated_n"),
        "date_null_ok_undated": _share(tally, "undated_ok", "undated_n"),
    }
    for name, key in (
        ("countries", "countries"), ("minerals_all", "minerals"), ("minerals_critical", "critical")
    ):  # fmt: skip
        counts = (tally[f"{key}_{part}"] for part in ("tp", "fp", "fn"))
        figures |= zip((f"{name}_P", f"{name}_R", f"{name}_F1"), _rates(*counts), strict=True)
    for kind in ("countries", "minerals"):
        counted = tally[f"{kind}_core_tp"], 0, tally[f"{kind}_core_fn"]
        figures[f"{kind}_core_recall"] = _rates(*counted)[1]
    for kind in ("countries", "minerals"):
        figures[f"{kind}_from_boilerplate"] = tally[f"{kind}_boilerplate"]
    if bodies:
        means = (sum(column) / len(bodies) for column in zip(*bodies, strict=True))
        figures |= zip(("body_P", "body_R", "body_F1"), means, strict=True)
    return figures


def _share(tally: _Tally, part: str, whole: str) -> float | None:
    return tally[part] / tally[whole] if tally[whole] else None
