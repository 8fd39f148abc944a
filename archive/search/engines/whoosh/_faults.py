"""Whatever a damaged or full disk can raise, as one of the errors that Lode knows."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from archive.search._errors import IndexUnavailable, SearchError

_UNWRITABLE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM}


@contextmanager
def reading_faults() -> Iterator[None]:
    """Turn whatever a damaged file can cause into IndexUnavailable."""
    try:
        yield
    except SearchError:
        raise
    except Exception as error:
        raise IndexUnavailable(
            f"The search index cannot be read ({type(error).__name__}: {error}); "
            "`python manage.py index_rebuild` makes a new one."
        ) from error


@contextmanager
def writing_faults() -> Iterator[None]:
    """Tell a disk that cannot be written from an index that is damaged."""
    try:
        with reading_faults():
            yield
    except IndexUnavailable as error:
        cause = error.__cause__
        if isinstance(cause, OSError) and cause.errno in _UNWRITABLE:
            raise SearchError(
                f"The search index cannot be written: {cause.strerror}. Nothing was changed."
            ) from cause
        raise


def damaged(what: str) -> IndexUnavailable:
    """Return an error that says what is damaged, and what mends it."""
    return IndexUnavailable(
        f"The search index is damaged ({what}); `python manage.py index_rebuild` mends it."
    )
