"""The triggers that keep final reports and their files as they are, on SQLite and on PostgreSQL.

A council decides on a report, so it is the same for ever: in its words and byte for byte. A later migration on these
tables begins with `lift_triggers` and ends with `install_triggers` (basisfuncties/immutability.py says why).
"""

from collections.abc import Iterator

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

MESSAGE = "A final report never changes."
TABLES = ("reports_finalreport", "reports_finalfile")
OPERATIONS = ("UPDATE", "DELETE")


def install_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Refuse each change to a final report from now on (for `RunPython` in a migration)."""
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    for table, operation, name in _triggers():
        for statement in _on_sqlite(table, operation, name) if on_sqlite else _on_postgresql(table, operation, name):
            schema_editor.execute(statement, params=None)


def lift_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Undo `install_triggers`."""
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    for _, _, name in _triggers():
        # On PostgreSQL the trigger goes with its function.
        drop = f"DROP TRIGGER IF EXISTS {name}" if on_sqlite else f"DROP FUNCTION IF EXISTS {name}() CASCADE"
        schema_editor.execute(drop, params=None)


def _triggers() -> Iterator[tuple[str, str, str]]:
    for table in TABLES:
        for operation in OPERATIONS:
            yield table, operation, f"{table}_refuse_{operation.lower()}"


def _on_sqlite(table: str, operation: str, name: str) -> tuple[str, ...]:
    return (f"CREATE TRIGGER {name} BEFORE {operation} ON {table} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",)


def _on_postgresql(table: str, operation: str, name: str) -> tuple[str, ...]:
    return (
        # 23000 is integrity_constraint_violation, so that Django raises the same error on both databases
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = '23000'; END $$",
        f"CREATE TRIGGER {name} BEFORE {operation} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    )
