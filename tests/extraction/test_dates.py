"""Publication dates: how they are written, where they count, and what is no publication date."""

# ruff: noqa: E501  # a case of a table stays on its line

import pytest

from archive.extraction import Hints, extract

PROSE = (
    "The ministry said on Monday that the mine would reopen after eleven months of repairs.\n\n"
    "Shipments of concentrate stopped in June 2021, when a landslide closed the only road.\n"
)
TITLE = "Mine reopens after landslide closed the only road"


def date_of(text, **hints):
    return extract(text, hints=Hints(**hints)).date


HEAD_LINES = {
    "January 16, 2024": "2024-01-16",
    "16 January 2024": "2024-01-16",
    "Jan 16, 2024": "2024-01-16",
    "16-Jan-2024": "2024-01-16",
    "Tuesday 16 January 2024": "2024-01-16",
    "Tue, Jan. 16, 2024": "2024-01-16",
    "2024-01-16": "2024-01-16",
    "2024/01/16 08:00": "2024-01-16",
    "16.01.2024": "2024-01-16",
    "16.01.24": "2024-01-16",
    "2024-01-16T15:17:00+09:00": "2024-01-16",
    "Tue, 16 Jan 2024 15:17:00 +0900": "2024-01-16",
    "iconJanuary 16, 2024": "2024-01-16",
    "Published: January 16, 2024": "2024-01-16",
    "Published January 16, 2024 at 5:00 AM EST": "2024-01-16",
    "Posted on 16 Jan 2024 by admin": "2024-01-16",
    "Released January 16, 2024 | SUGAR LAND": "2024-01-16",
    "Publishing date: Jan 16, 2024  •  1 minute read": "2024-01-16",
    "Jan 16, 2024 • 3 min read": "2024-01-16",
    "By Ana Soto | January 16, 2024 | 9:30 am": "2024-01-16",
    "By Jordan Mallory • January 16, 2024": "2024-01-16",
    "Category: Industry TrendsDate: January 16, 2024 15:17Source: Yonhap": "2024-01-16",
    "Tue 16 Jan 2024 09.31 GMT": "2024-01-16",
    "Published 9:31 AM EDT, Tue January 16, 2024": "2024-01-16",
    "Last Updated: January 16, 2024": "2024-01-16",
    "16 January 2024, Tbilisi": "2024-01-16",
    "PUBLISHED : 16 JAN 2024 AT 05:03": "2024-01-16",
    "Issued on: 16/01/2024 - 10:45": "2024-01-16",
    "01/16/2024 10:45 AM": "2024-01-16",
    "January 2024": "2024-01",
    "2024年1月16日 10:30": "2024-01-16",
    "发布时间：2024-01-16 10:30 来源：新华社": "2024-01-16",
    "2024년 1월 16일": "2024-01-16",
    "16 janvier 2024": "2024-01-16",
    "Publié le 16 janvier 2024 à 10h30": "2024-01-16",
    "1er août 2023": "2023-08-01",
    "8 de agosto de 2023": "2023-08-08",
    "Publicado el 8 de agosto de 2023": "2023-08-08",
    "8 августа 2023": "2023-08-08",
    "8 августа 2023 г., 12:40": "2023-08-08",
    "8. August 2023": "2023-08-08",
    "8 agosto 2023": "2023-08-08",
    "Selasa, 8 Agustus 2023 10:15 WIB": "2023-08-08",
    "8 Ağustos 2023": "2023-08-08",
    "8 тамыз 2023": "2023-08-08",
    "8 أغسطس 2023": "2023-08-08",
    "11-06 16:56": "XXXX-11-06",
    "Nov 6": "XXXX-11-06",
    "6\n\nFeb\n\n2024": "2024-02-06",
    "Feb\n6\n2024": "2024-02-06",
    "06 Feb\n2024": "2024-02-06",
}


@pytest.mark.parametrize(("line", "date"), HEAD_LINES.items())
def test_date_line_under_the_title_is_read(line, date):
    assert date_of(f"{TITLE}\n{line}\n\n{PROSE}") == date


MORE_LINES = {
    "CHAD MOFFATT  May 3, 2022  Updated May 5, 2022  0": "2022-05-03",
    "Mis à jour le 4 mai 2024, publié le 3 mai 2024": "2024-05-03",
    "May 3, 2024 (Updated May 4, 2024)": "2024-05-03",
    "2012年05月09日 08:35:12　来源：中国有色网　作者：罗敏　编辑：小周　浏览：1127次": "2012-05-09",
    "By Rania MasriSep 23,2013 - Last updated at Sep 24,2013": "2013-09-23",
    "Category: Industry TrendsDate: 14 OctoberAuthor: Special correspondentHits: 291": "XXXX-10-14",
    "Category: Battery MetalsDate: Sep 26Source: Insular Press Service": "XXXX-09-26",
    "Critical Feedstock04-17 22:50": "XXXX-04-17",
    "18.11.2021 16:02": "2021-11-18",
    "Vol. 33, No. 20 — 1 April 2013": "2013-04-01",
    "Vol. 12, No. 3, July 2019": "2019-07",
    "Mining Journal, July 2019": "2019-07",
    "11.2022 | Источник: Степной курьер": "2022-11",
    "Published: 2021": "2021",
    "发布时间：2021年来源：新岭通讯社作者：梅丽娟": "2021",
    "The Harbour Ledger, 2020": "2020",
    "20240503": "2024-05-03",
    "2024. 5. 3.": "2024-05-03",
    "令和6年5月3日": "2024-05-03",
    "Publié le 03/05/2024 à 10h12": "2024-05-03",
    "Publicado em 03/05/2024 - 10:12": "2024-05-03",
    "Thứ Sáu, 03/05/2024": "2024-05-03",
    "3 maja 2024": "2024-05-03",
    "3. toukokuuta 2024": "2024-05-03",
    "(China Daily) Updated: 2024-05-03 10:12": "2024-05-03",
    "(AFP) – Jun 21, 2007": "2007-06-21",
    "May 3, 2024 by Ana Soto Leave a Comment": "2024-05-03",
    "May-June 2024": "",
    "Event date: May 3, 2024": "",
    "Conference | May 3, 2024 | Lima": "",
    "Data as at 3 May 2024": "",
    "Spring 2024": "",
    "2024": "",
}


@pytest.mark.parametrize(("line", "date"), MORE_LINES.items())
def test_busy_glued_and_partial_lines_are_read_for_what_they_say(line, date):
    assert date_of(f"{TITLE}\n{line}\n\n{PROSE}") == date


SEEN = {
    "3 days ago": "2024-05-07",
    "Yesterday": "2024-05-09",
    "hace 3 días": "2024-05-07",
    "il y a 2 jours": "2024-05-08",
    "vor 1 Tag": "2024-05-09",
    "5 дней назад": "2024-05-05",
    "3天前": "2024-05-07",
    "20 minutes ago": "2024-05-10",
    "12 hours ago": "2024-05",
    "2 weeks ago": "2024-04",
    "1 week ago": "",
    "5 months ago": "",
}


@pytest.mark.parametrize(("line", "date"), SEEN.items())
def test_relative_date_counts_from_the_day_of_capture_alone(line, date):
    text = f"{TITLE}\n{line}\n\n{PROSE}"

    assert date_of(text, captured="2024-05-10") == date
    assert date_of(text) == ""


def test_day_that_the_text_calls_today_is_read():
    assert (
        date_of(f"{TITLE}\n\nThe board today, 3 May 2024, approved it.\n\n{PROSE}") == "2024-05-03"
    )


def test_full_date_in_the_head_wins_over_a_dateline_without_year():
    text = f"Tin Bugle\n4 November 2025\n{TITLE}\n\nLIMA, Nov 3 (Reuters) - {PROSE}"

    assert date_of(text) == "2025-11-04"


def test_issue_line_in_the_foot_dates_a_report():
    foot = "U.S. Geological Survey, Mineral Commodity Summaries, January 2012"

    assert date_of(f"{TITLE}\n\n{PROSE}\n{foot}\n") == "2012-01"


def test_day_of_a_cached_copy_is_not_the_date():
    head = "This is Google's cache of http://mine.example/a.htm. It is a snapshot as it appeared on 19 Nov 2007."

    assert (
        date_of(f"{head}\nText-only version\n\n{TITLE}\nFebruary 6, 2007\n\n{PROSE}")
        == "2007-02-06"
    )


DATELINES = {
    "JAKARTA, Nov 6, 2023 (Reuters) - ": "2023-11-06",
    "KINSHASA, Nov 6 (Reuters) - ": "XXXX-11-06",
    "(JW Insights) Nov 6 -- ": "XXXX-11-06",
    "Beijing, October 18, 2023 – ": "2023-10-18",
    "VANCOUVER, British Columbia, March 05, 2024 (GLOBE NEWSWIRE) -- ": "2024-03-05",
    "March 5, 2024 – Vancouver, British Columbia – ": "2024-03-05",
    "PERTH, Australia, May 3, 2023 /PRNewswire/ -- ": "2023-05-03",
    "Toronto, Ontario--(Newsfile Corp. - March 5, 2024) - ": "2024-03-05",
    "25-9-2023 (HANOI) ": "2023-09-25",
    "MOSCOW, November 6. /TASS/. ": "XXXX-11-06",
    "Lima, 8 ago. 2023 (EFE).- ": "2023-08-08",
    "新华社北京8月1日电 ": "XXXX-08-01",
    "London, 6 November 2023: ": "2023-11-06",
}


@pytest.mark.parametrize(("opening", "date"), DATELINES.items())
def test_dateline_is_read(opening, date):
    assert date_of(f"{TITLE}\n\n{opening}{PROSE}") == date


NOT_THE_DATE = {
    "event in the text": f"{TITLE}\n\nThe ban starts on January 1, 2029, the minister said on Friday.\n\n{PROSE}",
    "deadline": f"{TITLE}\n\n{PROSE}\nInvestors have to wait until 13 September 2021 for the outcome.\n",
    "deadline line": f"{TITLE}\nDeadline for comments: 13 September 2021\n\n{PROSE}",
    "days of an event": f"{TITLE}\nSantiago, 12-14 May 2024\n\n{PROSE}",
    "days of an event, American": f"{TITLE}\nMay 12-14, 2024, Denver\n\n{PROSE}",
    "caption": f"{TITLE}\nWorkers at the pit, May 3, 2021. REUTERS/Ana Soto\n\n{PROSE}",
    "caption with credit": f"{TITLE}\nThe pit in May 2021 (Photo: Ana Soto)\n\n{PROSE}",
    "copyright": f"{TITLE}\n\n{PROSE}\n© 2024 Mining Ledger. All rights reserved.",
    "copyright in the head": f"{TITLE}\n© 2020 Society for Mining\n\n{PROSE}",
    "relative": f"{TITLE}\n3 days ago\n\n{PROSE}",
    "related story": f"{TITLE}\n\n{PROSE}\nPopular content\nPlant opened by Neuron\n15 January 2025 Neuron has opened a plant",
    "date of another headline": f"{TITLE}\n\n{PROSE}\nRelated articles\nGold slips again\n15 January 2025\n",
    "citation": f"{TITLE}\n\nOn June 18 the minister set out the plan (Kursiv Media, June 18), and much more besides.\n\n{PROSE}",
    "year in the headline": f"Indonesia to ban nickel ore exports from January 2020\n\n{PROSE}",
    "nothing": f"{TITLE}\n\n{PROSE}",
}


@pytest.mark.parametrize("case", NOT_THE_DATE)
def test_other_dates_are_no_publication_date(case):
    assert date_of(NOT_THE_DATE[case]) == ""


ORDERS = [
    ("THE OUTBACK MINER", "Published: 01/12/2025 07:15 AEDT", "2025-12-01"),
    ("The Times of India", "01/12/2025", "2025-12-01"),
    ("Reno Gazette Journal", "01/12/2025", "2025-01-12"),
    ("Monday Metals Letter", "Monday, 01/12/2025", "2025-12-01"),
    ("Metals Letter Daily", "Sunday, 01/12/2025", "2025-01-12"),
    ("Metals Letter Daily", "05/05/2025", "2025-05-05"),
    ("Metals Letter Daily", "Posted 01/12/2025 9:15 AM EST", "2025-01-12"),
]


@pytest.mark.parametrize(("masthead", "line", "date"), ORDERS)
def test_day_and_month_are_told_apart_by_outlet_zone_or_weekday(masthead, line, date):
    assert date_of(f"{masthead}\n{line}\n{TITLE}\n\n{PROSE}") == date


def test_ambiguous_day_and_month_leave_the_year_alone():
    found = extract(f"{TITLE}\n03/04/2024\n\n{PROSE}")

    assert (found.date, found.date_precision) == ("2024", "year")


def test_ambiguous_day_follows_the_domain_of_the_page():
    text = f"{TITLE}\n03/04/2024\n\n{PROSE}"

    assert date_of(text, url="https://miningnews.example.com.au/x") == "2024-04-03"


def test_dateline_gives_a_head_without_year_its_year():
    assert (
        date_of(f"{TITLE}\n11-06 16:56\n\nTIANJIN, Nov 6, 2023 (Xinhua) -- {PROSE}") == "2023-11-06"
    )


def test_published_wins_over_updated():
    text = f"{TITLE}\nUpdated 18 May 2024\nPublished 16 May 2024\n\n{PROSE}"

    assert date_of(text) == "2024-05-16"


def test_line_under_the_title_wins_over_today_above_it():
    text = (
        f"Friday, May 24, 2024\nHome | Metals | Markets | About\n{TITLE}\nMay 16, 2024\n\n{PROSE}"
    )

    assert date_of(text) == "2024-05-16"


def test_labelled_line_in_the_foot_is_read():
    assert date_of(f"{TITLE}\n\n{PROSE}\nPublished: 16 May 2024\n") == "2024-05-16"


def test_page_metadata_wins_and_is_quoted_when_the_text_agrees():
    text = f"{TITLE}\nMay 16, 2024\n\n{PROSE}"

    agreed = next(
        f for f in extract(text, hints=Hints(date="2024-05-16")).findings if f.field == "date"
    )
    other = next(
        f
        for f in extract(text, hints=Hints(date="2024-05-15T08:00:00Z")).findings
        if f.field == "date"
    )

    assert (agreed.value, agreed.quote) == ("2024-05-16", "May 16, 2024")
    assert (other.value, other.start, other.rule) == ("2024-05-15", None, "page metadata")


def test_date_quotes_the_words_that_say_it():
    text = f"{TITLE}\nPosted on 16 May 2024 by admin\n\n{PROSE}"

    found = next(f for f in extract(text).findings if f.field == "date")

    assert text[found.start : found.end] == found.quote == "16 May 2024"
