"""`tablewright convert`: many documents in, one target out; can be stopped at any point and goes on."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.complain import WRONG_USAGE, complain, stop
from service.commands.environment import settings_or_stop
from service.commands.extract import EngineChoice, OcrChoice

if TYPE_CHECKING:
    from service.sources.shards import Shard

INTERRUPTED = 130


class KindChoice(StrEnum):
    """What a target made of files holds."""

    json = "json"
    jsonl = "jsonl"
    parquet = "parquet"


def convert(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            help="Folders, patterns, zip or tar archives, text files of paths, PDFs, URLs such as s3://bucket/prefix.",
        ),
    ],
    to: Annotated[
        str,
        typer.Option(
            metavar="TARGET",
            help="A folder; FILE.jsonl; FOLDER.parquet; sqlite:///FILE or postgresql://USER@HOST/DATABASE;"
            " - writes JSON Lines to standard output.",
        ),
    ],
    kind: Annotated[KindChoice | None, typer.Option("--as", help="Kind of TARGET when its name does not say.")] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes; default: one a core, of this machine or of the cluster.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume/--no-resume", help="Go on with what the target has, or refuse to.")
    ] = True,
    replace: Annotated[
        bool, typer.Option(help="Also convert again what another version or other options made.")
    ] = False,
    failed_only: Annotated[bool, typer.Option(help="Only documents that failed before.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many documents in this run.")] = None,
    shard: Annotated[
        str | None, typer.Option(metavar="K/N", help="Only the K-th of N parts, for N machines on the same sources.")
    ] = None,
    dry_run: Annotated[bool, typer.Option(help="Print what would be read, and write nothing.")] = False,
    cells: Annotated[bool, typer.Option(help="Also load every cell into databases and Parquet.")] = False,
    report: Annotated[Path | None, typer.Option(help="Where the report goes; default: beside the results.")] = None,
    ray: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Run on this Ray cluster; auto finds one.")] = None,
    ocr: Annotated[OcrChoice, typer.Option(help="When pages are read by OCR.")] = OcrChoice.auto,
    engine: Annotated[EngineChoice, typer.Option(help="Which OCR engine.")] = EngineChoice.rapidocr,
    password: Annotated[str | None, typer.Option(help="Opens encrypted documents.")] = None,
    forms: Annotated[
        list[Path] | None, typer.Option(help="Your own form definitions (YAML); may be given again.")
    ] = None,
) -> None:
    """Convert archives of PDFs into a folder, a dataset or a database.

    Run it again to go on after an interruption, or to add what is new: a document is known by its content. Exit status
    0 when everything is converted, 1 when something failed, 130 when interrupted.
    """
    from extractors.errors import InvalidOption
    from schemas.options import ExtractOptions
    from service.bulk import Plan, kind_of, run_bulk
    from service.convert.ports import TargetFault
    from service.convert.recipe import Recipe
    from service.convert.run import Choice
    from service.sources.entry import SourceFault
    from service.sources.find import check_sources
    from service.sources.shards import Shard
    from service.work import tools_with

    options = ExtractOptions.model_validate({"ocr": ocr.value, "engine": engine.value, "password": password})
    definitions = tuple(path.absolute() for path in forms or ())
    try:
        part = Shard.parse(shard) if shard else None
    except ValueError as error:
        raise stop("--shard wants K/N, as 1/4", WRONG_USAGE) from error
    try:
        check_sources(sources)
        tools_with(definitions)  # a definition with a fault is told once, not by every document
        named = kind_of(to)
    except (SourceFault, InvalidOption, TargetFault) as error:
        raise stop(str(error)) from error
    if dry_run:
        _print_sources(sources, part)
        return
    settings = settings_or_stop()
    plan = Plan(
        tuple(sources),
        to,
        named if kind is None or named in ("sql", "stdout") else kind.value,
        Recipe(options, settings.limits, definitions, with_cells=cells),
        workers,
        Choice(replace, failed_only, limit),
        settings.worker_policy,
        ray,
        report,
        resume,
        part,
    )
    try:
        ended = run_bulk(plan)
    except TargetFault as error:
        raise stop(str(error), WRONG_USAGE if not resume else 1) from error
    complain(ended.summary.sentence() + (f"; report: {ended.report}" if ended.report else ""))
    if ended.interrupted:
        complain("interrupted; run the same command again to go on")
        raise typer.Exit(INTERRUPTED)
    if ended.summary.failures:
        raise typer.Exit(1)


def _print_sources(sources: list[str], part: Shard | None) -> None:
    """Print one line a document on standard output, and what is none on standard error."""
    from service.sources.entry import Entry, Scope
    from service.sources.find import find_entries
    from service.sources.shards import share_of

    documents = others = 0
    for found in share_of(find_entries(sources, Scope()), part):
        if isinstance(found, Entry):
            documents += 1
            typer.echo(found.name)
        else:
            others += 1
            complain(f"{found.name}: {found.why}: {found.detail}")
    complain(f"{documents} documents, {others} others")
