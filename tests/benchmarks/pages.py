"""`make bench-pages`: how long pages take under many clients, against gunicorn as `up` runs it.

Two times are kept apart. *Server* is what `Server-Timing` says: from the request's arrival in a
process to its response, including what the process waits for a core while others use it.
*Client* adds waiting for a free process, the network, and this script's own work.
Processor time is what the server processes used, divided by the answers: it hardly depends on
what else the machine does.
"""

import argparse
import gzip
import http.client
import json
import os
import random
import re
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote_plus, urlencode

from tests.benchmarks.serving import made_archive, running

LIMIT_MEDIAN, LIMIT_P95 = 40.0, 120.0  # ms of server time for pages of results
LIMIT_BYTES = 60 * 1024  # of such a page with 20 articles, before compression
_SIZED = 100  # pages whose size is looked at
_RESULTS = Path(__file__).parent / "results" / "pages.json"
_WORDS = (
    "lithium", "cobalt", "graphite", "nickel", "gallium", "antimony", "tungsten", "export", "price",
    "mine", "refinery", "battery", "permit", "strike", "tariff", "license", "ministry", "smelter",
)  # fmt: skip
_SEARCH = ("start page", "word", "words", "phrase", "narrowed", "range", "excluded", "later page")
_TICK = re.compile(r'name="(country|mineral|source|company|language)" value="([^"]+)"')
_HIT = re.compile(r'href="(/articles/\d+/\?[^"]+)"')


Question = tuple[str, str]  # kind and address


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer; times are milliseconds."""

    kind: str
    server: float
    client: float
    status: int


def main() -> int:
    """Measure, print a table; the status is 1 when a limit is broken."""
    options = _options()
    folder = options.data or made_archive(options.size)
    with running(folder, options.workers) as (port, group):
        questions = list(_questions(port))
        random.Random(2).shuffle(questions)
        pages = [address for kind, address in questions if kind in _SEARCH][:_SIZED]
        largest = max(_size(port, address) for address in pages)
        _ask(port, questions[:200], options.clients, seconds=5)  # the caches of the processes
        before = _cpu(group)
        answers = _ask(port, questions, options.clients, options.seconds)
        cpu = (_cpu(group) - before) / len(answers) * 1000
    return _report(answers, largest, cpu, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000, help="articles")
    parser.add_argument("--clients", type=int, default=20, help="asking at the same time")
    parser.add_argument("--workers", type=int, default=3, help="server processes")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--data", type=Path, help="a data directory, instead of a made one")
    return parser.parse_args()


def _get(port: int, address: str) -> tuple[int, bytes, float]:
    """Return status, body as sent and the milliseconds that the server says it took."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
        response = connection.getresponse()
        body = response.read()
        timing = re.search(r"dur=([\d.]+)", response.getheader("Server-Timing") or "")
        return response.status, body, float(timing[1]) if timing else 0.0
    finally:
        connection.close()


def _page(port: int, address: str) -> str:
    _, body, _ = _get(port, address)
    return (gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body).decode()


def _size(port: int, address: str) -> int:
    return len(_page(port, address).encode())


def _questions(port: int) -> Iterator[Question]:
    """Yield what analysts ask, always in the same order, never the same twice."""
    dice = random.Random(1)
    ticks: dict[str, list[str]] = {}
    for facet, value in _TICK.findall(_page(port, "/")):
        if value != "none":
            ticks.setdefault(facet, []).append(value)
    articles = [
        address.replace("&amp;", "&")
        for word in _WORDS
        for address in _HIT.findall(_page(port, f"/?q={word}"))[:3]
    ]
    for _ in range(400):
        words, facets = dice.sample(_WORDS, 3), dice.sample(sorted(ticks), 2)
        first, second = ((facet, dice.choice(ticks[facet])) for facet in facets)
        year = dice.randint(2015, 2025)
        yield "word", _address(("q", words[0]), second)
        yield "words", _address(("q", " ".join(words[:2])))
        yield "narrowed", _address(("q", words[0]), first, second)
        yield "narrowed", _address(first, second, ("sort", "newest"))
        yield "phrase", _address(("q", f'"{words[0]} {words[1]}" OR {words[2]}*'))
        yield "range", _address(("q", words[1]), ("after", str(year)), ("before", f"{year + 1}-06"))
        yield "excluded", _address(("q", words[2]), first, (f"not_{second[0]}", second[1]))
        yield "later page", _address(("q", words[0]), first, ("page", "2"))
        yield "start page", "/"
        yield "article", dice.choice(articles)
        yield "facet list", f"/facet/country/?q={quote_plus(words[1])}"
        yield "suggestion", f"/suggest/?q={words[0][:3]}"


def _address(*parameters: tuple[str, str]) -> str:
    return f"/?{urlencode(parameters)}"


def _ask(
    port: int, questions: list[tuple[str, str]], clients: int, seconds: float
) -> list[Answered]:
    """Let clients ask, each as soon as it has its answer, until the time is over."""
    answers: list[Answered] = []
    until = time.monotonic() + seconds

    def client(number: int) -> None:
        place = number * len(questions) // clients
        while time.monotonic() < until:
            kind, address = questions[place % len(questions)]
            place += 1
            start = time.perf_counter()
            status, _, server = _get(port, address)
            took = (time.perf_counter() - start) * 1000
            answers.append(Answered(kind, server, took, status))

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _cpu(group: int) -> float:
    """Return the processor seconds of a process group, also of its ended children."""
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue  # ended meanwhile
        if int(fields[2]) == group:
            total += sum(map(int, fields[11:15]))
    return total / os.sysconf("SC_CLK_TCK")


def _report(answers: list[Answered], largest: int, cpu: float, options: argparse.Namespace) -> int:
    rows = {"pages of results": [each for each in answers if each.kind in _SEARCH]}
    for each in answers:
        rows.setdefault(each.kind, []).append(each)
    print("| page | answers | server median | server p95 | client median | client p95 |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    figures = {kind: _figures(those) for kind, those in rows.items()}
    for kind, found in figures.items():
        count, *times = found.values()
        print(f"| {kind} | {count:,} | {' | '.join(f'{ms:.1f}' for ms in times)} |")
    faults = sum(each.status != 200 for each in answers)
    rate = len(answers) / options.seconds
    print(
        f"\n{cpu:.1f} ms of processor time per answer, {rate:.0f} answers a second, "
        f"{faults} faults; largest page of results {largest / 1024:.1f} KB."
    )
    overall = figures["pages of results"]
    _RESULTS.parent.mkdir(exist_ok=True)
    _RESULTS.write_text(
        json.dumps(
            {
                "articles": options.size,
                "clients": options.clients,
                "workers": options.workers,
                "cpu_ms": round(cpu, 1),
                "largest_bytes": largest,
                "pages": figures,
            },
            indent=1,
        )
        + "\n"
    )
    return int(
        overall["server median"] > LIMIT_MEDIAN
        or overall["server p95"] > LIMIT_P95
        or largest > LIMIT_BYTES
        or faults > 0
    )


def _figures(answers: list[Answered]) -> dict[str, float]:
    found: dict[str, float] = {"answers": len(answers)}
    for name in ("server", "client"):
        times = [getattr(each, name) for each in answers]
        found[f"{name} median"] = round(median(times), 1)
        found[f"{name} p95"] = round(quantiles(times, n=20)[-1] if len(times) > 1 else times[0], 1)
    return found


if __name__ == "__main__":
    sys.exit(main())
