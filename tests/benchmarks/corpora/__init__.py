"""Articles to search: synthetic clippings, Zipf-distributed words, and Reuters newswire."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import cache
from tests.benchmarks.articles import Article, write_articles
from tests.benchmarks.corpora import clippings, reuters, zipf

LARGEST_OF_CLIPPINGS = 100_000  # beyond, writing real sentences takes too long

_HERE = Path(__file__).parent
_SOURCES = {
    "clippings": [_HERE / "clippings.py", cache.ROOT / "archive" / "synthetic"],
    "zipf": [_HERE / "zipf.py"],
    "reuters": [_HERE / "reuters.py"],
}
_MAKERS: dict[str, Callable[[int], Iterator[Article]]] = {
    "clippings": clippings.articles,
    "zipf": zipf.articles,
    "reuters": reuters.articles,
}
NAMES = ("synthetic", "reuters")


@dataclass(frozen=True, slots=True)
class Corpus:
    """A file of articles. `size` is how many there are, `key` names their contents."""

    name: str
    size: int
    key: str
    path: Path


def load(name: str, size: int) -> Corpus:
    """Return a corpus of at most `size` articles, made now unless it is kept."""
    made_by = name
    if name == "synthetic":
        made_by = "clippings" if size <= LARGEST_OF_CLIPPINGS else "zipf"

    def build(folder: Path) -> None:
        count = write_articles(folder / "articles.jsonl", _MAKERS[made_by](size))
        digest = cache.digest_of(folder / "articles.jsonl")
        (folder / "contents").write_text(f"{count} {digest}")

    folder = cache.kept(f"corpora/{made_by}-{size}-{_version(made_by)}", build)
    count, digest = (folder / "contents").read_text().split()
    return Corpus(name, int(count), f"{made_by}-{count}-{digest}", folder / "articles.jsonl")


def _version(made_by: str) -> str:
    return cache.fingerprint([*_SOURCES[made_by], _HERE.parent / "articles.py"])
