"""The worker process: takes orders from a pipe, one at a time, and answers each."""

from __future__ import annotations

import errno
import os
import signal
import sys
import tempfile
from dataclasses import replace
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path

from extractors.errors import ExtractionError
from service.problems import problem_of
from service.traces import frames_of
from service.workers.confinement import (
    die_with_owner,
    limit_memory,
    limit_processor_time,
    memory_now,
    write_only_below,
)
from service.workers.messages import Answer, Order, Ready, Refused
from service.workers.policy import WorkerPolicy
from service.workers.progress import ProgressWriter
from service.workers.task_table import Report, TaskTable

_OUR_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})


def serve_orders(pipe: Connection, lifeline: Connection, tasks_name: str, folder: Path, policy: WorkerPolicy) -> None:
    """Be a worker until the pipe closes. ``tasks_name`` is ``module:NAME`` of the table of task functions."""
    die_with_owner(lifeline.fileno())
    # Ctrl-C goes to the whole terminal group; when to stop is the service's decision.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _silence()
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
    os.chdir(folder)
    limit_memory(policy.memory_limit)
    tasks = _load(tasks_name)
    write_only_below(folder)
    pipe.send(Ready())
    while True:
        try:
            order = pipe.recv()
        except (EOFError, OSError):
            return
        limit_processor_time(policy.cpu_seconds)
        progress = ProgressWriter(order.folder)
        answer = _carry_out(tasks, order, progress.report)
        progress.close()
        pipe.send(replace(answer, memory=memory_now()))


def _load(tasks_name: str) -> TaskTable:
    module, _, name = tasks_name.partition(":")
    tasks: TaskTable = getattr(import_module(module), name)
    return tasks


def _silence() -> None:
    """Send the process's own output to nowhere: native libraries print pieces of documents when they complain."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        try:
            os.dup2(nowhere, stream.fileno())
        except (AttributeError, ValueError, OSError):
            continue  # a stream that was replaced or closed is silent already
    os.close(nowhere)


def _carry_out(tasks: TaskTable, order: Order, report: Report) -> Answer:
    try:
        return tasks[order.task](order, report)
    except ExtractionError as error:
        problem = problem_of(error)
        return Refused(problem.code, problem.detail, problem.stage, problem.page, trace=frames_of(error))
    except MemoryError as error:
        return Refused("out-of-memory", "the memory limit of one document was reached", trace=frames_of(error))
    except OSError as error:
        # A disk that is full or read-only is this machine's trouble: the document is as good as before.
        ours = error.errno in _OUR_DISK
        return Refused("internal", "the document met an error of ours", trace=frames_of(error), again=ours)
    except Exception as error:  # the one place where every error becomes an answer: the worker must live on
        return Refused("internal", "the document met an error of ours", trace=frames_of(error))
