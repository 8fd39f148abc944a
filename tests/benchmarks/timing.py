"""Time answers: all engines take turns in one process, so that noise meets them all."""

import gc
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from tests.benchmarks.peers import Part, Peer
from tests.benchmarks.questions import Question

_BUDGET = 1.0  # wall seconds that one engine may spend on one part of one question


@dataclass(frozen=True, slots=True)
class Sample:
    """One timed answer. `is_first`: the engine had not been asked this before."""

    engine: str
    question: Question
    part: Part
    cpu_ms: float
    wall_ms: float
    is_first: bool


def measure(
    peers: Mapping[str, Peer],
    questions: Sequence[Question],
    rounds: int,
    show: Callable[[int], None],
) -> list[Sample]:
    """Ask every engine everything, once cold and then up to `rounds` times."""
    samples: list[Sample] = []
    spent: dict[tuple[str, Question, Part], float] = defaultdict(float)
    names = list(peers)
    gc.collect()
    gc.disable()
    try:
        for turn in range(rounds + 1):
            order = names[turn % len(names) :] + names[: turn % len(names)]
            for question, part, name in _turns(questions, order):
                key = name, question, part
                if peers[name].supports(question) and (turn < 2 or spent[key] < _BUDGET):
                    cpu, wall = _timed(peers[name], question, part)
                    spent[key] += wall / 1000
                    samples.append(Sample(name, question, part, cpu, wall, is_first=turn == 0))
            gc.collect()
            show(turn)
    finally:
        gc.enable()
    return samples


def median_ms(
    samples: Iterable[Sample], kind: str, engine: str, part: Part, *, of: str = "cpu_ms"
) -> float | None:
    """Return the median of the warm answers of a class; None when the engine gave none."""
    fitting = [
        sample
        for sample in samples
        if (sample.question.kind, sample.engine, sample.part) == (kind, engine, part)
    ]
    if of == "first_ms":
        found = [sample.wall_ms for sample in fitting if sample.is_first]
    else:
        found = [getattr(sample, of) for sample in fitting if not sample.is_first]
    return median(found) if found else None


def _turns(
    questions: Sequence[Question], names: Sequence[str]
) -> Iterable[tuple[Question, Part, str]]:
    """Yield a round, counts first: no part finds what another part of its question left warm."""
    parts = (Part.FACETS, Part.TOP20, Part.HIGHLIGHTS)
    return ((question, part, name) for part in parts for question in questions for name in names)


def _timed(peer: Peer, question: Question, part: Part) -> tuple[float, float]:
    """Return processor and wall time of one answer in milliseconds."""
    cpu, wall = time.process_time_ns(), time.perf_counter_ns()
    peer.answer(question, part)
    return (time.process_time_ns() - cpu) / 1e6, (time.perf_counter_ns() - wall) / 1e6
