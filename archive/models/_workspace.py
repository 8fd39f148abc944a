"""What signed-in analysts keep: searches to ask again, collections of articles, mail sent."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

MAX_NAME = 120  # characters
MAX_NOTE = 4000


class Cadence(models.TextChoices):
    """How often a saved search sends its new articles by e-mail."""

    OFF = "off", "No e-mail"
    DAILY = "daily", "Daily"
    WEEKLY = "weekly", "Weekly, from Monday"


class SavedSearch(models.Model):
    """A question that a person asks again.

    `parameters` is its canonical query string. An article is new when its id lies above
    `seen_through` or is among `seen_awaited`: those were not in the index yet when the person
    looked. `sent_through` and `sent_awaited` say the same of e-mail.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(max_length=MAX_NAME)
    parameters = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(default=timezone.now)
    seen_through = models.BigIntegerField(default=0)
    seen_awaited = models.JSONField(default=list, blank=True)
    cadence = models.CharField(max_length=10, choices=Cadence, default=Cadence.OFF)
    sent_period = models.CharField(
        max_length=10, blank=True, help_text="Day or week of the last e-mail: 2026-01-31, 2026-W05."
    )
    sent_through = models.BigIntegerField(default=0)
    sent_awaited = models.JSONField(default=list, blank=True)
    told_problem = models.TextField(
        blank=True, help_text="Why it cannot be read any more, as the last e-mail said."
    )
    feed_token = models.CharField(max_length=64, null=True, blank=True, unique=True)

    class Meta:
        ordering = [Lower("name"), "id"]
        verbose_name_plural = "saved searches"
        indexes = [models.Index(fields=["cadence"], name="saved_search_cadence")]
        constraints = [
            models.UniqueConstraint("person", Lower("name"), name="saved_search_name_once"),
            models.UniqueConstraint(fields=["person", "parameters"], name="saved_search_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of its new articles."""
        return reverse("saved-search", args=[self.pk])


class Collection(models.Model):
    """Articles that a person put together, in an order, with notes."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="collections"
    )
    name = models.CharField(max_length=MAX_NAME)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    share_token = models.CharField(max_length=64, null=True, blank=True, unique=True)

    class Meta:
        ordering = [Lower("name"), "id"]
        constraints = [
            models.UniqueConstraint("person", Lower("name"), name="collection_name_once")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("collection", args=[self.pk])


class CollectionItem(models.Model):
    """One article of a collection.

    `article_id` is no foreign key, and `title` and `byline` are copies, so that a deleted
    article leaves a trace here. Ids are never used again.
    """

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="items")
    article_id = models.BigIntegerField(db_index=True)
    title = models.CharField(max_length=500)
    byline = models.CharField(max_length=500, blank=True)
    note = models.TextField(blank=True, max_length=MAX_NOTE)
    position = models.PositiveIntegerField()
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "article_id"], name="collection_article_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Announcement(models.Model):
    """An e-mail told a person about an article; none tells it again."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="announcements"
    )
    article_id = models.BigIntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "article_id"], name="announced_once")
        ]

    def __str__(self) -> str:
        return f"Article {self.article_id} to {self.person}"
