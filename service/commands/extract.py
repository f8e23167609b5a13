"""`tablewright extract`: files in, results out, in one process that is watched."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.complain import WRONG_USAGE, complain, stop
from service.commands.environment import settings_or_stop
from service.commands.guarded import convert_guarded
from service.traces import frames_of

if TYPE_CHECKING:
    from extractors.pipeline import Extraction
    from schemas.options import ExtractOptions, Limits
    from service.exports.formats import Format

STDIN = "-"


class FormatName(StrEnum):
    """Formats of a result."""

    json = "json"
    csv = "csv"
    xlsx = "xlsx"
    html = "html"
    markdown = "markdown"
    parquet = "parquet"


class OcrChoice(StrEnum):
    """When pages are read by OCR."""

    auto = "auto"
    always = "always"
    never = "never"


class EngineChoice(StrEnum):
    """Which engine reads scanned pages."""

    rapidocr = "rapidocr"
    tesseract = "tesseract"


def extract(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="PDF files; - reads one from standard input.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="File, or folder for several files.")] = None,
    format: Annotated[FormatName, typer.Option(help="Format of the result; csv is a zip of tables.")] = FormatName.json,
    ocr: Annotated[OcrChoice, typer.Option(help="When pages are read by OCR.")] = OcrChoice.auto,
    engine: Annotated[EngineChoice, typer.Option(help="Which OCR engine.")] = EngineChoice.rapidocr,
    pages: Annotated[str | None, typer.Option(help="Which pages, as 1-3,7.")] = None,
    password: Annotated[str | None, typer.Option(help="Opens encrypted documents.")] = None,
    forms: Annotated[
        list[Path] | None, typer.Option(help="Your own form definitions (YAML); may be given again.")
    ] = None,
) -> None:
    """Turn PDFs into validated JSON (or another format).

    One FILE and no -o: the result on standard output. Several and no -o: JSON Lines. Exit status 1 when a file
    failed; the others are still converted.
    """
    from schemas.options import ExtractOptions
    from service.exports.formats import FORMATS

    chosen = FORMATS[format.value]
    options = ExtractOptions.model_validate(
        {"ocr": ocr.value, "engine": engine.value, "pages": pages, "password": password}
    )
    if output is None and len(files) > 1 and format is not FormatName.json:
        raise stop(f"several files as {format.value} need -o FOLDER", WRONG_USAGE)
    targets = _targets(files, output, chosen)
    _stop_at_bad_page_range(pages)

    settings = settings_or_stop()

    def convert(name: str, on_page: Callable[[], None]) -> bool:
        task = _Task(targets.get(name), options, chosen, tuple(forms or ()), settings.limits)
        return _convert_one(name, task, on_page)

    if convert_guarded(files, convert, settings.worker_policy):
        raise typer.Exit(1)


@dataclass(frozen=True)
class _Task:
    """What is to become of one file; ``target`` None is standard output."""

    target: Path | None
    options: ExtractOptions
    chosen: Format
    forms: tuple[Path, ...]
    limits: Limits


def _stop_at_bad_page_range(pages: str | None) -> None:
    """End the command as wrong usage when the range is malformed: no file can make it right."""
    if pages is None:
        return
    from service.page_ranges import fault_of

    if fault := fault_of(pages):
        raise stop(f"--pages: {fault}", WRONG_USAGE)


def _targets(files: list[str], output: Path | None, chosen: Format) -> dict[str, Path]:
    """Return where each file's result goes; empty for standard output. Equal stems get a number, none is lost."""
    if output is None:
        return {}
    if len(files) == 1 and not output.is_dir() and not str(output).endswith("/"):
        return {files[0]: output}
    targets: dict[str, Path] = {}
    taken: set[Path] = set()
    for name in dict.fromkeys(files):
        stem = "stdin" if name == STDIN else Path(name).stem
        target = output / f"{stem}{chosen.suffix}"
        number = 1
        while target in taken:
            number += 1
            target = output / f"{stem}-{number}{chosen.suffix}"
        taken.add(target)
        targets[name] = target
    return targets


def _convert_one(name: str, task: _Task, on_page: Callable[[], None]) -> bool:
    """Convert one file; False when it failed, which has then been said on stderr."""
    from extractors.errors import ExtractionError
    from service.exports.formats import FormatUnavailable
    from service.problems import problem_of
    from service.work import extract_file

    try:
        blob = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
        filename = None if name == STDIN else Path(name).name
        extraction = extract_file(blob, filename, task.options, task.forms, task.limits, lambda *_: on_page())
        _write(_render(extraction, task.chosen), task.target, task.chosen)
    except ExtractionError as error:
        problem = problem_of(error)
        complain(f"{name}: {problem.code}: {problem.detail}")
        return False
    except BrokenPipeError:
        raise
    except OSError as error:
        complain(f"{name}: {error.strerror or error}")
        return False
    except FormatUnavailable as error:
        complain(str(error))
        return False
    except MemoryError:
        complain(f"{name}: out-of-memory: the memory limit of one document was reached")
        return False
    except Exception as error:  # one file's trouble is not that of the others, and nobody can read a traceback
        complain(f"{name}: internal: an error of ours, {frames_of(error)}")
        return False
    if extraction.status == "partial":
        complain(f"{name}: partial: some pages could not be read, see the warnings of the result")
    return True


def _render(extraction: Extraction, chosen: Format) -> bytes:
    return extraction.json() if chosen.name == "json" else chosen.render(extraction.result())


def _write(content: bytes, target: Path | None, chosen: Format) -> None:
    if target is None:
        sys.stdout.buffer.write(content)
        if chosen.name == "json":
            sys.stdout.buffer.write(b"\n")
        sys.stdout.buffer.flush()
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
