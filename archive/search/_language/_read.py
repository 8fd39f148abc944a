"""Reading a question: limits first, then the grammar, then words alone if that fails."""

import re
from dataclasses import dataclass

from whoosh.query import And, ConstantScoreQuery, Every, Not, NullQuery, Or, Query

from archive.search._errors import InvalidQuery
from archive.search._language import _limits
from archive.search._language._grammar import LodeParser
from archive.search._language._terms import FIELDS, Leaves, Vocabulary, no_vocabulary, said
from archive.search._result import Notice

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_QUOTED = re.compile(r'"[^"]*"')
_OPERATORS = re.compile(r"(?:^|(?<=[\s()]))(?:AND|OR|NOT)(?=[\s()]|$)")
_DANGLING = re.compile(
    r"(?:^|(?<=\())\s*(?:AND|OR)\b|\b(?:AND|OR|NOT)\s*(?:$|(?=\)))|\b(?:AND|OR|NOT)\s+(?:AND|OR)\b"
)
_UNKNOWN_FIELD = re.compile(r"(?<![\w:/])([^\W\d_]\w*):(?=[\w\"])")
_LOWER_OPERATOR = re.compile(r"(?<=\S)\s+(and|or|not)\s+(?=\S)")
_SPACED_FIELD = re.compile(rf"(?i)(?<!\w)({'|'.join(FIELDS)}): +(?=[^\s:]+)")
_NO_WORDS = "There is nothing to search for in the question: type a word, a name or a number."


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as understood: the query (None asks for everything), in words, and notices."""

    query: Query | None
    read_as: str = ""
    notices: tuple[Notice, ...] = ()


def read(text: str, vocabulary: Vocabulary = no_vocabulary) -> Reading:
    """Read a question; raise InvalidQuery when it breaks a limit, and for nothing else."""
    _limits.check_length(text)
    text = " ".join(text.translate(_QUOTES).replace("\x00", " ").split())
    text = _SPACED_FIELD.sub(r"\1:", text)
    if not text:
        return Reading(None)
    notices = _remarks(text)
    leaves = Leaves(vocabulary)
    tree = _parse(_balanced(text), leaves)
    if tree is None:
        tree = _parse(_plain(text), Leaves(vocabulary))
        notices = notices or ["The question made no sense as typed: its words were searched for."]
    if tree is None:
        return Reading(NullQuery, text, (Notice(_NO_WORDS),))
    notices += leaves.notices
    return Reading(_grounded(tree), _in_words(tree), tuple(map(Notice, dict.fromkeys(notices))))


def _parse(text: str, leaves: Leaves) -> Query | None:
    parser = LodeParser(leaves)
    try:
        _limits.check_depth(re.sub(r"[^()]", "", _QUOTED.sub("", text)))
        nodes = parser.process(text)
        _limits.check_clauses(_leaf_count(nodes))
        query = nodes.query(parser)
    except InvalidQuery:
        raise
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return None
    return query if query is not None and list(_leaf_queries(query)) else None


def _leaf_count(node: object) -> int:
    nodes = getattr(node, "nodes", None)
    return 1 if nodes is None else sum(map(_leaf_count, nodes))


def _leaf_queries(query: Query) -> list[Query]:
    if said(query) is not None:
        return [query]
    return [leaf for child in query.children() for leaf in _leaf_queries(child)]


def _remarks(text: str) -> list[str]:
    """Return what is odd about a question before it is parsed."""
    remarks = []
    bare = _QUOTED.sub("quoted", text)
    if text.count('"') % 2:
        remarks.append("A quotation mark has no partner and was left out.")
    if bare.count("(") != bare.count(")"):
        remarks.append("A bracket has no partner and was left out.")
    for name in dict.fromkeys(_UNKNOWN_FIELD.findall(bare)):
        if name.lower() not in FIELDS and name.lower() not in ("http", "https"):
            known = ", ".join(f"{field}:" for field in FIELDS)
            remarks.append(f"“{name}:” was searched for as a word. The fields are {known}.")
    if _DANGLING.search(bare):
        remarks.append("AND, OR and NOT work only beside words, and were left out elsewhere.")
    if found := _LOWER_OPERATOR.search(bare):
        operator = found[1].upper()
        remarks.append(f"To combine words with {operator}, write it in capitals: {operator}.")
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
    words = re.sub(r"[^\w\s.'’-]|_", " ", _OPERATORS.sub(" ", text)).split()
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
