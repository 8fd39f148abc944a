"""Many clippings sent at once, at the desk."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from archive.models import Article, Import, ItemStatus
from tests.admin.articles import errors, upload
from tests.ingest.test_bundle import zipped

IMPORTS = reverse("admin:imports")


def send(desk, *files):
    """Send files; return the import that came of them."""
    response = desk.post(IMPORTS, {"clippings": list(files)})
    assert response.status_code == 302, errors(response)
    return Import.objects.get()


def go_on(desk, batch, **button):
    return desk.post(batch.get_absolute_url(), button, follow=True).content.decode()


def test_clippings_wait_are_read_and_tell_what_became_of_them(desk, editor):
    content = zipped(("a.txt", "Lithium <b>."), ("copy.txt", "Lithium <b>."), ("bad.pdf", "%PDF-"))
    batch = send(desk, upload(content, "<i>.zip"), upload(b"Tin from Peru.", "tin.txt"))
    assert not Article.objects.exists()
    assert "Not read to the end" in desk.get(reverse("admin:index")).content.decode()

    page = go_on(desk, batch)

    assert re.search(r"<strong>4</strong> of 4 read", page)
    assert "Refused: The PDF is damaged" in page
    assert page.count("Known already") == 2  # the clipping, and how many there are
    assert "<i>.zip" not in page
    assert Article.objects.filter(created_by=editor).count() == 2
    assert "Not read to the end" not in desk.get(reverse("admin:index")).content.decode()


def test_refused_clippings_alone_are_shown_and_tried_again(desk):
    batch = send(desk, upload(zipped(("a.txt", "Tin."), ("bad.pdf", "%PDF-")), "a.zip"))
    go_on(desk, batch)
    refused = desk.get(f"{batch.get_absolute_url()}?status=failed").content.decode()

    assert "bad.pdf" in refused
    assert "a.txt" not in refused
    assert "Try the 1 refused again" in refused
    go_on(desk, batch, _retry="1")
    assert batch.items.get(name="bad.pdf").attempts == 1


def test_refused_files_that_are_kept_no_longer_are_told(desk):
    batch = Import.objects.create(name="old.zip")
    batch.items.create(name="bad.pdf", file="0", status=ItemStatus.FAILED)

    assert "kept no longer" in go_on(desk, batch, _retry="1")


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ([], "Choose at least one file."),
        ([(b"", "rows.csv")], "no column “text”"),
        ([(zipped()[:9], "a.zip")], "damaged or incomplete"),
    ],
)
def test_what_cannot_be_sent_is_explained(desk, files, message):
    response = desk.post(IMPORTS, {"clippings": [upload(*each) for each in files]})

    assert response.status_code == 200
    assert message in errors(response)
    assert not Import.objects.exists()


def test_long_lists_have_pages(desk):
    batch = Import.objects.create(name="many.zip")
    batch.items.bulk_create(
        batch.items.model(batch=batch, name=f"{number}.txt", file="0", status="added")
        for number in range(1_205)
    )

    page = desk.get(f"{batch.get_absolute_url()}?page=12").content.decode()

    assert "1199.txt" in page
    assert "Page 12 of 13" in page
    assert desk.get(f"{batch.get_absolute_url()}?page=x&status=zz").status_code == 200


def test_who_may_not_add_may_not_send(client, archive):
    client.force_login(get_user_model().objects.create_user("staff", is_staff=True))
    batch = Import.objects.create(name="a")

    assert client.get(IMPORTS).status_code == 403
    assert client.post(batch.get_absolute_url()).status_code == 403
