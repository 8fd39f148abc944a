"""How articles write a word of the index: `lithium-bearing` for `lithiumbearing`.

The index holds a compound in one piece, too, so that it is found however it is written; nobody
wants to read it so.
"""

import re

from archive.search._analysis import fold, tokenize
from archive.search.engines.whoosh._snapshot import Snapshot

_LOOKED_AT = 3  # articles: who writes in one piece what others join by a hyphen is followed


def as_written(snapshot: Snapshot, field: str, word: str) -> str:
    """Return a word of a field as some of its articles write it, in small letters."""
    written = ""
    literally = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
    for document in snapshot.field(field).term(word.encode()).documents[:_LOOKED_AT].tolist():
        text = "\n".join(snapshot.text(document))
        if literally.search(text):
            return word
        written = written or _surface(text, word)
    return written if fold(written) != word else word


def _surface(text: str, word: str) -> str:
    found = (text[each.start : each.end] for each in tokenize(text) if each.word == word)
    return next(found, word).lower()
