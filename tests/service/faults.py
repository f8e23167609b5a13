"""Task tables with faults, as real runs: what the fake document says is what its worker does.

The body of a fake document is ``%PDF-`` and a command: ``ok``, ``pages N``, ``sleep SECONDS``, ``hang AFTER``,
``crash``, ``crash-once FLAG``, ``disk-full-once FLAG``, ``memory``, ``spin``, ``leak MIB``, ``write PATH``,
``refuse CODE``, ``chatter``.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from extractors.errors import EncryptedPdf, NotAPdf
from schemas.findings import Warning
from schemas.page import PageFacts, PageReading
from schemas.result import DocumentOut, ExtractionResult, PageOut, WarningOut
from service.workers.messages import Answer, Done, Order
from service.workers.spool import SpoolHead, SpoolWriter, read_spool
from service.workers.task_table import Report

HEADER = b"%PDF-fake "
_KEPT: list[bytearray] = []


def document(command: str) -> bytes:
    return HEADER + command.encode()


def extract(order: Order, report: Report) -> Answer:
    blob = order.source.read_bytes()
    if not blob.startswith(HEADER):
        raise NotAPdf("no fake document", stage="intake")
    name, *arguments = blob.removeprefix(HEADER).decode().split()
    return COMMANDS[name](order, report, *arguments)


def _result(order: Order, pages: list[PageOut], status: str, warnings: tuple[Warning, ...] = ()) -> Done:
    result = ExtractionResult(
        document=DocumentOut(
            sha256=sha256(order.source.read_bytes()).hexdigest(),
            filename=order.filename,
            page_count=len(pages),
            pages=pages,
        ),
        tables=[],
        forms=[],
        checks=[],
        repairs=[],
        warnings=[WarningOut(code=w.code, message=w.message, page=w.page) for w in warnings],
    )
    content = result.model_dump_json().encode()
    path = order.folder / "result.json"
    path.write_bytes(content)
    return Done(path, sha256(content).hexdigest(), status, pages=len(pages), pages_by_source={"text": len(pages)})


def _page(number: int) -> PageOut:
    return PageOut(number=number, width=100, height=100, source="text")


def pages(order: Order, report: Report, count: str = "1", seconds: str = "0", *_: str) -> Answer:
    total = int(count)
    for number in range(1, total + 1):
        time.sleep(float(seconds))
        report(number, total)
    return _result(order, [_page(number) for number in range(1, total + 1)], "succeeded")


def ok(order: Order, report: Report, *_: str) -> Answer:
    return pages(order, report)


def sleep(order: Order, report: Report, seconds: str, *_: str) -> Answer:
    report(0, 1)
    time.sleep(float(seconds))
    return pages(order, report)


def hang(order: Order, report: Report, after: str) -> Answer:
    """Hang in native code, with the interpreter lock held, after some pages of four."""
    spool = SpoolWriter(order.folder, SpoolHead("0" * 64, 4, (1, 2, 3, 4)), after=0)
    for number in range(1, int(after) + 1):
        spool.add(PageReading(PageFacts(number, 100.0, 100.0)))
        report(number, 4)
    ctypes.PyDLL(None).pause()
    raise AssertionError("unreachable")


def salvage(order: Order, report: Report) -> Answer:
    head, readings = read_spool(order.folder)
    finished = {reading.facts.number for reading in readings}
    lost = tuple(Warning("timed_out", "not read", number) for number in head.numbers if number not in finished)
    return _result(order, [_page(number) for number in head.numbers], "partial", lost)


def crash(order: Order, report: Report, *_: str) -> Answer:
    os.kill(os.getpid(), signal.SIGSEGV)
    raise AssertionError("unreachable")


def crash_once(order: Order, report: Report, flag: str) -> Answer:
    """Crash, unless the flag file says that it has done so before (the test makes it, workers may not)."""
    if Path(flag).exists():
        return pages(order, report)
    return crash(order, report)


def disk_full_once(order: Order, report: Report, flag: str) -> Answer:
    """Meet a full disk, unless the flag file says that there is room now."""
    if Path(flag).exists():
        return pages(order, report)
    raise OSError(errno.ENOSPC, "No space left on device")


def memory(order: Order, report: Report, *_: str) -> Answer:
    report(0, 1)
    while True:
        _KEPT.append(bytearray(16 * 1024 * 1024))


def native_memory(order: Order, report: Report, *_: str) -> Answer:
    """Outgrow the memory in native code, which aborts where Python raises."""
    report(0, 1)
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    piece = 8 * 1024 * 1024
    while True:
        address = libc.malloc(ctypes.c_size_t(piece))
        if not address:
            os.abort()
        ctypes.memset(address, 1, piece)
        time.sleep(0.01)


def spin(order: Order, report: Report, *_: str) -> Answer:
    report(0, 1)
    while True:
        sum(range(1000))


def leak(order: Order, report: Report, mebibytes: str, *_: str) -> Answer:
    _KEPT.append(bytearray(os.urandom(1024)) * (int(mebibytes) * 1024))
    return pages(order, report)


def write(order: Order, report: Report, path: str) -> Answer:
    """Write where no worker may; the answer tells what happened."""
    try:
        Path(path).write_text("escaped")
        outcome = "written"
    except PermissionError:
        outcome = "forbidden"
    return replace(_result(order, [_page(1)], "succeeded", (Warning("write", outcome),)))


def connect(order: Order, report: Report, port: str) -> Answer:
    try:
        socket.create_connection(("127.0.0.1", int(port)), 1).close()
        outcome = "connected"
    except PermissionError:
        outcome = "forbidden"
    return replace(_result(order, [_page(1)], "succeeded", (Warning("connect", outcome),)))


def refuse(order: Order, report: Report, code: str) -> Answer:
    error = EncryptedPdf("as asked", stage="intake", page=3)
    error.code = code  # type: ignore[misc]
    raise error


def bug(order: Order, report: Report, *_: str) -> Answer:
    raise KeyError("secret words of the document")


def chatter(order: Order, report: Report, *_: str) -> Answer:
    print("secret words of the document")
    os.write(1, b"secret words of the document")
    os.write(2, b"secret words of the document")
    sys.stderr.write("secret words of the document")
    return pages(order, report)


def options(order: Order, report: Report, *_: str) -> Answer:
    """Tell what options arrived."""
    told = json.dumps(order.options.model_dump())
    return _result(order, [_page(1)], "succeeded", (Warning("options", told),))


def draw(order: Order, report: Report) -> Answer:
    return extract(order, report)


COMMANDS: dict[str, Callable[..., Answer]] = {
    "ok": ok,
    "pages": pages,
    "sleep": sleep,
    "hang": hang,
    "crash": crash,
    "crash-once": crash_once,
    "disk-full-once": disk_full_once,
    "memory": memory,
    "native-memory": native_memory,
    "spin": spin,
    "leak": leak,
    "write": write,
    "connect": connect,
    "refuse": refuse,
    "bug": bug,
    "chatter": chatter,
    "options": options,
}
TASKS: dict[str, Any] = {"extract": extract, "salvage": salvage, "draw": draw}
