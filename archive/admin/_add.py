"""Adding a clipping: one form with a box for text and a place for a file."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html

from archive.ingest import (
    DuplicateClipping,
    IngestError,
    RawClipping,
    ingest,
    keep,
    original_path,
    read_upload,
)
from archive.models import Article

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_SALT = "archive.admin.kept"
_KEPT_FOR = 24 * 60 * 60  # seconds

ACCEPTED = ".txt,.md,.html,.htm,.mht,.mhtml,.pdf,.docx,.eml"


class ClippingForm(forms.Form):
    """Pasted text or an uploaded file, and leave to store a copy of what is there already.

    A file that turns out to be a duplicate is kept under a signed name, because a browser
    does not send it again with the next attempt.
    """

    text = forms.CharField(
        required=False,
        strip=False,
        label="Paste the text",
        help_text="Everything, as it came: header, article, footer.",
        widget=forms.Textarea(attrs={"rows": 18, "autofocus": True, "dir": "auto"}),
    )
    file = forms.FileField(
        required=False,
        label="Or choose a file",
        help_text="Plain text, HTML, PDF, Word (.docx) or an e-mail (.eml).",
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        allow_empty_file=True,
        max_length=255,
    )
    add_anyway = forms.BooleanField(required=False, label="Add it anyway, as a copy")
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: "User | None" = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.article: Article | None = None
        self.duplicate_of: int | None = None

    @property
    def kept_name(self) -> str:
        """Return the name of the file kept from the last attempt; empty when there is none."""
        return self._kept()[1]

    def clean(self) -> dict[str, Any]:
        """Store the clipping; whatever keeps it out becomes a message on the form."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        try:
            raw = self._raw(cleaned)
            self.article = ingest(
                raw, user=self.user, allow_duplicate=bool(cleaned.get("add_anyway"))
            )
        except DuplicateClipping as error:
            self.duplicate_of = error.existing_id
            self._keep(raw)
            raise ValidationError(_duplicate_message(error.existing_id), "duplicate") from error
        except IngestError as error:
            raise ValidationError(str(error), "unreadable") from error
        return cleaned

    def _raw(self, cleaned: dict[str, Any]) -> RawClipping:
        text, file = cleaned.get("text", "").strip(), cleaned.get("file")
        if text and file:
            raise ValidationError(
                "There is both text and a file. Empty the box, or remove the file.", "both"
            )
        if file:
            return read_upload(file, file.name)
        if text:
            return RawClipping(cleaned["text"].encode("utf-8", "replace"))
        return self._kept_clipping()

    def _kept_clipping(self) -> RawClipping:
        sha256, file_name = self._kept()
        if not sha256:
            raise ValidationError("Paste the text of a clipping, or choose a file.", "nothing")
        return RawClipping(original_path(sha256).read_bytes(), file_name)

    def _keep(self, raw: RawClipping) -> None:
        if raw.file_name:
            keep(raw)
            token = signing.dumps([raw.sha256, raw.file_name], salt=_SALT)
            # items() gives one value a name; ** would unpack a QueryDict into lists.
            self.data = dict(self.data.items()) | {"kept": token}

    def _kept(self) -> tuple[str, str]:
        """Return SHA-256 and name of the kept file; both empty unless we signed for it."""
        try:
            sha256, name = signing.loads(self.data.get("kept", ""), salt=_SALT, max_age=_KEPT_FOR)
        except (signing.BadSignature, ValueError):
            return "", ""
        return (sha256, name) if original_path(sha256).is_file() else ("", "")


def _duplicate_message(existing_id: int) -> str:
    article = Article.objects.get(pk=existing_id)
    return format_html(
        'The archive holds this clipping already: <a href="{}">{}</a>. '
        "Nothing was added. Tick “Add it anyway” to store a copy of it.",
        reverse("admin:archive_article_change", args=[existing_id]),
        article.label,
    )
