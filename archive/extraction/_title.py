"""Which line is the headline, and what of it is not: site names, labels, bullets."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from archive.extraction._lines import Block

_FEWEST_WORDS = 3
_MOST_WORDS = 32
_ACCEPTED_FROM = 0.5
_LONE_FROM = 0.25  # for the only line there is between a date and the body
_LATER = 0.4  # what each candidate before it costs a line: standfirsts follow headlines
_FOLLOW = 4  # blocks after a headline in which byline or date stand
_LONE_BULLETS = ("-", "•", "–", "*", "·")
_FOLLOWERS = ("byline", "date", "label", "duration")
_JOB = re.compile(
    r"\b(?:officer|director|president|minister|chair(?:man|woman)?|ceo|cfo|manager|analyst|secretary"
    r"|spokes\w+|professor|founder|governor|ambassador|reporter|correspondent)\W*$",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:Inc|Ltd|Limited|Corp|Corporation|PLC|plc|LLC|AG|SA|S\.A|JSC|NV|Co|Company)\.?$"
)
_CONTENT_WORD = re.compile(r"[\u3400-\u9fff]{2}|[^\W_]{3,}")
_SMALL_WORDS = frozenset(
    """
    the and for with from that this are was has had have its not but you can all new says said how
    why what who will out over into more than les des une pour dans sur que par los las del una con
    para por der die das und für von dem den com uma dos das это как
    """.split()  # noqa: SIM905
)
_BREADCRUMB = re.compile(
    r"(?:[^/>»›→|.,:;]{2,40}?(?:\s+[/>»›→]\s*|[>»›→]\s*|\?\s*(?=[A-Z]))){1,5}(?=\S)"
)
_HOME = re.compile(
    r"(?:home(?:page)?|inicio|início|accueil|startseite|beranda|首页|главная)\b", re.I
)
_SECTION = re.compile(r"(?P<section>[^|/>:»]{2,26}?)\s+[|/»›]\s+(?=\S)")
_SECTION_WORDS = 3
_ASIDE = re.compile(r"\(.*\)|（.*）|\[.*\]", re.DOTALL)
_SLOGAN_COST = 0.9
_MASTHEAD_COST = 1.5
_SLOGAN = re.compile(r"\s+[–—|-]\s+(?=[a-zà-ÿа-я])")
_TAGLINE = re.compile(  # what newspapers say of themselves below their names
    r"\b(?:since|est\.?|founded|established)\b.{0,12}\d{4}|(?:^|\s)serving\b|\bnewspaper\b"
    r"|\bvol(?:ume)?\b\.? ?\d|\bnews agency\b|\bjournalism\b|\bissn\b|\b(?:no|issue)\.? ?\d",
    re.IGNORECASE,
)
_SLOGAN_LINE = re.compile(
    r"^(?:serving|since|established|est\.|founded|the voice of)\b|\bsince (?:1[89]|20)\d\d\W*$",
    re.IGNORECASE,
)
_SLOGAN_WORDS = 9
_SMALL_WORD = 3  # letters of a word that names write small
_ARTICLES = ("The", "Le", "La", "Les", "El", "Los", "Las", "Der", "Die", "Das", "Il", "O", "A")
_BARE_OVERLAP = 0.2  # share of its words in the body under which a line may be a slogan
_PREFIX = re.compile(
    r"(?:(?:subject|title|headline|re|fw|fwd|tr|rv|wg|标题|题目|主题|título|asunto|assunto"
    r"|titre|objet|betreff|заголовок|тема)\s*[:：]\s*)+(?:\[[^\[\]]{2,24}\]\s*)?(?:fwd?:\s*)?|(?-i:HD)\s{2,}"
    r"|(?-i:\((?:\d(?:st|nd|rd|th) )?(?:LEAD|LD|URGENT|UPDATE\d?|CORRECTED|RECASTS?"
    r"|NEWS FOCUS|News Focus)[^()]{0,12}\)\s+)"
    r"|[#*•▪■►·»–—-]+\s+|[“\"](?=[^“”\"]*$)",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    r"\s+(?:[|•»«]|::|[–—]|-{1,2})\s+(?P<name>(?:(?!\s[-–—:]{1,2}\s)[^|•»«]){2,50})$"
)
_PIPE_SUFFIX = re.compile(r"\s*\|\s*(?P<name>[^|]{2,50})$")
_SUBJECT = re.compile(
    r"(?:subject|title|headline|标题|题目|主题|título|asunto|assunto|titre|objet|betreff|тема|заголовок)\s*[:：]\s*\S"
    r"|(?-i:HD)\s{2,}\S",
    re.IGNORECASE,
)
_PAGE = re.compile(  # "Page 4 of 17"
    r"\W*(?:pages?|pág(?:ina)?\.?|seite|стр\.?|hal(?:aman)?\.?)\s*[A-Z]?\d+.{0,12}", re.IGNORECASE
)
_NAMES_OF_SITE = ("subscribe", "share", "menu", "copyright")  # no words of the article
_MOST_NAME_WORDS = 5
_MOST_BARS = 2  # a line with more is a ticker or a menu
_HEADING_WORDS = 3


def choose_title(
    blocks: Sequence[Block],
    kinds: Sequence[str],
    start: int,
    is_masthead: Callable[[str], bool],
) -> int | None:
    """Return the index of the headline among the blocks before `start`, the body's first."""
    named = next((i for i in range(start) if _SUBJECT.match(blocks[i].text)), None)
    if named is not None:
        return named
    candidates = [i for i in range(max(0, start - 60), start) if _may_be_title(blocks[i], kinds[i])]
    if not candidates:
        return _heading(blocks, start)
    vocabulary = _vocabulary(
        block
        for block, kind in zip(blocks[start : start + 12], kinds[start : start + 12], strict=True)
        if kind not in _NAMES_OF_SITE
    )
    repeats = _repeats(blocks[: start + 12])
    scores = {
        index: _score(blocks, kinds, index, vocabulary, repeats)
        - _LATER * rank
        - 2.5 * is_masthead(blocks[index].text)
        for rank, index in enumerate(candidates)
    }
    _charge_slogans(blocks, candidates, vocabulary, scores)
    _charge_masthead(blocks, kinds, candidates, vocabulary, scores)
    best = max(candidates, key=lambda index: scores[index])
    has_marks = any(kind in _FOLLOWERS for kind in kinds[:start])
    least = _LONE_FROM if candidates == [start - 1] and has_marks else _ACCEPTED_FROM
    return best if scores[best] >= least else None


def clean_title(raw: str, is_site_name: Callable[[str], bool]) -> tuple[int, int]:
    """Return the part of a title line, as offsets, that is the headline itself."""
    prefix = _PREFIX.match(raw)
    start = prefix.end() if prefix and prefix.end() < len(raw) else 0
    start += _section_prefix(raw[start:])
    end = len(raw)
    while suffix := _site_suffix(raw[start:end], is_site_name):
        end = start + suffix.start()
    return start, end


def site_suffix(raw: str, is_site_name: Callable[[str], bool]) -> tuple[int, int] | None:
    """Return where in a title line the name of the site stands, when it does."""
    suffix = _site_suffix(raw, is_site_name)
    return suffix.span("name") if suffix else None


def ends_breadcrumb(line: str) -> bool:
    """Tell whether a line is the way from the home page to a headline, the headline included."""
    if not _HOME.match(line):
        return False
    way = _BREADCRUMB.match(line[:200])
    return way is not None and len(line[way.end() :].split()) > _SECTION_WORDS


def normalised(text: str) -> str:
    """Return a text as it is compared: no case, no marks, single spaces."""
    folded = unicodedata.normalize("NFKD", text[:400]).casefold()
    return " ".join(re.findall(r"\w+", folded))


def _site_suffix(raw: str, is_site_name: Callable[[str], bool]) -> re.Match[str] | None:
    suffix = _SUFFIX.search(raw[-120:]) and _SUFFIX.search(raw, max(0, len(raw) - 120))
    if suffix and len(suffix["name"].split()) <= _MOST_NAME_WORDS and is_site_name(suffix["name"]):
        return suffix
    pipe = _PIPE_SUFFIX.search(raw, max(0, len(raw) - 120))
    if pipe and len(pipe["name"].split()) <= _MOST_NAME_WORDS and pipe.start() >= 15:
        return pipe
    return None


def _section_prefix(raw: str) -> int:
    """Return where the headline begins after the names of sections: "Commodities / ..."."""
    if ends_breadcrumb(raw):
        way = _BREADCRUMB.match(raw)
        return way.end() if way else 0
    match = _SECTION.match(raw)
    if match is None or len(match["section"].split()) > _SECTION_WORDS:
        return 0
    return match.end() if len(raw[match.end() :].split()) > _SECTION_WORDS else 0


def _heading(blocks: Sequence[Block], start: int) -> int | None:
    """Return the capitals that head a data sheet: "RHENIUM" alone above its text."""
    text = " ".join(block.text[:600] for block in blocks[start : start + 4]).casefold()
    for index in range(start):
        block, below = blocks[index], blocks[index + 1]
        word = block.text.rstrip("0123456789").strip()
        is_heading = word.isupper() and len(word) >= 3 and below.gap and (block.gap or not index)
        if is_heading and block.words <= _HEADING_WORDS and word.casefold() in text:
            return index
    return None


def _charge_slogans(
    blocks: Sequence[Block],
    candidates: Sequence[int],
    vocabulary: frozenset[str],
    scores: dict[int, float],
) -> None:
    """Lower the scores of lines that share no word with the body, when a later one does."""
    overlaps = {index: _overlap(blocks[index].text, vocabulary) for index in candidates}
    last = max((i for i in candidates if overlaps[i] > _BARE_OVERLAP), default=-1)
    for index in candidates:
        if index < last and overlaps[index] <= _BARE_OVERLAP:
            scores[index] -= _SLOGAN_COST


def _charge_masthead(
    blocks: Sequence[Block],
    kinds: Sequence[str],
    candidates: Sequence[int],
    vocabulary: frozenset[str],
    scores: dict[int, float],
) -> None:
    """Lower the score of a first line that looks like an outlet's name above a headline."""
    first = candidates[0]
    if first != next((i for i, kind in enumerate(kinds) if kind in ("short", "sentence")), -1):
        return
    name, *slogan = _SLOGAN.split(blocks[first].text, maxsplit=1)
    words = name.split()
    below = " ".join(block.text for block in blocks[first + 1 : first + 3])
    looks_so = len(words) <= _MOST_NAME_WORDS and all(
        word[0].isupper() or len(word) <= _SMALL_WORD or word == "&" for word in words
    )
    has_mark = bool(slogan) or kinds[first + 1] in ("date", "menu")
    if not looks_so or not (has_mark or (len(words) > 1 and words[0] in _ARTICLES)):
        return
    overlap = _overlap(blocks[first].text, vocabulary)
    if _TAGLINE.search(below):
        overlap = 0.0
    if any(_overlap(blocks[index].text, vocabulary) >= overlap for index in candidates[1:]):
        scores[first] -= _MASTHEAD_COST


def _may_be_title(block: Block, kind: str) -> bool:
    if kind not in ("short", "sentence") or _is_aside(block.text):
        return False
    if block.text.count(" | ") >= _MOST_BARS:
        return False
    return _FEWEST_WORDS <= block.words <= _MOST_WORDS and any(map(str.isalpha, block.text))


def _is_aside(line: str) -> bool:
    return bool(_ASIDE.fullmatch(line) or _PAGE.fullmatch(line))


def _score(
    blocks: Sequence[Block],
    kinds: Sequence[str],
    index: int,
    vocabulary: frozenset[str],
    repeats: dict[str, list[int]],
) -> float:
    block = blocks[index]
    score = min(block.words, 10) / 10 + 2.0 * _overlap(block.text, vocabulary)
    score += _repeat_bonus(repeats.get(normalised(block.text), []), index)
    score += 0.8 * any(kind in _FOLLOWERS for kind in kinds[index + 1 : index + 1 + _FOLLOW])
    score -= 0.7 * (kinds[index] == "sentence" and block.text[-1] in ".;")
    score -= 1.5 * (block.text[-1] in ":：,")
    score -= 1.5 * bool(_JOB.search(block.text) and block.words <= 9)
    score -= 1.5 * bool(_COMPANY.search(block.text) and block.words <= 7)
    score -= 0.6 * (index > 0 and blocks[index - 1].text in _LONE_BULLETS)
    score -= 1.5 * bool(block.words <= _SLOGAN_WORDS and _SLOGAN_LINE.search(block.text))
    score -= 1.0 * block.text[0].islower() + 0.5 * (block.words > 22)
    return score


def _repeat_bonus(places: list[int], index: int) -> float:
    others = [place for place in places if place != index]
    if not others:
        return 0.0
    return 1.2 if any(abs(place - index) > 1 for place in others) else 0.3


def _repeats(blocks: Sequence[Block]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for index, block in enumerate(blocks):
        if block.words <= _MOST_WORDS:
            places.setdefault(normalised(block.text), []).append(index)
    return places


def _vocabulary(blocks: Iterable[Block]) -> frozenset[str]:
    return frozenset(
        word[:6] for block in blocks for word in _CONTENT_WORD.findall(block.text[:1500].casefold())
    )


def _overlap(title: str, vocabulary: frozenset[str]) -> float:
    words = {
        word[:6] for word in _CONTENT_WORD.findall(title.casefold()) if word not in _SMALL_WORDS
    }
    return len(words & vocabulary) / len(words) if words else 0.0
