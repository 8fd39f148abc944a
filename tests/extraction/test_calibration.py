"""Stated confidence is measured confidence."""

import pytest

from archive.extraction import Finding, extract
from archive.extraction._calibration import calibrated, calibrations


def finding(field, rule, confidence):
    return Finding(field, "x", 0, 1, "x", rule, confidence)


@pytest.mark.parametrize("kind", calibrations(), ids=lambda kind: f"{kind.field}: {kind.rule}")
def test_stated_confidence_is_within_five_points_of_what_was_measured(kind):
    assert 0 < kind.stated < 1
    assert 0 <= kind.right <= kind.seen
    if kind.seen >= 20:
        assert kind.stated == pytest.approx(kind.right / kind.seen, abs=0.05)
    else:  # too few to say: near nine in ten
        assert abs(kind.stated - 0.9) < 0.1


@pytest.mark.parametrize(
    ("field", "rule", "own", "changes"),
    [
        ("country", "city in China", 0.85, True),
        ("country", "name", 0.95, True),
        ("mineral", "form of lithium", 0.5, True),
        ("source", "page metadata", 0.99, False),
        ("date", "page metadata", 0.97, False),
        ("company", "name", 0.77, False),
    ],
)
def test_confidence_is_measured_where_it_was_measured(field, rule, own, changes):
    (found,) = calibrated([finding(field, rule, own)])

    assert (found.confidence != own) == changes


def test_surer_readings_of_a_rule_say_so():
    settled, plain = calibrated([finding("country", "name", 0.8), finding("country", "name", 0.95)])

    assert settled.confidence < plain.confidence


def test_findings_of_a_text_state_what_was_measured():
    text = "Chile raises lithium output\n\nChile sent lithium carbonate from Antofagasta to Japan."
    stated = {(kind.field, kind.stated) for kind in calibrations()}

    found = extract(text).findings

    assert {each.field for each in found} == {"title", "country", "mineral"}
    assert {(each.field, each.confidence) for each in found} <= stated
