"""Child: open one engine's index, answer a question of each class, then commit single articles.

`ENGINE INDEX ARTICLES`. The commits go to a copy of the index.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from statistics import median

from tests.benchmarks import children, peers
from tests.benchmarks.articles import Article, read_articles
from tests.benchmarks.peers import Part, Peer
from tests.benchmarks.picking import questions_for
from tests.benchmarks.questions import Question, Shape

_COMMITS = 12


def main(engine: str, folder: Path, articles: Path) -> None:
    """Reply with opening time, memory and the time from saving an article to finding it."""
    questions = questions_for(articles)
    peer = peers.open_peer(engine, folder)
    anonymous = children.resident_mb("RssAnon")
    open_ms = _milliseconds(peer.open)
    first_ms = _milliseconds(lambda: peer.answer(questions[0], Part.FACETS))
    for question in _one_of_each_kind(filter(peer.supports, questions)):
        for part in Part:
            peer.answer(question, part)
    memory = children.resident_mb(), children.resident_mb("RssAnon") - anonymous
    peer.close()
    children.reply(
        open_ms=open_ms,
        first_ms=first_ms,
        resident_mb=memory[0],
        private_mb=memory[1],
        commit_ms=_commit_ms(engine, folder, articles),
    )


def _one_of_each_kind(questions: Iterable[Question]) -> Iterable[Question]:
    return {question.kind: question for question in questions}.values()


def _commit_ms(engine: str, folder: Path, articles: Path) -> float:
    with tempfile.TemporaryDirectory(dir=folder.parent) as name:
        copy = Path(name) / "index"
        shutil.copytree(folder, copy)
        peer = peers.open_peer(engine, copy)
        peer.open()
        changed = list(islice(read_articles(articles), _COMMITS))
        took = [_milliseconds(lambda a=article: _save_and_find(peer, a)) for article in changed]
        peer.close()
    return median(took)


def _save_and_find(peer: Peer, article: Article) -> None:
    marker = f"zyxomarker{article.id}"
    peer.replace(replace(article, title=f"About {marker}"))
    found = peer.answer(Question("rare", Shape.TERM, (marker,)), Part.TOP20)
    if found.top != (article.id,):
        raise RuntimeError(f"A saved article was not found: {found}.")


def _milliseconds(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
