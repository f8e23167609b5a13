"""Makes the stages of a Dockerfile as overlay mounts."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from tests.support.container.dockerfile import Stage, Step

#: What a build needs of the machine: names, and whom it trusts. The steps get copies, so that they can spoil nothing.
_NAMES = "/etc/resolv.conf"
_TRUSTED = "/etc/ssl/certs/ca-certificates.crt"
_TRUSTED_INSIDE = "/run/trusted.crt"
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


@dataclass
class Image:
    """A stage that is being built, or built."""

    stage: Stage
    root: Path
    layer: Path
    user: str = "root"
    folder: str = "/"
    environment: dict[str, str] = field(default_factory=lambda: {"PATH": _PATH})

    @property
    def size(self) -> int:
        """Bytes that the steps added."""
        return sum(path.lstat().st_size for path in self.layer.rglob("*") if not path.is_dir())

    def inside(self, words: Sequence[str]) -> list[str]:
        """Return the command line that runs these words in the image."""
        variables = [f"{name}={value}" for name, value in self.environment.items()]
        as_user = (
            ["setpriv", "--reuid", self.user, "--regid", self.user, "--clear-groups"] if self.user != "root" else []
        )
        there = ["/bin/sh", "-c", f"cd {shlex.quote(self.folder)} && exec {shlex.join([*as_user, *words])}"]
        return ["chroot", str(self.root), "/usr/bin/env", "-i", *variables, *there]


def build(stages: Sequence[Stage], base: Path, context: Path, work: Path) -> Image:
    """Build all stages in order; return the last. Every base image stands for the one bare system given."""
    images: dict[str, Image] = {}
    image: Image | None = None
    for number, stage in enumerate(stages):
        lower = images[stage.base].root if stage.base in images else base
        image = _overlay(stage, lower, work / f"stage{number}")
        for step in stage.steps:
            print(f"[{number}] {step.instruction} {step.arguments[:150]}", flush=True)
            _take(step, image, context, images)
        images[stage.name or str(number)] = image
    if image is None:
        raise ValueError("the Dockerfile has no stage")
    return image


def _overlay(stage: Stage, lower: Path, folder: Path) -> Image:
    root, layer, scratch = folder / "root", folder / "layer", folder / "scratch"
    for made in (root, layer, scratch):
        made.mkdir(parents=True)
    _run(["mount", "-t", "overlay", "overlay", "-o", f"lowerdir={lower},upperdir={layer},workdir={scratch}", root])
    for device in ("/dev", "/proc"):
        _run(["mount", "--bind", device, f"{root}{device}"])
    return Image(stage, root, layer)


def _take(step: Step, image: Image, context: Path, images: dict[str, Image]) -> None:
    match step.instruction:
        case "RUN":
            _build_step(image, step.words)
        case "ENV":
            image.environment |= dict(word.split("=", 1) for word in step.words)
        case "USER":
            image.user = step.arguments
        case "WORKDIR":
            image.folder = step.arguments
            (image.root / step.arguments.lstrip("/")).mkdir(parents=True, exist_ok=True)
        case "COPY":
            _copy(step.words, image, context, images)


def _build_step(image: Image, words: list[str]) -> None:
    """Run one step as an engine does: with the machine's names, proxies and trust lent to it."""
    lent = {_NAMES: _NAMES, _TRUSTED: _TRUSTED_INSIDE}
    environment = {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")}
    environment |= {"SSL_CERT_FILE": _TRUSTED_INSIDE, "PIP_CERT": _TRUSTED_INSIDE, "DEBIAN_FRONTEND": "noninteractive"}
    for ours, inside in lent.items():
        target = image.root / inside.lstrip("/")
        # A link in the image would be followed on this machine.
        target.unlink(missing_ok=True)
        shutil.copyfile(ours, target)
    try:
        _run(replace(image, environment=image.environment | environment).inside(words))
    finally:
        for inside in lent.values():
            (image.root / inside.lstrip("/")).unlink(missing_ok=True)


def _copy(words: list[str], image: Image, context: Path, images: dict[str, Image]) -> None:
    *sources, target = [word for word in words if not word.startswith("--")]
    origin = next((word.partition("=")[2] for word in words if word.startswith("--from=")), None)
    goal = image.root / str(PurePosixPath(image.folder, target)).lstrip("/")
    for source in sources:
        found = (images[origin].root if origin else context) / source.lstrip("/")
        if found.is_dir():
            # A folder's contents are copied, not the folder.
            shutil.copytree(found, goal, symlinks=True, dirs_exist_ok=True, ignore=_ignored if not origin else None)
        else:
            shutil.copy2(found, goal / found.name if goal.is_dir() else goal)


_ignored = shutil.ignore_patterns("__pycache__")


def _run(words: Sequence[str | Path]) -> None:
    subprocess.run([str(word) for word in words], check=True)
