"""The phrases in which a page names its publisher or the agency behind a text."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from archive.extraction._outlets import has_masthead_shape

Place = Literal["head", "foot"]
_BOTH: tuple[Place, ...] = ("head", "foot")
_FOOT: tuple[Place, ...] = ("foot",)
_HEAD: tuple[Place, ...] = ("head",)

_NAME = r"(?P<name>[A-Z0-9\u00c0-\u024f\u0400-\u04ff\u3400-\u9fff][\w.&'’@+/ -]{1,60}?)"
_REST = r"(?P<name>[^\s|•;:：,(（][^|•;:：(（\n]{1,70}?)"
_LABEL_END = (
    r"\s*(?:[|•;,)）\]】]|\s{2,}|(?=Date\b|Author\b|Editor\b|Category\b|作者|编辑|时间|发布)|$)"
)
_PERSON = re.compile(r"[A-Z][a-z’'-]+ (?:[A-Z]\. )?[A-Z][a-z’'-]+(?: [A-Z][a-z’'-]+)?")
_NOT_NAMES = re.compile(
    r"(?:us|our|the|this|it|me|my|your|all|admin|staff|editor|author|company|companies|compiled|various|agencies|internet"
    r"|web|website|social media|here|more|news|newsletter|daily|weekly|free|updates?|alerts?|supplied|file|getty images"
    r"|shutterstock|pixabay|unsplash|wikimedia|google|facebook|twitter|x|linkedin|instagram|telegram|all rights reserved|\d+)\b.*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A wording with a group `name`, where it counts, what it says and how surely.

    `in_prose` phrases are also read in the last paragraph of the body, where a closing line
    may have gone unnoticed; `is_bracketed` ones also in what looks like a caption.
    """

    shape: re.Pattern[str]
    role: Literal["publisher", "label", "agency"]
    rule: str
    confidence: float
    places: tuple[Place, ...]
    accepts: Callable[[str], bool]
    in_prose: bool = False
    is_bracketed: bool = False


def _any_name(name: str) -> bool:
    return bool(name) and not _NOT_NAMES.fullmatch(name) and len(name.split()) <= 7


def _organisation(name: str) -> bool:
    return _any_name(name) and not _PERSON.fullmatch(name)


def _known_only(_name: str) -> bool:
    return False


def _outlet_shape(name: str) -> bool:
    return _any_name(name) and has_masthead_shape(name)


_SOURCE = r"(?:[Ss]ource|SOURCE|[Ff]uente|[Ff]onte|Quelle|[Ss]umber|[Ии]сточник|来源|出处|출처|Kaynak|Manba)s?"

PHRASES: tuple[Phrase, ...] = (
    Phrase(
        re.compile(rf"(?:^|(?<=[\s\d|•a-z,;])){_SOURCE}\s*[:：]\s*{_REST}{_LABEL_END}"),
        "label", "labelled line 'Source:'", 0.9, _BOTH, _organisation,
    ),
    Phrase(
        re.compile(rf"^[(（\[【]\s*{_SOURCE}\s*[:：]\s*{_REST}\s*[)）\]】]"),
        "label", "labelled line 'Source:'", 0.88, _FOOT, _organisation, is_bracketed=True,
    ),
    Phrase(
        re.compile(r"^SOURCE:?\s+(?P<name>[A-Z][\w.&'’, -]{2,70})$"),
        "label", "closing line 'SOURCE'", 0.85, _FOOT, _any_name,
    ),
    Phrase(
        re.compile(rf"^\(?(?:[Vv]ia|VIA|[Cc]redits?|CREDIT|[Cc]ourtesy(?: of)?)\s*[:：]?\s+{_REST}\)?\s*$"),
        "label", "closing credit", 0.75, _FOOT, _outlet_shape, is_bracketed=True,
    ),
    Phrase(
        re.compile(
            r"(?:[Oo]riginally|[Ff]irst) (?:published|appeared) (?:by|in|on|at|with) (?:the )?" + _NAME
            + r"(?=[.,;)]|\s+(?:on|under|and|in|as|with|at|here)\b|$)"
        ),
        "label", "where it first appeared", 0.85, _BOTH, _any_name, in_prose=True,
    ),
    Phrase(
        re.compile(r"(?:[Rr]epublished|[Rr]eprinted|[Rr]eproduced|[Ss]yndicated) (?:from|with permission (?:from|of)|by permission of|courtesy of) (?:the )?" + _NAME + r"(?=[.,;)]|\s+(?:on|under|and|with)\b|$)"),
        "label", "where it was taken from", 0.85, _BOTH, _any_name, in_prose=True,
    ),
    Phrase(
        re.compile(r"^(?:[Ff]rom|FROM)\s+(?:the\s+)?(?P<name>\S.{1,50})$"),
        "label", "line 'From'", 0.7, _HEAD, _known_only,
    ),
    Phrase(
        re.compile(r"(?:^|[Aa]uthor of the article|[Aa]uthors?|[Aa]utor|[Bb]y|BY|作者|Por|Par|Автор)\s*[:：]?\s*(?P<name>Reuters|REUTERS|AFP|AP|Xinhua|Bloomberg|EFE|PTI|ANI|IANS|DPA|Associated Press|The Associated Press|Agence France-Presse|Kyodo|Yonhap|TASS|Interfax|AAP|The Canadian Press|新华社)(?: [Ss]taff| News| reporters?)?\s*(?:$|[|•,–-])"),
        "agency", "byline", 0.8, _BOTH, _any_name,
    ),
    Phrase(
        re.compile(r"^(?:BY|By|by|Por|Par|Written by|Story by|Reporting by)\s.{3,60}?(?:\s+for\s+|\s*[,|/•(–—-]\s*)(?P<name>[A-Z][\w.&'’ -]{1,50})"),
        "publisher", "byline", 0.8, _HEAD, _known_only,
    ),
    Phrase(
        re.compile(r"^(?:Article|Story|Report|Text|Content|Analysis|Written|News)\s+(?:by|from)\s+(?:.{3,40}?\s+for\s+)?(?:the\s+)?(?P<name>[A-Z0-9][\w.&'’ -]{1,50}?)(?:\s*\(|\s*$|\s*[|•])"),
        "publisher", "byline", 0.82, _BOTH, _outlet_shape,
    ),
    Phrase(
        re.compile(r"^(?:By|BY|by)[:\s]+(?:the\s+)?(?P<name>[A-Z][\w.&'’ -]{1,50}?)\s*$"),
        "publisher", "byline", 0.75, _HEAD, _known_only,
    ),
    Phrase(
        re.compile(r"(?:[Pp]ublished|[Pp]osted|[Rr]eleased|[Ii]ssued|[Uu]ploaded)\s+by\s+(?:the\s+)?(?P<name>[A-Z][\w.&'’ -]{1,50}?)(?=\s+(?:on|at|in)\b|\s*[|•,:]|\s+\d|\s*$)"),
        "publisher", "line 'Published by'", 0.82, _BOTH, _outlet_shape,
    ),
    Phrase(
        re.compile(r"(?:[Tt]ranslated|[Ee]dited|[Pp]roduced|[Cc]ompiled)(?: and \w+)? by (?:the )?(?P<name>[A-Z][\w.&'’ -]{1,50}?)(?=[.,;)]|$)"),
        "publisher", "footer 'Edited by'", 0.78, _FOOT, _known_only,
    ),
    Phrase(
        re.compile(r"^\(?(?:[Aa]dditional )?[Rr]eporting by (?:the )?(?P<name>[A-Z][\w.&'’ -]{1,50}?)(?=[.,;)]|$)"),
        "agency", "closing line 'Reporting by'", 0.75, _FOOT, _known_only,
    ),
    Phrase(
        re.compile(r"^Read (?:the )?(?P<name>[A-Z][\w.&'’ -]{1,40}?)(?:['’]s)? (?:coverage|version|story)\b"),
        "publisher", "line 'Read X coverage'", 0.75, _BOTH, _known_only, is_bracketed=True,
    ),
    Phrase(
        re.compile(r"(?:©|\([cC]\)|[Cc]opyright|COPYRIGHT|版权所有)\s*(?:©|\([cC]\))?\s*(?:(?:19|20)\d\d(?:\s*[-–/,]\s*(?:(?:19|20)?\d\d|present))?)?[,.]?\s*(?:by\s+)?(?:the\s+)?(?P<name>[^\W\d][\w.&'’/ -]{1,60}?)(?=\s*(?:[,.|•–—;(]|©|(?:19|20)\d\d|All [Rr]ights|ALL RIGHTS|\b(?:Inc|Ltd|LLC|Limited|Corp)\b|$))"),
        "publisher", "copyright line", 0.86, _FOOT, _organisation,
    ),
    Phrase(
        re.compile(r"[Ff]ollow (?:the )?(?P<name>(?!us\b|our\b|me\b)[A-Z0-9][\w.& -]{1,40}?)(?:['’]s\b|\s+on\s+(?:Twitter|X|Facebook|LinkedIn|Instagram|Telegram|Google|WhatsApp|YouTube|social))"),
        "publisher", "footer 'Follow X'", 0.86, _FOOT, _organisation, in_prose=True,
    ),
    Phrase(
        re.compile(r"(?:[Ss]ign up|[Ss]ubscribe|[Ss]ubscribed|[Rr]egister)\s+(?:for|to)\s+(?:the\s+)?(?P<name>[A-Z0-9][\w.& -]{1,50}?)(?:['’]s?)?\s*(?:(?:free |daily |weekly |e-?mail )*(?:newsletter|bulletin|alerts?|updates?|channel|mailing list|on\b|for\b|to\b|and\b|today|now|here)|[.,!]|$)"),
        "publisher", "footer 'Sign up to X'", 0.86, _FOOT, _any_name, in_prose=True,
    ),
    Phrase(
        re.compile(r"(?:[Tt]hank(?:s| you) for reading|[Mm]ore (?:from|on)|[Jj]oin|[Ss]upport|[Dd]ownload|[Aa]dvertise (?:with|in|on)|[Rr]ead more (?:at|on|from)|[Cc]ontact)\s+(?:the\s+)?(?P<name>[A-Z0-9][\w.& -]{1,40}?)(?:['’]s)?(?=\s*(?:[.,!|]|$|\s(?:app|on|today|now|newsroom|for|at|editor|newsletter)\b))"),
        "publisher", "footer names the outlet", 0.74, _FOOT, _outlet_shape, is_bracketed=True,
    ),
    Phrase(
        re.compile(r"^(?:Here at|At|Here on)\s+(?:the\s+)?(?P<name>[A-Z][\w.& -]{1,40}?),?\s+we\b"),
        "publisher", "footer 'At X we'", 0.82, _FOOT, _any_name, in_prose=True,
    ),
    Phrase(
        re.compile(r"^(?:The\s+)?(?P<name>[A-Z][\w.&'’ ]{2,40}?)\s+(?:is|was)\s+(?:an?|the)\s+(?:independent |leading |online |daily |weekly |award-winning |\w+-based )*(?:newspaper|news (?:site|outlet|agency|website|portal)|magazine|publication|publisher|newsletter)\b"),
        "publisher", "footer describes the outlet", 0.74, _FOOT, _any_name,
    ),
    Phrase(
        re.compile(r"^(?P<name>[A-Z][\w.&'’ -]{1,40})$"),
        "publisher", "outlet's name alone on a line", 0.76, _FOOT, _known_only,
    ),
)  # fmt: skip
