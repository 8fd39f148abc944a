"""The engines that answer questions, and the one that the settings choose."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from archive.search._language import Subjects, Vocabulary, no_subjects, no_vocabulary
from archive.search.engines.base import Batch, Engine, IndexDocument

__all__ = ["Batch", "Engine", "IndexDocument", "Subjects", "Vocabulary", "get_engine"]


def get_engine() -> Engine:
    """Return this process's engine for the configured index."""
    return _open_engine(settings.SEARCH_ENGINE, Path(settings.INDEX_DIR))


@cache
def _open_engine(name: str, directory: Path) -> Engine:
    if name == "whoosh":
        from archive.search.engines.whoosh import WhooshEngine

        return WhooshEngine(directory, _vocabulary(), settings.INDEX_PROCESSES, _subjects())
    raise ImproperlyConfigured(f"ARCHIVE_SEARCH_ENGINE={name!r} is unknown; use 'whoosh'.")


def _vocabulary() -> Vocabulary:
    """Return the function that the setting SEARCH_VOCABULARY names: (facet, name) to slug."""
    path: str = getattr(settings, "SEARCH_VOCABULARY", "")
    vocabulary: Vocabulary = import_string(path) if path else no_vocabulary
    return vocabulary


def _subjects() -> Subjects:
    """Return the function that the setting SEARCH_SUBJECTS names: names to facets and slugs."""
    path: str = getattr(settings, "SEARCH_SUBJECTS", "")
    subjects: Subjects = import_string(path) if path else no_subjects
    return subjects
