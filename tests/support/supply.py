"""`python -m tests.support.supply sbom|third-party|audit`: what ships, in forms that others can check.

    sbom [FILE]           CycloneDX 1.6 of everything that requirements.lock pins: versions, hashes, licences
    third-party           THIRD_PARTY.md anew; a test compares it
    audit [--osv FILE]    pip-audit over both locks: against the OSV service, or a file of its advisories

OSV publishes all advisories of an ecosystem as one zip file (``PyPI/all.zip``); it takes the place of the service.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from tests.support.licences import licence_of
from tests.support.locks import ROOT, read_lock

LOCKS = ("requirements.lock", "requirements-dev.lock")
THIRD_PARTY = ROOT / "THIRD_PARTY.md"
_SCRIPTS = Path(sys.executable).parent
_HEAD = """# Third-party software

Everything that `requirements.lock` pins for Linux on x86-64, and its licence as its own metadata states it; the texts
come with the distributions. Made by `make third-party` and compared by a test, which also refuses AGPL and GPL.

| distribution | version | licence |
|---|---|---|
"""


def sbom() -> dict[str, Any]:
    """Return the CycloneDX document of what ships, the same for the same lock."""
    command = [_SCRIPTS / "cyclonedx-py", "requirements", ROOT / "requirements.lock", "--output-reproducible"]
    command += ["--pyproject", ROOT / "pyproject.toml", "--of", "JSON", "--sv", "1.6"]
    done = subprocess.run([*map(str, command)], capture_output=True, check=True)
    document: dict[str, Any] = json.loads(done.stdout)
    for component in document["components"]:
        licence = _licence(component["name"])
        if licence:
            component["licenses"] = [{"license": {"name": licence}}]
    return document


def _licence(name: str) -> str | None:
    """Return the licence of a distribution, or None when it is not for this platform."""
    try:
        return licence_of(distribution(name))
    except PackageNotFoundError:
        return None


def third_party() -> str:
    """Return the list of what ships, as Markdown."""
    pins = sorted((pin for pin in read_lock("requirements.lock") if pin.is_for_here), key=lambda pin: pin.name)
    lines = [
        f"| {pin.name} | {str(pin.requirement.specifier).removeprefix('==')} | {_licence(pin.name)} |" for pin in pins
    ]
    return _HEAD + "\n".join(lines) + "\n"


def audit(advisories: Path | None, locks: tuple[str, ...] = LOCKS) -> int:
    """Run pip-audit over the locks and return its status: 1 when an advisory fits a pinned version."""
    options = ["--disable-pip", "--require-hashes", "--progress-spinner", "off"]
    options += [word for lock in locks for word in ("--requirement", str(ROOT / lock))]
    command = [str(_SCRIPTS / "pip-audit"), "--vulnerability-service", "osv", *options]
    if advisories is None:
        return subprocess.run(command, check=False).returncode
    with _osv_service(read_advisories(advisories)) as address:
        return subprocess.run([*command, "--osv-url", address], check=False).returncode


def read_advisories(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the advisories of a zip of JSON files by the name of the distribution."""
    found: dict[str, list[dict[str, Any]]] = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            advisory = json.loads(archive.read(name))
            for affected in advisory.get("affected", []):
                package = affected.get("package", {})
                if package.get("ecosystem") == "PyPI":
                    found.setdefault(canonicalize_name(package["name"]), []).append(advisory)
    return found


def fits(advisory: dict[str, Any], name: str, version: str) -> bool:
    """Tell whether an advisory names this version, in its list or between two events (OSV schema, `affected`)."""
    for affected in advisory.get("affected", []):
        if canonicalize_name(affected.get("package", {}).get("name", "")) != canonicalize_name(name):
            continue
        if version in affected.get("versions", []):
            return True
        ranges = (each for each in affected.get("ranges", []) if each.get("type") == "ECOSYSTEM")
        if any(_between(each.get("events", []), version) for each in ranges):
            return True
    return False


def _between(events: list[dict[str, str]], version: str) -> bool:
    inside = False
    try:
        ours = Version(version)
        for event in events:
            if "introduced" in event and (event["introduced"] == "0" or ours >= Version(event["introduced"])):
                inside = True
            if "fixed" in event and ours >= Version(event["fixed"]):
                inside = False
            if "last_affected" in event and ours > Version(event["last_affected"]):
                inside = False
    except InvalidVersion:
        return False
    return inside


@contextmanager
def _osv_service(advisories: dict[str, list[dict[str, Any]]]) -> Iterator[str]:
    """Answer as OSV's `POST /v1/query` does, from these advisories; the value is the address."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
            name, version = asked["package"]["name"], asked["version"]
            found = [each for each in advisories.get(canonicalize_name(name), []) if fits(each, name, version)]
            body = json.dumps({"vulns": found} if found else {}).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/v1/query"
        finally:
            server.shutdown()


def main() -> int:
    """Do what the first argument says; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    deeds = parser.add_subparsers(dest="deed", required=True)
    deeds.add_parser("sbom").add_argument("file", type=Path, nargs="?", default=ROOT / "dist" / "sbom.cdx.json")
    deeds.add_parser("third-party")
    deeds.add_parser("audit").add_argument("--osv", type=Path)
    arguments = parser.parse_args()
    if arguments.deed == "audit":
        return audit(arguments.osv)
    if arguments.deed == "third-party":
        THIRD_PARTY.write_text(third_party())
        return 0
    arguments.file.parent.mkdir(exist_ok=True)
    arguments.file.write_text(json.dumps(sbom(), indent=1) + "\n")
    print(arguments.file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
