"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PEERS = ("pypdfium2", "pdfplumber", "camelot-py", "img2table", "rapidocr", "onnxruntime", "numpy")


def describe() -> dict[str, str]:
    """Return processor, cores, memory, load, system, and the versions of ours and of the peers that are installed."""
    found = {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.1f} GiB",
        "load before": " ".join(f"{value:.2f}" for value in os.getloadavg()),
        "system": platform.platform(),
        "python": platform.python_version(),
    }
    for name in ("tablewright", *PEERS):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
