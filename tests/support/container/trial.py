"""Runs a built image as an engine would with `--read-only --network none`, and uses it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.support.container.image import Image

#: How long a start and an end may take, on a machine that has other work, too.
SECONDS = 120.0


def try_out(image: Image, sample: Path) -> None:
    """Run the image until it is healthy and has converted the sample into every format; raises RuntimeError."""
    root = image.root
    for folder in ("tmp", "data"):
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(root / folder)], check=True)
    subprocess.run(["chown", "10001", str(root / "data")], check=True)
    (root / "data" / "sample.pdf").write_bytes(sample.read_bytes())
    subprocess.run(["mount", "-o", "remount,ro", str(root)], check=True)
    # A network of its own that holds only the loopback: nothing may be fetched at run time.
    script = "ip link set lo up && exec " + " ".join([sys.executable, "-m", "tests.support.container.trial"])
    plan = {
        "root": str(root),
        "service": image.inside([*image.stage.entrypoint, *image.stage.command]),
        "health": image.inside(image.stage.health),
        "client": image.inside(["python3", "-c", _CLIENT]),
        "outside": image.inside(["python3", "-c", _OUTSIDE]),
        "write": image.inside(["touch", "/opt/tablewright/x"]),
        "user": image.inside(["id", "--user"]),
    }
    answer = subprocess.run(["unshare", "--net", "sh", "-c", script], input=json.dumps(plan), text=True)
    if answer.returncode:
        raise RuntimeError("the image does not work")


#: Reads the text, then a page by OCR: the models have to be in the image, and what the other formats are made with.
_CLIENT = """
import json, urllib.request
service = "http://127.0.0.1:8000"
body = open("/data/sample.pdf", "rb").read()
for options in ("", "?ocr=always&pages=4"):
    headers = {"Content-Type": "application/pdf", "Prefer": "wait=300"}
    request = urllib.request.Request(service + "/v1/documents" + options, body, headers)
    answer = urllib.request.urlopen(request, timeout=330)
    result = json.load(answer)
    sources = {page["source"] for page in result["document"]["pages"]}
    print(len(result["forms"]), "forms,", len(result["tables"]), "tables from", *sources)
    assert result["forms"] and sources == {"ocr" if options else "text"}
for name in ("csv", "html", "markdown", "parquet", "xlsx"):
    address = service + "/v1/documents/" + answer.headers["x-document-id"] + "/result?format=" + name
    print(name, len(urllib.request.urlopen(address, timeout=60).read()), "bytes")
"""

#: What talks to other machines can at least be set up: drivers and the descriptions of services are in the image.
_OUTSIDE = """
import asyncio, psycopg
from aiobotocore.session import get_session
from service.blobs.remote import RemoteBlobs
RemoteBlobs("s3://bucket/prefix")
async def ask():
    async with get_session().create_client("s3", "cn-north-1") as store:
        print(store.meta.endpoint_url)
asyncio.run(ask())
"""


def main() -> int:
    """Start the service, wait for its health check, use it, stop it; return the exit status."""
    plan = json.load(sys.stdin)
    assert subprocess.run(plan["user"], capture_output=True, text=True, check=True).stdout.strip() != "0", (
        "runs as root"
    )
    assert subprocess.run(plan["write"], capture_output=True).returncode, "the root file system can be written"
    begun = time.monotonic()
    service = subprocess.Popen(plan["service"])
    try:
        while subprocess.run(plan["health"], capture_output=True).returncode:
            assert service.poll() is None, "the service ended"
            assert time.monotonic() - begun < SECONDS, "no health within the time"
            time.sleep(0.2)
        print(f"healthy after {time.monotonic() - begun:.1f} s", flush=True)
        subprocess.run(plan["client"], check=True)
        subprocess.run(plan["outside"], check=True)
    finally:
        service.terminate()
        status = service.wait(SECONDS)
    print(f"stopped with status {status}")
    # The server ends in order, then by the signal that asked for it.
    return 0 if status in (0, -signal.SIGTERM) else 1


if __name__ == "__main__":
    sys.exit(main())
