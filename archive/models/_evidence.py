"""Why an article carries a value: the words that say so, and what a person thinks of it."""

from django.db import models
from django.db.models import F, Q

from archive.models._article import Article


class Field(models.TextChoices):
    """The fields that carry evidence."""

    TITLE = "title", "Title"
    SOURCE = "source", "Source"
    ORIGIN = "origin", "Origin"
    DATE = "date", "Date"
    COUNTRY = "country", "Country"
    MINERAL = "mineral", "Mineral"
    COMPANY = "company", "Company"
    PROJECT = "project", "Mine or project"


class Verdict(models.TextChoices):
    """Who vouches for a value. A person's word is never overwritten by the machine."""

    MACHINE = "machine", "Found by Lode"
    CONFIRMED = "confirmed", "Confirmed by an editor"
    REJECTED = "rejected", "Rejected by an editor"
    EDITOR = "editor", "Set by an editor"


class Evidence(models.Model):
    """One finding: `Article.text[start:end]` says that `field` has `value`.

    Without offsets, the value comes from outside the text (a page's metadata, an editor).
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="evidence")
    field = models.CharField(max_length=10, choices=Field)
    value = models.CharField(max_length=500, help_text="ISO code, slug, EDTF date or name.")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    rule = models.CharField(max_length=200)
    confidence = models.FloatField(default=1.0)
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.MACHINE)

    class Meta:
        ordering = ["field", "start", "id"]
        verbose_name_plural = "evidence"
        indexes = [models.Index(fields=["field", "value"], name="evidence_value")]
        constraints = [
            models.CheckConstraint(
                condition=Q(start=None, end=None)
                | Q(start__isnull=False, end__isnull=False, start__lt=F("end")),
                name="evidence_offsets_in_order",
            ),
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1), name="evidence_confidence"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.value} ({self.rule})"

    @property
    def quote(self) -> str:
        """Return the words of the article that say so; empty when they are outside the text."""
        return "" if self.start is None else self.article.text[self.start : self.end]
