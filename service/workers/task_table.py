"""What a worker process can be asked for: a table of functions, one a task."""

from __future__ import annotations

from collections.abc import Callable

from service.workers.messages import Answer, Order, Task

#: Is told how many pages are done, and of how many.
Report = Callable[[int, int], None]
TaskTable = dict[Task, Callable[[Order, Report], Answer]]
