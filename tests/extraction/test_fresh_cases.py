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


def countries_of(body):
    return {tag.slug for tag in extract(body).countries}


def minerals_of(body):
    return {tag.slug for tag in extract(body).minerals}


@pytest.mark.parametrize(
    "body",
    [
        "The water is still too warm to drink, said village councillor Amani Jordan, who farms.",
        "Nobody has been paid since the spring, according to shift manager Olga Jordan.",
        "A new pump has been ordered by chief engineer Tomasz Israel, and it will come by ship.",
        "“Falta tudo”, disse um dos líderes, Chade Mussa, à porta da administração do distrito.",
    ],
)
def test_surname_or_first_name_is_no_country(body):
    assert not countries_of(body) & {"jo", "il", "td"}


@pytest.mark.parametrize(
    ("body", "country"),
    [
        ("Phosphate is dug in the desert, said the minister of Jordan, and sold to India.", "jo"),
        ("The director of the company said Northern Chad, where no road goes, has tungsten.", "td"),
        ("O grupo quer procurar ouro no Chade e depois no sul da Líbia, disse o diretor.", "td"),
    ],
)
def test_country_beside_an_office_stays_one(body, country):
    assert country in countries_of(body)


@pytest.mark.parametrize(
    ("body", "country"),
    [
        ("Ore was shipped out through Beira and Durban as roofing tiles, the notice says.", "mz"),
        ("The buyers sent their trucks to Lubumbashi, Solwezi or Manica, the police said.", "mz"),
        (
            "Drills are turning on New Britain, where copper was found before the war, it said.",
            "pg",
        ),
        ("Das Projekt erstreckt sich bis nach Böhmen und soll im Herbst beginnen, hieß es.", "cz"),
        ("Fuel tubes are drawn in the Rhône valley from metal that nobody else can buy.", "fr"),
    ],
)
def test_region_or_listed_place_tells_its_country(body, country):
    assert country in countries_of(body)


@pytest.mark.parametrize(
    "body",
    [
        "Crews cut 6 metres of ore at its Mexicali Belle project in the hills north of the lake.",
        "The old Dublin Gulch claims have been drilled again, and the core is at the laboratory.",
        "Samples were taken from the Lisbon Queen mine, which was worked by hand until 1911.",
    ],
)
def test_mine_named_after_a_distant_city_is_not_there(body):
    assert not countries_of(body) & {"mx", "ie", "pt"}


def test_weak_place_beside_a_country_alone_is_not_believed():
    assert "au" not in countries_of("A study for Victoria, Chile and others was signed, it said.")


@pytest.mark.parametrize(
    "body",
    [
        "The tin ceiling of the office had come down, and nobody was hurt, the company said.",
        "Roofing tin is free at the fire hall for any family that needs it after the flood.",
        "They drank from tin mugs under corrugated tin and waited for the buyer until evening.",
    ],
)
def test_tin_the_sheet_stays_no_metal(body):
    assert "tin" not in minerals_of(body)


@pytest.mark.parametrize(
    "body",
    [
        "The feed will come from lead dusts that the old smelter left behind, the works said.",
        "It is bought by drug makers, and by people replacing lead in solder and bullets.",
        "Lead residues from the plant hold germanium and will be leached at a new works.",
    ],
)
def test_lead_the_metal_in_its_wastes_and_uses(body):
    assert "lead" in minerals_of(body)


@pytest.mark.parametrize(
    ("body", "minerals"),
    [
        (
            "정부는 니켈과 리튬에 이어 흑연도 공급망을 넓혀야 한다고 밝혔다.",
            {"nickel", "lithium", "graphite"},
        ),
        (
            "회사는 구리와 코발트를 캐는 광산에서 텅스텐까지 얻을 계획이다.",
            {"copper", "cobalt", "tungsten"},
        ),
        (
            "Der Bau der Lithiumraffinerie und der Kupferlagerstätte wurde genehmigt, hieß es.",
            {"lithium", "copper"},
        ),
        (
            "Nach Wolframvorkommen wird in den alten Seltenerdgruben gesucht, sagte der Chef.",
            {"tungsten", "rare-earths"},
        ),
    ],
)
def test_mineral_in_a_compound_or_before_a_particle(body, minerals):
    assert minerals <= minerals_of(body)


@pytest.mark.parametrize(
    ("body", "is_named"),
    [
        ("Nadie declara el indio que se va en los concentrados de zinc, dijo el ingeniero.", True),
        (
            "La refinería produce galio, germanio e indio con los residuos que se acumulan.",
            True,
        ),
        ("El gobierno indio compró cobre y zinc a la empresa, según fuentes del sector.", False),
        (
            "Un indio murió en la mina de zinc cuando cayó el techo, dijo la policía del lugar.",
            False,
        ),
        ("El grupo indio prevé refinar el cobre en su propia planta, según la empresa.", False),
    ],
)
def test_indium_in_spanish_is_told_from_an_indian(body, is_named):
    assert ("indium" in minerals_of(body)) == is_named


@pytest.mark.parametrize(
    "notice",
    [
        "This e-mail may contain privileged information. Notify our office in Mauritius.",
        "Este mensaje es confidencial y va dirigido a su destinatario en Quito, Ecuador.",
    ],
)
def test_notice_below_a_mail_is_no_part_of_the_article(notice):
    text = f"Nodules on the agenda{BODY}{BODY}{BODY}\n{notice}\n"

    assert not countries_of(text) & {"mu", "ec"}
