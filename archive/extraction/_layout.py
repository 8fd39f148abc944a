"""Where things stand in a clipping: head, headline, body, tail, and what is furniture.

Works by position, shape and wording. It never alters the text: everything is offsets.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from archive.extraction._body import body_of
from archive.extraction._broken_lines import join_broken_lines
from archive.extraction._date_lines import read_date_line
from archive.extraction._datelines import read_dateline
from archive.extraction._lines import Block, split_blocks
from archive.extraction._rows import with_rows
from archive.extraction._title import choose_title, ends_breadcrumb, normalised
from archive.extraction._wording import furniture_kind

_PROSE_FROM = 9  # words of a sentence that stands for an article's paragraph
_UNPUNCTUATED_PROSE_FROM = 30
_NAME_WORDS = 8
_HEADLINE_WITH_STOP = 16  # words
_QUESTION = 20  # words of a question that may be a headline
_HEAD = 60  # blocks
_DECK_WORDS = 60
_STRAY_RUN = 5  # blocks of furniture after which a few sentences are teasers
_ENDS = {"related": 1.0, "comments": 1.0, "end": 1.0, "copyright": 2.0, "tags": 2.0}
_CAPTION_ABOVE = 12  # blocks in which a lone sentence before a headline is a caption
_HEADLINE_FROM = 6  # words
_BYLINES = ("By ", "BY ", "by ", "Source", "Photo", "Image")


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of a text, what each is, and which are headline and body.

    `kinds` holds a furniture kind, `date`, `row`, `prose`, `sentence` or `short` for each block.
    `start` is the first block of the body and `stop` the first one after the article.
    """

    blocks: tuple[Block, ...]
    kinds: tuple[str, ...]
    title: int | None
    body: tuple[int, ...]
    start: int
    stop: int

    @property
    def head(self) -> range:
        """Return the indexes of the blocks before the body."""
        return range(min(self.start, len(self.blocks)))

    @property
    def tail(self) -> range:
        """Return the indexes of the blocks after the last one of the body."""
        return range(self.body[-1] + 1 if self.body else self.start, len(self.blocks))

    def names_alone(self, name: str) -> bool:
        """Tell whether a name has a line to itself, or is in the copyright line."""
        wanted = normalised(name)
        return any(
            normalised(block.text) == wanted
            if block.words <= _NAME_WORDS
            else kind == "copyright" and wanted in normalised(block.text)
            for block, kind in zip(self.blocks, self.kinds, strict=True)
        )

    def repeats(self, index: int) -> bool:
        """Tell whether the head has the text of a block twice."""
        wanted = self.blocks[index].text
        return sum(self.blocks[i].text == wanted for i in self.head) > 1

    @property
    def row_ranges(self) -> tuple[tuple[int, int], ...]:
        """Return the rows of the article's tables, which are no part of the body."""
        first = self.start if self.title is None else self.title
        return tuple(
            (self.blocks[index].start, self.blocks[index].end)
            for index in range(first, self.stop)
            if self.kinds[index] == "row"
        )

    @property
    def body_ranges(self) -> tuple[tuple[int, int], ...]:
        """Return the body as ascending character ranges; neighbouring blocks share one."""
        ranges: list[tuple[int, int]] = []
        previous = -2
        for index in self.body:
            block = self.blocks[index]
            if index == previous + 1:
                ranges[-1] = (ranges[-1][0], block.end)
            else:
                ranges.append((block.start, block.end))
            previous = index
        return tuple(ranges)


def lay_out(text: str, is_masthead: Callable[[str], bool]) -> Layout:
    """Find headline and body of a text. `is_masthead` knows the names of outlets."""
    blocks = split_blocks(text, _is_furniture)
    blocks = join_broken_lines(text, blocks, _is_furniture)
    kinds = with_rows(text, blocks, tuple(_kind(block) for block in blocks))
    start, title = _start_and_title(blocks, kinds, is_masthead)
    start = _after_deck(blocks, kinds, title, start)
    stop = _stop(blocks, kinds, start)
    body = body_of(blocks, kinds, title, start, stop)
    return Layout(blocks, kinds, title, body, start, stop)


def _is_furniture(line: str) -> bool:
    return furniture_kind(line, 1, is_sentence=False) is not None


def _kind(block: Block) -> str:
    is_sentence = block.is_sentence
    if ends_breadcrumb(block.text):
        return "short"
    if _opens_with_agency(block.text):
        is_line = block.words < _PROSE_FROM and read_date_line(block.text)
        return "date" if is_line else "prose"
    if kind := furniture_kind(block.text, block.words, is_sentence=is_sentence):
        return kind
    return _kind_of_words(block, is_sentence=is_sentence)


def _kind_of_words(block: Block, *, is_sentence: bool) -> str:
    """Return the kind of a block that is no furniture."""
    if is_sentence and block.text[-1] in "?？" and block.words <= _QUESTION:
        return "sentence"
    if (is_sentence and block.words >= _PROSE_FROM) or block.words >= _UNPUNCTUATED_PROSE_FROM:
        return "prose"
    if read_date_line(block.text):
        return "date"
    return "sentence" if is_sentence else "short"


def _opens_with_agency(line: str) -> bool:
    dateline = None if line.startswith(_BYLINES) else read_dateline(line)
    return dateline is not None and bool(dateline.names) and dateline.end < len(line) - 3


def _start_and_title(
    blocks: Sequence[Block], kinds: Sequence[str], is_masthead: Callable[[str], bool]
) -> tuple[int, int | None]:
    openings = [i for i, kind in enumerate(kinds) if kind == "prose"][:3]
    for number, opening in enumerate(openings):
        title = choose_title(blocks, kinds, opening, is_masthead)
        if title is not None:
            return opening, title
        if _is_headline_with_stop(blocks, kinds, opening):
            following = openings[number + 1] if number + 1 < len(openings) else opening + 1
            return following, opening
        if number == len(openings) - 1 or not _is_preamble(
            blocks, kinds, opening, openings[number + 1]
        ):
            return _first_sentence(kinds, 0, opening), None
    return _without_prose(blocks, kinds, is_masthead)


def _is_preamble(
    blocks: Sequence[Block], kinds: Sequence[str], opening: int, following: int
) -> bool:
    """Tell whether a lone sentence stands before the headline, as a notice does."""
    between = range(opening + 1, following)
    if opening < _CAPTION_ABOVE and blocks[opening].words <= 14 and following == opening + 2:
        return kinds[opening + 1] == "short" and blocks[opening + 1].words >= _HEADLINE_FROM
    return (
        opening < 12
        and blocks[opening].words < 25
        and any(kinds[i] == "short" and 5 <= blocks[i].words <= 20 for i in between)
        and any(kinds[i] in ("date", "byline", "label") for i in between)
    )


def _is_headline_with_stop(blocks: Sequence[Block], kinds: Sequence[str], index: int) -> bool:
    """Tell whether a lone sentence, with the date or the byline right below, is a headline."""
    block = blocks[index]
    return (
        block.words <= _HEADLINE_WITH_STOP
        and "prose" in kinds[index + 2 : index + 6]
        and kinds[index + 1] in ("date", "byline")
        and not any(mark in block.text[:-2] for mark in (". ", "。", "! ", '"', "”"))
        and not _opens_with_agency(block.text)
    )


def _first_sentence(kinds: Sequence[str], first: int, opening: int) -> int:
    """Return the first of the sentences that stand directly before the opening."""
    while opening > first and kinds[opening - 1] == "sentence":
        opening -= 1
    return opening


def _without_prose(
    blocks: Sequence[Block], kinds: Sequence[str], is_masthead: Callable[[str], bool]
) -> tuple[int, int | None]:
    content = [i for i, kind in enumerate(kinds) if kind in ("sentence", "short")]
    if len(content) < 2:
        return (content[0] if content else len(blocks)), None
    sentence = next((i for i in content[1:] if kinds[i] == "sentence"), None)
    opening = content[1] if sentence is None else sentence
    title = choose_title(blocks, kinds, opening, is_masthead)
    return (opening if title is not None else content[0]), title


def _after_deck(
    blocks: Sequence[Block], kinds: Sequence[str], title: int | None, start: int
) -> int:
    """Return the body's start after a standfirst that date or byline parts from the body."""
    if title is None:
        return start
    first = _first_sentence(kinds, title + 1, start)
    marks = [
        i
        for i in range(start + 1, min(start + 5, len(kinds)))
        if kinds[i] in ("date", "byline", "label")
    ]
    if not marks:
        return first
    mark = marks[-1]
    deck = sum(blocks[i].words for i in range(start, mark) if kinds[i] in ("prose", "sentence"))
    later = [i for i in range(mark + 1, len(kinds)) if kinds[i] == "prose"]
    if not later or deck > _DECK_WORDS or sum(blocks[i].words for i in later) < 3 * deck:
        return first
    return _first_sentence(kinds, mark + 1, later[0])


def _stop(blocks: Sequence[Block], kinds: Sequence[str], start: int) -> int:
    """Return the block at which the article is over."""
    words = [
        block.words if kind == "prose" else 0 for block, kind in zip(blocks, kinds, strict=True)
    ]
    before, after = 0, sum(words[start:])
    strays = 0
    for index in range(start, len(blocks)):
        kind = kinds[index]
        if kind == "prose" and strays >= _STRAY_RUN and after * 3 < before:
            return index
        strays = 0 if kind in ("prose", "sentence") else strays + 1
        if kind in _ENDS and before and after * _ENDS[kind] <= before:
            return index
        before, after = before + words[index], after - words[index]
    return len(blocks)
