"""The triggers that keep the audit log as it is, on SQLite and on PostgreSQL.

No row is ever changed. A row is removed only after the day until which it is kept, which it says itself: so personal
data goes in time (`manage.py clean_audit`), and nobody wipes out what happened yesterday. A later migration on this
table begins with `lift_triggers` and ends with `install_triggers` (basisfuncties/immutability.py says why).
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE = "audit_entry"
MESSAGE = "The audit log never changes, and is removed only when its time is over."
UPDATE, DELETE = f"{TABLE}_refuse_update", f"{TABLE}_refuse_delete"

# The days of both databases are those of UTC: at most some hours later than here, never earlier.
ON_SQLITE = (
    f"CREATE TRIGGER {UPDATE} BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
    f"CREATE TRIGGER {DELETE} BEFORE DELETE ON {TABLE} WHEN OLD.kept_until >= date('now') "
    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
)
_REFUSE = (
    "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    # 23000 is integrity_constraint_violation, so that Django raises the same error on both databases
    f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = '23000'; END $$"
)
_TODAY = "(now() AT TIME ZONE 'UTC')::date"
ON_POSTGRESQL = (
    _REFUSE.format(name=UPDATE),
    f"CREATE TRIGGER {UPDATE} BEFORE UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {UPDATE}()",
    _REFUSE.format(name=DELETE),
    f"CREATE TRIGGER {DELETE} BEFORE DELETE ON {TABLE} FOR EACH ROW WHEN (OLD.kept_until >= {_TODAY}) "
    f"EXECUTE FUNCTION {DELETE}()",
)


def install_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Refuse each change to the log from now on (for `RunPython` in a migration)."""
    for statement in ON_SQLITE if schema_editor.connection.vendor == "sqlite" else ON_POSTGRESQL:
        schema_editor.execute(statement, params=None)


def lift_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Undo `install_triggers`."""
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    for name in (UPDATE, DELETE):
        # On PostgreSQL the trigger goes with its function.
        drop = f"DROP TRIGGER IF EXISTS {name}" if on_sqlite else f"DROP FUNCTION IF EXISTS {name}() CASCADE"
        schema_editor.execute(drop, params=None)
