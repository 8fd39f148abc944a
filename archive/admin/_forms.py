"""Forms of the desk: what a person types, checked, with messages that name the fix."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from archive import edtf
from archive.admin._links import NamedRowFormSet
from archive.models import Article, Mineral, MineralKind, SourceDomain

_FACTS = ("symbol", "usgs_critical", "eu_critical", "eu_strategic", "iea_focus")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}")


class ArticleForm(forms.ModelForm):
    """The values of an article that an editor may change. Its text is not among them."""

    class Meta:
        model = Article
        fields = ("title", "source", "origin", "published", "url", "language", "review")
        widgets = {"title": forms.TextInput(attrs={"class": "vLargeTextField", "dir": "auto"})}
        help_texts = {
            "published": "2024-01-16, 2024-01, 2024, 16 January 2024, or XXXX-11-06 when the "
            "year is unknown. Empty when the clipping does not say.",
            "language": "ISO 639-1, e.g. en, zh, es.",
        }

    url = forms.URLField(
        label="URL",
        required=False,
        max_length=2000,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "vLargeTextField"}),
    )
    published = forms.CharField(
        required=False, max_length=40, help_text=Meta.help_texts["published"]
    )

    def clean_published(self) -> str:
        """Accept EDTF and dates as people write them; return EDTF."""
        return read_date(self.cleaned_data["published"])

    def clean_language(self) -> str:
        """Accept a language code."""
        language = self.cleaned_data["language"].strip().lower()
        if language and not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,4})?", language):
            raise ValidationError("Write the code of a language, such as en, zh or es.", "language")
        return language


def read_date(typed: str) -> str:
    """Return a date as EDTF; raise ValidationError for what is none."""
    if not typed.strip():
        return ""
    try:
        return str(edtf.parse_given(typed))
    except ValueError as error:
        raise ValidationError(str(error), "date") from error


class MineralForm(forms.ModelForm):
    """A node of the tree group > mineral > form, kept in that order."""

    class Meta:
        model = Mineral
        fields = ("name", "kind", "parent", *_FACTS)

    def clean(self) -> dict[str, Any]:
        """Check that the parent is of a higher level; three levels are all there are."""
        cleaned = super().clean() or {}
        kind = cleaned.get("kind", self.instance.kind)
        parent = cleaned.get("parent", self.instance.parent)
        if kind == MineralKind.GROUP and parent:
            self.add_error("parent", "A group has no parent. Leave this empty.")
        elif kind != MineralKind.GROUP and not parent:
            self.add_error("parent", "Choose the group or the mineral that it belongs to.")
        elif parent and parent.kind not in _PARENTS[kind]:
            self.add_error("parent", "A mineral belongs to a group, a form to a mineral or group.")
        if "kind" in self.changed_data and self.instance.pk and self.instance.children.exists():
            self.add_error("kind", "Others belong to it. Move them first.")
        return cleaned


_PARENTS = {
    MineralKind.MINERAL: {MineralKind.GROUP},
    MineralKind.FORM: {MineralKind.GROUP, MineralKind.MINERAL},
}


class DomainForm(forms.ModelForm):
    """An internet domain, taken from whatever address was pasted."""

    class Meta:
        model = SourceDomain
        fields = ("domain",)

    def clean_domain(self) -> str:
        """Reduce an address to its domain without `www.`."""
        typed = self.cleaned_data["domain"].strip().lower()
        domain = re.sub(r"^[a-z]+://", "", typed).split("/")[0].split(":")[0].removeprefix("www.")
        if not _DOMAIN.fullmatch(domain):
            raise ValidationError("Write a domain such as daryo.uz or reuters.com.", "domain")
        return domain


class AliasFormSet(NamedRowFormSet):
    """Aliases of one row. Those that came with Lode keep their text and are only switched off.

    Deleted, a built-in alias would come back with the next loading of the taxonomy.
    """

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        """Lock the text of built-in aliases."""
        super().add_fields(form, index)
        if form.instance.is_builtin:
            form.fields["text"].disabled = True

    def clean(self) -> None:
        """Refuse the same alias twice; the database compares without regard to case."""
        super().clean()
        seen: set[str] = set()
        for form in self.forms:
            if form in self.deleted_forms or not form.is_valid():
                continue
            text = form.cleaned_data.get("text", "").lower()
            if text and text in seen:
                form.add_error("text", "This alias is in the list already.")
            seen.add(text)

    def delete_existing(self, obj: Any, commit: bool = True) -> None:  # noqa: FBT001, FBT002
        """Switch a built-in alias off; delete any other."""
        if not obj.is_builtin:
            super().delete_existing(obj, commit=commit)
            return
        obj.is_active = False
        if commit:
            obj.save(update_fields=["is_active"])
