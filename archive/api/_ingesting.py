"""Clippings that programs send: the same reading, limits and duplicates as at the desk."""

from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import NotAuthenticated, PermissionDenied
from rest_framework.request import Request

from archive.ingest import DuplicateClipping, RawClipping, ingest, read_upload

PERMISSION = "archive.add_article"
_WEB_ADDRESS = r"^https?://[^\s<>\"]{3,1990}$"
_SOMETHING = r"\S"


class _TextField(serializers.RegexField):
    """A string as it came; a number is none."""

    def __init__(self, pattern: str, message: str, **kwargs: Any) -> None:
        messages = dict.fromkeys(("invalid", "required", "blank", "null"), message)
        super().__init__(pattern, trim_whitespace=False, error_messages=messages, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        """Return the string."""
        if not isinstance(data, str):
            raise serializers.ValidationError("This is not a string.")
        text: str = super().to_internal_value(data)
        return text


class _AddressField(_TextField):
    """Where a clipping was published."""

    def __init__(self, **kwargs: Any) -> None:
        message = "This is not a web address such as https://example.org/a."
        super().__init__(_WEB_ADDRESS, message, max_length=2000, required=False, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        """Return the address; a line end is no part of one."""
        text = super().to_internal_value(data)
        if text.endswith("\n"):
            self.fail("invalid")
        return text


class _SentSerializer(serializers.Serializer):
    """What a text and a file have in common."""

    url = _AddressField(help_text="Where it was published.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse fields that would be dropped without a word."""
        strangers = [name for name in self.initial_data if name not in self.fields]
        if strangers:
            shown = strangers[0][:40].encode("utf-8", "replace").decode()
            known = ", ".join(self.fields)
            message = f"There is no field “{shown}”. There are: {known}."
            raise serializers.ValidationError({shown: [message]})
        return attrs


class ClippingSerializer(_SentSerializer):
    """A clipping as text."""

    text = _TextField(
        _SOMETHING,
        "There is no text. Send the text of an article as text, or a file in a form.",
        help_text="Everything, as it came: header, article, footer.",
    )
    file_name = _TextField(
        "",
        "This is not a name. Leave file_name out when there is none.",
        allow_blank=True,
        max_length=255,
        required=False,
        help_text="Shown to people; never used as a path.",
    )


class UploadSerializer(_SentSerializer):
    """A clipping as a file."""

    file = serializers.FileField(
        max_length=255,
        allow_empty_file=True,
        error_messages=dict.fromkeys(
            ("required", "invalid"), "There is no file. Send it as the part named file."
        ),
        help_text="Plain text, Markdown, HTML, PDF, Word (.docx) or an e-mail (.eml).",
    )


def take_in(request: Request) -> tuple[int, bool]:
    """Store the clipping of a request; return its article, and whether that is new.

    A clipping that the archive holds already is no error, so that a program may send it again
    when it did not hear the answer.
    """
    _demand_permission(request)
    raw = _raw(request)
    try:
        return ingest(raw, user=request.user).pk, True
    except DuplicateClipping as error:
        return error.existing_id, False


def _demand_permission(request: Request) -> None:
    if request.auth is None:
        raise NotAuthenticated
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied


def _raw(request: Request) -> RawClipping:
    is_form = (request.content_type or "").lower().startswith("multipart/")
    form = (UploadSerializer if is_form else ClippingSerializer)(data=request.data)
    form.is_valid(raise_exception=True)
    values = form.validated_data
    url = values.get("url", "")
    if is_form:
        raw = read_upload(values["file"], values["file"].name)
        return RawClipping(raw.content, raw.file_name, url)
    return RawClipping(values["text"].encode(), values.get("file_name", ""), url)
