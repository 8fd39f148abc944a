"""Publishers and origins: where pages show them, and what only looks like one."""

# ruff: noqa: E501  # a case of a table stays on its line

import pytest

from archive.extraction import AliasChange, Hints, Outlet, extract, load_gazetteer

TITLE = "Mine reopens after landslide closed the only road"
PROSE = (
    "The ministry said on Monday that the mine would reopen after eleven months of repairs.\n\n"
    "Shipments of concentrate stopped in June 2021, when a landslide closed the only road.\n"
)


def source_and_origin(text, **hints):
    found = extract(text, hints=Hints(**hints))
    return found.source, found.origin


PUBLISHERS = {
    # label
    f"{TITLE}\nSource: Astana Times\n\n{PROSE}": "The Astana Times",
    f"{TITLE}\nsource:VNEXPRESS\n{PROSE}": "VnExpress",
    f"{TITLE}\n来源：新华社\n\n{PROSE}": "Xinhua",
    f"{TITLE}\nFuente: La Tercera\n\n{PROSE}": "La Tercera",
    f"{TITLE}\n\n{PROSE}\nSource: Altiplano Mining Post\n": "Altiplano Mining Post",
    f"{TITLE}\n\n{PROSE}\n(source: Reuters)\n": "Reuters",
    f"{TITLE}\n\n{PROSE}\nSOURCE Albemarle Corporation\n": "Albemarle",
    f"{TITLE}\n\n{PROSE}\nThis article was first published by Mongabay on 3 May.\n": "Mongabay",
    # masthead
    f"The Northern Miner\nGlobal mining news\n{TITLE}\n\n{PROSE}": "The Northern Miner",
    f"SAVANNAH MORNING LEDGER\nLocal | Business | Sports | Obituaries\n{TITLE}\n\n{PROSE}": (
        "Savannah Morning Ledger"
    ),
    f"Niamey Resource Letter, No. 44\nThursday 11 July 2024\n{TITLE}\n\n{PROSE}": (
        "Niamey Resource Letter"
    ),
    f"Caucasus Ledger\n30 September 2024, Tbilisi\n{TITLE}\n\n{PROSE}": "Caucasus Ledger",
    f"New Mexico Bureau of Geology & Mineral Resources\nskip all navigation\n{TITLE}\n\n{PROSE}": (
        "New Mexico Bureau of Geology and Mineral Resources"
    ),
    f"Ministry of Mines and Steel\nPress Release\n{TITLE}\n\n{PROSE}": "Ministry of Mines and Steel",
    f"MyJoyOnline.com\n{TITLE}\n\n{PROSE}": "MyJoyOnline",
    f"{TITLE}\nNPR\nPublished February 26, 2025 at 5:00 AM EST\n\n{PROSE}": "NPR",
    f"Diario del Cobre\n8 de agosto de 2023\nLa mina reabre tras el derrumbe de la única ruta\n\n{PROSE}": (
        "Diario del Cobre"
    ),
    f"Daily News\nTUESDAY–SATURDAY\nHome News Business Sports\n{TITLE}\n\n{PROSE}": "Daily News",
    f"L'EXPRESS\nde Madagascar\n27 février 2020\n{TITLE}\n\n{PROSE}": "L'Express de Madagascar",
    f"Estado de Minas  ECONOMIA\nCapa   Política\n{TITLE}\n\n{PROSE}": "Estado de Minas",
    f"Le Courrier du Filon\n27 février 2020\n{TITLE}\n\n{PROSE}": "Le Courrier du Filon",
    f"Рудный вестник\n27 августа 2020 года\n{TITLE}\n\n{PROSE}": "Рудный вестник",
    f"From: Battery Metals Weekly <hello@bm.example>\nSubject: {TITLE}\n\n{PROSE}": "Battery Metals Weekly",
    f"{TITLE}\nBy Ana Soto, Tin Bugle\n\n{PROSE}": "Tin Bugle",
    f"{TITLE}\nSource: The Windhoek Beacon\n\n{PROSE}": "The Windhoek Beacon",
    f"{TITLE}\n\n{PROSE}\nU.S. Geological Survey, Mineral Commodity Summaries, January 2012\n": (
        "U.S. Geological Survey"
    ),
    f"{TITLE}\n\n{PROSE}\nTranslated from French by the editors of Maliweb.\n": "Maliweb",
    f'{TITLE}\n\nTarren Metals Limited (ASX: TGW) ("Tarren" or "the Company") reports. {PROSE}': (
        "Tarren Metals Limited"
    ),
    f"{TITLE}\n\nLUSAKA, March 12 (Zedwire) - {PROSE}": "Zedwire",
    # end of the title
    f"{TITLE} | Reuters\n\n{PROSE}": "Reuters",
    f"{TITLE} - The Korea Herald\n\n{PROSE}": "The Korea Herald",
    # copyright and footer
    f"{TITLE}\n\n{PROSE}\n© 2024 Kitco News. All rights reserved.\n": "Kitco",
    f"{TITLE}\n\n{PROSE}\nCopyright 2025 NPR\n": "NPR",
    f"{TITLE}\n\n{PROSE}\nCopyright © 2019-2024 Tantalum Watch Ltd. All Rights Reserved\n": (
        "Tantalum Watch"
    ),
    f"{TITLE}\n\n{PROSE}\nFollow Daryo's official Instagram and Twitter pages.\n": "Daryo",
    f"{TITLE}\n\n{PROSE}\nFollow Mining Weekly on LinkedIn\n": "Mining Weekly",
    f"{TITLE}\n\n{PROSE}\nSign up for the Delaware Public Media newsletter\n": (
        "Delaware Public Media"
    ),
    f"{TITLE}\n\n{PROSE}\nSubscribe to Cobalt Letter Weekly today\n": "Cobalt Letter Weekly",
    f"{TITLE}\n\n{PROSE}\nAt Stockhead we tell it like it is.\n": "Stockhead",
    f"{TITLE}\n\n{PROSE}\nRFA Burmese\nTranslated and edited by RFA.\n": "Radio Free Asia",
    f"{TITLE}\n\n{PROSE}\nIf you want to cooperate, contact: editors@pv-magazine.com.\n": (
        "pv magazine"
    ),
    f"{TITLE}\n\n{PROSE}\nReference(s):\n{TITLE}\ncgtn.com\n": "CGTN",
    f"{TITLE}\n\n{PROSE}\nRead more at https://www.mining.com/some-story\n": "Mining.com",
    # byline
    f"{TITLE}\n14 March 2022\nArticle by Stockhead\n\n{PROSE}": "Stockhead",
    f"{TITLE}\nWritten by Amir Richani for Industrial Info Resources (Sugar Land, Texas)\n\n{PROSE}": (
        "Industrial Info Resources"
    ),
    f"{TITLE}\nPublished by MAC on 2004-10-18\n{PROSE}": "Mines and Communities",
    f"{TITLE}\nAuthor of the article: Reuters\n\n{PROSE}": "Reuters",
    # dateline
    f"{TITLE}\n\n(JW Insights) Nov 6 -- {PROSE}": "JW Insights",
    f"{TITLE}\n\nBEIJING, Aug. 1 (Xinhua) -- {PROSE}": "Xinhua",
    f"{TITLE}\n\nMOSCOW, November 6. /TASS/. {PROSE}": "TASS",
    f"{TITLE}\n\n新华社北京8月1日电 {PROSE}": "Xinhua",
}


@pytest.mark.parametrize(("text", "source"), PUBLISHERS.items(), ids=PUBLISHERS.values())
def test_publisher_is_found(text, source):
    assert source_and_origin(text)[0] == source


NOBODY = {
    "no sign": f"{TITLE}\n\n{PROSE}",
    "photo credit": f"{TITLE}\n(Source: Astana Times)\n\n{PROSE}",
    "stock photo": f"{TITLE}\nPhoto by Pixabay\n\n{PROSE}",
    "agency photo": f"{TITLE}\nTrucks wait. REUTERS/Ana Soto\n\n{PROSE}",
    "section": f"News Analysis\n{TITLE}\n\n{PROSE}",
    "section Africa": f"Africa\n{TITLE}\n\n{PROSE}",
    "section Mining News": f"Mining News\n{TITLE}\n\n{PROSE}",
    "section Latest News": f"Latest News\n{TITLE}\n\n{PROSE}",
    "section Cobalt": f"Cobalt\n{PROSE}",
    "menu": f"Home | World | Business | Sport\n{TITLE}\n\n{PROSE}",
    "cited": f"{TITLE}\n\n{PROSE}\nOfficials wanted everything signed, the minister told Reuters in August.\n\n{PROSE}",
    "bare copyright": f"{TITLE}\n\n{PROSE}\nCopyright 2024. All rights reserved.\n",
    "powered by": f"{TITLE}\n\n{PROSE}\n© 2019–2025  Powered by WordPress. Theme: Twenty Twelve.\n",
    "follow us": f"{TITLE}\n\n{PROSE}\nFollow us on Facebook\nSign up for our daily newsletter\n",
    "person": f"{TITLE}\nBy Ana Soto\n\n{PROSE}",
    "company heading": f"{TITLE}\n\n{PROSE}\nBarrick\n{PROSE}",
    "comments": f"{TITLE}\n\n{PROSE}\nComments\nNo comments yet\n",
}


@pytest.mark.parametrize("case", NOBODY)
def test_no_publisher_is_invented(case):
    assert source_and_origin(NOBODY[case]) == ("", "")


ORIGINS = [
    (f"MyJoyOnline.com\n{TITLE}\nSource: Reuters\n  8 June 2023 4:41pm\n\n{PROSE}", "MyJoyOnline", "Reuters"),
    (
        f"{TITLE}\nFrom pv magazine LatAm\n\n{PROSE}\nContact: editors@pv-magazine.com.",
        "pv magazine",
        "pv magazine LatAm",
    ),
    (
        f"{TITLE}\n\n(JW Insights) Nov 6 -- A new mine is expected, reported China Daily on November 3.\n\n{PROSE}",
        "JW Insights",
        "China Daily",
    ),
    (f"The Straits Times\n{TITLE}\n\nJAKARTA, Nov 6 (Reuters) - {PROSE}", "The Straits Times", "Reuters"),
    (f"Lusaka Times\n{TITLE}\nBy AFP\n\n{PROSE}", "Lusaka Times", "Agence France-Presse"),
    (f"{TITLE}\n\nJAKARTA, Nov 6 (Reuters) - {PROSE}", "Reuters", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "origin"), ORIGINS)
def test_publisher_and_origin_are_kept_apart(text, source, origin):
    assert source_and_origin(text) == (source, origin)


def test_domain_of_the_page_tells_the_publisher():
    text = f"{TITLE}\n\n{PROSE}\n(source: Reuters)"

    assert source_and_origin(text, url="https://energynews.oedigital.com/mining/x") == (
        "Offshore Engineer",
        "Reuters",
    )


def test_unknown_domain_is_better_than_nothing():
    assert source_and_origin(f"{TITLE}\n\n{PROSE}", url="https://www.tin-ledger.example/x")[0] == (
        "tin-ledger.example"
    )


def test_site_name_of_the_page_wins():
    text = f"The Northern Miner\n{TITLE}\n\n{PROSE}"

    assert source_and_origin(text, source="MINING.COM")[0] == "Mining.com"


def test_editors_alias_names_a_source():
    change = AliasChange("source", "daryo", "The Silk Sheet")
    gazetteer = load_gazetteer().with_changes([change])

    found = extract(f"The Silk Sheet\n{TITLE}\n\n{PROSE}", gazetteer=gazetteer)

    assert found.source == "Daryo"


def test_rejected_alias_names_a_source_no_more():
    text = f"{TITLE}\nPublished by MAC on 2004-10-18\n{PROSE}"
    change = AliasChange("source", "mines-and-communities", "MAC", is_active=False)

    assert extract(text, gazetteer=load_gazetteer().with_changes([change])).source == ""


def test_editors_new_outlet_is_found():
    outlet = Outlet("tin-bugle", "Tin Bugle", domains=("tinbugle.example",))
    gazetteer = load_gazetteer().with_changes(outlets=[outlet])

    found = extract(f"{TITLE}\n\n{PROSE}\nwww.tinbugle.example", gazetteer=gazetteer)

    assert found.source == "Tin Bugle"


def test_source_quotes_the_words_that_say_it():
    text = f"{TITLE}\nsource:VNEXPRESS\n{PROSE}"

    found = next(f for f in extract(text).findings if f.field == "source")

    assert (found.quote, found.rule) == ("VNEXPRESS", "labelled line 'Source:'")
    assert text[found.start : found.end] == "VNEXPRESS"
