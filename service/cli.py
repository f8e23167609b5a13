"""The command line: `tablewright extract | convert | serve | schema | forms | keys`.

Only Typer is imported here, so that ``--help`` answers at once; each command imports what it needs when it runs.
"""

from __future__ import annotations

import sys

import typer

from service.commands import convert, extract, forms, keys, schema, serve

app = typer.Typer(
    name="tablewright",
    help="PDF in, validated JSON out: tables, repaired rows, canonical budget forms and the checks that prove them.",
    no_args_is_help=True,
    add_completion=False,
    # Plain help: the decorated one costs a tenth of a second of imports on every call.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command(name="extract")(extract.extract)
app.command(name="convert")(convert.convert)
app.command(name="serve")(serve.serve)
app.command(name="schema")(schema.schema)
app.add_typer(forms.app, name="forms")
app.add_typer(keys.app, name="keys")


def main() -> None:
    """Run the command line; exit status 1 for an error, 2 for wrong usage."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing to say, and nobody to say it to.
        sys.stderr.close()
        sys.exit(1)
