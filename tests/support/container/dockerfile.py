"""Reads a Dockerfile into stages of steps."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import dataclass, field

#: Instructions that say something about the image and change nothing in it.
_SAYS = frozenset({"EXPOSE", "VOLUME", "LABEL", "STOPSIGNAL", "MAINTAINER"})


class UnknownInstruction(ValueError):
    """The Dockerfile asks for something that this reader does not know."""


@dataclass(frozen=True)
class Step:
    """One instruction with its arguments as written."""

    instruction: str
    arguments: str

    @property
    def words(self) -> list[str]:
        """The arguments, of the JSON form or split as a shell does; a shell form of RUN or CMD runs in `sh -c`."""
        if self.arguments.startswith("["):
            return [str(word) for word in json.loads(self.arguments)]
        if self.instruction in ("RUN", "CMD", "ENTRYPOINT"):
            return ["/bin/sh", "-c", self.arguments]
        return shlex.split(self.arguments)


@dataclass
class Stage:
    """One image: where it starts from, how it is made, and how it is run."""

    base: str
    name: str | None
    steps: list[Step] = field(default_factory=list)
    entrypoint: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)
    health: list[str] = field(default_factory=list)


def read_dockerfile(text: str) -> list[Stage]:
    """Return the stages in order; raises UnknownInstruction."""
    stages: list[Stage] = []
    for instruction, arguments in _instructions(text):
        if instruction == "FROM":
            base, *alias = re.split(r"\s+AS\s+", arguments, flags=re.IGNORECASE)
            stages.append(Stage(base, alias[0] if alias else None))
        else:
            _add(stages[-1], Step(instruction, arguments))
    return stages


def _add(stage: Stage, step: Step) -> None:
    match step.instruction:
        case "RUN" | "COPY" | "WORKDIR" | "ENV" | "USER":
            stage.steps.append(step)
        case "ENTRYPOINT":
            stage.entrypoint = step.words
        case "CMD":
            stage.command = step.words
        case "HEALTHCHECK":
            stage.health = Step("CMD", step.arguments.partition("CMD")[2].strip()).words
        case instruction if instruction not in _SAYS:
            raise UnknownInstruction(instruction)


def _instructions(text: str) -> list[tuple[str, str]]:
    """Return name and arguments of each instruction, without comments and with continued lines joined."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    logical = re.sub(r"\\\n", " ", "\n".join(lines)).splitlines()
    pairs = [line.strip().split(maxsplit=1) for line in logical if line.strip()]
    return [(name.upper(), rest) for name, rest in pairs]
