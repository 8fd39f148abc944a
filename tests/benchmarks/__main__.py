"""`make bench`: measure Lode beside other engines and print the tables."""

import sys
from argparse import ArgumentParser, Namespace

from tests.benchmarks import cache


def main() -> int:
    """Run the benchmark; the status is 1 when engines disagree."""
    cache.use_own_data_dir()
    from tests.benchmarks import report, run

    options = _options()
    found = run.run(run.load(options.corpus, options.size), _engines(options), options.rounds)
    print(f"\n{found.corpus}, {found.size:,} articles, medians of processor time\n")
    print(report.tables(found))
    print(f"\nWritten to {report.write(found)}")
    for mismatch in found.mismatches:
        print(f"VOID: {mismatch}")
    return 1 if found.mismatches else 0


def _options() -> Namespace:
    from tests.benchmarks import corpora, peers

    parser = ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--size", type=int, default=10_000, help="articles (default 10000)")
    parser.add_argument("--corpus", choices=corpora.NAMES, default="synthetic")
    parser.add_argument("--engines", default=",".join(peers.NAMES), help="separated by commas")
    parser.add_argument("--rounds", type=int, default=5, help="of warm questions (default 5)")
    options = parser.parse_args()
    unknown = set(options.engines.split(",")) - set(peers.NAMES)
    if unknown:
        parser.error(f"{', '.join(sorted(unknown))}: choose from {', '.join(peers.NAMES)}")
    if options.size < 200 or options.rounds < 1:
        parser.error("at least 200 articles and 1 round are needed")
    return options


def _engines(options: Namespace) -> list[str]:
    from tests.benchmarks import peers

    wanted = options.engines.split(",")
    for engine in wanted:
        if not peers.is_installed(engine):
            print(f"{engine} is not installed and left out; `make bench` installs it.")
    return [engine for engine in wanted if peers.is_installed(engine)]


if __name__ == "__main__":
    sys.exit(main())
