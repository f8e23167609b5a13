"""What a run did, counted as it goes: a few numbers, however many documents there are."""

from __future__ import annotations

import heapq
import time
from collections import Counter
from dataclasses import dataclass, field

from service.convert.ports import Finished

#: How many names of each kind the report lists.
LISTED = 200
_SLOWEST = 20


@dataclass(slots=True)
class Summary:
    """Counts of one run. ``faults`` are (name, problem, detail) of what could not be converted, the first ones."""

    begun: float = field(default_factory=time.time)
    met: int = 0
    known: int = 0
    pages: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    confidence: Counter[int] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[str, str, str]] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    slowest: list[tuple[float, int, str]] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def converted(self) -> int:
        """Documents with a result."""
        return self.outcomes["succeeded"] + self.outcomes["partial"]

    @property
    def failures(self) -> int:
        """Documents and entries without one; what is simply no PDF is none of them."""
        return self.outcomes["failed"] + self.passed.total() - self.passed["no-pdf"]

    def add_ended(self, finished: Finished) -> None:
        """Count a document's end."""
        self.outcomes[finished.status] += 1
        if finished.problem is not None:
            self.problems[finished.problem] += 1
            self._fault(finished.name, finished.problem, finished.detail or "")
        if (facts := finished.facts) is None:
            return
        self.checks.update(facts.checks)
        self.sources.update(facts.pages_by_source)
        self.counts.update(
            {"tables": facts.tables, "forms": facts.forms, "records": facts.records, "repairs": facts.repairs}
        )
        self.confidence[int(facts.confidence * 100)] += 1
        heapq.heappush(self.slowest, (facts.seconds, facts.pages, finished.name))
        if len(self.slowest) > _SLOWEST:
            heapq.heappop(self.slowest)

    def add_passed(self, name: str, why: str, detail: str) -> None:
        """Count what was met and not taken."""
        self.passed[why] += 1
        if why != "no-pdf":
            self._fault(name, why, detail)
        elif len(self.others) < LISTED:
            self.others.append(name)

    def _fault(self, name: str, problem: str, detail: str) -> None:
        if len(self.faults) < LISTED:
            self.faults.append((name, problem, detail))

    def sentence(self) -> str:
        """Tell the run in one line."""
        pace = self.pages / self.seconds if self.seconds else 0.0
        told = [f"{self.converted} converted", f"{self.known} already there", f"{self.failures} failed"]
        if self.outcomes["partial"]:
            told.append(f"{self.outcomes['partial']} of them partial")
        if self.passed["no-pdf"]:
            told.append(f"{self.passed['no-pdf']} no PDF")
        return f"{', '.join(told)}; {self.pages} pages in {self.seconds:.1f} s ({pace:.1f} pages/s)"
