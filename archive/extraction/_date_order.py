"""Whether an outlet writes the day or the month first: weekdays, zones, other dates, country."""

import re
from dataclasses import dataclass

from archive.extraction._date_words import DateMention, Order, weekday_in
from archive.extraction._layout import Layout
from archive.extraction._outlets import host

_TIME_ZONES: tuple[tuple[Order, re.Pattern[str]], ...] = (
    ("mdy", re.compile(r"\b(?:EST|EDT|PST|PDT|CDT|MST|MDT|ET|PT|CT)\b")),
    (
        "dmy",
        re.compile(
            r"\b(?:AEDT|AEST|AWST|ACST|ACDT|GMT|BST|IST|SAST|CAT|EAT|WAT|CET|CEST|EET|MSK|NZDT|NZST|WIB|SGT|HKT|CLT|BRT|ART)\b"
        ),
    ),
)
_DAY_FIRST_WORDS = re.compile(
    r"\b(?:publi[cé]\w*|mis à jour|a[ct]tuali[sz]\w*|veröffentlicht|pubblicato|diterbitkan|em|às"
    r"|um|uhr|pukul|wib|thứ|ngày)\b|\d{1,2}h\d{2}|\bà \d",
    re.IGNORECASE,
)
_MONTH_FIRST_COUNTRIES = frozenset({"us"})
_MIXED_COUNTRIES = frozenset({"ca", "ph", "", "cn", "jp", "kr", "tw"})
_MONTH_FIRST_LANGUAGES = frozenset({"en", "zh", "ja", "ko", ""})
_COUNTRY_DOMAIN = re.compile(
    r"(?:com?|org|net|gov|edu|ac)?\.?(au|nz|uk|za|in|ie|ng|gh|ke|zm|zw|my|sg|id|de|fr|es|it|pt|br|cl|pe|ar|bo|mx|co|ru|kz|uz|tr)$"
)


@dataclass(frozen=True, slots=True)
class DateContext:
    """What helps to tell 3/4 from 4/3: the outlet's country, the language, the address."""

    country: str = ""
    language: str = ""
    url: str = ""
    captured: str = ""


def order_of(mention: DateMention, line: str, layout: Layout, context: DateContext) -> Order | None:
    """Return how the outlet writes its days; None when nothing tells."""
    return (
        _by_weekday(mention, line)
        or ("dmy" if _DAY_FIRST_WORDS.search(line) else None)
        or next((order for order, zones in _TIME_ZONES if zones.search(line)), None)
        or _by_other_dates(layout)
        or _by_country(context)
    )


def _by_weekday(mention: DateMention, line: str) -> Order | None:
    weekday = weekday_in(line)
    if weekday is None or not (mention.dmy and mention.mdy):
        return None
    days = {"dmy": mention.dmy.earliest, "mdy": mention.mdy.earliest}
    fitting = [order for order, day in days.items() if day and day.weekday() == weekday]
    return ("dmy" if fitting[0] == "dmy" else "mdy") if len(fitting) == 1 else None


def _by_other_dates(layout: Layout) -> Order | None:
    """Return the order that an unambiguous date in figures in head or foot shows."""
    for index in (*layout.head, *layout.tail[:20]):
        for match in re.finditer(
            r"\b(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}\b", layout.blocks[index].text[:200]
        ):
            if int(match[1]) > 12 >= int(match[2]):
                return "dmy"
            if int(match[2]) > 12 >= int(match[1]):
                return "mdy"
    return None


def _by_country(context: DateContext) -> Order | None:
    country = context.country
    if not country and (ending := _COUNTRY_DOMAIN.search(host(context.url))):
        country = ending[1]
    if country in _MONTH_FIRST_COUNTRIES:
        return "mdy"
    if country not in _MIXED_COUNTRIES or context.language not in _MONTH_FIRST_LANGUAGES:
        return "dmy"
    return None
