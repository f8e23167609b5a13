"""`python -m tests.support.container`: exercises the Dockerfile where there is no container engine.

Each stage becomes an overlay over a fresh Debian 12, its steps run inside by chroot; the last one is then run as its
user, on a read-only root, without a network, until its own health check passes and it has converted the sample. Needs
root, `debootstrap` and overlay mounts; everything is mounted in a namespace of its own and gone at the end. Takes about
four minutes, most of it downloads.

    python -m tests.support.container [--base FOLDER]    FOLDER: a bare Debian 12, made there when it is missing
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.support.container.dockerfile import read_dockerfile
from tests.support.container.image import build
from tests.support.container.trial import try_out

ROOT = Path(__file__).resolve().parents[3]
_INSIDE = "TABLEWRIGHT_CONTAINER_TRIAL"


def main() -> int:
    """Build and try out the image; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--base", type=Path)
    arguments = parser.parse_args()
    if _INSIDE not in os.environ:
        # A namespace for the mounts: whatever happens, they end with this process.
        again = ["unshare", "--mount", "--propagation", "private", sys.executable, "-m", "tests.support.container"]
        return subprocess.run([*again, *sys.argv[1:]], cwd=ROOT, env=os.environ | {_INSIDE: "1"}).returncode
    work = Path(tempfile.mkdtemp(prefix="tablewright-container-"))
    # Overlays may not lie on overlays, and many a machine's /tmp does.
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=80%", "tmpfs", str(work)], check=True)
    try:
        base = bare_debian(arguments.base or work / "base")
        image = build(read_dockerfile((ROOT / "Dockerfile").read_text()), base, ROOT, work)
        print(f"image: {image.size / 1e6:.0f} MB over the base", flush=True)
        try_out(image, ROOT / "samples" / "jiangyou-2024.pdf")
    finally:
        subprocess.run(["umount", "--recursive", "--lazy", str(work)], check=False)
        work.rmdir()
    return 0


def bare_debian(folder: Path) -> Path:
    """Return a folder with the smallest Debian 12, making it when it is not there."""
    if not (folder / "bin" / "sh").exists():
        if shutil.which("debootstrap") is None:
            raise SystemExit("needs debootstrap: apt-get install debootstrap")
        subprocess.run(["debootstrap", "--variant=minbase", "bookworm", str(folder)], check=True, stdout=sys.stderr)
    return folder


if __name__ == "__main__":
    sys.exit(main())
