"""`make bench-relevance`: how good the order of answers is, beside other engines.

The questions and their judgements are those of `tests/search/judged.py`. Every engine is given
title and body of the same texts and asked the questions as they are typed. Lode reads the texts
as it reads clippings, to find what each is mainly about.
"""

import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import django

from tests.benchmarks import cache

Ask = Callable[[str], Sequence[int]]
_FIELDS = ("title", "body")
_DEPTH = 10


def main() -> int:
    """Print the mean nDCG@10 of each engine, by kind of question."""
    parser = ArgumentParser(prog="python -m tests.benchmarks.relevance", description=__doc__)
    parser.add_argument("--size", type=int, default=3_000, help="clippings (default 3000)")
    parser.add_argument("--verbose", action="store_true", help="print every question")
    options = parser.parse_args()
    cache.use_own_data_dir()
    django.setup()
    from tests.search.judged import answerable, corpus

    texts = corpus(options.size)
    questions = answerable(texts)
    with tempfile.TemporaryDirectory() as folder:
        asked = {name: open_(Path(folder) / name, texts) for name, open_ in _engines().items()}
        print(f"{len(questions)} questions, {len(texts):,} texts, mean nDCG@{_DEPTH}")
        _print_rows(_by_kind(questions), texts, asked)
        if options.verbose:
            _print_rows({each.text: [each] for each in questions}, texts, asked)
    return 0


def _by_kind(questions: Sequence) -> dict[str, list]:
    """Return the questions of each kind, and all."""
    kinds: dict[str, list] = {}
    for question in questions:
        kinds.setdefault(question.kind, []).append(question)
    return kinds | {"all": list(questions)}


def _print_rows(rows: Mapping[str, list], texts: Mapping, asked: Mapping[str, Ask]) -> None:
    from tests.search.judged import mean_ndcg

    width = max(map(len, rows))
    print(f"\n{'':{width}}  {'  '.join(asked)}")
    for name, questions in rows.items():
        found = ((each, mean_ndcg(questions, texts, ask)) for each, ask in asked.items())
        print(f"{name:{width}}  {'  '.join(f'{value:{len(each)}.3f}' for each, value in found)}")


def _engines() -> dict[str, Callable[[Path, Mapping], Ask]]:
    return {
        "Lode": _lode,
        "Whoosh 2.7.4, BM25F": _whoosh,
        "tantivy, as it comes": _tantivy("default"),
        "tantivy, with English stems": _tantivy("en_stem"),
    }


def _lode(folder: Path, texts: Mapping) -> Ask:
    from archive.extraction import load_gazetteer
    from archive.search import SearchQuery
    from archive.search.engines.whoosh import WhooshEngine

    gazetteer = load_gazetteer()
    engine = WhooshEngine(folder, subjects=_names_of(gazetteer))
    with engine.rebuild() as batch:
        for number, text in texts.items():
            batch.put(_document(number, text, gazetteer))
    return lambda question: [hit.id for hit in engine.search(SearchQuery(question)).hits]


def _document(number: int, text: Any, gazetteer: Any) -> Any:
    """Return a text as Lode reads and indexes it, from the title and body that all are given."""
    from archive.extraction import extract
    from archive.indexing import MAIN_WEIGHT
    from tests.search.judged import document

    found = extract(f"{text.title}\n\n{text.body}", gazetteer=gazetteer)
    minerals = (*found.mineral_forms, *found.minerals)
    return replace(
        document(number, text),
        main_countries=tuple(tag.slug for tag in found.countries if tag.weight >= MAIN_WEIGHT),
        main_minerals=tuple(tag.slug for tag in minerals if tag.weight >= MAIN_WEIGHT),
    )


def _names_of(gazetteer: Any) -> Callable[[Sequence[str]], Mapping[str, tuple[str, str]]]:
    """Return the function that knows the names of an archive's countries and minerals."""
    known = {
        name.casefold(): (facet, slug)
        for facet, rows in (("country", gazetteer.countries), ("mineral", gazetteer.minerals))
        for slug, row in rows.items()
        for name in (row.name, *row.aliases)
    }
    return lambda names: {name: known[key] for name in names if (key := name.casefold()) in known}


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
