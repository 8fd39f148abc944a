"""Reading a question: limits first, then the grammar, then words alone if that fails."""

import re
from dataclasses import dataclass

from whoosh.query import And, ConstantScoreQuery, Every, Not, NullQuery, Or, Query

from archive.search._errors import InvalidQuery
from archive.search._language import _dates, _limits
from archive.search._language._fields import FIELDS, NAMED_FIELDS
from archive.search._language._grammar import LodeParser
from archive.search._language._names import possible_names
from archive.search._language._terms import Leaves, Vocabulary, no_vocabulary, said
from archive.search._language._tidying import tidied
from archive.search._result import Notice

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_QUOTED = re.compile(r'"[^"]*"')
_OPERATORS = re.compile(r"(?:^|(?<=[\s()]))(?:AND|OR|NOT)(?=[\s()]|$)")
_UNKNOWN_FIELD = re.compile(r"(?<![\w:/])([^\W\d_]\w*):(?=[\w\"])")
_FIELD = re.compile(rf"(?i)(?<!\w)(?:{'|'.join(FIELDS)}):")
_LOWER_OPERATOR = re.compile(r"(?<=\S)\s+(and|or|not|\|\|?)\s+(?=\S)")
_EXCLAMATION = re.compile(r"(?:^|(?<=[\s(]))!(?=\w)")
_NO_WORDS = "There is nothing to search for in the question: type a word, a name or a number."


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A question as understood: the query (None asks for everything), in words, and notices.

    Each is equal to itself alone: queries are slow to compare, and do not tell how they were typed.
    `names` are those of its words that may name what it is about.
    """

    query: Query | None
    read_as: str = ""
    notices: tuple[Notice, ...] = ()
    names: tuple[str, ...] = ()


def read(text: str, vocabulary: Vocabulary = no_vocabulary) -> Reading:
    """Read a question; raise InvalidQuery when it breaks a limit, and for nothing else."""
    _limits.check_length(text)
    text = " ".join(text.translate(_QUOTES).replace("\x00", " ").split())
    if not text:
        return Reading(None)
    typed, remarks = tidied(_balanced(text), vocabulary)
    notices = _unpaired(text) + _remarks(typed) + remarks
    leaves = Leaves(vocabulary)
    tree = _parse(typed, leaves)
    if tree is None:
        tree = _parse(_plain(typed), Leaves(vocabulary))
        notices = notices or ["The question made no sense as typed: its words were searched for."]
    if tree is None:
        notices = [_NO_WORDS, *remarks, *leaves.notices]
        return Reading(NullQuery, text, tuple(map(Notice, dict.fromkeys(notices))))
    notices += [*leaves.notices, *filter(None, [_dates.conflict(_conjoined(tree))])]
    said_of_it = tuple(map(Notice, dict.fromkeys(notices)))
    return Reading(_grounded(tree), _in_words(tree), said_of_it, possible_names(tree))


def parts_of(text: str) -> tuple[str, ...]:
    """Return the words, phrases and conditions of a question, as the language writes them."""
    query = read(text).query
    return tuple(map(str, map(said, _leaf_queries(query)))) if query is not None else ()


def condition_of(part: str) -> tuple[str, str]:
    """Return field and value of a part that asks for words or a name; two empty texts if none."""
    name, colon, value = part.partition(":")
    return (name, value) if colon and name in ("title", *NAMED_FIELDS) else ("", "")


def _parse(text: str, leaves: Leaves) -> Query | None:
    parser = LodeParser(leaves)
    try:
        _limits.check_depth(_brackets(text))
        nodes = parser.process(text)
        _limits.check_clauses(_leaf_count(nodes))
        query = nodes.query(parser)
    except InvalidQuery:
        raise
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return None
    return query if query is not None and list(_leaf_queries(query)) else None


def _brackets(text: str) -> str:
    return re.sub(r"[^()]", "", _QUOTED.sub("", text))


def _leaf_count(node: object) -> int:
    nodes = getattr(node, "nodes", None)
    return 1 if nodes is None else sum(map(_leaf_count, nodes))


def _leaf_queries(query: Query) -> list[Query]:
    if said(query) is not None:
        return [query]
    return [leaf for child in query.children() for leaf in _leaf_queries(child)]


def _conjoined(query: Query) -> list[Query]:
    """Return the leaves that must all match."""
    if said(query) is not None or not isinstance(query, And):
        return [query] if said(query) is not None else []
    return [leaf for child in query.children() for leaf in _conjoined(child)]


def _unpaired(text: str) -> list[str]:
    """Say which quotation mark or bracket has no partner."""
    remarks = []
    if text.count('"') % 2:
        remarks.append("A quotation mark has no partner and was left out.")
    if _brackets(_balanced(text)) != _brackets(text):
        remarks.append("A bracket has no partner and was left out.")
    return remarks


def _remarks(text: str) -> list[str]:
    """Return what is odd about a question before it is parsed."""
    remarks = []
    bare = _QUOTED.sub("quoted", text)
    for name in dict.fromkeys(_UNKNOWN_FIELD.findall(bare)):
        if name.lower() not in FIELDS and name.lower() not in ("http", "https"):
            known = ", ".join(f"{field}:" for field in FIELDS)
            remarks.append(f"“{name}:” was searched for as a word. The fields are {known}.")
    if found := _LOWER_OPERATOR.search(bare):
        operator = "OR" if "|" in found[1] else found[1].upper()
        remarks.append(f"To combine words with {operator}, write it in capitals: {operator}.")
    if _EXCLAMATION.search(bare):
        remarks.append("“!” excludes nothing here; write -word to leave out what has a word.")
    return remarks


def _balanced(text: str) -> str:
    """Return a question without quotation marks and brackets that have no partner."""
    if text.count('"') % 2:
        last = text.rindex('"')
        text = f"{text[:last]} {text[last + 1 :]}"
    kept = list(text)
    open_at: list[int] = []
    quoted = False
    for i, character in enumerate(text):
        quoted ^= character == '"'
        if character == "(" and not quoted:
            open_at.append(i)
        elif character == ")" and not quoted:
            if open_at:
                open_at.pop()
            else:
                kept[i] = " "
    for i in open_at:
        kept[i] = " "
    return "".join(kept).strip()


def _plain(text: str) -> str:
    """Return only the words of a question, each at most once."""
    text = _FIELD.sub(" ", _OPERATORS.sub(" ", text))
    words = re.sub(r"[^\w\s.'’-]|_", " ", text).split()
    words = [word.lstrip("-") for word in dict.fromkeys(words)]
    return " ".join(words[: _limits.MAX_CLAUSES])


def _grounded(query: Query) -> Query:
    """Return a query in which every exclusion has something to exclude from."""
    if said(query) is not None:
        return query
    if isinstance(query, Not):
        return And([_everything(), Not(_grounded(query.query))])
    if isinstance(query, And | Or):
        children = [child for child in query.children() if _leaf_queries(child)]
        if isinstance(query, Or):
            return _unwrapped(Or([_grounded(child) for child in children]))
        kept = [_grounded(child) for child in children if not isinstance(child, Not)]
        dropped = [Not(_grounded(child.query)) for child in children if isinstance(child, Not)]
        return _unwrapped(And([*(kept or [_everything()]), *dropped]))
    return query


def _everything() -> Query:
    return ConstantScoreQuery(Every())


def _unwrapped(query: Query) -> Query:
    children = list(query.children())
    return children[0] if len(children) == 1 else query


def _in_words(query: Query, *, nested: bool = False) -> str:
    """Write a query in the query language."""
    if (words := said(query)) is not None:
        return words
    if isinstance(query, Not):
        return f"NOT {_in_words(query.query, nested=True)}"
    children = [child for child in query.children() if _leaf_queries(child)]
    if len(children) == 1:
        return _in_words(children[0], nested=nested)
    joint = " OR " if isinstance(query, Or) else " AND "
    parts = [_in_words(child, nested=True) for child in children]
    text = joint.join(parts).replace(" AND NOT ", " NOT ")
    return f"({text})" if nested else text
