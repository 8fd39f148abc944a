"""Many clippings sent at once: what came, and what became of each."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from archive.models._article import Article


class Import(models.Model):
    """Files that a person sent together; the data directory has them until all is well."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(max_length=255)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of its page at the desk."""
        return reverse("admin:import", args=[self.pk])


class ItemStatus(models.TextChoices):
    """What became of one clipping of many."""

    WAITING = "waiting", "Waiting"
    ADDED = "added", "Added"
    DUPLICATE = "duplicate", "Known already"
    FAILED = "failed", "Refused"


class ImportItem(models.Model):
    """One clipping of an import: where its bytes lie, and what became of it.

    `file` is the name under which its file is kept; `place` and `size` say where in it it lies.
    `article` is the article added, or the one that a copy repeats.
    """

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="items")
    name = models.CharField(max_length=500)
    file = models.CharField(max_length=20)
    place = models.PositiveBigIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    status = models.CharField(max_length=10, choices=ItemStatus, default=ItemStatus.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    message = models.TextField(blank=True)
    article = models.ForeignKey(
        Article, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["batch", "status"], name="import_item_status")]

    def __str__(self) -> str:
        return self.name
