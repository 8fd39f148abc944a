"""The grammar: Whoosh's query parser with Lode's leaves and operators."""

from typing import Any

from whoosh.qparser import QueryParser, plugins, syntax
from whoosh.query import Query

from archive.search._analysis import fold
from archive.search._language._fields import FIELDS
from archive.search._language._terms import Leaves

# Words that nearly every text has: alone they mean nothing, in a phrase they count.
STOP_WORDS = frozenset(
    (
        *("a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "has", "have"),
        *("in", "into", "is", "it", "its", "of", "on", "or", "that", "the", "their", "this"),
        *("to", "was", "were", "which", "will", "with"),
    )
)


class LodeParser(QueryParser):
    """Parses one question; `leaves` makes the queries, `count` the leaves there were."""

    def __init__(self, leaves: Leaves) -> None:
        super().__init__(None, None, plugins=_plugins(), group=WordsGroup)
        self.leaves = leaves
        self.count = 0

    def term_query(self, fieldname: str | None, text: str, *_: Any, **__: Any) -> Query | None:
        """Return the query for one word."""
        self.count += 1
        return self.leaves.word(fieldname, text)


class WordsGroup(syntax.AndGroup):
    """Words side by side: all of them are asked for, but for stop words among others."""

    def query(self, parser: LodeParser) -> Query:
        """Return the conjunction of what the words ask for."""
        telling = [node for node in self.nodes if not _is_stop_word(node)]
        if telling and len(telling) < len(self.nodes):
            parser.leaves.leave_out([node.text for node in self.nodes if node not in telling])
            return syntax.AndGroup(telling, boost=self.boost).query(parser)
        return syntax.AndGroup.query(self, parser)


class QuotedNode(syntax.TextNode):
    """A quoted phrase."""

    def __init__(self, text: str, slop: int) -> None:
        super().__init__(text)
        self.slop = slop

    def query(self, parser: LodeParser) -> Query | None:
        """Return the query for the phrase."""
        parser.count += 1
        return parser.leaves.phrase(self.fieldname, self.text, self.slop)


class QuotesPlugin(plugins.TaggingPlugin):
    """Reads `"quoted words"` and `"quoted words"~5`."""

    expr = r'"(?P<text>[^"]*)"(?:~(?P<slop>\d{1,3}))?'

    def create(self, parser: LodeParser, match: Any) -> QuotedNode:
        """Return the node of a phrase."""
        return QuotedNode(match["text"], max(1, int(match["slop"] or 1)))


class KnownFieldsPlugin(plugins.FieldsPlugin):
    """Reads `field:` for the fields that exist, in any case of letters."""

    class Tagger(plugins.FieldsPlugin.FieldnameTagger):
        """Makes the node of a field name."""

        def create(self, parser: LodeParser, match: Any) -> syntax.FieldnameNode:
            """Return the node, the name in lower case."""
            return syntax.FieldnameNode(match["text"].lower(), match[0])

    def __init__(self) -> None:
        names = "|".join(FIELDS)
        super().__init__(expr=rf"(?i:(?<!\w)(?P<text>{names}):)(?=[^\s)])", remove_unknown=False)

    def taggers(self, parser: LodeParser) -> list[tuple[Any, int]]:
        """Return the tagger and its priority."""
        return [(self.Tagger(self.expr), 0)]


def _plugins() -> list[Any]:
    before, after = r"(?:^|(?<=[\s()]))", r"(?=[\s(])"
    operators = plugins.OperatorsPlugin(
        And=rf"{before}AND{after}",
        Or=rf"{before}OR{after}",
        Not=rf"{before}(?:NOT{after}|[-−](?=[^\s)(-]|\())",
        AndNot=None,
        AndMaybe=None,
        Require=None,
    )
    return [KnownFieldsPlugin(), QuotesPlugin(), plugins.GroupPlugin(), operators]


def _is_stop_word(node: Any) -> bool:
    if not isinstance(node, syntax.WordNode) or node.fieldname:
        return False
    return fold(node.text) in STOP_WORDS and not (node.text.isupper() and len(node.text) > 1)
