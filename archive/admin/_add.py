"""What a person sends to be added: a box for text, a place for a file, where it was published."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from archive.admin._held import held_for
from archive.ingest import IngestError, RawClipping, read_upload

ACCEPTED = ".txt,.md,.html,.htm,.mht,.mhtml,.pdf,.docx,.eml"


class ClippingForm(forms.Form):
    """Pasted text or a file, its address, and leave to store a copy of what is there already.

    `kept` names a file that the session holds, as a browser does not send a file again.
    """

    text = forms.CharField(
        required=False,
        strip=False,
        label="Paste the text",
        help_text="Everything, as it came: header, article, footer.",
        widget=forms.Textarea(attrs={"rows": 16, "autofocus": True, "dir": "auto"}),
    )
    file = forms.FileField(
        required=False,
        label="Or choose a file",
        help_text="Plain text, HTML, PDF, Word (.docx) or an e-mail (.eml).",
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        allow_empty_file=True,
        max_length=255,
    )
    url = forms.URLField(
        required=False,
        max_length=2000,
        assume_scheme="https",
        label="Web address",
        help_text="Where it was published, when you know. Lode does not fetch it.",
    )
    add_anyway = forms.BooleanField(required=False, label="Add it anyway, as a copy")
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, request: HttpRequest) -> None:
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        super().__init__(*sent)
        self.request = request
        self.raw: RawClipping | None = None
        self.duplicate_of: int | None = None
        self.is_remembered = False
        self.fields["text"].validators = []  # reading drops what a text may not hold, such as NUL

    @property
    def kept_name(self) -> str:
        """Return the name of the file that is held; empty when there is none."""
        held = held_for(self.request, self.data.get("kept", ""))
        return held.file_name if held else ""

    def clean(self) -> dict[str, Any]:
        """Take the bytes of the clipping; whatever keeps it out becomes a message."""
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                self.raw = self._raw(cleaned)
            except IngestError as error:
                raise ValidationError(str(error), "unreadable") from error
        return cleaned

    def remember(self, kept: str) -> None:
        """Carry the name of a held file into the next form."""
        self.is_remembered = True
        # items() gives one value a name; ** would unpack a QueryDict into lists.
        self.data = dict(self.data.items()) | {"kept": kept}

    def _raw(self, cleaned: dict[str, Any]) -> RawClipping:
        text, file, url = cleaned.get("text", ""), cleaned.get("file"), cleaned.get("url", "")
        if text.strip() and file:
            raise ValidationError(
                "There is both text and a file. Empty the box, or remove the file.", "both"
            )
        if file:
            raw = read_upload(file, file.name)
        elif text.strip():
            raw = RawClipping(text.encode("utf-8", "replace"))
        else:
            raw = self._held()
        return RawClipping(raw.content, raw.file_name, url)

    def _held(self) -> RawClipping:
        name = self.data.get("kept", "")
        raw = held_for(self.request, name)
        if raw is None:
            gone = "The file is held no longer: choose it again. " if name else ""
            raise ValidationError(
                f"{gone}Paste the text of a clipping, or choose a file.", "nothing"
            )
        return raw
