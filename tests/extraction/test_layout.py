"""Body and boilerplate: what belongs to the article, in pages of many makes."""

# ruff: noqa: E501  # a case of a table stays on its line

import pytest

from archive.extraction import extract

TITLE = "Lithium mine near Salta to reopen after landslide"
FIRST = "The lithium mine in Argentina will reopen after eleven months of repairs, its owner said."
SECOND = "Shipments of concentrate stopped in June, when a landslide closed the only road to it."
SHORT = "Nobody was hurt."
LAST = "Two thousand people work there, most of them from villages along the railway to the coast."
BODY = f"{FIRST}\n\n{SECOND}\n\n{SHORT}\n\n{LAST}"

BEFORE = {
    "nothing": "",
    "menu": "• About\n• Login\nHome\nWorld\n  • Africa\n  • Asia\nSearch\n",
    "cookies": "This website uses cookies to give you the best experience.\nAccept\n",
    "ticker": "Copper 4.52 +0.3%\nDollar\n39,1454\n0.56 %Gram Gold\n",
    "tagline": "The Northern Miner\nGlobal mining news since 1915\n",
}
BETWEEN = {
    "nothing": "",
    "byline and date": "By Ana Soto\nMay 3, 2024\n",
    "reading time": "Reading Time: 5 mins read\n3 min read\n",
    "share": "Share\nTweet\nFacebook Twitter LinkedIn Email Print\n",
    "caption": "Workers at the pit. REUTERS/Ana Soto\n",
    "caption with agency": "A truck leaves the pit near Salta on Monday. Photo: Ana Soto/AFP\n",
    "photographer": "Trucks wait at the gate (Photo by Ana Soto/Getty Images)\n",
    "tickers": "TSX: SAL; NYSE: SLR\n",
    "listen": "LISTEN • 3:47\n",
    "labels": "Category: Lithium\nSource: Astana Times\n",
}
AFTER = {
    "nothing": "",
    "share": "Share on X\nPrint this page\nlinkedin twitter facebook line\nCopy succeeded",
    "related": "Related Articles\nChile strikes a deal with Japan\nGold slips again in London trading\n",
    "related with teasers": (
        "Popular content\nIndian maker opens a plant\n"
        "15 January 2025 Neuron Energy of India has opened a lithium-ion factory in Gujarat state."
    ),
    "latest stories": "Latest Stories\n-\nMan United settle for draw at Ipswich\n1 min -\nPrince screamer\n",
    "videos": "01:01\nIvory Coast sets new cocoa price\n00:50\nGo to video\nBoat capsizes, killing 86\n",
    "comments": "Comments (0)\nNo comments yet\nLeave a Reply\n",
    "tags": "Tags: Atlantic LithiumEwoyaaGhana's Parliament\n",
    "newsletter": "Sign up for the Delaware Public Media newsletter\nFollow us on Facebook\n",
    "contact": "Contact Jordan Mallory at jmallory@example.com\nSubscribe for $1 a week\n",
    "mail": "You receive this letter because you subscribed.\nThis e-mail is for the named recipient only.",
    "copyright": "© 2024 Altiplano Post. All rights reserved.\nPrivacy Policy | Terms of Use\n",
    "reserved": "This content is protected by copyright and may not be reused.\n",
    "reporting": "(Reporting by Ana Soto; Editing by Jordan Mallory)\n",
    "initials": "(Gao J/Yuan XY)\n",
    "source": "(source: Reuters)\n",
    "about the company": (
        "About Salar Metals\nSalar Metals is a miner in Canada with projects in Peru and Mali.\n"
    ),
    "disclaimer": "At Stockhead we tell it like it is. While Salar is a Stockhead advertiser, it did not sponsor this article.",
    "references": "Reference(s):\nLithium mine reopens\ncgtn.com\n",
    "pager": "previous page: none  next page: Tungsten price weekly\n",
    "more": "[see more announcements...]\nRead more: Peru strikes gold\n",
    "advertise": "Advertise with us\n",
}


def page(before="", between="", after="", body=BODY):
    return f"{before}{TITLE}\n{between}\n{body}\n{after}"


@pytest.mark.parametrize("case", BEFORE)
def test_what_stands_above_the_headline_is_no_body(case):
    text = page(before=BEFORE[case])

    assert extract(text).body(text) == BODY


@pytest.mark.parametrize("case", BETWEEN)
def test_what_stands_under_the_headline_is_no_body(case):
    text = page(between=BETWEEN[case])

    assert extract(text).body(text) == BODY


@pytest.mark.parametrize("case", AFTER)
def test_what_stands_after_the_article_is_no_body(case):
    text = page(after=AFTER[case])

    assert extract(text).body(text) == BODY


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("after", ["related", "comments", "copyright", "mail"])
def test_furniture_on_all_sides_is_no_body(before, after):
    text = page(BEFORE[before], BETWEEN["byline and date"], AFTER[after])

    assert extract(text).body(text) == BODY


INSIDE = {
    "read also": "READ ALSO: Tinubu pushes road and rail projects in fresh talks",
    "heading": "Change of government",
    "heading in the form of a name": "Barrick",
    "advertisement": "Advertisement",
    "caption": "lithium mining processes image",
    "credit": "Trucks wait at the gate (Photo: Ana Soto)",
    "share": "Share on Facebook",
    "widget": "Related Articles\nChile strikes a deal with Japan",
}


@pytest.mark.parametrize("case", INSIDE)
def test_furniture_between_paragraphs_is_no_body(case):
    text = page(
        body=f"{FIRST}\n\n{SECOND}\n\n{INSIDE[case]}\n\n{SHORT}\n\n{LAST}\n\n{SECOND} {LAST}"
    )

    assert extract(text).body(text) == f"{BODY}\n\n{SECOND} {LAST}"


KEPT = {
    "dateline": f"JAKARTA, Nov 6 (Reuters) - {FIRST}",
    "quotation": "“We have waited a whole year for this day to come,” the owner said.",
    "sentence with a date": "From 2029 Gabon will not let manganese be exported in raw form.",
    "sentence that begins like a byline": "By 2030 the country wants to refine half of what it mines.",
    "sentence that begins like a label": "Published reports put the cost of the road at $30 million.",
    "sentence that begins like a button": "Follow-up drilling is to begin in spring, the company said.",
    "sentence about sharing": "The partners will share the cost of the road and of the railway.",
    "sentence that tells of a picture": "The image of the industry has suffered from the accident there.",
    "sentence about copyright": "The company holds the copyright in all maps of the old lithium field.",
    "bullets with sentences": "• Kazakhstan said in June that it would declassify data on deposits.",
    "long line without a full stop": (
        "Among the firms active there are Prospect Resources, Arcadia Minerals and Askari Metals, "
        "all of them listed in Australia and all of them small"
    ),
}


@pytest.mark.parametrize("case", KEPT)
def test_prose_stays_in_the_body(case):
    text = page(body=f"{FIRST}\n\n{KEPT[case]}\n\n{LAST}")

    assert extract(text).body(text) == f"{FIRST}\n\n{KEPT[case]}\n\n{LAST}"


def test_list_after_a_colon_stays_in_the_body():
    body = (
        f"{FIRST}\n\nThe new plan of the owner has three parts:\n"
        "- a second road to the railway line\n- a dam below the old tailings pond\n\n" + LAST
    )
    text = page(body=body)

    assert extract(text).body(text) == body


def test_standfirst_above_the_date_is_no_body():
    text = f"{TITLE}\nWhat comes next for the pit that a landslide cut off?\n14 March 2022\nArticle by Stockhead\n\n{BODY}"

    assert extract(text).body(text) == BODY


def test_text_without_headline_is_body_from_its_first_sentence():
    text = f"Cobalt\n{BODY}\nComments (0)"

    assert extract(text).body(text) == BODY


def test_hard_wrapped_paragraphs_are_whole():
    body = (
        "JAKARTA — Nickel ore will no longer leave\nIndonesia after Jan. 1, 2020, two years sooner\n"
        "than first planned, as the government hurries\nto have more of its resources processed at home.\n"
        "The three-month nickel contract on the London Metal\nExchange rose 3% to $18,470 a tonne, the highest\n"
        "in almost five years."
    )
    text = f"{TITLE}\nAuthor of the article: Reuters\n\n{body}\n(Reporting by Reuters staff)\n"

    assert extract(text).body(text) == body


def test_one_endless_line_is_body():
    text = f"{FIRST} {SECOND} {LAST}"

    assert extract(text).body(text) == text


def test_chinese_paragraphs_are_body():
    body = "智利国家铜业公司与智利矿业化工公司的锂合资项目获得中国监管部门批准，双方表示将尽快完成交易。\n\n项目位于阿塔卡马盐沼。"
    text = f"智利锂合资项目获中国批准\n来源：新华社\n2025年11月13日\n\n{body}\n\n分享到微信\n版权所有 2025"

    found = extract(text)

    assert (found.title, found.body(text)) == ("智利锂合资项目获中国批准", body)


def test_boilerplate_stays_out_of_countries():
    text = page(BEFORE["menu"], "", AFTER["related with teasers"])

    assert [tag.slug for tag in extract(text).countries] == ["ar"]
