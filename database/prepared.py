"""Statements that PostgreSQL plans once per connection: of a short query over many tables that is most of the work."""

from collections.abc import Collection, Sequence
from itertools import count
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg2.extensions import AsIs  # type: ignore[import-untyped]

_numbers = count(1)


class Prepared:
    """A statement of which some parameters (`open_places`) come with each call; the others are always the same."""

    def __init__(self, sql: str, params: Sequence[Any], open_places: Collection[int]) -> None:
        numbers = {at: AsIs(f"${number}") for number, at in enumerate(open_places, start=1)}
        self._sql = sql
        self._params = [numbers.get(at, param) for at, param in enumerate(params)]
        self._name = f"compiled_{next(_numbers)}"
        self._call = f"EXECUTE {self._name} ({', '.join(['%s'] * len(numbers))})"
        self._prepared_on: object = None

    def call_on(self, connection: BaseDatabaseWrapper) -> str:
        """Return the SQL that runs it with other values. A new connection gets it first."""
        connection.ensure_connection()
        if self._prepared_on is not connection.connection:
            # Not through Django's cursor: preparing is no query of the page that happens to be the first.
            with connection.wrap_database_errors, connection.connection.cursor() as cursor:
                cursor.execute(f"PREPARE {self._name} AS {cursor.mogrify(self._sql, self._params).decode()}")
            self._prepared_on = connection.connection
        return self._call
