"""One worker process and the two pipes to it, and the fork server that all of them come from."""

from __future__ import annotations

import multiprocessing
import multiprocessing.util
import os
import tempfile
from pathlib import Path

from service.scratch import scratch_folder
from service.workers.child import serve_orders
from service.workers.policy import WorkerPolicy

_CONTEXT = multiprocessing.get_context("forkserver")
#: How long a killed process may take to be gone, in seconds.
_PATIENCE = 5.0
#: A socket's path has at most 107 bytes (unix(7)); so many are taken by the names that multiprocessing adds.
_LONGEST_FOLDER = 107 - len("/pymp-12345678/listener-12345678")


def prepare_fork_server(tasks: str) -> None:
    """Have the fork server load once what every worker needs, so that a fresh one is ready in milliseconds.

    Its socket stands in this process's scratch folder: multiprocessing's own would outlive a kill. Where the path of
    the scratch folder is too long for a socket, it stands in a folder of multiprocessing's in ``/tmp``.
    """
    _CONTEXT.set_forkserver_preload(["service.workers.warm", tasks.partition(":")[0]])
    folder = str(scratch_folder())
    if len(os.fsencode(folder)) > _LONGEST_FOLDER:
        # The machine's temporary folder (TMPDIR) is what made it long, so that is no place either.
        folder = "/tmp"
    before, tempfile.tempdir = tempfile.tempdir, folder
    try:
        multiprocessing.util.get_temp_dir()
    finally:
        tempfile.tempdir = before


class WorkerProcess:
    """A running process; starting one returns at once, the process says ``Ready`` through the pipe when it is."""

    def __init__(self, tasks: str, folder: Path, policy: WorkerPolicy) -> None:
        self.pipe, theirs = _CONTEXT.Pipe()
        their_life, self._lifeline = _CONTEXT.Pipe(duplex=False)
        self._process = _CONTEXT.Process(
            target=serve_orders, args=(theirs, their_life, tasks, folder, policy), daemon=True
        )
        self._process.start()
        theirs.close()
        their_life.close()
        self.ready = False

    @property
    def pid(self) -> int:
        """Process id; also when the process has ended."""
        return self._process.pid or 0

    @property
    def alive(self) -> bool:
        """Tell whether it still runs."""
        return self._process.is_alive()

    @property
    def sentinel(self) -> int:
        """A handle that becomes readable when the process ends."""
        return self._process.sentinel

    def exit_code(self) -> int | None:
        """Wait for the end and return the exit status; negative for a signal."""
        self._process.join(_PATIENCE)
        return self._process.exitcode

    def kill(self) -> None:
        """End it at once and give its handles back."""
        self._process.kill()
        self._process.join(_PATIENCE)
        self._process.close()
        self.pipe.close()
        self._lifeline.close()
