"""The parent's side of reading an untrusted file: start the child, wait, believe nothing."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO, Any

from archive.ingest._errors import UnreadableClipping

WALL_CLOCK = 30  # seconds

# -I keeps the environment and the working directory out of the child. The folder goes to
# the end of sys.path, where its modules can shadow nothing.
_BOOT = (
    "import sys; sys.path.append(sys.argv[1]); from formats.child import main; main(sys.argv[2])"
)
HERE = Path(__file__).parent
TOO_HARD = UnreadableClipping(
    "The file takes too long to read, or needs too much memory. Paste its text instead."
)


def read_in_child(content: bytes, media_type: str) -> dict[str, str]:
    """Return the fields of the page that the reader found; raise UnreadableClipping if none.

    Never takes longer than WALL_CLOCK, whatever the bytes are.
    """
    # Files, not pipes: the kernel then caps the output, and no pipe can fill and block.
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answer:
        given.write(content)
        given.seek(0)
        _run(media_type, given, answer)
        answer.seek(0)
        return page_of(answer.read())


def _run(media_type: str, given: IO[bytes], answer: IO[bytes]) -> None:
    command = [sys.executable, "-I", "-B", "-X", "utf8", "-c", _BOOT, str(HERE), media_type]
    try:
        done = subprocess.run(  # noqa: S603  our own interpreter and arguments
            command,
            stdin=given,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            timeout=WALL_CLOCK,
            check=False,
            start_new_session=True,
        )
    except subprocess.TimeoutExpired as error:
        raise TOO_HARD from error
    if done.returncode:
        raise TOO_HARD


def page_of(answer: bytes) -> dict[str, str]:
    """Return the page in a child's answer, which may be anything."""
    try:
        message: dict[str, Any] = json.loads(answer)
    except ValueError as error:
        raise TOO_HARD from error
    if "cannot" in message:
        raise UnreadableClipping(str(message["cannot"]))
    return {name: str(value) for name, value in message["page"].items()}
