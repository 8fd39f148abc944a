"""The files that a person chose and has not saved yet, remembered by their session."""

from typing import Any

from django.http import HttpRequest

from archive.ingest import RawClipping, held, hold, release

_KEY = "held_files"
_MOST = 5  # of one session; the oldest makes room


def hold_for(request: HttpRequest, raw: RawClipping) -> str:
    """Hold a file for this session; raise IngestError when there is no room for it."""
    files = _files(request)
    for oldest in list(files)[: max(0, len(files) - _MOST + 1)]:
        _forget(request, oldest)
    name = hold(raw)
    request.session[_KEY] = _files(request) | {name: raw.file_name}
    return name


def held_for(request: HttpRequest, name: str) -> RawClipping | None:
    """Return a file that this session holds; None for any other name."""
    files = _files(request)
    content = held(name) if name in files else None
    return None if content is None else RawClipping(content, files[name])


def release_for(request: HttpRequest, name: str) -> None:
    """Let go of a file that is saved or not wanted."""
    if name in _files(request):
        _forget(request, name)


def _files(request: HttpRequest) -> dict[str, str]:
    files: Any = request.session.get(_KEY)
    return files if isinstance(files, dict) else {}


def _forget(request: HttpRequest, name: str) -> None:
    release(name)
    request.session[_KEY] = {each: file for each, file in _files(request).items() if each != name}
