"""SQLite FTS5 for the text, plain tables for the facets."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tests.benchmarks import cache
from tests.benchmarks.articles import MULTIPLE_FACETS, SINGLE_FACETS, Article
from tests.benchmarks.peers.base import BOOSTS, TOP, Answer, Part
from tests.benchmarks.questions import Question, Shape

_BATCH = 1_000
_SCORE = f"bm25(article, {BOOSTS['title']}, {BOOSTS['body']}, {BOOSTS['names']})"
# Narrow tables: counting reads no text. Values are numbers of the table `value`.
_TABLES = f"""
CREATE VIRTUAL TABLE article USING fts5(
  title, body, names, tokenize = 'porter unicode61 remove_diacritics 2');
CREATE TABLE value(number INTEGER PRIMARY KEY, facet TEXT, name TEXT, UNIQUE(facet, name));
CREATE TABLE meta(id INTEGER PRIMARY KEY, day INTEGER, {", ".join(SINGLE_FACETS)});
CREATE TABLE country(article INTEGER, value INTEGER, PRIMARY KEY(article, value)) WITHOUT ROWID;
CREATE TABLE mineral(article INTEGER, value INTEGER, PRIMARY KEY(article, value)) WITHOUT ROWID;
"""
_INDEXES = [
    "CREATE INDEX newest ON meta(day DESC, id DESC)",
    *(f"CREATE INDEX meta_{facet} ON meta({facet})" for facet in SINGLE_FACETS),
    *(f"CREATE INDEX {facet}_value ON {facet}(value, article)" for facet in MULTIPLE_FACETS),
]
_HITS = "CREATE TEMP TABLE hit(id INTEGER PRIMARY KEY, score REAL, missed INTEGER)"


def version() -> str:
    """Name the library and the shape of the tables."""
    return f"{sqlite3.sqlite_version}-{cache.fingerprint([Path(__file__)])}"


class FullText:
    """A database file with a full-text table and facet tables."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "fts5.sqlite3"
        self._numbers: dict[tuple[str, str], int] = {}
        self._names: dict[int, str] = {}

    def build(self, articles: Iterable[Article]) -> None:
        """Fill the tables in one transaction, then index and optimise them."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(self._path)
        self._connection.executescript(_TABLES)
        for batch in _batches(articles):
            self._insert(batch)
        for statement in _INDEXES:
            self._connection.execute(statement)
        self._connection.execute("INSERT INTO article(article) VALUES('optimize')")
        self._connection.execute("ANALYZE")
        self._connection.commit()
        self._connection.close()

    def open(self) -> None:
        """Connect and load the names of facet values."""
        self._connection = sqlite3.connect(self._path)
        self._connection.execute("PRAGMA temp_store = MEMORY")
        self._connection.execute(_HITS)
        for number, facet, name in self._connection.execute("SELECT * FROM value"):
            self._numbers[facet, name] = number
            self._names[number] = name

    def supports(self, question: Question) -> bool:
        """Answer all but what FTS5 has no operator for."""
        return question.shape not in (Shape.WILDCARD, Shape.FUZZY)

    def answer(self, question: Question, part: Part) -> Answer:
        """Put the hits into a table, then take what is asked for from it."""
        if question.shape is Shape.EVERYTHING:
            return self._everything(part)
        if part is Part.FACETS or question.filters:
            return self._collected(question, part)
        match = (_expression(question),)
        total = self._number("SELECT count(*) FROM article WHERE article MATCH ?", match)
        top = self._column(
            "SELECT rowid FROM article WHERE article MATCH ? AND rank MATCH "
            f"'{_SCORE.replace('article, ', '')}' ORDER BY rank LIMIT {TOP}",
            match,
        )
        snippets = self._snippets(question, top) if part is Part.HIGHLIGHTS else 0
        return Answer(total, top, snippets=snippets)

    def replace(self, article: Article) -> None:
        """Delete and insert in one transaction."""
        self._connection.execute("DELETE FROM article WHERE rowid = ?", (article.id,))
        self._connection.execute("DELETE FROM meta WHERE id = ?", (article.id,))
        for facet in MULTIPLE_FACETS:
            self._connection.execute(f"DELETE FROM {facet} WHERE article = ?", (article.id,))
        self._insert([article])
        self._connection.commit()

    def close(self) -> None:
        """Disconnect."""
        self._connection.close()

    def _insert(self, batch: Sequence[Article]) -> None:
        write = self._connection.executemany
        write(
            "INSERT INTO article(rowid, title, body, names) VALUES (?, ?, ?, ?)",
            [(a.id, a.title, a.body, f"{a.source_name} \n {a.source}") for a in batch],
        )
        marks = ", ".join("?" * (2 + len(SINGLE_FACETS)))
        write(
            f"INSERT INTO meta VALUES ({marks})",
            [(a.id, a.day, *(self._codes(a, facet)[0] for facet in SINGLE_FACETS)) for a in batch],
        )
        for facet in MULTIPLE_FACETS:
            pairs = [(a.id, code) for a in batch for code in self._codes(a, facet)]
            write(f"INSERT INTO {facet} VALUES (?, ?)", pairs)

    def _codes(self, article: Article, facet: str) -> list[int]:
        return [self._code(facet, name) for name in article.values(facet)]

    def _code(self, facet: str, name: str) -> int:
        if (facet, name) not in self._numbers:
            number = len(self._numbers) + 1
            self._numbers[facet, name] = number
            self._connection.execute("INSERT INTO value VALUES (?, ?, ?)", (number, facet, name))
        return self._numbers[facet, name]

    def _everything(self, part: Part) -> Answer:
        total = self._number("SELECT count(*) FROM meta", ())
        top = self._column(f"SELECT id FROM meta ORDER BY day DESC, id DESC LIMIT {TOP}", ())
        if part is Part.HIGHLIGHTS:
            marks = ", ".join("?" * len(top))
            self._column(f"SELECT body FROM article WHERE rowid IN ({marks})", top)
        if part is not Part.FACETS:
            return Answer(total, top)
        counts = {
            facet: self._counts(f"SELECT {facet}, count(*) FROM meta GROUP BY 1")
            for facet in SINGLE_FACETS
        }
        for facet in MULTIPLE_FACETS:
            counts[facet] = self._counts(f"SELECT value, count(*) FROM {facet} GROUP BY 1")
        return Answer(total, top, counts)

    def _collected(self, question: Question, part: Part) -> Answer:
        """Answer from a table of all hits, each with the filters that it misses."""
        values = [self._numbers[choice] for choice in question.filters]
        missed = "0" + "".join(
            f" + {1 << bit} * "
            f"(1 - EXISTS(SELECT 1 FROM {facet} WHERE article = h.id AND value = ?))"
            for bit, (facet, _) in enumerate(question.filters)
        )
        self._connection.execute("DELETE FROM hit")
        self._connection.execute(
            f"INSERT INTO hit SELECT h.id, h.score, {missed} FROM "
            f"(SELECT rowid AS id, {_SCORE} AS score FROM article WHERE article MATCH ?) AS h",
            (*values, _expression(question)),
        )
        total = self._number("SELECT count(*) FROM hit WHERE missed = 0", ())
        best = f"SELECT id FROM hit WHERE missed = 0 ORDER BY score LIMIT {TOP}"
        top = self._column(best, ())
        if part is Part.HIGHLIGHTS:
            return Answer(total, top, snippets=self._snippets(question, top))
        facets = self._facets(question) if part is Part.FACETS else {}
        return Answer(total, top, facets)

    def _facets(self, question: Question) -> dict[str, dict[str, int]]:
        bits = {facet: 1 << bit for bit, (facet, _) in enumerate(question.filters)}
        found = {}
        for facet in SINGLE_FACETS:
            found[facet] = self._counts(
                f"SELECT {facet}, count(*) FROM hit CROSS JOIN meta ON meta.id = hit.id "
                "WHERE missed = 0 GROUP BY 1"
            )
        for facet in MULTIPLE_FACETS:
            found[facet] = self._counts(
                f"SELECT value, count(*) FROM hit CROSS JOIN {facet} ON article = hit.id "
                f"WHERE missed & ~{bits.get(facet, 0)} = 0 GROUP BY 1"
            )
        return found

    def _snippets(self, question: Question, top: Sequence[int]) -> int:
        marks = ", ".join("?" * len(top))
        rows = self._connection.execute(
            "SELECT highlight(article, 0, '<b>', '</b>'), "
            "snippet(article, 1, '<b>', '</b>', '…', 64) FROM article "
            f"WHERE article MATCH ? AND rowid IN ({marks})",
            (_expression(question), *top),
        )
        return sum("<b>" in title or "<b>" in body for title, body in rows)

    def _counts(self, statement: str) -> dict[str, int]:
        return {self._names[code]: count for code, count in self._connection.execute(statement)}

    def _number(self, statement: str, values: Sequence[object]) -> int:
        return int(self._connection.execute(statement, values).fetchone()[0])

    def _column(self, statement: str, values: Sequence[object]) -> tuple:
        return tuple(row[0] for row in self._connection.execute(statement, values))


def _expression(question: Question) -> str:
    quoted = [f'"{word}"' for word in question.words]
    if question.shape is Shape.OR:
        return " OR ".join(quoted)
    if question.shape is Shape.PHRASE:
        return f'"{" ".join(question.words)}"'
    if question.shape is Shape.PREFIX:
        return f"{{title body}} : {quoted[0]} *"
    return " AND ".join(quoted)


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    batch = []
    for article in articles:
        batch.append(article)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch
