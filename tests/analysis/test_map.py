"""The map on disk is the one that the pages are told of, and the way it was drawn."""

import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from archive.analysis.map import DRAWN, HEIGHT, WIDTH
from archive.analysis.map.build import draw, project

ROOT = Path(__file__).parents[2]
TOO_SMALL = {"aq", "bq", "bv", "cc", "cx", "gf", "gi", "gp", "mq", "re", "sj", "tk", "tv", "um"}


def test_every_country_of_the_gazetteer_is_drawn_or_too_small():
    path = ROOT / "archive/extraction/gazetteers/countries.toml"
    known = {each["slug"] for each in tomllib.loads(path.read_text("utf-8"))["country"]}

    assert known - DRAWN == TOO_SMALL | {"yt"}
    assert known >= DRAWN


def test_drawing_holds_what_the_pages_are_told():
    path = ROOT / "static/img/world.svg"
    drawing = ElementTree.parse(path).getroot()

    shapes = {each.get("id") for each in drawing.iter("{http://www.w3.org/2000/svg}path")}
    assert shapes - {"rest"} == DRAWN
    assert drawing.get("viewBox") == f"0 0 {WIDTH} {HEIGHT}"
    assert path.stat().st_size < 60_000
    assert b"world-atlas 2.0.2" in path.read_bytes()


@pytest.mark.parametrize(
    ("longitude", "latitude", "x", "y"),
    [(11, 0, 480, 232), (-169, 0, 0, 232), (191, 0, 960, 232), (11, 84, 480, 0)],
)
def test_places_are_projected_onto_the_sheet(longitude, latitude, x, y):
    assert project(longitude, latitude) == pytest.approx((x, y), abs=1)


def test_countries_share_borders_and_small_ones_become_dots():
    border = [[0, 0], [0, 20]]
    west = [[0, 20], [-20, 0], [0, -20], [20, 0]]
    east = [[0, 20], [20, 0], [0, -20], [-20, 0]]
    islet = [[100, 0], [1, 0], [0, 1], [-1, -1]]
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [border, west, east, islet],
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "Polygon", "id": "152", "arcs": [[0, 1]]},
                    {"type": "MultiPolygon", "id": "032", "arcs": [[[0, 2]], [[3]]]},
                    {"type": "Polygon", "id": "702", "arcs": [[3]]},
                    {"type": "Polygon", "id": "010", "arcs": [[3]]},
                    {"type": "Polygon", "arcs": [[3]]},
                ]
            }
        },
    }

    paths = draw(topology)

    assert list(paths) == ["ar", "cl", "rest", "sg"]
    assert paths["ar"].split("l")[0] == paths["cl"].split("l")[0]  # both begin at the border
    assert "a3 3 0 1 0" in paths["sg"]
