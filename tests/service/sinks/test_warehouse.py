from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Table, text
from sqlalchemy.exc import DBAPIError

from schemas.options import ExtractOptions, Limits
from service.convert.ports import TargetFault
from service.convert.recipe import Recipe
from service.convert.rows import COLUMNS
from service.convert.run import Choice
from service.database import Database
from service.jobs.migrate import migrate as migrate_service
from service.sinks.warehouse import sink
from service.sinks.warehouse.migrate import MIGRATIONS
from service.sinks.warehouse.sink import Warehouse
from service.sinks.warehouse.tables import CHILDREN, metadata
from service.sinks.warehouse.views import VIEWS
from service.sources.entry import Entry
from tests.service.convert.fakes import document, entries, recipe, run

COMMANDS = ("ok a", "pages 6 b", "ok a", "refuse no-pages", "pages 3 c")


@pytest.fixture
def warehouse(database_url: str) -> Iterator[Warehouse]:
    with closing(Warehouse(database_url)) as opened:
        yield opened


def query(url: str, sql: str, **values: Any) -> list[tuple[Any, ...]]:
    database = Database(url)
    try:
        with database.read() as connection:
            return [tuple(row) for row in connection.execute(text(sql), values)]
    finally:
        database.close()


def everything(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of all tables, documents by their hash instead of our number."""
    found = {}
    for table in metadata.sorted_tables:
        columns = [f"t.{column.name}" for column in table.columns if column.name != "document_id"]
        join = " JOIN documents d USING (document_id)" if table in CHILDREN else ""
        columns += ["d.sha256"] if join else []
        found[table.name] = sorted(map(repr, query(url, f"SELECT {', '.join(columns)} FROM {table.name} t{join}")))
    return found  # type: ignore[return-value]


def test_columns_are_those_that_rows_have() -> None:
    for table in CHILDREN:
        assert [column.name for column in table.columns] == ["document_id", *COLUMNS[table.name]]
    assert {table.name for table in CHILDREN} == set(COLUMNS)


def test_migrations_make_what_the_tables_say(warehouse: Warehouse, database_url: str) -> None:
    database = Database(database_url)
    with database.read() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "version_table": MIGRATIONS.version_table,
                "include_object": lambda thing, *_: isinstance(thing, Table),
            },
        )
        assert compare_metadata(context, metadata) == []
    database.close()


def test_loaders_that_start_together_migrate_once(database_url: str) -> None:
    errors: list[Exception] = []

    def start() -> None:
        try:
            Warehouse(database_url).close()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_documents_are_loaded_with_all_their_rows(warehouse: Warehouse, database_url: str, tmp_path: Path) -> None:
    summary, _ = run(warehouse, entries(*COMMANDS), tmp_path / "w")
    assert (summary.converted, summary.known, summary.failures) == (3, 1, 1)
    assert query(database_url, "SELECT page_count FROM documents ORDER BY 1") == [(1,), (3,), (6,)]
    assert query(database_url, "SELECT count(*), sum(amount_yuan) FROM figures") == [(10, 10 * 125_000)]
    assert query(database_url, "SELECT problem FROM failures") == [("no-pages",)]
    assert query(database_url, "SELECT count(*), count(DISTINCT sha256) FROM sources") == [(5, 4)]
    assert list((tmp_path / "w").iterdir()) == []


def test_loading_again_changes_nothing(warehouse: Warehouse, database_url: str, tmp_path: Path) -> None:
    run(warehouse, entries(*COMMANDS, stamp="1"), tmp_path)
    before = everything(database_url), query(database_url, "SELECT document_id FROM documents ORDER BY 1")
    _, executor = run(warehouse, entries(*COMMANDS, stamp="1"), tmp_path)
    assert executor.log == []
    assert (everything(database_url), query(database_url, "SELECT document_id FROM documents ORDER BY 1")) == before


def test_a_changed_document_supersedes_and_one_that_is_back_does_not(
    warehouse: Warehouse, database_url: str, tmp_path: Path
) -> None:
    def hold(command: str, *names: str) -> None:
        run(warehouse, [Entry(name, None, lambda: document(command)) for name in names], tmp_path)

    current = "SELECT filename, superseded FROM documents ORDER BY page_count"
    hold("ok old", "/a.pdf", "/b.pdf")
    hold("pages 2 new", "/a.pdf")
    assert query(database_url, current) == [("a.pdf", False), ("a.pdf", False)]  # b.pdf is still the old one
    hold("pages 2 new", "/b.pdf")
    assert query(database_url, current) == [("a.pdf", True), ("a.pdf", False)]
    assert query(database_url, "SELECT count(*) FROM current_figures") == [(2,)]
    hold("ok old", "/a.pdf")
    assert query(database_url, current) == [("a.pdf", False), ("a.pdf", False)]


def test_replace_brings_the_rows_of_the_new_version(
    warehouse: Warehouse, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(warehouse, entries(*COMMANDS), tmp_path)
    number = query(database_url, "SELECT document_id FROM documents WHERE page_count = 6")
    other = Recipe(ExtractOptions(ocr="never"), Limits(), product="rows", slice_pages=4)
    made = recipe("rows").fingerprint()
    from tests.service.convert import fakes

    plain = fakes.rows

    def better(*arguments: Any) -> dict[str, list[tuple[object, ...]]]:
        changed = plain(*arguments)
        changed["figures"] = changed["figures"][:1]
        return changed

    monkeypatch.setattr(fakes, "rows", better)
    assert run(warehouse, entries(*COMMANDS), tmp_path, chosen=other)[0].converted == 0
    assert query(database_url, "SELECT DISTINCT recipe FROM documents") == [(made,)]
    assert run(warehouse, entries(*COMMANDS), tmp_path, chosen=other, choice=Choice(replace=True))[0].converted == 3
    assert query(database_url, "SELECT DISTINCT recipe FROM documents") == [(other.fingerprint(),)]
    assert query(database_url, "SELECT count(*) FROM figures") == [(3,)]
    assert query(database_url, "SELECT document_id FROM documents WHERE page_count = 6") == number


def test_a_document_that_failed_once_is_no_failure_when_it_is_loaded(
    warehouse: Warehouse, database_url: str, tmp_path: Path
) -> None:
    run(warehouse, entries("lose 3 a"), tmp_path)
    assert query(database_url, "SELECT problem FROM failures") == [("worker-died",)]
    run(warehouse, [Entry("/in/000 lose 3 a.pdf", None, lambda: document("lose 3 a"))], tmp_path)
    assert query(database_url, "SELECT count(*) FROM failures") == [(1,)]
    from tests.service.convert.fakes import InlineExecutor

    monkey = InlineExecutor._carry_out
    try:
        InlineExecutor._carry_out = lambda self, ticket, step: self._product(ticket, step, "0", [1])  # type: ignore[method-assign]
        run(warehouse, entries("lose 3 a"), tmp_path)
    finally:
        InlineExecutor._carry_out = monkey  # type: ignore[method-assign]
    assert query(database_url, "SELECT count(*) FROM failures") == [(0,)]


def test_loaders_at_once_load_each_document_once(database_url: str, tmp_path: Path) -> None:
    commands = tuple(f"pages {1 + number % 4} {number}" for number in range(30))
    errors: list[Exception] = []

    def load(seed: int) -> None:
        try:
            with closing(Warehouse(database_url)) as target:
                run(target, entries(*commands), tmp_path / str(seed), seed=seed)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=load, args=(seed,)) for seed in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert query(database_url, "SELECT count(*), sum(page_count) FROM documents") == [(30, 73)]
    assert query(database_url, "SELECT count(*) FROM figures") == [(73,)]


def test_killed_in_the_middle_of_a_document_nothing_of_it_is_there(database_url: str, tmp_path: Path) -> None:
    commands = ("ok a", "pages 3 b", "ok c")
    Warehouse(database_url).close()
    whole = sink.insert_rows

    def dying(connection: Connection, document_id: int, rows: dict[str, list[Any]]) -> None:
        whole(connection, document_id, rows)
        if len(rows["figures"]) == 3:
            os._exit(99)

    child = os.fork()
    if child == 0:
        sink.insert_rows = dying
        with closing(Warehouse(database_url)) as target:
            run(target, entries(*commands), tmp_path / "child")
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 99
    left = query(database_url, "SELECT page_count FROM documents")
    assert (3,) not in left
    assert query(database_url, "SELECT count(*) FROM figures") == [(len(left),)]
    with closing(Warehouse(database_url)) as target:
        run(target, entries(*commands), tmp_path / "again")
    assert query(database_url, "SELECT page_count FROM documents ORDER BY 1") == [(1,), (1,), (3,)]
    assert query(database_url, "SELECT count(*) FROM figures") == [(5,)]


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO documents (sha256, page_count, status, schema_version, recipe, content_sha256, superseded)"
        " SELECT sha256, 1, 'succeeded', '1', '', '', false FROM documents",
        "UPDATE documents SET status = 'failed'",
        "UPDATE figures SET check_status = 'maybe'",
        "UPDATE figures SET amount = NULL",
        "UPDATE figures SET document_id = 999999",
        "UPDATE figures SET measure = 'total', record_index = 0",
    ],
)
def test_constraints_hold(warehouse: Warehouse, database_url: str, tmp_path: Path, statement: str) -> None:
    run(warehouse, entries("pages 3 a"), tmp_path)
    database = Database(database_url)
    with pytest.raises(DBAPIError), database.write() as connection:
        connection.execute(text(statement))
    database.close()


def test_rows_go_with_their_document(warehouse: Warehouse, database_url: str, tmp_path: Path) -> None:
    run(warehouse, entries("pages 3 a", "ok b"), tmp_path)
    database = Database(database_url)
    with database.write() as connection:
        connection.execute(text("DELETE FROM documents WHERE page_count = 3"))
    database.close()
    for table in CHILDREN:
        assert query(
            database_url,
            f"SELECT count(*) FROM {table.name} WHERE document_id NOT IN (SELECT document_id FROM documents)",
        ) == [(0,)]
    assert query(database_url, "SELECT count(*) FROM figures") == [(1,)]


def test_views_can_be_read(warehouse: Warehouse, database_url: str, tmp_path: Path) -> None:
    run(warehouse, entries("pages 3 a"), tmp_path)
    counts = {name: query(database_url, f"SELECT count(*) FROM {name}")[0][0] for name in VIEWS}
    assert counts["current_figures"] == counts["subject_figures"] == 3


def test_a_database_of_something_else_is_left_alone(database_url: str) -> None:
    database = Database(database_url)
    migrate_service(database)
    database.close()
    with pytest.raises(TargetFault, match="the service's own store"):
        Warehouse(database_url)


@pytest.mark.parametrize("url", ["postgresql://127.0.0.1:1/none", "sqlite:////nowhere/at/all.db"])
def test_a_database_that_does_not_answer_is_told(url: str) -> None:
    with pytest.raises(TargetFault, match="cannot be used"):
        Warehouse(url)
