"""The desks that only show."""

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse
from django.utils import timezone

from archive.models import IndexTask, Original
from tests.factories import make_article

TASKS = reverse("admin:archive_indextask_changelist")


def test_failed_task_shows_its_error_and_can_be_tried_again(desk):
    article = make_article()
    IndexTask.objects.filter(pk=article.pk).update(
        attempts=5, last_error="ValueError: too odd", not_before=timezone.now()
    )

    assert "ValueError: too odd" in desk.get(TASKS).content.decode()
    desk.post(TASKS, {"action": "retry", "_selected_action": [article.pk]})

    task = IndexTask.objects.get(pk=article.pk)
    assert (task.attempts, task.not_before) == (0, None)


@pytest.mark.parametrize(("may", "attempts"), [((), 5), (("change_indextask",), 0)])
def test_trying_again_takes_the_right_to_change_the_queue(client, archive, may, attempts):
    article = make_article()
    IndexTask.objects.filter(pk=article.pk).update(attempts=5)
    reader = User.objects.create_user("reader", is_staff=True)
    names = ("view_indextask", *may)
    reader.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(reader)

    client.post(TASKS, {"action": "retry", "_selected_action": [article.pk]})

    assert IndexTask.objects.get(pk=article.pk).attempts == attempts


def test_tasks_and_originals_cannot_be_changed(desk):
    article = make_article()
    original = Original.objects.create(sha256="0" * 64, media_type="text/plain", size=3)

    for name, pk in (("indextask", article.pk), ("original", original.pk)):
        change = reverse(f"admin:archive_{name}_change", args=[pk])
        assert desk.get(change).status_code == 200
        assert desk.post(change, {"sha256": "1"}).status_code == 403
        assert desk.post(f"{change}../delete/", {"post": "yes"}).status_code in (403, 404)
    assert Original.objects.filter(pk=original.pk).exists()
