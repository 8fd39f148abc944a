"""Tell whether a name that may be a company's or a project's is used of it here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile

from archive.extraction._company_names import CompanyNames
from archive.extraction._company_rows import Project
from archive.extraction._context import Context
from archive.extraction._matcher import Hit

Senses = Mapping[str, frozenset[str]]
_BESIDE = 60  # characters read on either side of a name
_WORDS_AFTER = 4
_LONGEST_LEAD = 3  # words
_LONGEST_UNIT = 3  # letters: 150 BHP
_TICKER = re.compile(r"(?: [A-Z][\w&'.-]*){0,3} ?\((?:[A-Z]{2,4}|Nasdaq|NASDAQ)[\w .-]{0,10}:")
_COMPOUND = re.compile(
    r"-(?:owned|backed|led|operated|run|controlled|listed|built|made|supplied|funded|branded)\b"
)
_QUANTITY = re.compile(r"(?<![\dA-Z])\d{1,3} ?$")
_APPOSITION = re.compile(r", (?:which|whose|the|an?|one of)\b(?P<words>[^,.;:]*)")
_WORD = re.compile(r" ?([\w&-]+)")
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|from|to|outside|around|north of|south of)$")
_PROJECT_BEFORE = re.compile(r"(\w+) (?:at|of|called|named) $")
_LISTED = re.compile(r"(?:'s?)?(?:,|/| &| and| or|, and|, or| with|'s)? ?")
_SMALL = frozenset(
    ["of", "the", "a", "an", "to", "for", "in", "on", "at", "by", "from", "as", "is", "was", "its"]
)


@dataclass(frozen=True, slots=True)
class Use:
    """How a name is used: `slug` is what it means; with an objection, it means it not."""

    hit: Hit
    slug: str
    rule: str
    confidence: float
    objection: str = ""


def settle(
    hits: list[Hit], tickers: frozenset[str], folded: str, context: Context, names: CompanyNames
) -> list[Use]:
    """Return every hit with what it means or why it means nothing, in order.

    `tickers` are the companies that the text names by their codes.
    """
    return _Settling(hits, tickers, folded, context, names).uses()


class _Settling:
    """One text's hits, judged first by what stands beside them and then by each other."""

    def __init__(
        self,
        hits: list[Hit],
        tickers: frozenset[str],
        folded: str,
        context: Context,
        names: CompanyNames,
    ) -> None:
        self.hits, self.folded, self.context, self.names = hits, folded, context, names
        self.senses = names.senses
        self.objections = [self._objection(hit) for hit in hits]
        self.named = set(tickers)
        self.rules: dict[int, tuple[str, float]] = {}

    def uses(self) -> list[Use]:
        """Return the hits as they are used."""
        self._take_sure()
        sure = frozenset(self.named)
        self._take_weak(sure)
        self._take_listed()
        return [self._use(index) for index in range(len(self.hits))]

    def _take_sure(self) -> None:
        for index, hit in enumerate(self.hits):
            slug = _slug(hit)
            if not self.objections[index] and not self.names.is_weak(slug, hit.name):
                self._take(index, hit.meanings[0].rule, 0.95)

    def _take_weak(self, sure: frozenset[str]) -> None:
        for index, hit in self._open():
            if self._is_of_kin(hit, sure):
                self.objections[index] = "short for another company named in the text"
            elif rule := self._sign(hit, sure):
                self._take(index, rule, 0.8)

    def _take_listed(self) -> None:
        """Take what stands in one enumeration with a name taken, then what was named before."""
        forth = self._open()
        for index, _ in (*forth, *reversed(forth)):
            if index not in self.rules and self._is_listed_with_taken(index):
                self._take(index, "named beside another company", 0.75)
        for index, hit in self._open():
            if _slug(hit) in self.named:
                self._take(index, "short name; the text names it in full or in context", 0.85)

    def _open(self) -> list[tuple[int, Hit]]:
        return [
            (index, hit)
            for index, hit in enumerate(self.hits)
            if index not in self.rules and not self.objections[index]
        ]

    def _take(self, index: int, rule: str, confidence: float) -> None:
        self.rules[index] = rule, confidence
        self.named.add(_slug(self.hits[index]))

    def _use(self, index: int) -> Use:
        hit = self.hits[index]
        if index in self.rules:
            return Use(hit, _slug(hit), *self.rules[index])
        why_not = self.objections[index] or "a name of other things too, and nothing beside it"
        return Use(hit, _slug(hit), "", 0.0, why_not)

    def _is_of_kin(self, hit: Hit, sure: frozenset[str]) -> bool:
        slug = _slug(hit)
        return slug not in sure and bool((self.names.kin(hit.name) - {slug}) & sure)

    def _is_listed_with_taken(self, index: int) -> bool:
        for other in (index - 1, index + 1):
            if other in self.rules and 0 <= other < len(self.hits):
                first, last = sorted((index, other))
                gap = self.folded[self.hits[first].end : self.hits[last].start]
                if 0 < len(gap) < 8 and _LISTED.fullmatch(gap):
                    return self._is_company(index) and self._is_company(other)
        return False

    def _is_company(self, index: int) -> bool:
        return not isinstance(self.names.rows[_slug(self.hits[index])], Project)

    def _objection(self, hit: Hit) -> str:
        if hit.is_shouted and not self.context.is_shouted(hit.start, hit.end):
            return "capitals in a text that has small letters"
        before = self.folded[max(0, hit.start - 5) : hit.start]
        if len(hit.name) <= _LONGEST_UNIT and _QUANTITY.search(before):
            return "a unit after a number"
        word = self.context.word_before(hit.start)
        if " " not in hit.name and self._is_given_name(word) and not self._is_possessed(hit):
            return "part of a person's name"
        follower = self.context.word_after(hit.end)
        if follower.lower() in self.senses["company_not_before"]:
            return f"part of “{hit.name} {follower}”"
        return self._other_name(hit, follower)

    def _is_given_name(self, word: str) -> bool:
        return word in self.senses["honorifics"] or word in self.senses["given_names"]

    def _is_possessed(self, hit: Hit) -> bool:
        return self.folded[hit.end : hit.end + 2] in ("'s", "' ")

    def _other_name(self, hit: Hit, follower: str) -> str:
        """Object to a weak name that goes on: "Orion Minerals", "Vale Street"."""
        slug = _slug(hit)
        if not self.names.is_weak(slug, hit.name) or not follower[:1].isupper():
            return ""
        if follower in self.senses["legal_forms"] or isinstance(self.names.rows[slug], Project):
            return ""
        goes_on = follower in self.senses["company_words"]
        if goes_on or not (
            self.context.is_headline(hit.start, hit.end)
            or follower.lower() in self.senses["company_nouns"]
        ):
            return f"part of “{hit.name} {follower}”"
        return ""

    def _sign(self, hit: Hit, sure: frozenset[str]) -> str:
        """Return the rule by which what stands beside a weak name makes it count."""
        row = self.names.rows[_slug(hit)]
        after = self.folded[hit.end : hit.end + _BESIDE]
        if isinstance(row, Project):
            return self._project_sign(row, hit, after, sure)
        before = self.folded[max(0, hit.start - _BESIDE) : hit.start].lower()
        if self._has_legal_form(after) or _TICKER.match(after):
            return "name with its legal form or ticker"
        if _COMPOUND.match(after) or self._is_led_by(before):
            return "name beside a company word"
        is_place = _PLACE_BEFORE.search(before.rstrip())
        return "name beside a company word" if not is_place and self._acts(after) else ""

    def _has_legal_form(self, after: str) -> bool:
        match = re.match(r",? ([A-Z][\w&]*|plc)\b", after)
        return match is not None and match[1] in self.senses["legal_forms"]

    def _is_led_by(self, before: str) -> bool:
        if not before.endswith(" "):
            return False
        last = before.replace(":", "").split()[-_LONGEST_LEAD:]
        tails = {" ".join(last[index:]) for index in range(len(last))}
        return bool(tails & self.senses["company_leads"])

    def _acts(self, after: str) -> bool:
        """Tell whether the words after do or have what companies do and have."""
        is_owner = bool(re.match(r"'s? ", after))
        apposition = _APPOSITION.match(after)
        if apposition and self.senses["company_leads"] & {*apposition["words"].lower().split()}:
            return True
        words = _following(after.removeprefix("'s").removeprefix("'").lower())
        verb = next((word for word in words if word not in self.senses["auxiliaries"]), "")
        if not is_owner and verb in self.senses["company_verbs"]:
            return True
        nouns = words[: 3 if is_owner else 2]
        return any(word in self.senses["company_nouns"] for word in nouns)

    def _project_sign(self, row: Project, hit: Hit, after: str, sure: frozenset[str]) -> str:
        near = takewhile(lambda word: word not in _SMALL, _following(after.lower()))
        before = self.folded[max(0, hit.start - _BESIDE) : hit.start].lower()
        noun = _PROJECT_BEFORE.search(before)
        if self.senses["project_nouns"] & {*near, *(noun.groups() if noun else ())}:
            return f"{hit.meanings[0].rule}, beside a word for one"
        return f"{hit.meanings[0].rule}, beside its owner" if row.owner in sure else ""


def _slug(hit: Hit) -> str:
    return hit.meanings[0].slug


def _following(after: str) -> list[str]:
    """Return the next words, as far as no punctuation comes between."""
    words: list[str] = []
    position = 0
    while len(words) < _WORDS_AFTER and (match := _WORD.match(after, position)):
        words.append(match[1])
        position = match.end()
    return words
