"""The article: the text as received and what is held about it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from archive.models._original import Original
from archive.models._story import Story
from archive.models._taxonomy import Company, Country, Mineral, Source


class Review(models.TextChoices):
    """Whether a person has looked at the article."""

    UNREVIEWED = "unreviewed", "Unreviewed"
    REVIEWED = "reviewed", "Reviewed"


def validate_body_ranges(value: object) -> None:
    """Raise ValidationError unless `value` is a list of ascending `[start, end)` pairs."""
    position = 0
    for pair in value if isinstance(value, list) else [None]:
        if not (isinstance(pair, list) and len(pair) == 2 and position <= pair[0] < pair[1]):
            raise ValidationError("Body ranges are ascending, separate [start, end] pairs.")
        position = pair[1]


class Article(models.Model):
    """A clipping that Lode keeps. `text` is the truth and is never altered by the machine."""

    text = models.TextField(help_text="The clipping as received.")
    title = models.CharField(max_length=500, blank=True)
    body_ranges = models.JSONField(
        default=list,
        blank=True,
        validators=[validate_body_ranges],
        help_text="Character ranges of the text that are the body: [[start, end], …].",
    )
    published = models.CharField(
        max_length=10,
        blank=True,
        help_text="EDTF: 2024-01-16, 2024-01, 2024, or XXXX-11-06 when the year is unknown.",
    )
    published_earliest = models.DateField(null=True, blank=True, editable=False)
    published_latest = models.DateField(null=True, blank=True, editable=False)
    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.SET_NULL, related_name="articles"
    )
    origin = models.ForeignKey(
        Source,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="originated",
        help_text="Agency or outlet the text was taken from.",
    )
    url = models.URLField("URL", max_length=2000, blank=True)
    language = models.CharField(max_length=8, blank=True, help_text="ISO 639-1, e.g. en.")
    content_hash = models.CharField(max_length=64, editable=False, db_index=True)
    review = models.CharField(max_length=10, choices=Review, default=Review.UNREVIEWED)
    story = models.ForeignKey(
        Story, null=True, blank=True, on_delete=models.SET_NULL, related_name="articles"
    )
    original = models.ForeignKey(
        Original, null=True, blank=True, on_delete=models.PROTECT, related_name="articles"
    )
    countries = models.ManyToManyField(Country, through="ArticleCountry", related_name="articles")
    minerals = models.ManyToManyField(Mineral, through="ArticleMineral", related_name="articles")
    companies = models.ManyToManyField(Company, through="ArticleCompany", related_name="articles")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["-published_latest", "-id"]
        indexes = [
            models.Index(fields=["-published_latest", "-id"], name="article_newest"),
            models.Index(fields=["published_earliest"], name="article_earliest"),
            models.Index(fields=["review"], name="article_review"),
            models.Index(fields=["language"], name="article_language"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_earliest=None, published_latest=None)
                | Q(
                    published_earliest__isnull=False,
                    published_latest__isnull=False,
                    published_earliest__lte=F("published_latest"),
                ),
                name="article_dates_in_order",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="article_has_text"),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        """Return the address of the article's page."""
        return reverse("article", args=[self.pk])

    @property
    def body(self) -> str:
        """Return the body alone; the whole text when no range is known."""
        if not self.body_ranges:
            return self.text
        return "\n\n".join(self.text[start:end] for start, end in self.body_ranges)

    @property
    def label(self) -> str:
        """Return the title, or the start of the body when the article has none."""
        if self.title:
            return self.title
        start = " ".join(self.body[:400].split())
        return start if len(start) <= 90 else start[:90].rsplit(" ", 1)[0] + " …"


class ArticleCountry(models.Model):
    """An article names a country; `weight` (0 to 1) tells the main subject from a mention."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="country_links")
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="article_links")
    weight = models.FloatField(default=1.0)

    class Meta:
        ordering = ["-weight", "country__name"]
        verbose_name = "country"
        verbose_name_plural = "countries"
        constraints = [
            models.UniqueConstraint(fields=["article", "country"], name="article_country_once"),
            models.CheckConstraint(
                condition=Q(weight__gte=0, weight__lte=1), name="article_country_weight"
            ),
        ]

    def __str__(self) -> str:
        return str(self.country)


class ArticleMineral(models.Model):
    """An article names a mineral; `weight` (0 to 1) tells the main subject from a mention."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="mineral_links")
    mineral = models.ForeignKey(Mineral, on_delete=models.PROTECT, related_name="article_links")
    weight = models.FloatField(default=1.0)

    class Meta:
        ordering = ["-weight", "mineral__name"]
        verbose_name = "mineral"
        verbose_name_plural = "minerals"
        constraints = [
            models.UniqueConstraint(fields=["article", "mineral"], name="article_mineral_once"),
            models.CheckConstraint(
                condition=Q(weight__gte=0, weight__lte=1), name="article_mineral_weight"
            ),
        ]

    def __str__(self) -> str:
        return str(self.mineral)


class ArticleCompany(models.Model):
    """An article names a company or project; `weight` (0 to 1) as for countries."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="company_links")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="article_links")
    weight = models.FloatField(default=1.0)

    class Meta:
        ordering = ["-weight", "company__name"]
        verbose_name = "company or project"
        verbose_name_plural = "companies and projects"
        constraints = [
            models.UniqueConstraint(fields=["article", "company"], name="article_company_once"),
            models.CheckConstraint(
                condition=Q(weight__gte=0, weight__lte=1), name="article_company_weight"
            ),
        ]

    def __str__(self) -> str:
        return str(self.company)
