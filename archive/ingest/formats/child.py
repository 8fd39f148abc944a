"""The child process: limits first, then one file from standard input to JSON on standard output.

Or a server that forks such a child for each of many files. Exit status 0 always comes with
`{"page": …}` or `{"cannot": message}`; anything else means that a limit ended the process.
"""

import importlib
import json
import os
import resource
import sys
from dataclasses import asdict
from pathlib import Path

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

# What each reader imports, so that forks need not.
_SLOW_IMPORTS: dict[str, tuple[str, ...]] = {
    "text/html": ("trafilatura", "trafilatura.settings", "lxml.html"),
    "application/pdf": ("pypdf",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("docx",),
    "message/rfc822": ("trafilatura", "trafilatura.settings", "lxml.html"),
}


def main(media_type: str) -> None:
    """Read standard input as `media_type`."""
    _set_limits()
    sys.stdout.buffer.write(_answer(media_type, sys.stdin.buffer.read()))


def serve() -> None:
    """Fork for each line of standard input: media type, file to read, file for the answer.

    Print the exit status of each fork. The parent ends this process when a fork takes too long.
    """
    for line in sys.stdin.buffer:
        media_type, given, answer = line.decode().rstrip("\n").split("\t")
        for module in _SLOW_IMPORTS[media_type]:
            importlib.import_module(module)
        child = os.fork()
        if child == 0:
            _read_and_exit(media_type, given, answer)
        _, status = os.waitpid(child, 0)
        sys.stdout.buffer.write(b"%d\n" % os.waitstatus_to_exitcode(status))
        sys.stdout.buffer.flush()


def _read_and_exit(media_type: str, given: str, answer: str) -> None:
    """Be the fork: never return, whatever happens."""
    status = 1
    try:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1):  # so that no reader can speak for the server
            os.dup2(nowhere, descriptor)
        with Path(answer).open("xb") as file:
            _set_limits()
            file.write(_answer(media_type, Path(given).read_bytes()))
        status = 0
    finally:
        os._exit(status)


def _answer(media_type: str, content: bytes) -> bytes:
    answer: dict[str, object]
    try:
        answer = {"page": asdict(_READERS[media_type](content))}
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
    return json.dumps(answer).encode()


def _set_limits() -> None:
    for kind, limit in (
        (resource.RLIMIT_AS, MAX_MEMORY),
        (resource.RLIMIT_CPU, MAX_CPU),
        (resource.RLIMIT_FSIZE, MAX_OUTPUT),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 128),
    ):
        resource.setrlimit(kind, (limit, limit))
