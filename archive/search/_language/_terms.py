"""The leaves of a question: words, phrases and `field:value`, as Whoosh queries.

Text is searched in the fields `title`, `body` and `names` (of the source), wildcards and
near-misses in `words` (unstemmed), metadata in fields named as the facets.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from whoosh.query import (
    And,
    ConstantScoreQuery,
    Every,
    FuzzyTerm,
    Not,
    NullQuery,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
    Wildcard,
)

from archive.search._analysis import Compound, compounds, fold, stem
from archive.search._language import _dates, _limits
from archive.search._language._fields import (
    DATE_FIELDS,
    EXAMPLES,
    HAS,
    IS,
    NAME_FIELDS,
    NAMED_FIELDS,
)
from archive.search._query import NONE

Vocabulary = Callable[[str, str], str | None]  # (facet, name as typed) -> slug

BOOSTS = {"title": 3.0, "body": 1.0, "names": 1.0}
_FUZZY = re.compile(r"(?P<word>.+?)~(?P<edits>\d*)")
_MOST_VALUES = 8  # between commas
_LONG_WORD = 6  # letters from which a near-miss may differ in two


def no_vocabulary(facet: str, name: str) -> str | None:
    """Know no names: only slugs are understood."""
    return None


@dataclass(slots=True)
class Leaves:
    """Turns the leaves of one question into queries, noting what had to be said about them."""

    vocabulary: Vocabulary = no_vocabulary
    notices: list[str] = field(default_factory=list)
    wildcards: int = 0

    def word(self, name: str | None, text: str) -> Query | None:
        """Return the query for what stands between spaces; None when it holds nothing."""
        if name and name != "title":
            return self._field(name, text)
        if text in ("*", "*:*"):
            return _said(
                ConstantScoreQuery(Term("has", name)) if name else Every(), _with(name, "*")
            )
        fuzzy = _FUZZY.fullmatch(text)
        if fuzzy and (query := self._near(name, fuzzy["word"], fuzzy["edits"])):
            return query
        if "*" in text or "?" in text.rstrip("?"):
            return self._wildcard(name, text)
        return _every([_compound(name, part) for part in compounds(text)], _with(name, text))

    def phrase(self, name: str | None, text: str, slop: int) -> Query | None:
        """Return the query for quoted words; each may be up to `slop` words from the next."""
        if name and name != "title":
            return self._field(name, text)
        stems = [stem for part in compounds(text) for stem in part.stems]
        _limits.check_phrase(len(stems))
        if re.search(r"\w\*", text):
            self.notices.append("A * means nothing inside quotation marks, and was left out.")
        if not stems:
            return None
        distance = min(slop, _limits.MAX_SLOP)
        label = f'"{text.strip()}"' + (f"~{distance}" if distance > 1 else "")
        return _said(_in_text(name, stems, distance), _with(name, label))

    def leave_out(self, words: list[str]) -> None:
        """Note that common words are not searched for; a lower-case `and` has its own notice."""
        if words := [word for word in dict.fromkeys(words) if word not in ("and", "or")]:
            listed = ", ".join(words)
            self.notices.append(
                f"Very common words were left out ({listed}); quote them to search."
            )

    def _field(self, name: str, text: str) -> Query | None:
        text = text.strip()
        if text == "*" and name in HAS:
            return _said(ConstantScoreQuery(Term("has", name)), f"has:{name}")
        if fold(text) == NONE and name in NAMED_FIELDS:
            return self._lacking(name)
        if name in NAME_FIELDS:
            return self._name(name, text)
        if name in DATE_FIELDS:
            return self._date(name, text)
        if name in ("has", "is"):
            return self._flag(name, text)
        return self._facet(name, text)

    def _lacking(self, name: str) -> Query:
        """Return articles without a value, as the facets' own `(none)` does."""
        self.notices.append(f"“{name}:none” was read as -has:{name}: articles without one.")
        query = And([Every(), Not(Term("has", name))])
        return _said(ConstantScoreQuery(query), f"{name}:{NONE}")

    def _facet(self, name: str, text: str) -> Query | None:
        slug = self.vocabulary(name, text) or slugify(text)
        if several := self._several(name, text):
            return several
        if not slug:
            self.notices.append(
                f"“{name}:{text}” names nothing; write for example {name}:{EXAMPLES[name]}."
            )
            return None
        return _said(ConstantScoreQuery(Term(name, slug)), _with(name, slug))

    def _several(self, name: str, text: str) -> Query | None:
        """Return articles that have any of the values between commas, if each is known."""
        values = [value for part in text.split(",") if (value := part.strip())]
        if len(values) < 2 or self.vocabulary(name, text):
            return None
        if not all(self.vocabulary(name, value) for value in values[:_MOST_VALUES]):
            return None
        return Or([query for value in values[:_MOST_VALUES] if (query := self._field(name, value))])

    def _name(self, name: str, text: str) -> Query | None:
        """Return articles by the slug of a source or origin, or by words of its names."""
        if several := self._several(name, text):
            return several
        index_field = NAME_FIELDS[name]
        slug = self.vocabulary(name, text) or slugify(text)
        stem = text.rstrip("*")
        words: list[Query] = [
            _phrase_or_term(index_field, list(part.stems), 1) for part in compounds(stem)
        ]
        if text.endswith("*") and (parts := compounds(stem)):
            self._count_wildcard(text, parts[-1].words[-1])
            words[-1] = Prefix(index_field, parts[-1].words[-1])
        either = [And(words)] if words else []
        if name == "source":
            either.append(Term("source", slug))
        return _said(ConstantScoreQuery(Or(either)), _with(name, text)) if either else None

    def _date(self, name: str, text: str) -> Query | None:
        text = _dates.with_dots(text) if name == "date" else text
        if name == "date" and (ordered := _dates.in_order(text)) != text:
            self.notices.append(f"“{text}” ends before it begins, so it was read as {ordered}.")
            text = ordered
        try:
            return _said(ConstantScoreQuery(DATE_FIELDS[name](text)), _with(name, text))
        except ValueError as error:
            words = self.word(None, text)
            fate = "searched for as words" if words is not None else "left out"
            self.notices.append(f"{error} It was {fate}.")
            return words

    def _flag(self, name: str, text: str) -> Query | None:
        known = HAS if name == "has" else IS
        value = fold(text)
        if value not in known:
            offer = ", ".join(f"{name}:{flag}" for flag in known)
            self.notices.append(
                f"“{name}:{text}” is not known, so it was searched for as words; try {offer}."
            )
            return self.word(None, text)
        query = Term("has" if name == "has" else "review", value)
        return _said(ConstantScoreQuery(query), f"{name}:{value}")

    def _wildcard(self, name: str | None, text: str) -> Query | None:
        pattern = re.sub(r"\*+", "*", "".join(_folded_pieces(text)))
        literals = re.sub(r"[*?]", "", pattern)
        if not literals:
            return None
        self._count_wildcard(text, pattern)
        index_field = "title_words" if name else "words"
        if pattern.find("*") == len(pattern) - 1 and "?" not in pattern:
            query: Query = Prefix(index_field, pattern[:-1])
        else:
            query = Wildcard(index_field, pattern)
        return _said(query, _with(name, text))

    def _count_wildcard(self, text: str, pattern: str) -> None:
        self.wildcards += 1
        _limits.check_wildcards(self.wildcards)
        literals = len(re.sub(r"[*?]", "", pattern))
        _limits.check_literals(text, literals)

    def _near(self, name: str | None, text: str, edits: str) -> Query | None:
        parts = compounds(text)
        if len(parts) != 1:
            return None
        word = parts[0].joined or parts[0].words[0]
        self.wildcards += 1
        _limits.check_wildcards(self.wildcards)
        asked = int(edits) if edits else 1 + (len(word) >= _LONG_WORD)
        if asked > _limits.MAX_EDITS:
            self.notices.append(
                f"{text}~{asked} was read as {text}~{_limits.MAX_EDITS}, the largest difference."
            )
        distance = max(1, min(asked, _limits.MAX_EDITS))
        index_field = "title_words" if name else "words"
        query = FuzzyTerm(index_field, word, maxdist=distance, prefixlength=1)
        return _said(query, _with(name, f"{text}~{edits and distance}"))


def slugify(text: str) -> str:
    """Return a name as a slug, e.g. `china-daily`."""
    return re.sub(r"[\W_]+", "-", fold(text)).strip("-")


def said(query: Query) -> str | None:
    """Return how a leaf is written in the query language; None for any other query."""
    return getattr(query, "said", None)


def compound_of(query: Query) -> Compound | None:
    """Return the words that a leaf asks for anywhere in an article; None for any other query."""
    return getattr(query, "compound", None)


def _said(query: Query, words: str) -> Query:
    query.said = words
    return query


def _with(name: str | None, text: str) -> str:
    text = text.strip("?!,;:") or text
    if not name:
        return text
    return (
        f'{name}:"{text}"' if re.search(r"[\s()]", text) and '"' not in text else f"{name}:{text}"
    )


def _every(queries: list[Query], words: str) -> Query | None:
    if not queries:
        return None
    return _said(queries[0] if len(queries) == 1 else And(queries), words)


def _compound(name: str | None, part: Compound) -> Query:
    query = _in_text(name, list(part.stems), 1)
    if part.joined:
        query = Or([query, *(Term(f, stem(part.joined), boost=b) for f, b in _boosts(name))])
    query.compound = None if name else part
    return query


def _in_text(name: str | None, stems: list[str], slop: int) -> Query:
    queries = [_phrase_or_term(f, stems, slop, boost) for f, boost in _boosts(name)]
    return queries[0] if len(queries) == 1 else Or(queries)


def _boosts(name: str | None) -> Iterable[tuple[str, float]]:
    return [(name, BOOSTS[name])] if name else list(BOOSTS.items())


def _phrase_or_term(name: str, stems: list[str], slop: int, boost: float = 1.0) -> Query:
    if len(stems) == 1:
        return Term(name, stems[0], boost=boost)
    return Phrase(name, stems, slop=slop, boost=boost) if stems else NullQuery


def _folded_pieces(text: str) -> Iterable[str]:
    for piece in re.split(r"([*?])", text):
        yield piece if piece in ("*", "?") else re.sub(r"[\W_]+", "", fold(piece))
