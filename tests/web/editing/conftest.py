"""An article with its evidence, and people who may and may not decide about it."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import transaction

from archive.ingest import RawClipping, ingest, load_taxonomy

TEXT = (
    "Mining Weekly\n\nChile raises lithium output\n\nPublished: 5 March 2024\n\n"
    "Chile's lithium output rose 12 percent in February, the regulator said on Tuesday, as two "
    "plants near Antofagasta widened their ponds and shipped more lithium carbonate to Japan.\n\n"
    "“More brine, more salt,” a trader in the Andes said. The trader expects prices\nto fall.\n"
)


@pytest.fixture(scope="module")
def taxonomy(django_db_setup, django_db_blocker):
    """Load the taxonomy once for a module; each test begins anew from here."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_taxonomy()
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


@pytest.fixture
def article(taxonomy, db, settings):
    settings.INLINE_INDEXING = False
    settings.AXES_ENABLED = False
    return ingest(RawClipping(TEXT.encode(), "clip.txt"))


def make_editor(name):
    person = get_user_model().objects.create_user(name)
    person.user_permissions.add(Permission.objects.get(codename="change_article"))
    return person


@pytest.fixture
def editor(client, db):
    """Return an editor, no member of staff, as whom the client is signed in."""
    person = make_editor("vera")
    client.force_login(person)
    return person
