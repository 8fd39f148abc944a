"""The child process: limits first, then one file from standard input to JSON on standard output.

Exit status 0 always comes with `{"page": …}` or `{"cannot": message}`; anything else means
that a limit ended the process.
"""

import json
import resource
import sys
from dataclasses import asdict

from ._docx import read_docx
from ._html import read_html
from ._mail import read_mail
from ._page import CannotRead
from ._pdf import read_pdf

MAX_MEMORY = 700 * 1024 * 1024  # bytes of address space; lxml and pypdf need about 200 MB
MAX_CPU = 20  # seconds
MAX_OUTPUT = 64 * 1024 * 1024  # bytes, of any file written: standard output is one

_READERS = {
    "text/html": read_html,
    "application/pdf": read_pdf,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": read_docx,
    "message/rfc822": read_mail,
}


def main(media_type: str) -> None:
    """Read standard input as `media_type`."""
    _set_limits()
    answer: dict[str, object]
    try:
        answer = {"page": asdict(_READERS[media_type](sys.stdin.buffer.read()))}
    except CannotRead as error:
        answer = {"cannot": str(error)}
    except MemoryError:
        answer = {"cannot": "The file needs too much memory to be read. Paste its text instead."}
    except RecursionError:
        answer = {"cannot": "The file is nested too deeply to be read. Paste its text instead."}
    except Exception as error:  # noqa: BLE001  a parser may fail in any way on hostile bytes
        answer = {
            "cannot": f"The file is damaged ({type(error).__name__}). Paste its text instead."
        }
    sys.stdout.buffer.write(json.dumps(answer).encode())


def _set_limits() -> None:
    for kind, limit in (
        (resource.RLIMIT_AS, MAX_MEMORY),
        (resource.RLIMIT_CPU, MAX_CPU),
        (resource.RLIMIT_FSIZE, MAX_OUTPUT),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 128),
    ):
        resource.setrlimit(kind, (limit, limit))
