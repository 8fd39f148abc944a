"""A printed page: one story as an outlet carries it, with everything around it."""

import re
from dataclasses import dataclass
from datetime import date
from random import Random

from archive.synthetic._calendar import date_parts, edtf
from archive.synthetic._grammar import Binding, Passage, Writer, compile_template, literal
from archive.synthetic._story import Story, headline
from archive.synthetic._vocabulary import Edition, Outlet, vocabulary
from archive.synthetic._zipf import Wheel

_SMALL_WORDS = frozenset(
    (
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "or",
        "over",
        "per",
        "the",
        "to",
        "with",
    )
)
_RELATED = ("related", "related2", "related3")
# How much of the date a page prints; nothing at all for some.
_PRECISIONS = Wheel.weighted(
    ("day", "month-day", "month", "year", ""), (0.79, 0.08, 0.04, 0.01, 0.08)
)


@dataclass(frozen=True, slots=True)
class Page:
    """The parts of a page from top to bottom, and what it tells about itself.

    `captions` come after the paragraph with their number. `title` and `date` are empty
    when the page does not print them.
    """

    header: Passage
    title: Passage
    paragraphs: tuple[Passage, ...]
    captions: tuple[tuple[int, Passage], ...]
    footers: tuple[Passage, ...]
    related: tuple[Passage, ...]
    date: str
    outlet: Outlet
    agency: Outlet
    domain: str

    @property
    def frame(self) -> Passage:
        """Return everything that is not title or body as one passage."""
        captions = tuple(caption for _, caption in self.captions)
        return Passage.join((self.header, *captions, *self.footers), "\n")

    @property
    def body(self) -> Passage:
        """Return the paragraphs as one passage."""
        return Passage.join(self.paragraphs, "\n\n")


def page(random: Random, story: Story, day: date) -> Page:
    """Print a story on a day, in an outlet and a layout chosen for it."""
    edition = story.edition
    precision = _PRECISIONS.spin(random)
    outlet = _outlet(random, story)
    agency = vocabulary().agencies[edition.language].spin(random)
    domain = _domain(outlet)
    title = _cased(random, story.title, edition.language)
    header_text, dateline = _layout(random, edition, precision)
    captions = _captions(random, edition, len(story.paragraphs))
    footers = _footers(random, edition)
    related = _related(random, edition, day, "".join([text for _, text in captions] + footers))
    bindings = {
        **story.cast.bindings,
        **date_parts(random, edition, day),
        **{slot: literal(passage.text) for slot, passage in related.items()},
        "date": _date(random, edition, day, precision),
        "copyright_year": literal(str(day.year)),
        "title": literal(title.text),
        "source": literal(outlet.name),
        "agency": literal(agency.name),
        "domain": literal(domain),
    }
    writer = Writer(random, bindings, edition.separators)
    header = writer.write(header_text)
    first = Passage.join((writer.write(dateline), story.paragraphs[0]), "")
    return Page(
        header=header,
        title=title if "title" in header.slots else Passage(""),
        paragraphs=(first, *story.paragraphs[1:]),
        captions=tuple((place, writer.write(text)) for place, text in captions),
        footers=tuple(writer.write(text) for text in footers),
        related=tuple(related.values()),
        date=edtf(day, precision) if precision else "",
        outlet=outlet,
        agency=agency,
        domain=domain,
    )


def _layout(random: Random, edition: Edition, precision: str) -> tuple[str, str]:
    """Choose header and dateline.

    A dated page prints its date in the header; one without the year prints day and month
    in the dateline when it has one.
    """
    has_dateline = "dateline_plain" in edition.lexicon and random.random() < 0.4
    in_dateline = precision == "month-day" and has_dateline
    headers = edition.headers_dated if precision and not in_dateline else edition.headers_undated
    header = headers.spin(random)
    if not has_dateline:
        return header, ""
    is_dated = in_dateline or (precision == "day" and random.random() < 0.6)
    return header, "{dateline_dated}" if is_dated else "{dateline_plain}"


def _date(random: Random, edition: Edition, day: date, precision: str) -> Binding:
    """Choose how the date is printed; figures only when they cannot be misread."""
    if not precision:
        return literal("")
    styles = edition.date_styles[precision]
    while day.day < (style := styles.spin(random)).min_day:
        pass
    return Binding((compile_template(style.text),))


def _outlet(random: Random, story: Story) -> Outlet:
    """Choose an outlet: sometimes one from the country of the story."""
    words = vocabulary()
    local = words.local_outlets.get(story.cast.country)
    if story.edition.language == "en" and local and random.random() < 0.3:
        return local.spin(random)
    return words.outlets[story.edition.language].spin(random)


def _domain(outlet: Outlet) -> str:
    # RFC 2606 keeps .example free for ever: no page of ours can be mistaken for a real one.
    name = re.sub(r"[^a-z0-9]+", "", outlet.name.removeprefix("The ").lower())
    return f"{name or 'wire'}.example"


def _cased(random: Random, title: Passage, language: str) -> Passage:
    """Print a headline in sentence case, title case or, seldom, capitals."""
    chance = random.random()
    text = title.text
    if chance < 0.28 and language == "en":
        text = " ".join(_title_word(word) for word in text.split(" "))
    elif chance > 0.97:
        text = text.upper()
    return Passage(text, title.countries, title.minerals)


def _title_word(word: str) -> str:
    is_plain = word.isalpha() and word.islower() and word not in _SMALL_WORDS
    return word[:1].upper() + word[1:] if is_plain else word


def _captions(random: Random, edition: Edition, paragraphs: int) -> list[tuple[int, str]]:
    """Choose none, one or two captions and where they stand in the body."""
    wanted = int(random.random() * 3.2) - 1 if edition.captions else 0
    return [
        (int(random.random() * paragraphs), _one(random, edition.captions)) for _ in range(wanted)
    ]


def _footers(random: Random, edition: Edition) -> list[str]:
    chosen = {edition.footers.spin(random): None for _ in range(int(random.random() * 4))}
    return list(chosen)


def _related(random: Random, edition: Edition, day: date, templates: str) -> dict[str, Passage]:
    """Write the headlines of other stories that the templates ask for."""
    asked = [slot for slot in _RELATED if f"{{{slot}}}" in templates]
    return {slot: headline(random, edition, day) for slot in asked}


def _one(random: Random, options: tuple[str, ...]) -> str:
    return options[int(random.random() * len(options))]
