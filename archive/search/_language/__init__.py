"""The query language: a question's words to a Whoosh query, and how they were understood.

The Whoosh query is the syntax tree for every engine; its fields are those of
`archive.search._language._terms`.
"""

from archive.search._language._grammar import STOP_WORDS
from archive.search._language._last_word import LastWord, begun, last_word
from archive.search._language._names import (
    Subjects,
    chosen_subjects,
    no_subjects,
    possible_names,
)
from archive.search._language._read import Reading, condition_of, parts_of, read
from archive.search._language._terms import Vocabulary, compound_of, no_vocabulary

__all__ = [
    "STOP_WORDS",
    "LastWord",
    "Reading",
    "Subjects",
    "Vocabulary",
    "begun",
    "chosen_subjects",
    "compound_of",
    "condition_of",
    "last_word",
    "no_subjects",
    "no_vocabulary",
    "parts_of",
    "possible_names",
    "read",
]
