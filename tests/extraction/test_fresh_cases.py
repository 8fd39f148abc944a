"""Cases met on fresh clippings, one table a field; each stands for a class."""

import pytest

from archive.extraction import extract

BODY = "\n\nThe plant will shut for a month, the ministry said, and reopen with fewer workers.\n"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (
            "Nickel works on half steam\nSeptember 26, 2024By Our Correspondent in Holguín",
            "2024-09-26",
        ),
        ("Export control remarks\nAugust 15,\n2024 - 17:50\nBJT", "2024-08-15"),
        ("Remarks on antimony\n15 August\n2024 17:50", "2024-08-15"),
    ],
)
def test_date_beside_a_byline_or_over_lines_with_a_time(text, date):
    assert extract(text + BODY).date == date


@pytest.mark.parametrize(
    ("dateline", "date"),
    [
        ("YEREVAN, JULY 11, ARMENPRESS. ", "XXXX-07-11"),
        ("BAKU, MAY 3, 2019, TREND. ", "2019-05-03"),
    ],
)
def test_dateline_that_an_agency_in_capitals_ends(dateline, date):
    body = "The roaster will be shut and a new one built close to the mine, the minister said."

    assert extract(f"Roaster to be moved\n\n{dateline}{body}\n").date == date


@pytest.mark.parametrize(
    ("body", "mineral"),
    [
        ("The company owns part of a lead and zinc concentrator at Mehdishahr, it said.", "lead"),
        ("Garnet has to be taken out of the graphite before it can be sold, he said.", "garnet"),
        ("При растворении в кислоте редкие земли уходят в гипс, сказал инженер.", "gypsum"),
        ("Рабочих возят на добычу боратов из соседнего посёлка, сообщили власти.", "boron"),
    ],
)
def test_mineral_is_named(body, mineral):
    assert mineral in {tag.slug for tag in extract(body).minerals}


@pytest.mark.parametrize(
    "body",
    [
        "She took a lead in the talks and will lead a review next year, the office said.",
        "A lead role in the project went to a bank, the company said in a statement.",
    ],
)
def test_lead_the_verb_or_role_stays_no_metal(body):
    assert "lead" not in {tag.slug for tag in extract(body).minerals}


@pytest.mark.parametrize(
    ("body", "country"),
    [
        ("Концентрат везут в Австрию, потому что покупатель снизил заявку вдвое.", "at"),
        ("Завод построят в Румынии, сообщила компания в понедельник утром.", "ro"),
        ("Комбинат под Кировском накопил больше миллиарда тонн хвостов, сказал он.", "ru"),
        ("Груз ушёл из Владивостока в начале месяца, сообщили в порту.", "ru"),
        ("湖南一家冶炼厂本周停产检修，预计下月恢复生产，公司表示。", "cn"),
    ],
)
def test_country_is_named_in_any_case_of_its_name(body, country):
    assert country in {tag.slug for tag in extract(body).countries}
