"""A program that makes segments in a folder: jobs come by standard input until it ends.

After each job it answers with None, or with the exception that the job raised.
"""

import os
import pickle
import sys
from pathlib import Path

from archive.search.engines.whoosh._frames import read_frame, write_frame
from archive.search.engines.whoosh._workshop import Workshop


def main() -> None:
    """Work until there are no more jobs."""
    with os.fdopen(os.dup(1), "wb") as replies:
        os.dup2(2, 1)  # whatever prints must not disturb the replies
        workshop = Workshop(Path(sys.argv[1]))
        while (order := read_frame(sys.stdin.buffer)) is not None:
            write_frame(replies, pickle.dumps(_done(workshop, order)))


def _done(workshop: Workshop, order: bytes) -> Exception | None:
    try:
        workshop.do(pickle.loads(order))  # noqa: S301 (the process that started us wrote it)
    except OSError as error:
        return error
    except Exception as error:  # noqa: BLE001 (the other process raises it)
        return RuntimeError(f"{type(error).__name__}: {error}")
    return None


if __name__ == "__main__":
    main()
