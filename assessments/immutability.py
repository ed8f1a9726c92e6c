"""The triggers that keep submissions and the log of steps as they are, on SQLite and on PostgreSQL.

A council report refers to a submission for years, so nothing may change or remove one afterwards.
A later migration on these tables begins with `lift_triggers` and ends with `install_triggers`
(basisfuncties/immutability.py says why).
"""

from collections.abc import Iterator

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

MESSAGE = "What was submitted or logged never changes."
TABLES = ("assessments_submission", "assessments_steptaken")
OPERATIONS = ("UPDATE", "DELETE")


def install_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Refuse each change to what was submitted from now on (for `RunPython` in a migration)."""
    install = _on_sqlite if schema_editor.connection.vendor == "sqlite" else _on_postgresql
    for statement in install():
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


def _on_sqlite() -> Iterator[str]:
    for table, operation, name in _triggers():
        yield f"CREATE TRIGGER {name} BEFORE {operation} ON {table} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"


def _on_postgresql() -> Iterator[str]:
    for table, operation, name in _triggers():
        # 23000 is integrity_constraint_violation, so that Django raises the same error on both databases
        yield (
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = '23000'; END $$"
        )
        yield f"CREATE TRIGGER {name} BEFORE {operation} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
