"""A question made whole before it is parsed: what stands alone is left out, and said.

Operators without words, fields with nothing behind them and brackets around nothing go; names
of several words behind a field are quoted when the vocabulary knows them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from archive.search._language._dates import is_date
from archive.search._language._fields import DATE_FIELDS, EXAMPLES, FIELDS, NAMED_FIELDS
from archive.search._language._terms import Vocabulary

_TOKEN = re.compile(
    r'(?P<quoted>"[^"]*"(?:~\d{1,3})?)'
    r"|(?P<operator>(?:^|(?<=[\s()]))(?:AND|OR|NOT)(?=[\s()]|$))"
    rf"|(?P<field>(?:^|(?<=[\s(]))[-−]?(?i:{'|'.join(FIELDS)})\s*:)"
    r"|(?P<opening>\()|(?P<closing>\))|(?P<space>\s+)"
    r'|(?P<word>[^\s()"]+)'
)
_PLAIN_WORD = re.compile(r"[^\W_][^*?~:]*|-|–|\.\.")
_MOST_WORDS = 4  # of a name that is not quoted
_MOST_DATE_WORDS = 7  # as in 6 Nov 2023 .. 5 Dec 2024
_MOST_NAMES = 4  # fields of one question whose names are looked up
_OPERATORS_LEFT_OUT = (
    "AND, OR and NOT work only beside words, and were left out elsewhere; "
    "quote them to search for the words themselves."
)


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece of a question; `is_apart` tells whether a space stands before it."""

    kind: str
    text: str
    is_apart: bool


@dataclass(slots=True)
class _Tidying:
    """The tokens kept so far, and what is to be said about the others."""

    kept: list[_Token] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def last(self) -> str:
        """Return the kind of the last token; nothing at the start."""
        return self.kept[-1].kind if self.kept else ""

    def add(self, token: _Token) -> None:
        """Keep a token, unless it or the one before stands alone."""
        if token.kind in ("field", "operator", "nothing"):
            self.drop_field()
        if token.kind == "closing":
            self._close(token)
        elif self._is_negated_twice(token):
            self.kept.pop()
            if rest := token.text.lstrip("-−").removeprefix("NOT"):
                self.kept.append(replace(token, text=rest))
        elif token.kind == "nothing":
            return
        elif token.kind == "operator" and token.text != "NOT" and self._begins():
            self.remarks.append(_OPERATORS_LEFT_OUT)
        elif token.kind == "word" and self.last == "field" and token.text[0] in "-−":
            self._add_negated(token)
        else:
            self.kept.append(token)

    def drop_alone(self) -> None:
        """Drop what waits for something that does not follow."""
        while self.last in ("operator", "field"):
            self.drop_field()
            if self.last == "operator":
                self.kept.pop()
                self.remarks.append(_OPERATORS_LEFT_OUT)

    def drop_field(self) -> None:
        """Drop the last token if it is a field, and say what to write."""
        if self.last == "field":
            name = self.kept.pop().text.lstrip("-−")
            self.remarks.append(
                f"“{name}” has nothing behind it and was left out; "
                f"write for example {name.lower()}{EXAMPLES[name.lower()[:-1]]}."
            )

    def _is_negated_twice(self, token: _Token) -> bool:
        is_negation = token.text == "NOT" or token.text[0] in "-−"
        return is_negation and bool(self.kept) and self.kept[-1].text == "NOT"

    def _begins(self) -> bool:
        return self.last in ("", "opening", "operator")

    def _close(self, token: _Token) -> None:
        self.drop_alone()
        if self.last == "opening":
            self.kept.pop()
            self.drop_field()
        else:
            self.kept.append(token)

    def _add_negated(self, token: _Token) -> None:
        """Read `country:-chile` as `-country:chile`."""
        name = self.kept.pop()
        self.kept.append(_Token("field", f"-{name.text.lstrip('-−')}", name.is_apart))
        if value := token.text.lstrip("-−"):
            self.kept.append(_Token("word", value, token.is_apart))


def tidied(text: str, vocabulary: Vocabulary) -> tuple[str, list[str]]:
    """Return a question in which nothing stands alone, and what was done to it."""
    tidying = _Tidying()
    for token in _tokens(text):
        tidying.add(token)
    tidying.drop_alone()
    _quote_names(tidying, vocabulary)
    return "".join(_spaced(tidying.kept)).strip(), tidying.remarks


def _tokens(text: str) -> Iterator[_Token]:
    is_apart = False
    for match in _TOKEN.finditer(text):
        kind, piece = match.lastgroup or "word", match[0]
        if kind == "field":
            piece = piece.replace(" ", "")
        if kind == "quoted" and not piece.partition("~")[0].strip('" '):
            kind = "nothing"
        if kind != "space":
            yield _Token(kind, piece, is_apart)
        is_apart = kind == "space" or (kind == "nothing" and is_apart)


def _spaced(tokens: list[_Token]) -> Iterator[str]:
    before = ""
    for token in tokens:
        if token.is_apart and before != "field":
            yield " "
        yield token.text
        before = token.kind


def _quote_names(tidying: _Tidying, vocabulary: Vocabulary) -> None:
    """Quote the names and dates of several words that stand behind a field."""
    tokens = tidying.kept
    fields = [
        i for i, token in enumerate(tokens) if _name_of(token) in (*NAMED_FIELDS, *DATE_FIELDS)
    ]
    for i in reversed(fields[:_MOST_NAMES]):
        facet, words = _name_of(tokens[i]), _words_from(tokens, i + 1)
        for count in range(len(words), 1, -1):
            name = " ".join(words[:count]).rstrip(",;.")
            if is_date(name) if facet in DATE_FIELDS else vocabulary(facet, name):
                tokens[i + 1 : i + 1 + count] = [_Token("quoted", f'"{name}"', is_apart=False)]
                if facet not in DATE_FIELDS:
                    tidying.remarks.append(_quoting(facet, words[0], name))
                break


def _quoting(facet: str, first: str, name: str) -> str:
    return (
        f'“{facet}:{name}” was read as {facet}:"{name}"; '
        f'to search for the other words, quote the value alone: {facet}:"{first}".'
    )


def _name_of(token: _Token) -> str:
    return token.text.lstrip("-−")[:-1].lower() if token.kind == "field" else ""


def _words_from(tokens: list[_Token], start: int) -> list[str]:
    """Return the plain words that follow each other from a token on."""
    words: list[str] = []
    most = _MOST_DATE_WORDS if _name_of(tokens[start - 1]) in DATE_FIELDS else _MOST_WORDS
    for token in tokens[start : start + most]:
        is_apart = token.is_apart or not words
        if token.kind != "word" or not is_apart or not _PLAIN_WORD.fullmatch(token.text):
            break
        words.append(token.text)
    return words
