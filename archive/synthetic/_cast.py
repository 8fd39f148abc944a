"""Who and what a story is about: every slot of the templates bound for one story."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from archive.synthetic._grammar import Binding, bind, literal
from archive.synthetic._names import Company, company, person, project, town
from archive.synthetic._vocabulary import Edition, Vocabulary, vocabulary
from archive.synthetic._zipf import Wheel

_LOCAL_ROLES = ("official", "executive", "resident", "unionist", "scientist")
_FOREIGN_ROLES = ("analyst", "lender")
_REPORTERS = ("reporter", "reporter2")


@dataclass(frozen=True, slots=True)
class Cast:
    """The bindings of a story and its main subjects."""

    bindings: Mapping[str, Binding]
    country: str
    mineral: str


def cast(random: Random, edition: Edition, day: date) -> Cast:
    """Choose mineral, countries, people and companies that go together."""
    words = vocabulary()
    mineral = _known(random, words.mineral_wheel, edition.minerals)
    country = _setting(random, words, edition, mineral)
    partner = _other(random, words.partner_wheel, edition, (country,))
    third = _other(random, words.country_wheel, edition, (country, partner))
    second = _known(random, words.mineral_wheel, edition.minerals, (mineral,))
    bindings = {
        **edition.lexicon,
        "month": Binding(tuple((name,) for name in edition.months)),
        "weekday": Binding(tuple((name,) for name in edition.weekdays)),
        **_years(day.year),
        **_minerals(words, edition, mineral, second),
        **_countries(words, edition, (country, partner, third)),
        **_companies(random, words, edition, country, partner),
        **_people(random, words, edition, country, partner),
    }
    return Cast(bindings, country, mineral)


def _known(
    random: Random,
    wheel: Wheel[str],
    translated: Mapping[str, object],
    taken: Sequence[str] = (),
) -> str:
    """Spin until the edition has a word for it; English has one for everything."""
    while True:
        chosen = wheel.spin(random)
        if chosen not in taken and (not translated or chosen in translated):
            return chosen


def _setting(random: Random, words: Vocabulary, edition: Edition, mineral: str) -> str:
    """Choose where the story is set: mostly where the mineral is mined."""
    if random.random() < 0.85:
        for _ in range(12):
            country = words.minerals[mineral].producers.spin(random)
            if not edition.countries or country in edition.countries:
                return country
    return _known(random, words.country_wheel, edition.countries)


def _other(random: Random, wheel: Wheel[str], edition: Edition, taken: Sequence[str]) -> str:
    return _known(random, wheel, edition.countries, taken)


def _years(year: int) -> dict[str, Binding]:
    def span(first: int, last: int) -> Binding:
        return Binding(tuple((str(number),) for number in range(first, last + 1)))

    return {
        "year": span(year, year),
        "last_year": span(year - 1, year - 1),
        "next_year": span(year + 1, year + 1),
        "past_year": span(year - 9, year - 2),
        "old_year": span(1951, year - 14),
        "future_year": span(year + 2, year + 12),
    }


def _minerals(words: Vocabulary, edition: Edition, first: str, second: str) -> dict[str, Binding]:
    bound: dict[str, Binding] = {}
    for name, prefix in ((first, "mineral"), (second, "other_mineral")):
        translated = edition.minerals.get(name)
        adjective = words.minerals[name].adjective
        table = translated or {"name": name, "adj": adjective}
        for key, text in table.items():
            slot = prefix if key == "name" else f"{prefix}_{key}"
            bound[slot] = literal(text, mineral=name)
    mineral = words.minerals[first]
    forms = {"ore": mineral.ores, "compound": mineral.compounds, "grade": mineral.grades}
    bound |= {slot: bind(options, mineral=first) for slot, options in forms.items()}
    bound["use"] = bind(mineral.uses)
    bound["price"] = bind(mineral.prices)
    if mineral.is_scarce and "output_scarce" in edition.lexicon:
        bound["output"] = edition.lexicon["output_scarce"]
        bound["capacity"] = edition.lexicon["capacity_scarce"]
    return bound


def _countries(words: Vocabulary, edition: Edition, codes: Sequence[str]) -> dict[str, Binding]:
    bound: dict[str, Binding] = {}
    slots = {"name": "country", "capital": "capital"}
    for code, suffix in zip(codes, ("", "2", "3"), strict=True):
        country = words.countries[code]
        if code in edition.countries:
            for key, text in edition.countries[code].items():
                slot = slots.get(key, f"country_{key}")
                bound[slot + suffix] = literal(text, country=code)
            continue
        names = {"country": country.name, "land": country.short, "demonym": country.demonym}
        names["capital"] = country.capital
        bound |= {slot + suffix: literal(text, country=code) for slot, text in names.items()}
        bound["place" + suffix] = bind(country.places, country=code)
        short = [place.removeprefix("the ") for place in country.places]
        bound["place_short" + suffix] = bind(short, country=code)
    return bound


def _companies(
    random: Random, words: Vocabulary, edition: Edition, country: str, partner: str
) -> dict[str, Binding]:
    """Choose firms: the main one is local or from the partner country."""
    home = country if random.random() < 0.65 else partner
    at_home = _culture(words, edition, home)
    local, abroad = _culture(words, edition, country), _culture(words, edition, partner)
    firms: dict[str, Company] = {
        "company": company(random, at_home, home),
        "rival": company(random, at_home, home),
        "contractor": company(random, abroad, partner),
        "buyer": company(random, abroad, partner),
    }
    bound = {name: literal(firm.short) for name, firm in firms.items()}
    bound |= {f"{name}_full": literal(firm.full) for name, firm in firms.items()}
    bound["project"] = literal(project(random, local, country))
    bound["site"] = literal(town(random, local, country))
    bound["stem_place"] = literal(town(random, local, country))
    return bound


def _people(
    random: Random, words: Vocabulary, edition: Edition, country: str, partner: str
) -> dict[str, Binding]:
    bound: dict[str, Binding] = {}
    local, abroad = _culture(words, edition, country), _culture(words, edition, partner)
    is_foreign = edition.language == "en" and random.random() < 0.5
    reporting = edition.culture or ("english" if is_foreign else local)
    chosen = [(role, local, country) for role in _LOCAL_ROLES]
    chosen += [(role, abroad, partner) for role in _FOREIGN_ROLES]
    chosen += [(role, reporting, "press") for role in _REPORTERS]
    for role, culture, place in chosen:
        somebody = person(random, culture, place)
        initials = "".join(part[0] for part in somebody.full.split())
        parts = {"last": somebody.last, "he": somebody.he, "his": somebody.his}
        bound[role] = literal(somebody.full)
        bound[f"{role}_initials"] = literal(initials)
        bound |= {f"{role}_{part}": literal(text) for part, text in parts.items()}
    return bound


def _culture(words: Vocabulary, edition: Edition, country: str) -> str:
    return edition.culture or words.countries[country].culture
