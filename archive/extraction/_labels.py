"""What a careful reader found in a clipping, and how two spellings of it are made equal."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from archive.errors import ArchiveError

_FILE = Path(__file__).parent / "gazetteers" / "scoring.toml"
_ADDRESS = re.compile(r"^https?://(www\.)?")
_YEARLESS = re.compile(r"^(?:XXXX|0000|\?\?\?\?)-")

Names = frozenset[str]


class LabelError(ArchiveError):
    """A line of labels cannot be used; the message names what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The right answers for one clipping, normalised. `mentioned` must be found, `optional` may.

    `publishers` are the right names of the source and `names` also those that it cites; no
    publishers means that the text does not tell. `date` is None where the text does not say.
    """

    file: str
    title: str
    publishers: Names
    names: Names
    date: str | None
    countries: "Wanted"
    minerals: "Wanted"
    body: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """The countries or the minerals of a clipping."""

    core: Names
    mentioned: Names
    optional: Names
    boilerplate: Names


def read_labels(record: Mapping[str, Any]) -> Labels:
    """Return the labels of one JSON line.

    Raises LabelError when a key is missing or is not what it should be.
    """
    try:
        return _labels(record)
    except (KeyError, TypeError, AttributeError) as error:
        file = record.get("file", "?") if isinstance(record, Mapping) else "?"
        raise LabelError(
            f"The labels of {file!r} lack or misuse {error}; write them as the README describes."
        ) from error


def _labels(record: Mapping[str, Any]) -> Labels:
    own = [record["source"] or "", *record["source_aliases"]]
    return Labels(
        file=str(record["file"]),
        title=record["title"] or "",
        publishers=_sources(own) if record["source"] else frozenset(),
        names=_sources([*own, *record.get("cited", ())]),
        date=same_date(record["date"]),
        countries=_wanted(record, "countries", lambda names: frozenset(map(str.upper, names))),
        minerals=_wanted(record, "minerals", same_minerals),
        body=record["body"],
    )


def _wanted(record: Mapping[str, Any], kind: str, same: Any) -> Wanted:
    core, mentioned, optional, boilerplate = (
        same(record[f"{kind}_{part}"]) for part in ("core", "mentioned", "optional", "boilerplate")
    )
    return Wanted(core, mentioned, optional - mentioned, boilerplate)


def _sources(names: Iterable[str]) -> Names:
    return frozenset(same_source(name) for name in names) - {""}


def same_words(text: str | None) -> str:
    """Return what is left of a text without case, accents, marks and extra spaces."""
    decomposed = unicodedata.normalize("NFKD", text or "").casefold()
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^\w\s]", " ", plain).split())


def same_source(name: str | None) -> str:
    """Return the name of a source without address and article."""
    return same_words(_ADDRESS.sub("", name or "")).removeprefix("the ")


def same_date(date: str | None) -> str | None:
    """Return a date as `2024-01-16`, `2024-01`, `2024` or, without its year, `--01-16`."""
    if not date:
        return None
    plain = _YEARLESS.sub("--", str(date).strip())
    if re.fullmatch(r"\d\d-\d\d", plain):
        plain = f"--{plain}"
    plain = re.sub(r"(-00)+$", "", plain)
    return plain[:10] if re.match(r"\d{4}-\d\d-\d\d", plain) else plain


def same_minerals(names: Iterable[str] | None) -> Names:
    """Return the commodities that names stand for."""
    plain = (" ".join(str(name).split()).casefold() for name in names or ())
    return frozenset(_commodities().get(name, name) for name in plain)


def critical(minerals: Names) -> Names:
    """Return the minerals without those of no critical list."""
    return minerals - frozenset(_tables()["not_critical"]["names"])


@cache
def _commodities() -> dict[str, str]:
    same_as = _tables()["same_as"]
    return {other: commodity for commodity, others in same_as.items() for other in others}


@cache
def _tables() -> dict[str, Any]:
    with _FILE.open("rb") as file:
        return tomllib.load(file)
