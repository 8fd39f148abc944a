"""Words that tell the articles of a search from the rest of the archive."""

from archive.analysis._subject import Subject
from archive.analysis._table import Cell, Column, Row, Table, counted, percent
from archive.search import SearchQuery, WordCount, log_likelihood, stems_of

_WORDS = 25  # in each direction
MORE, LESS = "more often", "less often"


def terms(subject: Subject) -> Table:
    """Return the words that these articles have surprisingly often, or seldom.

    How surprising it is, G2 measures: the log-likelihood ratio of Dunning (1993) on the
    numbers of articles with and without the word, as Rayson and Garside (2000) compare
    corpora. Words of the question itself are left out.
    """
    total = subject.total
    rest = subject.matches.matches(SearchQuery()).total - total
    asked = stems_of(subject.query.text)
    words = subject.matches.words(None, _WORDS + len(asked))
    new = [word for word in words if not stems_of(word.word) & asked]
    chosen = [
        *[word for word in new if _is_more(word, total, rest)][:_WORDS],
        *[word for word in new if not _is_more(word, total, rest)][:_WORDS],
    ]
    return Table(
        name="terms",
        title="Telling words",
        query=subject.query,
        total=total,
        columns=(
            Column("word", "Word", "name"),
            Column("direction", "Here", "name"),
            Column("articles", "Articles"),
            Column("share", "Of these", "percent"),
            Column("share_elsewhere", "Of the others", "percent"),
            Column("g2", "G²", "score"),
        ),
        rows=tuple(_row(subject, word, rest) for word in chosen),
        reading=(
            "Articles with the word in any form, here and in the rest of the archive. "
            "G², the log-likelihood ratio, passes 10.83 by chance in one word of 1,000."
        ),
        nothing="" if total and rest else _without_others(total),
    )


def _row(subject: Subject, word: WordCount, rest: int) -> Row:
    total, query = subject.total, subject.containing(word.word)
    score = log_likelihood(word.inside, total, word.outside, rest)
    return Row(
        (
            Cell(word.word, query if word.inside else None, word.word),
            Cell(MORE if score > 0 else LESS),
            counted(word.inside, query),
            Cell(percent(word.inside, total)),
            Cell(percent(word.outside, rest)),
            Cell(round(abs(score), 1)),
        )
    )


def _is_more(word: WordCount, total: int, rest: int) -> bool:
    return word.inside * rest >= word.outside * total


def _without_others(total: int) -> str:
    if not total:
        return ""
    return "These are all articles of the archive: there are no others to compare them with."
