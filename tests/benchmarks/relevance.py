"""`make bench-relevance`: how good the order of answers is, beside other engines.

The questions and their judgements are those of `tests/search/judged.py`. Every engine is given
title and body of the same texts and asked the questions as they are typed.
"""

import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.benchmarks import cache

Ask = Callable[[str], Sequence[int]]
_FIELDS = ("title", "body")
_DEPTH = 10


def main() -> int:
    """Print the mean nDCG@10 of each engine."""
    parser = ArgumentParser(prog="python -m tests.benchmarks.relevance", description=__doc__)
    parser.add_argument("--size", type=int, default=3_000, help="clippings (default 3000)")
    parser.add_argument("--verbose", action="store_true", help="print every question")
    options = parser.parse_args()
    cache.use_own_data_dir()
    from tests.search import judged

    texts = judged.corpus(options.size)
    with tempfile.TemporaryDirectory() as folder:
        asked = {name: open_(Path(folder) / name, texts) for name, open_ in _engines().items()}
        print(f"{len(judged.QUESTIONS)} questions, {len(texts):,} texts, mean nDCG@{_DEPTH}\n")
        for name, ask in asked.items():
            print(f"{judged.mean_ndcg(texts, ask):.3f}  {name}")
        if options.verbose:
            _print_questions(texts, asked)
    return 0


def _print_questions(texts: Mapping, asked: Mapping[str, Ask]) -> None:
    from tests.search.judged import QUESTIONS, ndcg

    print()
    for question in QUESTIONS:
        found = (ndcg(question, texts, ask(question.text)) for ask in asked.values())
        print("  ".join(f"{each:.3f}" for each in found), "", question.text)


def _engines() -> dict[str, Callable[[Path, Mapping], Ask]]:
    return {
        "Lode": _lode,
        "Whoosh 2.7.4, BM25F": _whoosh,
        "tantivy, as it comes": _tantivy("default"),
        "tantivy, with English stems": _tantivy("en_stem"),
    }


def _lode(folder: Path, texts: Mapping) -> Ask:
    from archive.search import SearchQuery
    from archive.search.engines.whoosh import WhooshEngine
    from tests.search.judged import document

    engine = WhooshEngine(folder)
    with engine.rebuild() as batch:
        for number, text in texts.items():
            batch.put(document(number, text))
    return lambda question: [hit.id for hit in engine.search(SearchQuery(question)).hits]


def _whoosh(folder: Path, texts: Mapping) -> Ask:
    from whoosh import analysis, fields, index, qparser

    stemmed = fields.TEXT(analyzer=analysis.StemmingAnalyzer())
    schema = fields.Schema(id=fields.NUMERIC(stored=True), title=stemmed, body=stemmed)
    folder.mkdir()
    opened = index.create_in(folder, schema)
    writer = opened.writer(limitmb=256)
    for number, text in texts.items():
        writer.add_document(id=number, title=text.title, body=text.body)
    writer.commit()
    searcher, parser = opened.searcher(), qparser.MultifieldParser(_FIELDS, schema)
    return lambda question: [
        hit["id"] for hit in searcher.search(parser.parse(question), limit=_DEPTH)
    ]


def _tantivy(tokenizer: str) -> Callable[[Path, Mapping], Ask]:
    def build(folder: Path, texts: Mapping) -> Ask:
        import tantivy

        builder = tantivy.SchemaBuilder().add_unsigned_field("id", stored=True, fast=True)
        for name in _FIELDS:
            builder.add_text_field(name, tokenizer_name=tokenizer)
        schema = builder.build()
        folder.mkdir()
        opened = tantivy.Index(schema, str(folder))
        writer = opened.writer(num_threads=1)
        for number, text in texts.items():
            row = {"id": number, "title": text.title, "body": text.body}
            writer.add_document(tantivy.Document.from_dict(row, schema))
        writer.commit()
        writer.wait_merging_threads()
        opened.reload()
        searcher = opened.searcher()

        def ask(question: str) -> Sequence[int]:
            # An apostrophe is an operator of its query language.
            query = opened.parse_query(question.replace("'", " "), list(_FIELDS))
            addresses = [address for _, address in searcher.search(query, _DEPTH).hits]
            found: Sequence[int] = searcher.fast_field_values("id", addresses)
            return found

        return ask

    return build


if __name__ == "__main__":
    sys.exit(main())
