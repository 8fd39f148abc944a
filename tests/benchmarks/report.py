"""What a run found: `latest.json` for machines, tables for people."""

import json
import platform
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import exp, log
from pathlib import Path
from typing import Any

from tests.benchmarks.agreement import Mismatch
from tests.benchmarks.peers import Part
from tests.benchmarks.questions import Question
from tests.benchmarks.timing import Sample, median_ms

RESULTS = Path(__file__).parent / "results"
_LODE = "lode"
_TITLES = {
    Part.FACETS: "Top 20 and all facet counts",
    Part.TOP20: "Top 20",
    Part.HIGHLIGHTS: "Top 20 with highlights",
}


@dataclass(slots=True)
class Run:
    """One run of the benchmark; times are milliseconds unless they say otherwise."""

    corpus: str
    size: int
    engines: tuple[str, ...]
    totals: Mapping[Question, int] = field(default_factory=dict)
    mismatches: Sequence[Mismatch] = ()
    samples: Sequence[Sample] = ()
    builds: dict[str, dict[str, Any]] = field(default_factory=dict)
    upkeep: dict[str, dict[str, float]] = field(default_factory=dict)
    rebuild: dict[str, float] = field(default_factory=dict)

    @property
    def kinds(self) -> list[str]:
        """Return the classes of questions in order."""
        return list(dict.fromkeys(question.kind for question in self.totals))

    def time(self, kind: str, engine: str, part: Part, of: str = "cpu_ms") -> float | None:
        """Return a median; None when the engine cannot answer, or answers differently."""
        if any((m.engine, m.question.kind) == (engine, kind) for m in self.mismatches):
            return None
        return median_ms(self.samples, kind, engine, part, of=of)

    def ratio(self, kind: str, engine: str, part: Part) -> float | None:
        """Return how many times as long as Lode an engine takes."""
        ours, theirs = self.time(kind, _LODE, part), self.time(kind, engine, part)
        return theirs / ours if ours and theirs else None

    def mean_ratio(self, engine: str, part: Part) -> float | None:
        """Return the geometric mean of the ratios over the classes."""
        ratios = [ratio for kind in self.kinds if (ratio := self.ratio(kind, engine, part))]
        return exp(sum(map(log, ratios)) / len(ratios)) if ratios else None

    def rate_on_one_core(self, engine: str) -> float:
        """Return articles indexed per processor second by one process or thread."""
        return self.size / self.builds[engine]["cpu_s"]

    def rate_on_all_cores(self, engine: str) -> float | None:
        """Return articles indexed per second of the clock; None for an engine that uses one."""
        build = self.builds[engine].get("parallel")
        return self.size / build["wall_s"] if build else None

    def indexing_rate(self, engine: str) -> float:
        """Return articles indexed per second, with as many cores as the engine puts to use."""
        return max(self.rate_on_one_core(engine), self.rate_on_all_cores(engine) or 0)


def write(run: Run) -> Path:
    """Write `latest.json` in its agreed shape and everything else to `details.json`."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / "latest.json"
    path.write_text(json.dumps(_rounded(_latest(run)), indent=2) + "\n")
    details = json.dumps(_rounded(_details(run)), indent=2) + "\n"
    path.with_name("details.json").write_text(details)
    return path


def _latest(run: Run) -> dict[str, Any]:
    return {
        "size": run.size,
        "corpus": run.corpus,
        "classes": {
            kind: {
                engine: {f"{part}_ms": run.time(kind, engine, part) for part in Part}
                for engine in run.engines
            }
            for kind in run.kinds
        },
        "indexing": {engine: run.indexing_rate(engine) for engine in run.engines},
        "bytes_per_article": {
            engine: run.builds[engine]["bytes"] / run.size for engine in run.engines
        },
        "commit_ms": run.upkeep.get(_LODE, {}).get("commit_ms"),
        "rebuild_s": run.rebuild.get("wall_s"),
        "indexing_one_core": {engine: run.rate_on_one_core(engine) for engine in run.engines},
        "open_ms": run.upkeep.get(_LODE, {}).get("open_ms"),
        "rss_mb": run.upkeep.get(_LODE, {}).get("resident_mb"),
        "rebuild_peak_mb": run.rebuild.get("peak_mb"),
    }


def _details(run: Run) -> dict[str, Any]:
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": sys.version.split()[0],
        "machine": f"{platform.machine()}, {platform.system()} {platform.release()}",
        "questions": {str(question): total for question, total in run.totals.items()},
        "mismatches": [str(mismatch) for mismatch in run.mismatches],
        "wall": _by_class(run, "wall_ms"),
        "first_wall": _by_class(run, "first_ms"),
        "facets_ratio_to_lode": {
            engine: run.mean_ratio(engine, Part.FACETS) for engine in run.engines
        },
        "builds": run.builds,
        "upkeep": run.upkeep,
        "rebuild": run.rebuild,
    }


def _by_class(run: Run, of: str) -> dict[str, Any]:
    return {
        kind: {
            engine: {part: run.time(kind, engine, part, of) for part in Part}
            for engine in run.engines
        }
        for kind in run.kinds
    }


def tables(run: Run) -> str:
    """Return the run as Markdown tables."""
    warm = {f"{title}, ms": _answers(run, part) for part, title in _TITLES.items()}
    cold = {"Top 20 and all facet counts, asked for the first time, wall ms": _first(run)}
    rest = {"The rest": _rest(run)}
    return "\n\n".join(
        f"{title}\n\n" + "\n".join(rows) for title, rows in (warm | cold | rest).items()
    )


def _first(run: Run) -> Iterator[str]:
    yield from _head("class", *run.engines)
    for kind in run.kinds:
        times = (run.time(kind, engine, Part.FACETS, "first_ms") for engine in run.engines)
        yield _row(kind, *map(_number, times))


def _answers(run: Run, part: Part) -> Iterator[str]:
    others = [engine for engine in run.engines if engine != _LODE and _LODE in run.engines]
    yield from _head("class", "articles", *run.engines, *(f"{each} ÷ lode" for each in others))
    for kind in run.kinds:
        totals = sorted(total for question, total in run.totals.items() if question.kind == kind)
        times = [_number(run.time(kind, engine, part)) for engine in run.engines]
        ratios = [_number(run.ratio(kind, engine, part)) for engine in others]
        yield _row(kind, f"{totals[len(totals) // 2]:,}", *times, *ratios)
    means = [_number(run.mean_ratio(engine, part)) for engine in others]
    if others:
        yield _row("geometric mean", "", *[""] * len(run.engines), *means)


def _rest(run: Run) -> Iterator[str]:
    yield from _head("", *run.engines)
    rows: dict[str, list[float | None]] = {
        "articles indexed per second on one core": [run.rate_on_one_core(e) for e in run.engines],
        "… on all cores": [run.rate_on_all_cores(e) for e in run.engines],
        "peak memory while indexing, MB": [run.builds[e]["peak_mb"] for e in run.engines],
        "bytes per article": [run.builds[e]["bytes"] / run.size for e in run.engines],
    }
    for label, name in (
        ("opening the index, ms", "open_ms"),
        ("first faceted answer after opening, ms", "first_ms"),
        ("resident memory after a question of each class, MB", "resident_mb"),
        ("… of it, private and grown since opening, MB", "private_mb"),
        ("from saving one article to finding it, ms", "commit_ms"),
    ):
        rows[label] = [run.upkeep[engine][name] for engine in run.engines]
    for label, numbers in rows.items():
        yield _row(label, *map(_number, numbers))
    if run.rebuild:
        yield ""
        yield (
            f"Rebuilding Lode's index from the database: {run.rebuild['wall_s']:,.1f} s, "
            f"{run.rebuild['peak_mb']:,.0f} MB at most."
        )


def _head(*cells: str) -> Iterator[str]:
    yield _row(*cells)
    yield "| --- " + "| ---: " * (len(cells) - 1) + "|"


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _rounded(each) for key, each in value.items()}
    if isinstance(value, float):
        return float(f"{value:.4g}") if abs(value) < 1000 else round(value)
    return value
