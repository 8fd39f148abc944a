"""Why a word that may name a mineral does not: lead the verb, companies, people."""

import re
from collections.abc import Mapping

from archive.extraction._context import Context
from archive.extraction._matcher import Hit

Senses = Mapping[str, frozenset[str]]
_PAIRED = re.compile(r"(?: and |[-/])(?:zinc|silver|copper|tin)\b")
_BESIDE = 24  # characters to look at beside "lead"
_VERB_OBJECT = re.compile(
    r" (?:the|a|an|to|its|their|our|his|her|this|these|those|by|into|us|them|up|off|off-take)\b"
)
_NOUN_MARK = re.compile(r"(?:\b(?:el|o|de|del|do|y|e|u|como|contiene)|,) $")
_METALS = re.compile(
    r"\b(?:concentrad\w+|metal\w*|g[aá]lio|germ[aâ]nio|zinco?|estaño|estanho|tel[uú]rio|sel[eê]nio|subprodut\w+"
    r"|subproduct\w+|refin\w+|refun\w+|ley(?:es)?|toneladas|kilos|ppm)\b",
    re.IGNORECASE,
)
_EXCHANGE = re.compile(
    r"\b(?:ASX|TSX|TSXV|TSX-V|TSX\.V|NYSE|NYSE American|NASDAQ|Nasdaq|LSE|AIM|CSE|OTC\w*|JSE|HKEX"
    r"|SEHK|FSE|FRA|NSX|BVL|BMV|B3|SZSE|SSE|ticker|symbol)\s?[:：.]?\s?[\"“]?$"
)
_FOLLOWING = re.compile(r"(?:[ &-]+(?:and |of )?)([A-Z][\w'-]*|[a-z]+|\()")
_TICKER = re.compile(
    r"(?: [A-Z][\w&'-]*){0,3} \("
    r"(?:ASX|TSX|TSXV|TSX-V|NYSE|NASDAQ|Nasdaq|LSE|AIM|CSE|OTC\w*|JSE|HKEX)\b"
)


def objection(hit: Hit, folded: str, context: Context, senses: Senses) -> str:
    """Return why the words found are not used of the mineral; empty when they are."""
    quote = folded[hit.start : hit.end]
    if quote.lower() in ("lead", "leads"):
        return "" if _is_lead_metal(hit, folded, senses) else "lead the verb or the role"
    if hit.name in ("indio", "índio") and not _is_indium(hit, folded):
        return "an Indian"
    if quote.lower() in ("tins", "irons", "golds", "nickels", "mercurys"):
        return "a plural that no metal has"
    if quote.isupper() and _EXCHANGE.search(folded[max(0, hit.start - 18) : hit.start]):
        return "a share's symbol"
    if not quote[:1].isupper() or quote.isupper() or not hit.name.islower():
        return ""
    is_company = _is_part_of_company(hit, folded, context, senses)
    return "part of a company's name" if is_company else ""


def _is_indium(hit: Hit, folded: str) -> bool:
    """Tell whether the Spanish word stands as a noun among metals and their works."""
    before, after = folded[max(0, hit.start - 80) : hit.start], folded[hit.end : hit.end + 80]
    return (
        folded[hit.start].islower()
        and bool(_NOUN_MARK.search(before))
        and bool(_METALS.search(before) or _METALS.search(after))
    )


def _is_lead_metal(hit: Hit, folded: str, senses: Senses) -> bool:
    if folded[hit.end - 1] in "sS":
        return False
    before = folded[max(0, hit.start - _BESIDE) : hit.start].lower()
    after = folded[hit.end : hit.end + _BESIDE].lower()
    word = re.search(r"([\w.]+) $", before)
    is_paired = _PAIRED.match(after) is not None  # "a lead and zinc concentrator"
    if (word and word[1] in senses["lead_not_before"] and not is_paired) or (
        _VERB_OBJECT.match(after)
    ):
        return False
    return _ends_with(before, senses["lead_before"]) or _starts_with(after, senses["lead_after"])


def _ends_with(before: str, words: frozenset[str]) -> bool:
    stripped = before.rstrip()
    return any(
        stripped.endswith(word)
        and not stripped[: -len(word)][-1:].isalnum()
        and (before != stripped or word[-1] in "-/")
        for word in words
    )


def _starts_with(after: str, words: frozenset[str]) -> bool:
    stripped = after.lstrip() if after[:1] == " " else after
    return any(
        stripped.startswith(word)
        and not stripped[len(word) : len(word) + 1].isalnum()
        and (after != stripped or not word[0].isalnum())
        for word in words
    )


def _is_part_of_company(hit: Hit, folded: str, context: Context, senses: Senses) -> bool:
    """Tell whether a capitalised mineral belongs to the name of a company."""
    if _TICKER.match(folded, hit.end, hit.end + 80):
        return True
    follower = _follower(hit, folded, senses)
    if follower == "company":
        return True
    if follower == "project" or context.is_headline(hit.start, hit.end):
        return False
    before = context.word_before(hit.start)
    if not before or context.starts_sentence(hit.start):
        return False
    is_name = before[:1].isupper() and before not in senses["plain_words"]
    return is_name and not _opens_sentence(before, hit, context)


def _follower(hit: Hit, folded: str, senses: Senses) -> str:
    """Return "company" or "project" when the capitalised words after the mineral say so."""
    position = hit.end
    for _ in range(5):
        match = _FOLLOWING.match(folded, position, position + 40)
        if match is None or not match[1][:1].isupper():
            break
        if match[1] in senses["project_words"]:
            return "project"
        if match[1] in senses["company_words"]:
            return "company"
        position = match.end()
    return ""


def _opens_sentence(before: str, hit: Hit, context: Context) -> bool:
    """Tell whether the capitals before the mineral are only those of a sentence's start."""
    start = context.text.rfind(before, max(0, hit.start - 45), hit.start)
    return (
        start >= 0
        and context.starts_sentence(start)
        and before[1:].islower()
        and (
            context.language == "de"  # whose nouns all have capitals
            or before.lower()
            in ("spot", "chinese", "global", "european", "raw", "these", "other", "some")
        )
    )
