"""A progress bar with rate and time left, drawn on a terminal and nowhere else."""

import sys
import time
from types import TracebackType
from typing import Self, TextIO

_WIDTH = 28  # characters of the bar
_REDRAW_SECONDS = 0.1


class ProgressBar:
    """A bar that counts up to a total. On anything but a terminal it draws nothing."""

    def __init__(self, label: str, stream: TextIO | None = None, *, always: bool = False) -> None:
        self.label = label
        self.stream = stream or sys.stderr
        self.is_shown = always or self.stream.isatty()
        self._started = time.monotonic()
        self._drawn_at = 0.0
        self._last = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._last:
            self.stream.write("\n")
            self.stream.flush()

    def show(self, done: int, total: int) -> None:
        """Draw how many of how many are done; cheap enough to call for every item."""
        now = time.monotonic()
        if not self.is_shown or (done < total and now - self._drawn_at < _REDRAW_SECONDS):
            return
        self._drawn_at = now
        line = self._line(done, total, now - self._started)
        self.stream.write("\r" + line.ljust(len(self._last)))
        self.stream.flush()
        self._last = line

    def _line(self, done: int, total: int, seconds: float) -> str:
        rate = done / seconds if seconds else 0.0
        filled = _WIDTH * done // max(total, 1)
        bar = "█" * filled + "·" * (_WIDTH - filled)
        left = _clock((total - done) / rate) if rate else "?"
        return f"{self.label} {bar} {done:,}/{total:,}  {rate:,.0f}/s  {left} left"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
