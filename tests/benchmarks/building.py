"""Child: build one engine's index from a file of articles. `ENGINE ARTICLES FOLDER CORES`."""

import sys
import time
from collections import deque
from pathlib import Path

from tests.benchmarks import children, peers
from tests.benchmarks.articles import read_articles


def main(engine: str, articles: Path, folder: Path, cores: int) -> None:
    """Build and reply with times; reading the file costs all engines the same and is left out."""
    before = children.cpu_seconds(), time.perf_counter()
    deque(read_articles(articles), maxlen=0)
    began = children.cpu_seconds(), time.perf_counter()
    reading = [now - then for now, then in zip(began, before, strict=True)]
    peers.open_peer(engine, folder, cores).build(read_articles(articles))
    children.reply(
        cpu_s=children.cpu_seconds() - began[0] - reading[0],
        wall_s=time.perf_counter() - began[1] - reading[1],
        peak_mb=children.peak_mb(cores if cores > 1 else 0),
    )


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
