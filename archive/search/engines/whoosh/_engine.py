"""The embedded engine: an index directory, a snapshot for readers, batches for writers."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from archive.search._language import (
    Reading,
    Subjects,
    Vocabulary,
    chosen_subjects,
    no_subjects,
    no_vocabulary,
    read,
)
from archive.search._query import Choice, SearchQuery, Sort
from archive.search._result import Completion, SearchResult
from archive.search.engines.base import Batch
from archive.search.engines.whoosh import (
    _answer,
    _completing,
    _repairs,
    _storage,
    _upkeep,
    _verifying,
    _writing,
)
from archive.search.engines.whoosh._crew import Crew
from archive.search.engines.whoosh._directory import Calm, IndexDirectory
from archive.search.engines.whoosh._faults import reading_faults, writing_faults
from archive.search.engines.whoosh._rebuilding import RebuildBatch
from archive.search.engines.whoosh._resident import ResidentFiles
from archive.search.engines.whoosh._snapshot import Snapshot
from archive.search.engines.whoosh._tabulation import WhooshMatches

_ATTEMPTS = 5
_PAUSE = 0.02  # seconds, for a writer to finish replacing what we were opening

Answer = TypeVar("Answer")


class WhooshEngine:
    """An index of articles in a directory of its own, shared by any number of processes.

    `vocabulary` turns names in a question (`country:"South Korea"`) into slugs. `processes`
    build a whole index side by side. `subjects` knows the names that plain words may be.
    """

    def __init__(
        self,
        directory: Path,
        vocabulary: Vocabulary = no_vocabulary,
        processes: int = 1,
        subjects: Subjects = no_subjects,
    ) -> None:
        self._directory = IndexDirectory(Path(directory))
        self._vocabulary = vocabulary
        self._processes = processes
        self._subjects = subjects
        self._opening = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._resident = ResidentFiles()
        self._calm: Calm | None = None  # since the snapshot was the newest

    def search(
        self, query: SearchQuery, *, facets: bool = True, highlights: bool = True
    ) -> SearchResult:
        """Answer one question from one matching set; raise InvalidQuery for a broken limit."""
        wanted = _answer.Wanted(facets, highlights)
        began = time.perf_counter()
        reading = self._read(query.text)
        subjects = self._subjects_of(query, reading)

        def ask(snapshot: Snapshot) -> SearchResult:
            result = _answer.answer(snapshot, query, reading, wanted, began, subjects)
            if result.total or not (query.text.strip() or query.is_narrowed):
                return result
            offers = _repairs.repairs(snapshot, query, reading, self._vocabulary)
            return replace(result, repairs=offers, took_ms=_answer.took_ms(began))

        return self._reading(ask)

    def matching_ids(self, query: SearchQuery) -> list[int]:
        """Return the ids of all matching articles in the order of the question, uncapped."""
        reading = self._read(query.text)
        subjects = self._subjects_of(query, reading)

        def ask(snapshot: Snapshot) -> list[int]:
            found = _answer.match(snapshot, query, reading, subjects)
            ids: list[int] = found.ranking().ids().tolist()
            return ids

        return self._reading(ask)

    def matches(self, query: SearchQuery) -> WhooshMatches:
        """Return everything that a question matches, to be counted."""
        return self._reading(lambda snapshot: WhooshMatches(snapshot, query, self._read))

    def complete(self, query: SearchQuery, limit: int) -> tuple[Completion, ...]:
        """Return what a question becomes when its last word is finished, likely ones first."""
        return self._reading(
            lambda snapshot: _completing.completions(snapshot, query, limit, self._vocabulary)
        )

    def stamps(self) -> Mapping[int, str]:
        """Return the stamp of every document, by article id."""
        return self._reading(Snapshot.stamps)

    @contextmanager
    def write(self) -> Iterator[Batch]:
        """Open a batch: commit on success, change nothing on an exception."""
        with self._directory.locked():
            with writing_faults():
                generation = self._directory.current_or_new()
                self._directory.check_fingerprint(generation)
            batch = _writing.WriteBatch()
            yield batch
            if batch.changes:
                with writing_faults():
                    _writing.commit(generation, batch.changes)
                    _upkeep.merge_due(generation)

    @contextmanager
    def rebuild(self) -> Iterator[Batch]:
        """Open a batch that fills a new index beside the old one and then replaces it."""
        with self._directory.locked():
            try:
                with writing_faults():
                    self._directory.collect_garbage()
                    generation = self._directory.new_generation()
                with Crew(generation, self._processes) as crew:
                    batch = RebuildBatch(generation, crew)
                    yield batch
                    with writing_faults():
                        batch.finish()
                with writing_faults():
                    self._directory.switch_to(generation)
            finally:
                self._directory.collect_garbage()

    def verify(self) -> list[str]:
        """Return what is wrong with the stored index, in words; empty when it is sound."""
        return _verifying.problems(self._directory)

    def warnings(self) -> list[str]:
        """Return what does not go well although the index answers, in words."""
        return _upkeep.warnings(self._directory.current())

    @property
    def generation(self) -> str:
        """Name the state of the index: another name whenever anything may have changed."""
        with reading_faults():
            return _name(self._directory.current())

    def close(self) -> None:
        """Let go of the files; the next search opens them again."""
        self._snapshot = self._calm = None

    def _read(self, text: str) -> Reading:
        return read(text, self._vocabulary) if ":" in text else _read_words(text)

    def _subjects_of(self, query: SearchQuery, reading: Reading) -> tuple[Choice, ...]:
        """Return what a question names that better articles are mainly about."""
        if query.order is not Sort.RELEVANCE:
            return ()
        return chosen_subjects(reading.names, self._subjects(reading.names))

    def _reading(self, ask: Callable[[Snapshot], Answer]) -> Answer:
        """Ask the newest snapshot, again if a writer took its files away meanwhile."""
        with reading_faults():
            for _ in range(_ATTEMPTS - 1):
                try:
                    return self._asking(ask)
                except FileNotFoundError:
                    self.close()
                    time.sleep(_PAUSE)
            return self._asking(ask)

    def _asking(self, ask: Callable[[Snapshot], Answer]) -> Answer:
        snapshot = self._newest()
        answer = ask(snapshot)
        self._resident.trim(snapshot)
        return answer

    def _newest(self) -> Snapshot:
        earlier = self._snapshot
        if earlier and self._calm and self._calm.lasts():
            return earlier
        calm = self._directory.calm()
        path = self._directory.current()
        toc = _storage.latest_toc(path)
        with self._opening:  # one thread opens what is new, the others wait for it
            earlier = self._snapshot
            if not (earlier and earlier.name == f"{path.name}/{toc}"):
                self._directory.check_fingerprint(path)
                earlier = self._snapshot = Snapshot(path, toc, earlier)
            self._calm = calm
        return earlier


@lru_cache(maxsize=1_024)
def _read_words(text: str) -> Reading:
    """Read a question without fields, in which no name can be looked up."""
    return read(text)


def _name(generation: Path) -> str:
    return f"{generation.name}/{_storage.latest_toc(generation)}"
