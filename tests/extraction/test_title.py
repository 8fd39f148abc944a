"""Headlines: wherever they stand, cleaned of what pages add to them."""

# ruff: noqa: E501  # a case of a table stays on its line

import pytest

from archive.extraction import Hints, extract

PROSE = (
    "The lithium mine near Salta will reopen after eleven months of repairs, its owner said.\n\n"
    "Shipments of concentrate stopped in June, when a landslide closed the only road to it.\n"
)
TITLE = "Lithium mine near Salta to reopen after landslide"

HEADS = {
    "alone": TITLE,
    "masthead before": f"The Northern Miner\nGlobal mining news\n{TITLE}",
    "unknown masthead before": f"Altiplano Mining Post\n{TITLE}",
    "long masthead before": f"New Mexico Bureau of Geology & Mineral Resources\n{TITLE}",
    "date before": f"Caucasus Ledger\n30 September 2024, Tbilisi\n{TITLE}",
    "byline after": f"{TITLE}\nBy Ana Soto and Jordan Mallory\nMay 3, 2024",
    "menu before": f"• About\n  • Advertise\n  • Contact\nHome | World | Markets\nNo Result\nView All Result\n{TITLE}",
    "section before": f"Latest News\n{TITLE}",
    "ticker before": f"Dollar\n39,1454\n-0.02 %Euro\n44,8177\n%Silver\n0,0000\n{TITLE}",
    "breadcrumb before": f"Home > Mining > Lithium\n{TITLE}",
    "breadcrumb after": f"{TITLE}\nHome?Industry Trends? {TITLE}",
    "cookie notice before": f"We use cookies to improve your experience on this site.\nAccept all\n{TITLE}",
    "share buttons after": f"{TITLE}\nShare\nFacebook Twitter LinkedIn WhatsApp\nMay 3, 2024",
    "caption after": f"{TITLE}\nThe pit near Salta (Image by Salar Metals).",
    "caption twice after": f"{TITLE}\nby Prince Agyapong\nKeith Muller, Chief Executive Officer\nKeith Muller, Chief Executive Officer",
    "summary after": f"{TITLE}\n-\nOwner set to spend millions on a new road\n-\nConcentrate back by Christmas",
    "standfirst after": f"{TITLE}\nA landslide had cut off the Salta lithium pit for almost a whole year of work.\n14 March 2022",
    "twice": f"{TITLE}\nPublished by MAC on 2004-10-18\n{TITLE}",
    "reading time after": f"{TITLE}\nReading Time: 5 mins read",
    "subject line": f"From: desk@example.com\nSubject: {TITLE}\nDate: 3 May 2024",
    "site name behind a bar": f"{TITLE} | Reuters",
    "unknown site name behind a bar": f"{TITLE} | Tin Bugle",
    "site name behind a dash": f"{TITLE} - The Korea Herald",
    "two site names": f"{TITLE} - Kitco - Altiplano Mining Post",
    "markdown": f"# {TITLE}",
    "zero-width mark and spaces": f"\ufeff   {TITLE}  \t",
    "section prefix": f"Commodities / {TITLE}",
    "breadcrumb as headline": f"Home / News / {TITLE}\nPublished date: 23 February 2021",
    "slogan before": f"THE NAMIBIAN\nTell it like it is\nBUSINESS\nTuesday, August 30 2022\n{TITLE}",
    "masthead with slogan": f"Caribbean Notes – independent and local\nHome | News | Markets\n{TITLE}",
    "French masthead": f"Le Courrier du Filon\nActualités  Economie\n{TITLE}",
    "menu with log-in before": f"Services Price Reporting Events About us Login\n{TITLE}",
    "subscribe line before": f"Deepening democracy? No – SUBSCRIBE | LOGIN\n{TITLE}",
    "name of the page's own site": f"Critical Feedstock\nMay 3, 2024\n{TITLE} - Critical Feedstock",
    "broken after a preposition": "Lithium mine near Salta to\nreopen after landslide\nMay 3, 2024",
    "broken before a small word": "Lithium mine near Salta\nto reopen after landslide",
    "cache note before": f"This is Google's cache of http://mine.example/a.htm. It is a snapshot of the page.\n{TITLE}",
    "Windows line ends": f"Latest News\r\n{TITLE}\r\nMay 3, 2024\r",
}


@pytest.mark.parametrize("case", HEADS)
def test_headline_is_found_and_cleaned(case):
    assert extract(f"{HEADS[case]}\n\n{PROSE}").title == TITLE


HEADLINES = [
    "Li2CO3 slips, NiSO4 holds",
    "5 minerals in Ukraine that could be in the deal with the U.S.",
    "Why is Chile's lithium staying in the ground?",
    "Niger to return Orano's uranium, Mali extends Barrick licence as Sahel states adjust",
    "Boost for nickel in PNG",
    "CHINA HALTS EXPORTS OF GALLIUM AND GERMANIUM",
    "智利锂矿罢工进入第三周",
    "Huelga paraliza la mayor mina de cobre del norte de Chile",
    "Казахстан увеличит добычу вольфрама в следующем году",
    "Rio Tinto-backed venture: what the Jadar ruling means for Europe",
    "“We have no choice”: inside Kolwezi's cobalt pits",
    "Top 10 lithium producers by output",
    "Can direct extraction from brine break the salt flats' grip on lithium?",
    "By the numbers: how much nickel does Indonesia ship",
]


@pytest.mark.parametrize("headline", HEADLINES)
def test_headline_of_any_kind_is_found(headline):
    assert extract(f"{headline}\nMay 3, 2024\n\n{PROSE}").title == headline


UNTITLED = {
    "long first sentence": PROSE,
    "section and sentence": f"Cobalt\n{PROSE}",
    "date and sentence": f"May 3, 2024\n{PROSE}",
    "nothing": "",
    "buttons only": "Share\nFacebook Twitter\n",
}


@pytest.mark.parametrize("case", UNTITLED)
def test_no_headline_is_invented(case):
    assert extract(UNTITLED[case]).title == ""


def test_headline_may_end_in_a_full_stop():
    assert (
        extract(f"{TITLE} in the north.\nBy Ana Soto\n\n{PROSE}").title == f"{TITLE} in the north."
    )


def test_headline_in_capitals_over_two_lines_is_joined():
    text = f"ASX: TGW\n\nHIGH-GRADE LITHIUM INTERCEPTS AT\nSALTA EXTEND THE MAIN LODE\n\n{PROSE}"

    assert extract(text).title == "HIGH-GRADE LITHIUM INTERCEPTS AT SALTA EXTEND THE MAIN LODE"


def test_capitals_that_head_a_data_sheet_are_its_title():
    text = f"130\n\nLITHIUM\n\n(Data in tons of lithium content)\n\n{PROSE}"

    assert extract(text).title == "LITHIUM"


def test_hard_wrapped_headline_is_joined():
    text = (
        "Indonesia announces ban on exports of nickel ore\nfrom the first of January next year\n\n"
        "JAKARTA — Nickel ore will no longer leave the\ncountry after the turn of the year, two\n"
        "years sooner than first planned, as officials\nhurry to have more of it processed at home.\n"
    )

    found = extract(text)

    assert found.title == (
        "Indonesia announces ban on exports of nickel ore from the first of January next year"
    )


def test_title_quotes_its_words():
    text = f"Latest News\n{TITLE} | Reuters\n\n{PROSE}"

    found = next(f for f in extract(text).findings if f.field == "title")

    assert text[found.start : found.end] == found.quote == TITLE


def test_title_of_the_page_wins_and_loses_its_site_name():
    found = extract(PROSE, hints=Hints(title=f"{TITLE} | Reuters"))

    assert found.title == TITLE
    assert found.findings[0].start is None


def test_title_of_the_page_is_quoted_where_it_stands():
    text = f"Reuters\n{TITLE}\n\n{PROSE}"

    found = extract(text, hints=Hints(title=TITLE)).findings[0]

    assert text[found.start : found.end] == TITLE
