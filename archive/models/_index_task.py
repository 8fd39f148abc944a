"""The durable queue from the database to the search index."""

from django.db import models


class IndexTask(models.Model):
    """An article whose index document is out of date. Database triggers write these rows.

    `article_id` is no foreign key, so that a deletion queues too. `generation` grows with
    every change; a task is only deleted at the generation that was indexed.
    """

    article_id = models.BigIntegerField(primary_key=True)
    generation = models.PositiveBigIntegerField(default=1)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True, default="")
    queued_at = models.DateTimeField()
    not_before = models.DateTimeField(
        null=True, blank=True, help_text="After a failure: when to try again."
    )

    class Meta:
        ordering = ["queued_at", "article_id"]

    def __str__(self) -> str:
        return f"Index article {self.article_id}"
