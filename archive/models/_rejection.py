"""What an editor refused once for all articles of a source."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower

from archive.models._evidence import Field
from archive.models._taxonomy import Company, Country, Mineral, Source

_NOUNS = {
    Field.COUNTRY: "the code of a country, such as us",
    Field.MINERAL: "the slug of a mineral",
    Field.COMPANY: "the slug of a company",
    Field.PROJECT: "the slug of a mine or project",
}
_MODELS: dict[str, type[Country | Mineral | Company]] = {
    Field.COUNTRY: Country,
    Field.MINERAL: Mineral,
    Field.COMPANY: Company,
    Field.PROJECT: Company,
}


class AliasRejection(models.Model):
    """In articles of a source, a name does not mean what it means elsewhere.

    "Georgia" in the Savannah Morning News is not `ge` but `us`; without `means`, it is nothing.
    Values are slugs.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="rejections")
    field = models.CharField(
        max_length=10,
        choices=[(field.value, field.label) for field in _NOUNS],
        default=Field.COUNTRY,
    )
    text = models.CharField("name", max_length=200, help_text="As articles write it: Georgia.")
    value = models.CharField(
        "does not mean", max_length=60, help_text="Code of the country, or slug: ge, lithium."
    )
    means = models.CharField(
        "means instead", max_length=60, blank=True, help_text="Code or slug; empty for nothing."
    )

    class Meta:
        ordering = ["source__name", "text"]
        verbose_name = "rejected name"
        constraints = [
            models.UniqueConstraint(
                "source", "field", Lower("text"), "value", name="alias_rejection_once"
            )
        ]

    def __str__(self) -> str:
        instead = f" but {self.means}" if self.means else ""
        return f"“{self.text}” is not {self.value}{instead} in {self.source}"

    def clean(self) -> None:
        """Raise ValidationError unless both values are slugs of the field, and two."""
        model, noun = _MODELS[self.field], _NOUNS[Field(self.field)]
        errors = {}
        for name in ("value", "means"):
            slug = getattr(self, name).strip().lower()
            setattr(self, name, slug)
            if slug and not model._default_manager.filter(slug=slug).exists():
                errors[name] = f"There is no {self.field} {slug!r}. Write {noun}."
        if self.means and self.means == self.value:
            errors["means"] = "This is what it does not mean. Leave it empty, or write another."
        if errors:
            raise ValidationError(errors)
