"""Sources, countries, minerals and companies, with the names that text may use for them."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

UNKNOWN_SOURCE = "Source unknown"  # what stands where an article has none


class SourceKind(models.TextChoices):
    """What sort of publisher a source is."""

    NEWSPAPER = "newspaper", "Newspaper"
    AGENCY = "agency", "News agency"
    TRADE_PRESS = "trade-press", "Trade press"
    GOVERNMENT = "government", "Government"
    COMPANY = "company", "Company"
    RESEARCH = "research", "Research"
    BLOG = "blog", "Blog"
    UNKNOWN = "unknown", "Unknown"


class MineralKind(models.TextChoices):
    """The level of a mineral in its tree: group, mineral, form."""

    GROUP = "group", "Group"
    MINERAL = "mineral", "Mineral"
    FORM = "form", "Ore, compound or product"


class CompanyKind(models.TextChoices):
    """What a company does, or what sort of project a row is."""

    MINER = "miner", "Miner or developer"
    REFINER = "refiner", "Smelter, refiner or chemical maker"
    BATTERY = "battery", "Batteries and their materials"
    MAGNETS = "magnets", "Magnets"
    CHIPS = "chips", "Chips and wafers"
    TRADER = "trader", "Trader"
    RECYCLER = "recycler", "Recycler"
    CARMAKER = "carmaker", "Carmaker"
    INVESTOR = "investor", "Investor or royalty company"
    OTHER = "other", "Other company"
    MINE = "mine", "Mine"
    PROJECT = "project", "Project"
    DEPOSIT = "deposit", "Deposit"
    SMELTER = "smelter", "Smelter"
    REFINERY = "refinery", "Refinery"
    PLANT = "plant", "Plant"


PROJECT_KINDS = (
    CompanyKind.MINE,
    CompanyKind.PROJECT,
    CompanyKind.DEPOSIT,
    CompanyKind.SMELTER,
    CompanyKind.REFINERY,
    CompanyKind.PLANT,
)


class Country(models.Model):
    """A country or territory of ISO 3166-1; the slug is its alpha-2 code in lower case."""

    slug = models.SlugField(max_length=2, unique=True)
    name = models.CharField(max_length=100, unique=True)
    region = models.CharField(max_length=50)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "countries"

    def __str__(self) -> str:
        return self.name


class Mineral(models.Model):
    """A node of the tree group > mineral > form, e.g. battery minerals > lithium > spodumene."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80, unique=True)
    symbol = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=10, choices=MineralKind, default=MineralKind.MINERAL)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    usgs_critical = models.BooleanField("on the USGS 2025 list", default=False)
    eu_critical = models.BooleanField("on the EU 2024 critical list", default=False)
    eu_strategic = models.BooleanField("on the EU 2024 strategic list", default=False)
    iea_focus = models.BooleanField("IEA focus mineral", default=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=MineralKind.GROUP, parent=None)
                | Q(kind__in=[MineralKind.MINERAL, MineralKind.FORM], parent__isnull=False),
                name="mineral_only_groups_are_roots",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Source(models.Model):
    """Someone who publishes: a newspaper, an agency, a ministry, a company."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=12, choices=SourceKind, default=SourceKind.UNKNOWN)
    country = models.ForeignKey(Country, null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(slug="none"), name="source_slug_none_is_reserved")
        ]

    def __str__(self) -> str:
        return self.name


class Company(models.Model):
    """A company, or a mine or project of one; both are found by the facet `company`.

    Country and commodities are what the name stands for: articles that name it do not get them.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=10, choices=CompanyKind, default=CompanyKind.OTHER)
    country = models.ForeignKey(
        Country,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="companies",
        help_text="Seat of a company, place of a project.",
    )
    owner = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="projects",
        help_text="Of a project: the company that operates it or holds the largest share.",
    )
    commodities = models.ManyToManyField(Mineral, blank=True, related_name="companies")

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "companies and projects"
        constraints = [
            models.CheckConstraint(condition=~Q(slug="none"), name="company_slug_none_is_reserved"),
            models.CheckConstraint(
                condition=Q(owner=None) | Q(kind__in=PROJECT_KINDS),
                name="company_only_projects_have_owners",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_project(self) -> bool:
        """Tell whether this is a mine, a deposit or a plant and not a company."""
        return self.kind in PROJECT_KINDS


class SourceDomain(models.Model):
    """An internet domain of a source, without `www.`, e.g. `daryo.uz`."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="domains")
    domain = models.CharField(max_length=253, unique=True)

    class Meta:
        ordering = ["domain"]

    def __str__(self) -> str:
        return self.domain


class Alias(models.Model):
    """A name that text may use. Built-in ones came with Lode; switched off, they stay off."""

    text = models.CharField(max_length=200)
    is_builtin = models.BooleanField("came with Lode", default=False, editable=False)
    is_active = models.BooleanField("active", default=True)

    class Meta:
        abstract = True
        ordering = ["text"]

    def __str__(self) -> str:
        return self.text


class SourceAlias(Alias):
    """Another name of a source."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="aliases")

    class Meta(Alias.Meta):
        verbose_name_plural = "source aliases"
        constraints = [
            models.UniqueConstraint(Lower("text"), "source", name="source_alias_once"),
        ]


class CountryAlias(Alias):
    """Another name of a country: official name, demonym, abbreviation."""

    country = models.ForeignKey(Country, on_delete=models.CASCADE, related_name="aliases")

    class Meta(Alias.Meta):
        verbose_name_plural = "country aliases"
        constraints = [
            models.UniqueConstraint("text", "country", name="country_alias_once"),
        ]


class MineralAlias(Alias):
    """Another name of a mineral: spelling, formula, ore, trade name."""

    mineral = models.ForeignKey(Mineral, on_delete=models.CASCADE, related_name="aliases")

    class Meta(Alias.Meta):
        verbose_name_plural = "mineral aliases"
        constraints = [
            models.UniqueConstraint("text", "mineral", name="mineral_alias_once"),
        ]


class CompanyAlias(Alias):
    """Another name of a company or project: former name, abbreviation, name in Chinese."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="aliases")

    class Meta(Alias.Meta):
        verbose_name_plural = "company aliases"
        constraints = [
            models.UniqueConstraint("text", "company", name="company_alias_once"),
        ]
