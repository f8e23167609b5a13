"""How a run is shown: a bar on a terminal, a line now and then in a log. Both on standard error."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from service.convert.ports import Finished
from service.convert.summary import Summary

#: A line of the plain log, at most every so many seconds.
_LOG_EVERY = 10.0
#: The bar's numbers are brought up to date at most every so many seconds.
_REFRESH = 0.1


class PlainProgress:
    """Counts, and writes a line now and then; what failed is told at once."""

    def __init__(self, total: int | None) -> None:
        self.summary = Summary()
        self._total = total
        self._begun = self._told = time.monotonic()

    def __enter__(self) -> PlainProgress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._show(last=True)
        self.summary.seconds = time.monotonic() - self._begun

    def met(self) -> None:
        """Count a document that was met."""
        self.summary.met += 1

    def pages(self, count: int) -> None:
        """Count pages."""
        self.summary.pages += count
        self._show()

    def ended(self, finished: Finished) -> None:
        """Count an end; tell a failure."""
        self.summary.add_ended(finished)
        if finished.problem is not None:
            self._tell(f"{finished.name}: {finished.problem}: {finished.detail}")
        self._show()

    def known(self) -> None:
        """Count a document that is there already."""
        self.summary.known += 1
        self._show()

    def passed(self, name: str, why: str, detail: str) -> None:
        """Count what is no document; tell what should have been one."""
        self.summary.add_passed(name, why, detail)
        if why != "no-pdf":
            self._tell(f"{name}: {why}: {detail}")

    def _done(self) -> int:
        return self.summary.outcomes.total() + self.summary.known

    def _pace(self) -> float:
        return self.summary.pages / max(time.monotonic() - self._begun, 1e-9)

    def _tell(self, line: str) -> None:
        sys.stderr.write(f"tablewright: {' '.join(line.split())}\n")

    def _show(self, last: bool = False) -> None:
        now = time.monotonic()
        if last or now - self._told < _LOG_EVERY:
            return
        self._told = now
        of = f" of {self._total}" if self._total else ""
        self._tell(
            f"{self._done()}{of} documents, {self.summary.pages} pages, {self._pace():.1f} pages/s,"
            f" {self.summary.failures} failed{self._remaining()}"
        )
        sys.stderr.flush()

    def _remaining(self) -> str:
        done = self._done()
        if not self._total or not done:
            return ""
        seconds = (time.monotonic() - self._begun) / done * max(self._total - done, 0)
        return f", {seconds:.0f} s to go"


class RichProgress(PlainProgress):
    """A bar with documents, pages a second, failures and the time to go."""

    def __init__(self, total: int | None) -> None:
        super().__init__(total)
        self._bar = Progress(
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("documents  {task.fields[pace]:.1f} pages/s  {task.fields[failures]} failed"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task("", total=total, pace=0.0, failures=0)

    def __enter__(self) -> RichProgress:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()
        super().__exit__(kind, error, trace)

    def _tell(self, line: str) -> None:
        self._bar.console.print(f"tablewright: {' '.join(line.split())}", markup=False, highlight=False)

    def _show(self, last: bool = False) -> None:
        now = time.monotonic()
        if not last and now - self._told < _REFRESH:
            return
        self._told = now
        self._bar.update(self._task, completed=self._done(), pace=self._pace(), failures=self.summary.failures)


def progress_for(total: int | None) -> PlainProgress:
    """Return what suits standard error: a bar for a terminal, lines for anything else."""
    return RichProgress(total) if sys.stderr.isatty() else PlainProgress(total)
