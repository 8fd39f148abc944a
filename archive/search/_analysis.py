"""Text to terms: one analysis for the index, the question and the highlights.

Words are folded (case, accents, compatibility forms) and stemmed in English. A compound such
as `Li-ion`, `NMC-811` or `d'Ivoire` is found by its parts, in order, and by the parts joined.
Chinese, Japanese, Korean and Thai are cut into characters and pairs of characters. No word
is left out, so that a phrase may contain any.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from whoosh.lang.porter2 import stem as _porter2

VERSION = 2  # part of the index fingerprint: raise it whenever a term may come out differently

_MAX_TERM = 64
_MAX_JOINED_PARTS = 4
# Han, kana, bopomofo, hangul, Thai, Lao, Burmese, Khmer: scripts searched by pairs of characters.
_PAIRED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u318f"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_MARKS = "".join(
    chr(code) for code in range(0x300, 0x10000) if unicodedata.category(chr(code))[0] == "M"
)
_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_LETTER = rf"(?:(?![_{_PAIRED}])[\w{_INVISIBLE}{_MARKS}])"
_APOSTROPHES = "'’ʼʻ`´"
_CONNECTORS = rf"[-‐‑{_APOSTROPHES}·•∙⋅.&$€£¥+@]"
_PUNCTUATION = "“”‘’\"'()[].,;:!?–—-"
_RUN = re.compile(
    rf"(?P<paired>[{_PAIRED}]+)|{_LETTER}+(?:(?:{_CONNECTORS}|(?<=\d),(?=\d{{3}})){_LETTER}+)*"
)
_PART = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?!\d)(?P<unit>[^\W\d_]+)?(?!\w)"
    rf"|[\w{_INVISIBLE}{_MARKS}]+"
)
_DROPPED_MARKS = re.compile(rf"[\u0300-\u036f\u064b-\u065f{_INVISIBLE}\s]+")
_LETTERS_WITHOUT_DECOMPOSITION = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
# Porter takes both "mineral" and "miner" to "miner": here they are different things.
_STEMS = {"mineral": "mineral", "minerals": "mineral"}


class Token(NamedTuple):
    """An occurrence of a term: `word` as folded, `stem` as searched, where it stands.

    Several tokens may share a position: a compound's first part and its joined form.
    """

    word: str
    stem: str
    start: int
    end: int
    position: int


@dataclass(frozen=True, slots=True)
class Compound:
    """What is written without a space: parts to be found in order, or joined into one word."""

    stems: tuple[str, ...]
    words: tuple[str, ...]
    joined: str = ""


class _Piece(NamedTuple):
    word: str
    stem: str
    start: int
    end: int
    offset: int


def tokenize(text: str) -> Iterator[Token]:
    """Cut a text into tokens, in order of position."""
    position = 0
    for match in _RUN.finditer(text):
        start, run = match.start(), match[0]
        pieces = _pairs(run) if match["paired"] else _pieces(run)
        for word, stem_, begin, end, offset in pieces:
            yield Token(word, stem_, start + begin, start + end, position + offset)
        position += pieces[-1].offset + 1 if pieces else 0


def tokens_of_chunk(chunk: str) -> list[Token]:
    """Cut a text without spaces into tokens, as `tokenize` does; plain words are quick."""
    core = chunk.strip(_PUNCTUATION)
    if core.isascii() and core.isalpha():
        word, start = core.lower()[:_MAX_TERM], chunk.find(core)
        return [Token(word, stem(word), start, start + len(core), 0)]
    return list(tokenize(chunk))


def compounds(text: str) -> list[Compound]:
    """Cut a question's words into what must be found for each."""
    found = []
    for match in _RUN.finditer(text):
        run = match[0]
        if match["paired"]:
            pairs = tuple(run[i : i + 2] for i in range(max(1, len(run) - 1)))
            pairs = tuple(unicodedata.normalize("NFKC", pair) for pair in pairs)
            found.append(Compound(pairs, pairs))
        elif pieces := _pieces(run):
            found.append(_compound(pieces))
    return found


def fold(text: str) -> str:
    """Return a text without the differences that a reader does not search by."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", text.casefold())
    folded = _DROPPED_MARKS.sub("", folded).translate(_LETTERS_WITHOUT_DECOMPOSITION)
    return unicodedata.normalize("NFC", folded).lower()


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of a folded word; codes, numbers and short words are their own stem."""
    if len(word) <= 3 or not (word.isascii() and word.isalpha()):
        return word
    return _STEMS.get(word) or _porter2(word)


def _compound(pieces: tuple[_Piece, ...]) -> Compound:
    parts = [piece for piece in pieces if not _is_joined(piece, pieces)]
    joined = next((piece.word for piece in pieces if _is_joined(piece, pieces)), "")
    return Compound(tuple(p.stem for p in parts), tuple(p.word for p in parts), joined)


def _is_joined(piece: _Piece, pieces: tuple[_Piece, ...]) -> bool:
    return piece is not pieces[0] and piece.offset == 0


@lru_cache(maxsize=200_000)
def _pieces(run: str) -> tuple[_Piece, ...]:
    """Return a run's parts, and after the first of them the joined form if it has one."""
    spans = _part_spans(run)
    words = [
        (fold(run[start:end]).replace(",", "")[:_MAX_TERM], start, end) for start, end in spans
    ]
    words = [(word, start, end) for word, start, end in words if word]
    pieces = [_Piece(word, stem(word), start, end, i) for i, (word, start, end) in enumerate(words)]
    if joined := _joined(run, [word for word, _, _ in words]):
        pieces.insert(1, _Piece(joined, stem(joined), 0, len(run), 0))
    return tuple(pieces)


def _part_spans(run: str) -> list[tuple[int, int]]:
    spans = []
    for match in _PART.finditer(run):
        if match["unit"]:
            spans += [match.span("number"), match.span("unit")]
        elif not _is_possessive(run, match):
            spans.append(match.span())
    return spans


def _is_possessive(run: str, match: re.Match[str]) -> bool:
    before = run[match.start() - 1] if match.start() else ""
    return bool(before) and before in _APOSTROPHES and match[0] in "sS" and match.end() == len(run)


def _joined(run: str, words: list[str]) -> str:
    if not 2 <= len(words) <= _MAX_JOINED_PARTS:
        return ""
    is_name = "." not in run or any(map(str.isdigit, run)) or all(len(w) == 1 for w in words)
    return "".join(words)[:_MAX_TERM] if is_name and "@" not in run else ""


def _pairs(run: str) -> list[_Piece]:
    pieces = []
    for i in range(len(run)):
        for length in (1, 2) if i + 1 < len(run) else (1,):
            term = unicodedata.normalize("NFKC", run[i : i + length])
            pieces.append(_Piece(term, term, i, i + length, i))
    return pieces
