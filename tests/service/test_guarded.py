"""The command line's own worker: what breaks it is one failure, told in one line, and the rest goes on."""

from __future__ import annotations

import ctypes
import io
import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from service.commands.complain import complain
from service.commands.guarded import convert_guarded
from service.workers.policy import WorkerPolicy

#: More than a child shares with a process that has run two thousand tests.
ROOM = 8 << 30
BOUNDS = WorkerPolicy(document_timeout=30, silence_timeout=30, cpu_seconds=30, memory_limit=ROOM)
LATE = replace(BOUNDS, silence_timeout=0.5)


def crash(on_page: Callable[[], None]) -> bool:
    os.kill(os.getpid(), signal.SIGKILL)
    return True


def hang(on_page: Callable[[], None]) -> bool:
    on_page()
    ctypes.PyDLL(None).pause()
    return True


def swallow(on_page: Callable[[], None]) -> bool:
    kept = []
    try:
        while True:
            kept.append(bytearray(16 << 20))
            time.sleep(0.005)
    except MemoryError:
        os.kill(os.getpid(), signal.SIGKILL)
        return False


def spin(on_page: Callable[[], None]) -> bool:
    while True:
        sum(range(1000))


def interrupt(on_page: Callable[[], None]) -> bool:
    raise KeyboardInterrupt


def gone(on_page: Callable[[], None]) -> bool:
    raise BrokenPipeError


def refuse(on_page: Callable[[], None]) -> bool:
    complain("refused as asked")
    return False


def slowly(on_page: Callable[[], None]) -> bool:
    for _ in range(10):
        time.sleep(0.1)
        on_page()
    return True


def fine(on_page: Callable[[], None]) -> bool:
    on_page()
    os.write(2, b"native chatter\n")
    return True


DEEDS: dict[str, Callable[[Callable[[], None]], bool]] = {
    deed.__name__: deed for deed in (crash, hang, swallow, spin, interrupt, gone, refuse, slowly, fine)
}


def convert(name: str, on_page: Callable[[], None]) -> bool:
    return DEEDS[name](on_page)


@pytest.mark.parametrize(
    ("deed", "bounds", "told"),
    [
        ("crash", BOUNDS, "worker-died: the document broke the process that read it"),
        ("hang", LATE, "timed-out: no page was finished for 0.5 seconds"),
        ("slowly", replace(BOUNDS, document_timeout=0.4), "timed-out: the limit for one document is 0.4 seconds"),
        ("swallow", replace(BOUNDS, memory_limit=700 << 20), "out-of-memory: the limit for one document is 700 MiB"),
        ("spin", replace(BOUNDS, cpu_seconds=0), "timed-out: the limit of processor time for one document was reached"),
        ("refuse", BOUNDS, None),
    ],
)
def test_a_failure_is_one_line_and_the_others_go_on(
    deed: str, bounds: WorkerPolicy, told: str | None, capfd: pytest.CaptureFixture[str]
) -> None:
    assert convert_guarded(["fine", deed, "fine"], convert, bounds) == 1
    wanted = f"tablewright: {deed}: {told}\n" if told else "tablewright: refused as asked\n"
    assert capfd.readouterr().err == wanted


def test_files_share_one_process_and_native_chatter_is_not_shown(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def note(name: str, on_page: Callable[[], None]) -> bool:
        (tmp_path / name).write_text(str(os.getpid()))
        return fine(on_page)

    assert convert_guarded(["a", "b"], note, BOUNDS) == 0
    assert (tmp_path / "a").read_text() == (tmp_path / "b").read_text() != str(os.getpid())
    assert capfd.readouterr().err == ""


def test_pages_keep_a_long_document_alive() -> None:
    assert convert_guarded(["slowly"], convert, LATE) == 0


@pytest.mark.parametrize(("deed", "error"), [("interrupt", KeyboardInterrupt), ("gone", BrokenPipeError)])
def test_what_ends_the_command_ends_it_here_too(deed: str, error: type[BaseException]) -> None:
    with pytest.raises(error):
        convert_guarded([deed, "fine"], convert, BOUNDS)


def test_no_process_and_no_handle_is_left() -> None:
    def held() -> tuple[int, set[str]]:
        children = {
            child for task in Path("/proc/self/task").iterdir() for child in (task / "children").read_text().split()
        }
        return len(list(Path("/proc/self/fd").iterdir())), children

    before = held()
    for deed in ("crash", "fine", "refuse"):
        convert_guarded([deed], convert, BOUNDS)
    assert held() == before


def test_a_program_that_replaced_the_streams_converts_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", io.StringIO())
    here: list[int] = []
    assert convert_guarded(["a", "b"], lambda name, _: here.append(os.getpid()) or name == "a", BOUNDS) == 1  # type: ignore[func-returns-value]
    assert here == [os.getpid()] * 2
