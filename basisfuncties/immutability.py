"""The triggers that keep a published framework as it is, on SQLite and on PostgreSQL.

Answers and reports rely on it for years, so the promise is kept where nothing goes around it: not the admin,
not a shell, not a later line of code. A framework is therefore written unpublished, and published last.

SQLite drops the triggers of a table that a migration rebuilds, and can't rename a table that a trigger
reads: a later migration on these tables begins with `lift_triggers` and ends with `install_triggers`.
"""

from collections.abc import Iterator

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

MESSAGE = "A published framework never changes: raise the edition and load it as a new one."

FRAMEWORK = "basisfuncties_framework"
_OF_LAYER = (
    "SELECT basisfunctie.framework_id FROM basisfuncties_layer AS layer "
    "JOIN basisfuncties_basisfunctie AS basisfunctie ON basisfunctie.id = layer.basisfunctie_id "
    "WHERE layer.id = {row}.layer_id"
)
_OF_QUESTION = "SELECT framework_id FROM basisfuncties_guidingquestion WHERE id = {row}.%s"
# For each table under the framework: which frameworks a row belongs to.
FRAMEWORKS_OF_ROW = {
    "basisfuncties_basisfunctie": "SELECT {row}.framework_id",
    "basisfuncties_layer": "SELECT framework_id FROM basisfuncties_basisfunctie WHERE id = {row}.basisfunctie_id",
    "basisfuncties_level": _OF_LAYER,
    "basisfuncties_policyelement": _OF_LAYER,
    # its own framework and that of its layer: a row may not slip in by either
    "basisfuncties_guidingquestion": "SELECT {row}.framework_id UNION " + _OF_LAYER,
    "basisfuncties_option": _OF_QUESTION % "question_id",
    "basisfuncties_guidingquestion_choose_from": (
        _OF_QUESTION % "from_guidingquestion_id" + " UNION " + _OF_QUESTION % "to_guidingquestion_id"
    ),
}
ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


def install_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Refuse each change to a published framework from now on (for `RunPython` in a migration)."""
    for statement in _STATEMENTS[schema_editor.connection.vendor][0]():
        schema_editor.execute(statement, params=None)


def lift_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Undo `install_triggers`."""
    for statement in _STATEMENTS[schema_editor.connection.vendor][1]():
        schema_editor.execute(statement, params=None)


def _conditions(operation: str) -> Iterator[tuple[str, str]]:
    """Give each table with the condition under which the operation is refused on it."""
    if operation != "INSERT":
        yield FRAMEWORK, "OLD.published_at IS NOT NULL"
    for table, frameworks in FRAMEWORKS_OF_ROW.items():
        yield (
            table,
            " OR ".join(
                f"EXISTS (SELECT 1 FROM {FRAMEWORK} AS framework "  # noqa: S608 - only constants of this file
                f"WHERE framework.published_at IS NOT NULL AND framework.id IN ({frameworks.format(row=row)}))"
                for row in ROWS[operation]
            ),
        )


def _name(table: str, operation: str) -> str:
    return f"{table}_published_{operation.lower()}"


def _install_on_sqlite() -> Iterator[str]:
    for operation in ROWS:
        for table, condition in _conditions(operation):
            yield (
                f"CREATE TRIGGER {_name(table, operation)} BEFORE {operation} ON {table} WHEN {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            )


def _lift_on_sqlite() -> Iterator[str]:
    for operation in ROWS:
        for table, _ in _conditions(operation):
            yield f"DROP TRIGGER IF EXISTS {_name(table, operation)}"


def _install_on_postgresql() -> Iterator[str]:
    for operation in ROWS:
        for table, condition in _conditions(operation):
            name = _name(table, operation)
            # 23000 is integrity_constraint_violation, so that Django raises the same error on both databases
            yield (
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"IF {condition} THEN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = '23000'; END IF; "
                f"RETURN {'OLD' if operation == 'DELETE' else 'NEW'}; END $$"
            )
            yield f"CREATE TRIGGER {name} BEFORE {operation} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"


def _lift_on_postgresql() -> Iterator[str]:
    for operation in ROWS:
        for table, _ in _conditions(operation):
            # the trigger goes with its function
            yield f"DROP FUNCTION IF EXISTS {_name(table, operation)}() CASCADE"


_STATEMENTS = {
    "sqlite": (_install_on_sqlite, _lift_on_sqlite),
    "postgresql": (_install_on_postgresql, _lift_on_postgresql),
}
