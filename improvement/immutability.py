"""The triggers that keep sent advice and the logs as they are, on SQLite and on PostgreSQL.

A municipality answers to a recommendation and makes actions of it for years, so nobody may change its words
afterwards. What is being written changes freely; from the moment of sending nothing is added, changed or removed. A
later migration on these tables lifts the triggers first and installs them again (basisfuncties/immutability.py says
why).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

MESSAGE = "What was sent or logged never changes."
ADVICE = "improvement_advice"
OF_RECOMMENDATION = "SELECT advice_id FROM improvement_recommendation WHERE id = {row}.recommendation_id"


@dataclass(frozen=True)
class Guard:
    """One trigger: on which table, against which operation, and when; without `when` always."""

    table: str
    operation: str
    when: str = ""

    @property
    def name(self) -> str:
        """Return the name of the trigger."""
        return f"{self.table}_refuse_{self.operation.lower()}"


def install_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Refuse each change to sent advice and to the logs from now on (for `RunPython` in a migration)."""
    _install(_guards(), schema_editor)


def install_triggers_of_actions(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Refuse each change to the log of actions from now on."""
    _install(_guards_of_log("improvement_actionchange"), schema_editor)


def lift_triggers_of_actions(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Undo `install_triggers_of_actions`."""
    _lift(_guards_of_log("improvement_actionchange"), schema_editor)


def install_triggers_of_advice_log(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Refuse each change to the log of writing an advice from now on."""
    _install(_guards_of_log("improvement_advicechange"), schema_editor)


def lift_triggers_of_advice_log(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Undo `install_triggers_of_advice_log`."""
    _lift(_guards_of_log("improvement_advicechange"), schema_editor)


def lift_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Undo `install_triggers`."""
    _lift(_guards(), schema_editor)


def _install(guards: Iterable[Guard], schema_editor: BaseDatabaseSchemaEditor) -> None:
    draw = _on_sqlite if schema_editor.connection.vendor == "sqlite" else _on_postgresql
    for guard in guards:
        for statement in draw(guard):
            schema_editor.execute(statement, params=None)


def _lift(guards: Iterable[Guard], schema_editor: BaseDatabaseSchemaEditor) -> None:
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    for guard in guards:
        # On PostgreSQL the trigger goes with its function.
        kind, tail = ("TRIGGER", "") if on_sqlite else ("FUNCTION", "() CASCADE")
        schema_editor.execute(f"DROP {kind} IF EXISTS {guard.name}{tail}", params=None)


def _guards_of_log(table: str) -> Iterator[Guard]:
    for operation in ("UPDATE", "DELETE"):
        yield Guard(table, operation)


def _guards() -> Iterator[Guard]:
    for operation in ("UPDATE", "DELETE"):
        yield Guard(ADVICE, operation, "OLD.sent_at IS NOT NULL")
    yield from _guards_of_log("improvement_replychange")
    yield from _guards_of_log("improvement_practiceevent")
    for table, advice in (
        ("improvement_advicetext", "{row}.advice_id"),
        ("improvement_recommendation", "{row}.advice_id"),
        ("improvement_attachedpractice", f"({OF_RECOMMENDATION})"),
    ):
        yield Guard(table, "INSERT", _is_sent(advice.format(row="NEW")))
        yield Guard(table, "UPDATE", f"{_is_sent(advice.format(row='OLD'))} OR {_is_sent(advice.format(row='NEW'))}")
        yield Guard(table, "DELETE", _is_sent(advice.format(row="OLD")))


def _is_sent(advice: str) -> str:
    # Constants of this file alone are put together here.
    return f"EXISTS (SELECT 1 FROM {ADVICE} a WHERE a.id = {advice} AND a.sent_at IS NOT NULL)"  # noqa: S608


def _on_sqlite(guard: Guard) -> Iterator[str]:
    when = f" WHEN {guard.when}" if guard.when else ""
    yield (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.operation} ON {guard.table}{when} "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )


def _on_postgresql(guard: Guard) -> Iterator[str]:
    # 23000 is integrity_constraint_violation, so that Django raises the same error on both databases
    refuse = f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = '23000';"
    body = f"IF {guard.when} THEN {refuse} END IF;" if guard.when else refuse
    row = "OLD" if guard.operation == "DELETE" else "NEW"
    yield f"CREATE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN {row}; END $$"
    yield (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.operation} ON {guard.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {guard.name}()"
    )
