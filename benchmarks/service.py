"""The service against the same work called as a library: throughput, latency, memory, and what poison does.

    python -m benchmarks.service [PDF …] [--documents 40] [--rounds 3] [--endurance 2000]

Prints a table. Every document that is sent is different (a comment is appended), so that none comes from the store.
Load generator, service and workers share the machine; the library's loop has one core of it to itself. What is
compared takes turns, round by round, so that all of it sees the same machine in the same minutes; the ratios are
medians over the rounds. The last column is what a document costs in processor time, over all processes of the service,
dead ones and its web server included: what other programs on the machine disturb least. ``--sleep 0.22`` puts time
without work in the place of the work, on both sides: what the service adds shows then on a busy machine, too.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from queue import Empty, SimpleQueue

from benchmarks.whole_process import members, memory_share
from schemas.options import ExtractOptions
from service.work import extract_file

POISON = b"\n% poison"
DEFAULT = [Path(__file__).resolve().parents[1] / "samples" / "jiangyou-2024.pdf"]
CLIENTS = (1, 8, 64)
_number = count()


def fresh(blob: bytes, tail: bytes = b"") -> bytes:
    """Return the document with bytes appended that make it one of its own."""
    return blob + b"\n%% %d.%d" % (os.getpid(), next(_number)) + tail


@dataclass
class Run:
    """What one load gave: seconds by document, and in all."""

    latencies: list[float]
    elapsed: float
    failures: int = 0
    processor: float = 0.0
    poison: list[str] = field(default_factory=list)

    @property
    def per_minute(self) -> float:
        """Return the throughput."""
        return 60 * len(self.latencies) / self.elapsed

    def percentile(self, share: float) -> float:
        """Return the latency that this share of the documents does not exceed, in seconds."""
        ranked = sorted(self.latencies)
        return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def as_library(blobs: list[bytes], documents: int, sleep: float = 0.0) -> Run:
    """Convert one document after the other in this process; ``sleep`` takes the place of the work."""
    if sleep:
        return Run([sleep] * documents, sleep * documents)
    for blob in blobs:
        extract_file(blob, "warm.pdf", ExtractOptions()).json()
    latencies = []
    begun, spent = time.perf_counter(), time.process_time()
    for number in range(documents):
        blob, started = fresh(blobs[number % len(blobs)]), time.perf_counter()
        extract_file(blob, "a.pdf", ExtractOptions()).json()
        latencies.append(time.perf_counter() - started)
    return Run(latencies, time.perf_counter() - begun, processor=time.process_time() - spent)


class Service:
    """`tablewright serve` as a process, on a port of its own."""

    def __init__(self, module: str, **settings: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.data = tempfile.TemporaryDirectory(prefix="tablewright-bench-")
        environment = os.environ | {"TABLEWRIGHT_DATA": self.data.name, "TABLEWRIGHT_RATE_PER_MINUTE": "0"}
        environment |= {f"TABLEWRIGHT_{name.upper()}": value for name, value in settings.items()}
        self.process = subprocess.Popen(
            [sys.executable, "-m", module, str(self.port)],
            env=environment,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        while not self._ready():
            time.sleep(0.05)

    def _ready(self) -> bool:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except OSError:
            return False

    def close(self) -> None:
        """Stop the service in order and remove its data."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        self.data.cleanup()

    def load(self, blobs: list[bytes], documents: int, clients: int, poison_every: int = 0) -> Run:
        """Send documents from so many clients at once, each of which waits for its result before it sends the next.

        Poison comes besides, one for so many documents, from somebody who does not wait for it.
        """
        todo: SimpleQueue[tuple[bytes, bool]] = SimpleQueue()
        for number in range(documents):
            todo.put((fresh(blobs[number % len(blobs)]), bool(poison_every) and number % poison_every == 0))
        run = Run([], 0.0)
        threads = [threading.Thread(target=self._client, args=(todo, run, blobs)) for _ in range(clients)]
        begun, spent = time.perf_counter(), self.processor_time()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        run.elapsed = time.perf_counter() - begun
        run.processor = self.processor_time() - spent
        run.failures = sum(self._problem(where) == 500 for where in run.poison)
        return run

    def _client(self, todo: SimpleQueue[tuple[bytes, bool]], run: Run, blobs: list[bytes]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        while True:
            try:
                blob, with_poison = todo.get_nowait()
            except Empty:
                connection.close()
                return
            if with_poison:
                status, where = self._post(connection, fresh(blobs[0], POISON), "respond-async")
                assert status == 202
                run.poison.append(where)
            started = time.perf_counter()
            status, _ = self._post(connection, blob, "wait=500")
            if status != 200:
                raise RuntimeError(f"status {status}")
            run.latencies.append(time.perf_counter() - started)

    @staticmethod
    def _post(connection: http.client.HTTPConnection, blob: bytes, prefer: str) -> tuple[int, str]:
        headers = {"Content-Type": "application/pdf", "Prefer": prefer}
        connection.request("POST", "/v1/documents", body=blob, headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.getheader("location") or ""

    def _problem(self, where: str) -> int:
        """Wait for a document's end and return the status of its problem; 0 when it has none."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        connection.request("GET", f"{where}?wait=120")
        problem = json.loads(connection.getresponse().read())["problem"]
        connection.close()
        return int(problem["status"]) if problem else 0

    def memory(self) -> int:
        """Return the memory of the service and all its processes, in bytes; what they share counts once."""
        return sum(map(memory_share, members(self.process.pid)))

    def processor_time(self) -> float:
        """Return the processor seconds of the service and of all processes that it had."""
        return sum(map(_processor_time, members(self.process.pid)))


def _processor_time(pid: int) -> float:
    """Return what a process and its dead children took; living ones are counted by themselves."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def endurance(service: Service, blob: bytes, documents: int) -> tuple[float, float, float]:
    """Send documents for a long time; return memory at the first tenth and at the end, and its slope, in MiB."""
    points = []
    step = max(1, documents // 40)
    for sent in range(0, documents, step):
        service.load([blob], step, clients=4)
        points.append((sent + step, service.memory() / 2**20))
    settled = points[len(points) // 10 :]
    slope = statistics.linear_regression([x for x, _ in settled], [y for _, y in settled]).slope * 1000
    return settled[0][1], settled[-1][1], slope


def show(name: str, run: Run, base: Run) -> None:
    share = run.per_minute / base.per_minute
    times = "  ".join(f"{1000 * run.percentile(share):8.0f}" for share in (0.5, 0.95, 0.99))
    processor = 1000 * run.processor / len(run.latencies)
    print(f"{name:34} {run.per_minute:8.0f}  {share:6.2f}  {times}  {processor:8.0f}", flush=True)


def compare(service: Service, blobs: list[bytes], documents: int, rounds: int, sleep: float) -> None:
    """Let the library and the service at each number of clients take turns, and print the medians."""
    shares: dict[int, list[float]] = {clients: [] for clients in CLIENTS}
    costs: dict[int, list[float]] = {clients: [] for clients in CLIENTS}
    for _ in range(rounds):
        base = as_library(blobs, documents, sleep)
        show("library, one process", base, base)
        for clients in CLIENTS:
            run = service.load(blobs, documents if clients == 1 else 2 * documents, clients)
            show(f"service, {clients} clients", run, base)
            shares[clients].append(run.per_minute / base.per_minute)
            costs[clients].append(
                (run.processor / len(run.latencies)) / max(base.processor / len(base.latencies), 1e-9)
            )
    for clients in CLIENTS:
        cost = "" if sleep else f", {statistics.median(costs[clients]):.2f} of its processor time"
        print(f"{clients} clients: {statistics.median(shares[clients]):.2f} of the library's throughput{cost}")


def compare_poison(service: Service, blobs: list[bytes], documents: int, rounds: int) -> None:
    """Let loads without and with poison take turns, and print what poison does to the others."""
    rises = {0.5: [], 0.95: []}  # type: dict[float, list[float]]
    for _ in range(rounds):
        healthy = service.load(blobs, documents, clients=2)
        poisoned = service.load(blobs, documents, clients=2, poison_every=10)
        show("service, 2 clients", healthy, healthy)
        show(f"  and {poisoned.failures} that kill their worker", poisoned, healthy)
        for share, values in rises.items():
            values.append(poisoned.percentile(share) / healthy.percentile(share) - 1)
    told = ", ".join(f"p{100 * share:.0f} {statistics.median(values):+.0%}" for share, values in rises.items())
    print(f"others' latency with one document in ten that kills its worker: {told}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("pdfs", nargs="*", type=Path, default=DEFAULT)
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--endurance", type=int, default=2000)
    parser.add_argument("--sleep", type=float, default=0.0, help="seconds that stand for the work of a document")
    options = parser.parse_args()
    blobs = [path.read_bytes() for path in options.pdfs]
    print(f"{'':34} {'docs/min':>8}  {'share':>6}  {'p50 ms':>8}  {'p95 ms':>8}  {'p99 ms':>8}  {'CPU ms':>8}")
    if options.sleep:
        result = Path(tempfile.mkdtemp(prefix="tablewright-bench-")) / "result.json"
        result.write_bytes(extract_file(blobs[0], "a.pdf", ExtractOptions()).json())
        os.environ |= {"TABLEWRIGHT_BENCH_SLEEP": str(options.sleep), "TABLEWRIGHT_BENCH_RESULT": str(result)}
    service = Service("benchmarks.serve")
    service.load(blobs, 8, clients=4)
    compare(service, blobs, options.documents, options.rounds, options.sleep)
    compare_poison(service, blobs, 2 * options.documents, options.rounds)
    if options.endurance:
        smallest = min(blobs, key=len)
        first, last, slope = endurance(service, smallest, options.endurance)
        print(f"memory over {options.endurance} documents: {first:.0f} -> {last:.0f} MiB, {slope:+.1f} MiB per 1000")
    service.close()


if __name__ == "__main__":
    main()
