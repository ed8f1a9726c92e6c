"""The triggers that keep submissions and the logs as they are, on SQLite and on PostgreSQL.

A council report refers to a submission for years, so nothing may change or remove one afterwards; and a log of
who wrote what is worth as much as nobody can rewrite it. A later migration on these tables begins with lifting
their triggers and ends with installing them (basisfuncties/immutability.py says why).
"""

from collections.abc import Iterator

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

MESSAGE = "What was submitted or logged never changes."
SUBMITTED = ("assessments_submission", "assessments_steptaken")
LOGGED = ("assessments_change",)
ADOPTED = ("assessments_levelsatadoption",)
OPERATIONS = ("UPDATE", "DELETE")


def install_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Refuse each change to what was submitted from now on (for `RunPython` in a migration)."""
    _install(schema_editor, SUBMITTED)


def lift_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Undo `install_triggers`."""
    _lift(schema_editor, SUBMITTED)


def install_log_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Refuse each change to the log of filling in from now on."""
    _install(schema_editor, LOGGED)


def lift_log_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Undo `install_log_triggers`."""
    _lift(schema_editor, LOGGED)


def install_adoption_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Refuse each change to the adviser's levels as they were at an adoption from now on."""
    _install(schema_editor, ADOPTED)


def lift_adoption_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Undo `install_adoption_triggers`."""
    _lift(schema_editor, ADOPTED)


def _install(schema_editor: BaseDatabaseSchemaEditor, tables: tuple[str, ...]) -> None:
    install = _on_sqlite if schema_editor.connection.vendor == "sqlite" else _on_postgresql
    for statement in install(tables):
        schema_editor.execute(statement, params=None)


def _lift(schema_editor: BaseDatabaseSchemaEditor, tables: tuple[str, ...]) -> None:
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    for _, _, name in _triggers(tables):
        # On PostgreSQL the trigger goes with its function.
        drop = f"DROP TRIGGER IF EXISTS {name}" if on_sqlite else f"DROP FUNCTION IF EXISTS {name}() CASCADE"
        schema_editor.execute(drop, params=None)


def _triggers(tables: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    for table in tables:
        for operation in OPERATIONS:
            yield table, operation, f"{table}_refuse_{operation.lower()}"


def _on_sqlite(tables: tuple[str, ...]) -> Iterator[str]:
    for table, operation, name in _triggers(tables):
        yield f"CREATE TRIGGER {name} BEFORE {operation} ON {table} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"


def _on_postgresql(tables: tuple[str, ...]) -> Iterator[str]:
    for table, operation, name in _triggers(tables):
        # 23000 is integrity_constraint_violation, so that Django raises the same error on both databases
        yield (
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = '23000'; END $$"
        )
        yield f"CREATE TRIGGER {name} BEFORE {operation} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
