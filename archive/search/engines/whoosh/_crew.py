"""Processes that make segments at the same time.

They are separate programs that take jobs from a pipe, so that neither threads, nor database
connections, nor signal handlers of this process come along; when it dies, their pipe ends and
so do they. When only one is wanted, or there is little to do, this process does the jobs itself.
"""

import logging
import os
import pickle
import selectors
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

from archive.search.engines.whoosh._frames import read_frame, write_frame
from archive.search.engines.whoosh._workshop import Job, Workshop

logger = logging.getLogger(__name__)

_WORTH_A_PROCESS = 2_048  # documents of a job
_PROGRAM = "archive.search.engines.whoosh._crew_member"
_PATIENCE = 5.0  # seconds for a process to end
# Each job takes and frees the same large arrays: glibc keeps the memory instead of returning it
# to the kernel, which would have to clear every page of it again. One thread each is enough.
_ENVIRONMENT = {
    "MALLOC_MMAP_THRESHOLD_": str(1 << 28),
    "MALLOC_TRIM_THRESHOLD_": str(1 << 28),
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}


@dataclass(slots=True)
class _Member:
    process: subprocess.Popen[bytes]
    job: Job | None = None

    @property
    def orders(self) -> IO[bytes]:
        assert self.process.stdin
        return self.process.stdin

    @property
    def replies(self) -> IO[bytes]:
        assert self.process.stdout
        return self.process.stdout


class Crew:
    """Does the jobs of one folder, in any order; a context manager that leaves no process."""

    def __init__(self, folder: Path, processes: int) -> None:
        self._folder = folder
        self._processes = processes
        self._own = Workshop(folder)
        self._members: list[_Member] = []
        self._started = False

    def __enter__(self) -> "Crew":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for member in self._members:
            _end(member, at_once=kind is not None)
        self._members.clear()

    def do(self, job: Job) -> None:
        """Have a job done: now, or while others are asked for; `wait` tells that it is done.

        Raise what an earlier job raised.
        """
        if not self._started and self._processes > 1 and job.size >= _WORTH_A_PROCESS:
            self._start()
        member = self._idle()
        if member:
            self._give(member, job)
        else:
            self._own.do(job)

    def wait(self) -> None:
        """Return when all jobs are done; raise what one of them raised."""
        while any(member.job for member in self._members):
            self._receive()

    def _start(self) -> None:
        self._started = True
        with suppress(OSError):
            for _ in range(self._processes):
                self._members.append(_Member(_launch(self._folder)))

    def _idle(self) -> _Member | None:
        """Return a process without a job, waiting for one; None when there are none at all."""
        while self._members:
            for member in self._members:
                if not member.job:
                    return member
            self._receive()
        return None

    def _give(self, member: _Member, job: Job) -> None:
        member.job = job
        try:
            write_frame(member.orders, pickle.dumps(job, pickle.HIGHEST_PROTOCOL))
        except OSError:
            self._replace(member)

    def _receive(self) -> None:
        """Take the replies that are there, waiting for one."""
        with selectors.DefaultSelector() as selector:
            for member in self._members:
                if member.job:
                    selector.register(member.replies, selectors.EVENT_READ, member)
            for key, _ in selector.select():
                self._take_reply(key.data)

    def _take_reply(self, member: _Member) -> None:
        frame = read_frame(member.replies)
        if frame is None:
            self._replace(member)
            return
        member.job = None
        error = pickle.loads(frame)  # noqa: S301 (our own process wrote it)
        if error:
            raise error

    def _replace(self, member: _Member) -> None:
        """Do the job of a process that died."""
        self._members.remove(member)
        _end(member, at_once=True)
        logger.warning("A process that builds the index died; another one does its work.")
        if member.job:
            self._own.do(member.job)


def _launch(folder: Path) -> "subprocess.Popen[bytes]":
    path = os.pathsep.join(entry or os.getcwd() for entry in sys.path)  # noqa: PTH109
    return subprocess.Popen(  # noqa: S603 (this very Python)
        [sys.executable, "-P", "-W", "ignore", "-m", _PROGRAM, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | _ENVIRONMENT | {"PYTHONPATH": path},
        start_new_session=True,  # Ctrl-C is for the process that gives the jobs
    )


def _end(member: _Member, *, at_once: bool) -> None:
    if at_once:
        member.process.send_signal(signal.SIGKILL)
    with suppress(OSError):
        member.orders.close()
    try:
        member.process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        member.process.kill()
        member.process.wait()
    member.replies.close()
