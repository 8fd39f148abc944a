"""One run from corpus to report: the order of the steps, and nothing else."""

import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks import agreement, cache, children, corpora, peers, timing
from tests.benchmarks.corpora import Corpus
from tests.benchmarks.peers import Peer
from tests.benchmarks.picking import questions_for
from tests.benchmarks.report import Run

_BEGAN = time.monotonic()
LARGEST_REBUILT = 100_000  # beyond, building again what is thrown away takes too long


def run(corpus: Corpus, engines: Sequence[str], rounds: int) -> Run:
    """Build what is missing, compare the answers, then time everything."""
    found = Run(corpus.name, corpus.size, tuple(engines))
    questions = questions_for(corpus.path)
    folders = {engine: built(engine, corpus) for engine in engines}
    for engine, folder in folders.items():
        build = json.loads((folder / "build.json").read_text())
        found.builds[engine] = build | {"bytes": cache.size_of(folder / "index")}
        found.builds[engine]["parallel"] = built_side_by_side(engine, corpus)
        say(f"{engine}: opening, memory, commits")
        found.upkeep[engine] = children.run("upkeep", engine, folder / "index", corpus.path)
    if "lode" in engines and corpus.size <= LARGEST_REBUILT:
        found.rebuild = rebuilt(corpus)
    say("comparing answers")
    with opened(folders) as searched:
        found.totals, found.mismatches = agreement.mismatches(searched, questions)
    for mismatch in found.mismatches:
        say(f"VOID: {mismatch}")
    say("timing answers")
    with opened(folders) as searched:  # anew, so that the first asking is a cold one
        found.samples = timing.measure(
            searched, questions, rounds, lambda turn: say(f"  round {turn} of {rounds}")
        )
    return found


@contextmanager
def opened(folders: Mapping[str, Path]) -> Iterator[dict[str, Peer]]:
    """Open the engines on their folders, and close them in the end."""
    searched = {engine: peers.open_peer(engine, folders[engine] / "index") for engine in folders}
    for peer in searched.values():
        peer.open()
    try:
        yield searched
    finally:
        for peer in searched.values():
            peer.close()


def built(engine: str, corpus: Corpus) -> Path:
    """Return the folder of an engine's index, built now unless an earlier run did."""
    version = peers.version_of(engine)
    name = f"indexes/{corpus.key}/{engine}-{version}"

    def build(folder: Path) -> None:
        for outdated in folder.parent.glob(f"{engine}-*"):
            if outdated != folder:
                shutil.rmtree(outdated)
        say(f"{engine}: indexing {corpus.size:,} articles")
        measured = children.run("building", engine, corpus.path, folder / "index", "1")
        (folder / "build.json").write_text(json.dumps(measured))

    return cache.kept(name, build)


def built_side_by_side(engine: str, corpus: Corpus) -> dict[str, float]:
    """Build an index with all cores, and return how long it took; empty when it makes no sense.

    The index is thrown away and the time not kept: how long several cores take depends on what
    else the machine does, so that only times of one run can be compared.
    """
    if not peers.is_parallel(engine) or children.cores() < 2 or corpus.size > LARGEST_REBUILT:
        return {}
    say(f"{engine}: indexing them again on {children.cores()} cores")
    with tempfile.TemporaryDirectory(dir=cache.folder()) as name:
        index = Path(name) / "index"
        measured = children.run("building", engine, corpus.path, index, str(children.cores()))
    return measured | {"cores": children.cores()}


def rebuilt(corpus: Corpus) -> dict[str, float]:
    """Rebuild Lode's index from a database of the corpus and return how long it took."""
    stored = [cache.ROOT / "archive" / name for name in ("migrations", "models")]
    sources = [*stored, Path(__file__).with_name("rebuilding.py")]
    name = f"databases/{corpus.key}-{cache.fingerprint(sources)}"

    def fill(folder: Path) -> None:
        say(f"lode: storing {corpus.size:,} articles in a database")
        children.run("rebuilding", "fill", corpus.path, data_dir=folder)

    folder = cache.kept(name, fill)
    say("lode: rebuilding the index from the database")
    found = children.run("rebuilding", "rebuild", data_dir=folder)
    shutil.rmtree(folder / "index", ignore_errors=True)
    return found


def load(name: str, size: int) -> Corpus:
    """Return the corpus, saying so when it has to be made."""
    say(f"corpus: {name}, {size:,} articles at most")
    return corpora.load(name, size)


def say(what: str) -> None:
    """Tell what is going on and since how many seconds, beside the report."""
    print(f"{time.monotonic() - _BEGAN:6.0f}  {what}", file=sys.stderr, flush=True)
