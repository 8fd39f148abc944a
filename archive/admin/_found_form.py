"""The values found in a clipping, as a form: kept, changed or left out before anything is saved."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from archive.admin._forms import read_date
from archive.extraction import Extraction, Tag
from archive.indexing import names_near, slug_of
from archive.ingest import ClippingPreview, Values
from archive.models import PROJECT_KINDS, Company, Field

_MAX_NAMES = 50  # in one box
_TAGS = (Field.COUNTRY, Field.MINERAL, Field.COMPANY, Field.PROJECT)
_OTHERS = (
    (Field.COUNTRY, "Other countries"),
    (Field.MINERAL, "Other minerals"),
    (Field.COMPANY, "Other companies, mines and projects"),
)


class FoundForm(forms.Form):
    """What an article is to say; every tag that was found is offered with a tick."""

    title = forms.CharField(
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    source = forms.CharField(
        required=False, max_length=200, help_text="Who published it. A new name is added."
    )
    origin = forms.CharField(
        required=False, max_length=200, help_text="Agency or outlet the text was taken from."
    )
    published = forms.CharField(
        required=False,
        max_length=40,
        help_text="16 January 2024, 2024-01 or 2024. Without the year: XXXX-11-06.",
    )
    is_apart = forms.BooleanField(
        required=False, label="It is no copy of these: leave it out of their story"
    )

    def __init__(self, preview: ClippingPreview, data: Any = None) -> None:
        found = preview.found
        super().__init__(data, initial=_initial(found))
        for field in _TAGS:
            choices = [(tag.slug, tag.name) for tag in tags_found(found, field)]
            self.fields[field.value] = forms.MultipleChoiceField(required=False, choices=choices)
        for field, label in _OTHERS:
            self.fields[f"other_{field.value}"] = forms.CharField(
                required=False,
                max_length=2000,
                label=label,
                help_text="Names, with commas between them.",
            )

    @property
    def values(self) -> Values:
        """Return what a valid form says."""
        cleaned = self.cleaned_data
        companies = cleaned["other_company"]
        rows = Company.objects.filter(slug__in=companies, kind__in=PROJECT_KINDS)
        projects = frozenset(rows.values_list("slug", flat=True))
        return Values(
            title=cleaned["title"],
            source=cleaned["source"],
            origin=cleaned["origin"],
            date=cleaned["published"],
            countries=frozenset(cleaned["country"]) | cleaned["other_country"],
            minerals=frozenset(cleaned["mineral"]) | cleaned["other_mineral"],
            companies=frozenset(cleaned["company"]) | (companies - projects),
            projects=frozenset(cleaned["project"]) | projects,
        )

    def clean_title(self) -> str:
        """Return the title on one line."""
        return " ".join(self.cleaned_data["title"].split())

    def clean_published(self) -> str:
        """Accept EDTF and dates as people write them; return EDTF."""
        return read_date(self.cleaned_data["published"])

    def clean_other_country(self) -> frozenset[str]:
        """Find the countries of these names."""
        return _slugs(Field.COUNTRY, self.cleaned_data["other_country"])

    def clean_other_mineral(self) -> frozenset[str]:
        """Find the minerals of these names."""
        return _slugs(Field.MINERAL, self.cleaned_data["other_mineral"])

    def clean_other_company(self) -> frozenset[str]:
        """Find the companies and projects of these names."""
        return _slugs(Field.COMPANY, self.cleaned_data["other_company"])


def tags_found(found: Extraction, field: Field) -> tuple[Tag, ...]:
    """Return the values that were found in a field, each once."""
    tags = {
        Field.COUNTRY: found.countries,
        Field.MINERAL: (*found.minerals, *found.mineral_forms),
        Field.COMPANY: found.companies,
        Field.PROJECT: found.projects,
    }[field]
    return tuple({tag.slug: tag for tag in tags}.values())


def _initial(found: Extraction) -> dict[str, Any]:
    tags = {field.value: [tag.slug for tag in tags_found(found, field)] for field in _TAGS}
    return tags | {
        "title": found.title,
        "source": found.source,
        "origin": found.origin,
        "published": found.date,
    }


def _slugs(field: Field, typed: str) -> frozenset[str]:
    """Return the slugs of names with commas between them; raise ValidationError for strangers."""
    names = [name for each in re.split(r"[,;\n]", typed) if (name := " ".join(each.split()))]
    if len(names) > _MAX_NAMES:
        raise ValidationError(f"Write at most {_MAX_NAMES} names.", "many")
    slugs = {name: slug_of(field.value, name) for name in names}
    unknown = [ValidationError(_stranger(field, name)) for name in names if not slugs[name]]
    if unknown:
        raise ValidationError(unknown)
    return frozenset(slug for slug in slugs.values() if slug)


def _stranger(field: Field, name: str) -> str:
    near = names_near(field.value, name)
    meant = f"Did you mean {' or '.join(near)}?" if near else "Add it to the names first."
    return f"There is no {field.label.lower()} called “{name}”. {meant}"
