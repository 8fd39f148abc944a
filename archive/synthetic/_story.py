"""A story: a headline and paragraphs, before any outlet prints it."""

from dataclasses import dataclass
from datetime import date
from random import Random

from archive.synthetic._calendar import day_of_publication
from archive.synthetic._cast import Cast, cast
from archive.synthetic._grammar import Binding, Passage, Writer, compile_template
from archive.synthetic._vocabulary import Edition, Topic, vocabulary


@dataclass(frozen=True, slots=True)
class Story:
    """What happened, as one edition tells it."""

    edition: Edition
    topic: str
    cast: Cast
    day: date
    title: Passage
    paragraphs: tuple[Passage, ...]


def story(random: Random) -> Story:
    """Invent a story."""
    words = vocabulary()
    edition = words.editions[words.edition_wheel.spin(random)]
    day = day_of_publication(random)
    topic = edition.topics.spin(random)
    people = cast(random, edition, day)
    teller = _Teller(random, edition, topic, people)
    title = teller.headline()
    return Story(edition, topic.name, people, day, title, teller.paragraphs())


def headline(random: Random, edition: Edition, day: date) -> Passage:
    """Write the headline of another story, for lists of related articles."""
    people = cast(random, edition, day)
    return _Teller(random, edition, edition.topics.spin(random), people).headline()


class _Teller:
    """Writes one story; takes no sentence twice."""

    def __init__(self, random: Random, edition: Edition, topic: Topic, people: Cast) -> None:
        self._random = random
        self._edition = edition
        self._topic = topic
        self._bindings = dict(people.bindings)
        self._writer = Writer(random, self._bindings, edition.separators)
        self._facts = self._shuffled(topic.facts)
        self._background = self._shuffled(edition.background)
        self._quotes = self._shuffled(edition.quotes)[:2] + self._shuffled(topic.quotes)
        self._introduced: set[str] = set()

    def headline(self) -> Passage:
        """Write a headline."""
        title = self._writer.write(self._one(self._topic.headlines))
        text = title.text[:1].upper() + title.text[1:]
        return Passage(text, title.countries, title.minerals, title.slots)

    def paragraphs(self) -> tuple[Passage, ...]:
        """Write paragraphs up to a length that news articles have."""
        least, usual, most = self._edition.length
        wanted = self._random.triangular(least, most, usual)
        written = [self._paragraph(self._writer.write(self._one(self._topic.leads)), 0.25)]
        length = _length(written[0].text)
        while length < wanted and (self._facts or self._background):
            paragraph = self._quotation() if self._is_quote_due(len(written)) else self._report()
            written.append(paragraph)
            length += _length(paragraph.text)
        if self._random.random() < 0.75:
            written.append(self._writer.write(self._one(self._topic.closings)))
        return tuple(written)

    def _is_quote_due(self, paragraphs: int) -> bool:
        return bool(self._quotes) and paragraphs > 1 and self._random.random() < 0.32

    def _report(self) -> Passage:
        return self._paragraph(self._writer.write(self._sentence()), 0.55)

    def _quotation(self) -> Passage:
        return self._paragraph(self._quote(), 0.3)

    def _paragraph(self, first: Passage, chance: float) -> Passage:
        """Add up to three sentences to a first one."""
        sentences = [first]
        while len(sentences) < 4 and self._facts and self._random.random() < chance:
            sentences.append(self._writer.write(self._sentence()))
        return Passage.join(sentences, self._edition.join)

    def _sentence(self) -> str:
        """Take the next unused sentence, what is new before what is known."""
        wants_fact = self._random.random() < 0.68 or not self._background
        return self._facts.pop() if self._facts and wants_fact else self._background.pop()

    def _quote(self) -> Passage:
        role = self._one(self._topic.speakers)
        is_new = role not in self._introduced
        self._introduced.add(role)
        self._bindings["quote"] = Binding((compile_template(self._quotes.pop()),))
        self._bindings["speaker"] = self._bindings[role]
        self._bindings["speaker_last"] = self._bindings[f"{role}_last"]
        self._bindings["speaker_he"] = self._bindings[f"{role}_he"]
        self._bindings["speaker_job"] = self._bindings[f"{role}_job"]
        patterns = self._edition.quote_first if is_new else self._edition.quote_again
        return self._writer.write(self._one(patterns))

    def _one(self, options: tuple[str, ...]) -> str:
        return options[int(self._random.random() * len(options))]

    def _shuffled(self, options: tuple[str, ...]) -> list[str]:
        shuffled = list(options)
        self._random.shuffle(shuffled)
        return shuffled


def _length(text: str) -> int:
    """Count words; a text without spaces between words counts two characters as one."""
    return len(text) // 2 if text and "一" <= text[0] <= "鿿" else len(text.split())
