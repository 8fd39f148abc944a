"""The uploaded bytes, handed out so that no browser ever runs them on our origin."""

from django.http import FileResponse, Http404

from archive.ingest import original_path
from archive.models import Original

# Anything else is sent as plain bytes.
_SAFE_TYPES = frozenset(
    {
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "message/rfc822",
        "text/markdown",
        "text/plain",
    }
)


def original_response(original: Original) -> FileResponse:
    """Return the bytes as a download; raise Http404 when they are gone."""
    try:
        stream = original_path(original.sha256).open("rb")
    except OSError as error:
        raise Http404("The original file is missing from the archive's data directory.") from error
    media_type = original.media_type if original.media_type in _SAFE_TYPES else ""
    response = FileResponse(
        stream,
        as_attachment=True,
        filename=original.file_name or f"{original.sha256[:12]}.txt",
        content_type=media_type or "application/octet-stream",
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    return response
