"""Store one row with a statement that is worked out once: Django does that anew each time, for longer than it runs.

For the rows that every save of a page writes (docs/decisions/0012-compiled-queries.md). It sends no signals.
"""

from threading import local
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import Field, Model

from database.prepared import Prepared

_of_thread = local()  # for each model the two statements


def insert(row: Model) -> None:
    """Store a new row and give it its key. One query."""
    row.pk = _statements(type(row)).insert.run(row)
    row._state.adding, row._state.db = False, connection.alias


def update(row: Model) -> None:
    """Store all fields of a row that is stored already. One query. Raises DatabaseError when it is there no more."""
    if _statements(type(row)).update.run(row) is None:
        raise DatabaseError(f"{row!r} is gone, so it can't be stored.")


class _Statement:
    def __init__(self, sql: str, fields: "list[Field[Any, Any]]") -> None:
        self.sql = sql
        self.fields = fields
        self.prepared = Prepared(sql, [None] * len(fields), range(len(fields)))

    def run(self, row: Model) -> Any:
        """Return the key of the row that was written, or None when none was."""
        sql = self.prepared.call_on(connection) if connection.vendor == "postgresql" else self.sql
        values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in self.fields]
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            found = cursor.fetchone()
        return found[0] if found else None


class _Statements:
    def __init__(self, model: type[Model]) -> None:
        quoted = connection.ops.quote_name
        table, key = quoted(model._meta.db_table), model._meta.pk
        fields = [field for field in model._meta.concrete_fields if field is not key]
        names = [quoted(str(field.column)) for field in fields]
        places, key_name = ", ".join(["%s"] * len(fields)), quoted(str(key.column))
        self.insert = _Statement(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places}) RETURNING {key_name}",  # noqa: S608
            fields,
        )
        self.update = _Statement(
            f"UPDATE {table} SET {', '.join(f'{name} = %s' for name in names)} WHERE {key_name} = %s"  # noqa: S608
            f" RETURNING {key_name}",
            [*fields, key],
        )


def _statements(model: type[Model]) -> _Statements:
    known: dict[type[Model], _Statements] = _of_thread.__dict__.setdefault("known", {})
    if model not in known:
        known[model] = _Statements(model)
    return known[model]
