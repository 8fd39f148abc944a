import pytest
from django.core.management import call_command

from archive.models import Company, Country

pytestmark = pytest.mark.django_db


def test_load_taxonomy_says_what_it_added_and_then_nothing(capsys):
    call_command("load_taxonomy")
    first = capsys.readouterr().out
    call_command("load_taxonomy")

    assert f"Added {Country.objects.count():,} countries" in first
    assert f"{Company.objects.count():,} companies and projects" in first
    assert capsys.readouterr().out == "The taxonomy is up to date.\n"
