"""Stories: which articles are copies of one text, and what they are recognised by."""

from django.conf import settings
from django.db import models


class Story(models.Model):
    """Copies of one text; an article that has no copy has no story."""

    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "stories"

    def __str__(self) -> str:
        return f"Story {self.pk}"


class StoryKey(models.Model):
    """One number of an article's fingerprint; copies of a text share some of theirs."""

    pk = models.CompositePrimaryKey("key", "article_id")
    key = models.BigIntegerField()
    article = models.ForeignKey("Article", models.CASCADE, related_name="story_keys")

    def __str__(self) -> str:
        return f"{self.key} of article {self.article_id}"


class StoryRejection(models.Model):
    """An editor found that an article is no copy of the others. Binds the machine for ever."""

    article = models.OneToOneField(
        "Article", models.CASCADE, primary_key=True, related_name="story_rejection"
    )
    rejected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    rejected_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Article {self.article_id} is no copy"
