"""Many untrusted files for the price of one interpreter: a process that forks for each file.

The server itself never touches a file's bytes. What reads them is a fresh fork with limits of
its own, so that a file that crashes or kills its reader costs nothing but itself.
"""

import os
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from archive.ingest import _sandbox

_BOOT = "import sys; sys.path.append(sys.argv[1]); from formats.child import serve; serve()"


@contextmanager
def page_reader(patience: float | None = None) -> Iterator["PageReader"]:
    """Give a reader of many files; its process starts with the first and ends with the block.

    `patience` is how many seconds one file may take, if not as many as the sandbox allows.
    """
    with tempfile.TemporaryDirectory() as folder:
        reader = PageReader(Path(folder), patience)
        try:
            yield reader
        finally:
            reader.stop()


class PageReader:
    """Reads files as `read_in_child` does, in forks of one process."""

    def __init__(self, folder: Path, patience: float | None = None) -> None:
        self._patience = patience
        self._given, self._answer = folder / "given", folder / "answer"
        self._server: subprocess.Popen[bytes] | None = None

    def __call__(self, content: bytes, media_type: str) -> dict[str, str]:
        """Return the fields of the page; raise UnreadableClipping if there is none.

        Never takes longer than its patience, whatever the bytes are.
        """
        self._given.write_bytes(content)
        self._answer.unlink(missing_ok=True)
        try:
            status = self._ask(media_type)
        except OSError as error:
            self.stop()
            raise _sandbox.TOO_HARD from error
        if status != b"0\n":
            raise _sandbox.TOO_HARD
        return _sandbox.page_of(self._read_answer())

    def stop(self) -> None:
        """End the process and whatever it has started."""
        if self._server is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._server.pid, signal.SIGKILL)
        for pipe in (self._server.stdin, self._server.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self._server.wait()
        self._server = None

    def _ask(self, media_type: str) -> bytes:
        """Have one file read; return the line that says how it went, or stop on silence."""
        if self._server is None or self._server.poll() is not None:
            self.stop()
            self._server = _start()
        stdin, stdout = self._server.stdin, self._server.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(f"{media_type}\t{self._given}\t{self._answer}\n".encode())
        stdin.flush()
        ready, _, _ = select.select([stdout], [], [], self._patience or _sandbox.WALL_CLOCK)
        line: bytes = stdout.readline() if ready else b""
        if not line:
            self.stop()
        return line

    def _read_answer(self) -> bytes:
        # A hostile reader may have put a link there: it is not followed.
        try:
            descriptor = os.open(self._answer, os.O_RDONLY | os.O_NOFOLLOW)
        except OSError as error:
            raise _sandbox.TOO_HARD from error
        with os.fdopen(descriptor, "rb") as file:
            return file.read()


def _start() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-I", "-B", "-X", "utf8", "-c", _BOOT, str(_sandbox.HERE)]
    return subprocess.Popen(  # noqa: S603  our own interpreter and arguments
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
        bufsize=0,
        start_new_session=True,
    )
