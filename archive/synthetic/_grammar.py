"""Templates: compiled once, written many times, with a record of what they named.

`{word}` is filled from the bindings, `{Word}` with a capital, `{WORD}` in capitals;
`{=word}` is chosen once and stays the same for the story; `{#5-80}` is a number in that
range with the decimals of its lower end, `{#100-900~50}` a multiple of 50, `{##1000-9000}`
has no thousands separators; `[rose|fell]` is one of the two; `a~` becomes a or an, and
`3~th` 3rd.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from random import Random

_TOKEN = re.compile(r"\{(?P<slot>[^{}]+)\}|(?P<mark>[\[\]|])|(?P<literal>[^\[\]{}|]+)")
_NUMBER = re.compile(r"#(?P<plain>#?)(?P<low>[\d.]+)-(?P<high>[\d.]+)(?:~(?P<step>[\d.]+))?")
_ARTICLE = re.compile(r"\b([Aa])~ (?=(\S+))")
_ORDINAL = re.compile(r"(\d+)~th")
_TAKES_AN = re.compile(r"(?!eu|uni|ura|use|one|US|UK|U\.)[aeiouAEIOU]|8|1[18]\b|[FHLMNRSX][A-Z]")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a template that a binding fills."""

    name: str
    is_capitalised: bool
    is_upper: bool
    is_fixed: bool


@dataclass(frozen=True, slots=True)
class Number:
    """A number between two bounds, small ones more often than large ones."""

    low: float
    high: float
    step: float
    layout: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Alternatives, equally likely."""

    options: tuple["Template", ...]


Template = tuple[str | Slot | Number | Choice, ...]


@dataclass(frozen=True, slots=True)
class Binding:
    """What may fill a slot, and the country or mineral that it names."""

    options: tuple[Template, ...]
    country: str = ""
    mineral: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Written text with the countries and minerals named in it, and the slots it filled."""

    text: str
    countries: frozenset[str] = frozenset()
    minerals: frozenset[str] = frozenset()
    slots: frozenset[str] = frozenset()

    @staticmethod
    def join(passages: Iterable["Passage"], separator: str) -> "Passage":
        """Return one passage of several."""
        parts = tuple(passages)
        return Passage(
            separator.join(part.text for part in parts),
            frozenset().union(*(part.countries for part in parts)),
            frozenset().union(*(part.minerals for part in parts)),
            frozenset().union(*(part.slots for part in parts)),
        )


def literal(text: str, *, country: str = "", mineral: str = "") -> Binding:
    """Return a binding to fixed words."""
    return Binding(((text,),), country, mineral)


def bind(templates: Iterable[str], *, country: str = "", mineral: str = "") -> Binding:
    """Return a binding to alternatives written as templates."""
    return Binding(tuple(compile_template(text) for text in templates), country, mineral)


@cache
def compile_template(text: str) -> Template:
    """Parse a template; raise ValueError, quoting it, when brackets do not match."""
    tokens = list(_TOKEN.finditer(text))
    if sum(len(token[0]) for token in tokens) != len(text):
        raise ValueError(f"Unmatched brace in template {text!r}.")
    options, position = _alternatives(tokens, 0, depth=0)
    if position != len(tokens):
        raise ValueError(f"Unmatched bracket in template {text!r}.")
    return options[0]


def _alternatives(
    tokens: list[re.Match[str]], position: int, *, depth: int
) -> tuple[tuple[Template, ...], int]:
    """Parse up to the closing bracket; return the options and where parsing stopped."""
    options: list[list[str | Slot | Number | Choice]] = [[]]
    while position < len(tokens) and tokens[position][0] != "]":
        token = tokens[position]
        if token[0] == "|" and depth:
            options.append([])
        elif token[0] == "[":
            inner, position = _alternatives(tokens, position + 1, depth=depth + 1)
            if position == len(tokens):
                raise ValueError(f"Unclosed bracket in template {token.string!r}.")
            options[-1].append(Choice(inner))
        else:
            options[-1].append(_slot(token["slot"]) if token["slot"] else token[0])
        position += 1
    return tuple(tuple(option) for option in options), position


def _slot(text: str) -> Slot | Number:
    if number := _NUMBER.fullmatch(text):
        low, step = number["low"], number["step"]
        decimals = len(low.partition(".")[2])
        layout = f".{decimals}f" if number["plain"] else f",.{decimals}f"
        return Number(float(low), float(number["high"]), float(step or 10**-decimals), layout)
    name = text.removeprefix("=")
    is_upper = name.isupper() and len(name) > 1
    return Slot(name.lower(), name[0].isupper() and not is_upper, is_upper, text != name)


@dataclass(slots=True)
class Writer:
    """Fills templates for one story; what it fixed once stays fixed for the story."""

    random: Random
    bindings: Mapping[str, Binding]
    separators: str = ",."
    _fixed: dict[str, str] = field(default_factory=dict)
    _last: dict[str, int] = field(default_factory=dict)
    _countries: set[str] = field(default_factory=set)
    _minerals: set[str] = field(default_factory=set)
    _slots: set[str] = field(default_factory=set)

    def write(self, template: str) -> Passage:
        """Write one template; raise KeyError when a slot has no binding."""
        self._countries, self._minerals, self._slots = set(), set(), set()
        text = self._fill(compile_template(template))
        if "~" in text:
            text = _ORDINAL.sub(_ordinal, _ARTICLE.sub(_with_article, text))
        return Passage(
            text, frozenset(self._countries), frozenset(self._minerals), frozenset(self._slots)
        )

    def _fill(self, template: Template) -> str:
        return "".join([node if type(node) is str else self._node(node) for node in template])

    def _node(self, node: str | Slot | Number | Choice) -> str:
        if isinstance(node, Slot):
            return self._word(node)
        if isinstance(node, Number):
            return self._number(node)
        return node if isinstance(node, str) else self._fill(self._pick(node.options))

    def _pick(self, options: tuple[Template, ...]) -> Template:
        return options[int(self.random.random() * len(options))] if len(options) > 1 else options[0]

    def _next(self, name: str, options: tuple[Template, ...]) -> Template:
        """Pick for a slot, never the same twice in a row."""
        if len(options) == 1:
            return options[0]
        chosen = int(self.random.random() * len(options))
        if self._last.get(name) == chosen:
            chosen = (chosen + 1) % len(options)
        self._last[name] = chosen
        return options[chosen]

    def _word(self, slot: Slot) -> str:
        binding = self.bindings[slot.name]
        self._slots.add(slot.name)
        if binding.country:
            self._countries.add(binding.country)
        if binding.mineral:
            self._minerals.add(binding.mineral)
        text = self._fixed.get(slot.name) if slot.is_fixed else None
        if text is None:
            text = self._fill(self._next(slot.name, binding.options))
            if slot.is_fixed:
                self._fixed[slot.name] = text
        if slot.is_upper:
            return text.upper()
        return text[:1].upper() + text[1:] if slot.is_capitalised else text

    def _number(self, number: Number) -> str:
        # Only + and *, which IEEE 754 defines exactly: the same digits on every machine.
        share = self.random.random()
        places = int((number.high - number.low) / number.step + 1e-9) + 1
        steps = int(share * (0.3 + 0.7 * share) * places)
        value = format(number.low + steps * number.step, number.layout)
        if self.separators != ",.":
            value = value.translate({ord(","): self.separators[0], ord("."): self.separators[1]})
        return value


def _with_article(match: re.Match[str]) -> str:
    return match[1] + ("n " if _TAKES_AN.match(match[2].lstrip("“\"'(")) else " ")


def _ordinal(match: re.Match[str]) -> str:
    return ordinal(int(match[1]))


def ordinal(number: int) -> str:
    """Return the English ordinal of a number: 1st, 12th, 23rd."""
    is_teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if is_teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
