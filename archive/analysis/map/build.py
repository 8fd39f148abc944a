"""Draws the world map once: `python -m archive.analysis.map.build countries-50m.json`.

The file is that of world-atlas 2.0.2 (ISC, https://registry.npmjs.org/world-atlas), which is
Natural Earth 4.1.0 (public domain) as TopoJSON. Writes `static/img/world.svg`, one path for
each country, and `_drawn.py`, which says what is in it.
"""

import json
import math
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

WIDTH = 960
_TOLERANCE = 0.7  # units that a simplified line may be off
_SMALLEST = 2.0  # square units of an island that is drawn, beside a country's largest
_DOT = 14.0  # square units below which a country is a dot, to be seen and pointed at
_RADIUS = 3
_SOUTH, _NORTH = -58.0, 84.0
_MIDDLE = 11.0  # meridian; the map is cut opposite, in the Bering Strait, so that Russia is whole
_CUT = _MIDDLE - 180
_ROOT = Path(__file__).resolve().parents[3]

# ISO 3166-1 alpha-2 and numeric codes (Debian's iso-codes 4.15).
_CODES = """
    ad020 ae784 af004 ag028 ai660 al008 am051 ao024 aq010 ar032 as016 at040 au036 aw533 ax248
    az031 ba070 bb052 bd050 be056 bf854 bg100 bh048 bi108 bj204 bl652 bm060 bn096 bo068 bq535
    br076 bs044 bt064 bv074 bw072 by112 bz084 ca124 cc166 cd180 cf140 cg178 ch756 ci384 ck184
    cl152 cm120 cn156 co170 cr188 cu192 cv132 cw531 cx162 cy196 cz203 de276 dj262 dk208 dm212
    do214 dz012 ec218 ee233 eg818 eh732 er232 es724 et231 fi246 fj242 fk238 fm583 fo234 fr250
    ga266 gb826 gd308 ge268 gf254 gg831 gh288 gi292 gl304 gm270 gn324 gp312 gq226 gr300 gs239
    gt320 gu316 gw624 gy328 hk344 hm334 hn340 hr191 ht332 hu348 id360 ie372 il376 im833 in356
    io086 iq368 ir364 is352 it380 je832 jm388 jo400 jp392 ke404 kg417 kh116 ki296 km174 kn659
    kp408 kr410 kw414 ky136 kz398 la418 lb422 lc662 li438 lk144 lr430 ls426 lt440 lu442 lv428
    ly434 ma504 mc492 md498 me499 mf663 mg450 mh584 mk807 ml466 mm104 mn496 mo446 mp580 mq474
    mr478 ms500 mt470 mu480 mv462 mw454 mx484 my458 mz508 na516 nc540 ne562 nf574 ng566 ni558
    nl528 no578 np524 nr520 nu570 nz554 om512 pa591 pe604 pf258 pg598 ph608 pk586 pl616 pm666
    pn612 pr630 ps275 pt620 pw585 py600 qa634 re638 ro642 rs688 ru643 rw646 sa682 sb090 sc690
    sd729 se752 sg702 sh654 si705 sj744 sk703 sl694 sm674 sn686 so706 sr740 ss728 st678 sv222
    sx534 sy760 sz748 tc796 td148 tf260 tg768 th764 tj762 tk772 tl626 tm795 tn788 to776 tr792
    tt780 tv798 tw158 tz834 ua804 ug800 um581 us840 uy858 uz860 va336 vc670 ve862 vg092 vi850
    vn704 vu548 wf876 ws882 ye887 yt175 za710 zm894 zw716
"""
_NAMED = {"Kosovo": "xk"}  # a user-assigned code, without a number
_SLUGS = {code[2:]: code[:2] for code in _CODES.split()}

# Equal Earth: B. Savric, T. Patterson, B. Jenny, 2018, doi:10.1080/13658816.2018.1504949.
_A = (1.340264, -0.081106, 0.000893, 0.003796)

_SCALE = WIDTH / (2 * 2.70663)  # half the equator is so long on a globe of radius 1
Point = tuple[float, float]
Line = list[Point]


def project(longitude: float, latitude: float) -> Point:
    """Return a place on the map; areas keep their proportions."""
    theta = _theta(latitude)
    x = 2 * math.sqrt(3) * math.radians(longitude - _MIDDLE) * math.cos(theta)
    x /= 3 * (9 * _A[3] * theta**8 + 7 * _A[2] * theta**6 + 3 * _A[1] * theta**2 + _A[0])
    return x * _SCALE + WIDTH / 2, _northing(_NORTH) - _northing(latitude)


def height() -> int:
    """Return the height of the map."""
    return math.ceil(_northing(_NORTH) - _northing(_SOUTH))


def simplified(line: Line) -> Line:
    """Return a line with fewer points, by D. Douglas and T. Peucker."""
    if len(line) < 3:
        return line
    first, last = line[0], line[-1]
    place, distance = max(
        ((number, _distance(point, first, last)) for number, point in enumerate(line)),
        key=lambda each: each[1],
    )
    if distance <= _TOLERANCE:
        return [first, last]
    return simplified(line[: place + 1])[:-1] + simplified(line[place:])


def area(ring: Line) -> float:
    """Return the area of a ring, negative for a hole that runs the other way."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2


def read_arcs(topology: dict[str, Any]) -> list[Line]:
    """Return the projected and simplified lines that borders share."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for deltas in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            latitude = min(max(y * scale[1] + shift[1], _SOUTH), _NORTH)
            longitude = x * scale[0] + shift[0]
            line.append(project(longitude + 360 * (longitude < _CUT), latitude))
        arcs.append(simplified(line) if line[0] != line[-1] else _simplified_ring(line))
    return arcs


def rings_of(geometry: dict[str, Any], arcs: Sequence[Line]) -> Iterator[Line]:
    """Yield the rings of a country; islets that the map's edge would cut are left out."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        for numbers in polygon:
            ring: Line = []
            for number in numbers:
                line = arcs[number] if number >= 0 else arcs[~number][::-1]
                ring += line[1:] if ring else line
            if max(x for x, _ in ring) - min(x for x, _ in ring) < WIDTH / 2:
                yield ring[:-1]


def path_of(rings: Sequence[Line]) -> str:
    """Return the path of a country in whole units; a dot for one that would not be seen."""
    largest = max(rings, key=lambda ring: abs(area(ring)))
    if abs(area(largest)) < _DOT:
        x = round(sum(x for x, _ in largest) / len(largest)) - _RADIUS
        y = round(sum(y for _, y in largest) / len(largest))
        half = f"a{_RADIUS} {_RADIUS} 0 1 0"
        return f"M{x} {y}{half} {2 * _RADIUS} 0{half} {-2 * _RADIUS} 0z"
    kept = (ring for ring in rings if ring is largest or abs(area(ring)) >= _SMALLEST)
    return "".join(map(_ring_path, kept))


def draw(topology: dict[str, Any]) -> dict[str, str]:
    """Return the path of each country, and under `rest` that of places without a code."""
    arcs = read_arcs(topology)
    found: dict[str, list[Line]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry.get("properties", {}).get("name", "")
        slug = _SLUGS.get(geometry.get("id", "")) or _NAMED.get(name, "rest")
        if slug != "aq":
            found.setdefault(slug, []).extend(rings_of(geometry, arcs))
    return {slug: path_of(rings) for slug, rings in sorted(found.items())}


def write(paths: dict[str, str]) -> None:
    """Write the drawing and the list of what is in it."""
    shapes = "\n".join(f'<path id="{slug}" d="{path}"/>' for slug, path in paths.items())
    comment = "Natural Earth 4.1.0 (public domain), by way of world-atlas 2.0.2 (ISC)."
    _ROOT.joinpath("static/img/world.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height()}">\n'
        f"<!-- {comment} Made by archive/analysis/map/build.py. -->\n"
        f'<g id="land">\n{shapes}\n</g>\n</svg>\n',
        encoding="utf-8",
    )
    slugs = [slug for slug in paths if slug != "rest"]
    lines = (f"{' '.join(slugs[at : at + 30])}" for at in range(0, len(slugs), 30))
    Path(__file__).with_name("_drawn.py").write_text(
        '"""What the world map shows. Made by `build.py` from world-atlas 2.0.2."""\n\n'
        f"WIDTH, HEIGHT = {WIDTH}, {height()}\n"
        'SLUGS = """\n' + "\n".join(lines) + '\n"""\n',
        encoding="utf-8",
    )


def _simplified_ring(line: Line) -> Line:
    """Return a closed line with fewer points: its two halves meet where they are farthest apart."""
    middle = max(range(len(line)), key=lambda at: math.dist(line[0], line[at]))
    return simplified(line[: middle + 1])[:-1] + simplified(line[middle:])


def _theta(latitude: float) -> float:
    return math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))


def _northing(latitude: float) -> float:
    theta = _theta(latitude)
    return _SCALE * (_A[3] * theta**9 + _A[2] * theta**7 + _A[1] * theta**3 + _A[0] * theta)


def _distance(point: Point, first: Point, last: Point) -> float:
    length = math.dist(first, last)
    if not length:
        return math.dist(point, first)
    (x, y), (x1, y1), (x2, y2) = point, first, last
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length


def _ring_path(ring: Line) -> str:
    points = [(round(x), round(y)) for x, y in ring]
    steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(points)]
    numbers = "".join(_number(each) for step in steps if step != (0, 0) for each in step)
    return f"M{points[0][0]} {points[0][1]}l{numbers.strip()}z"


def _number(value: int) -> str:
    """Return a number as paths have it after another: a sign separates as well as a space."""
    return str(value) if value < 0 else f" {value}"


def main() -> None:
    """Read the topology that the command line names, and write the map."""
    write(draw(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))


if __name__ == "__main__":
    main()
