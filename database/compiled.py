"""Queries that are compiled once: Django works out its SQL anew each time, which costs more than to run it.

PostgreSQL plans them once per connection too. For the few queries of the pages that are opened and saved all day
(docs/decisions/0012-compiled-queries.md).
"""

from collections.abc import Callable, Iterable, Sequence
from functools import update_wrapper
from inspect import signature
from threading import local
from typing import Any, Generic, ParamSpec, TypeVar, cast

from django.db.models import QuerySet

from database.prepared import Prepared

Values = ParamSpec("Values")
Row = TypeVar("Row")

# What stands in the SQL where a value will come: it fits in the smallest column, and no query of ours names it.
MARKERS: dict[type, Callable[[int], int | str]] = {int: lambda place: 31_001 + place, str: lambda place: f"¤{place}¤"}


class compiled(Generic[Values, Row]):
    """Make of a function that builds a queryset one that returns its rows, as a list, in one query.

    The function is called once in each thread, with a marker in place of each argument (an `int` or a `str`, as its
    annotation says); from then on the same SQL runs with other values. So the queryset must have the same shape
    whatever the values are: no `if`, no lists, no None. Raises ValueError at the first call when a value does not
    arrive in the SQL as it was given.
    """

    def __init__(self, build: Callable[Values, QuerySet[Any, Row]]) -> None:
        self._build = build
        self._of_thread = local()  # a compiler belongs to the connection of its thread
        update_wrapper(self, build)

    def __call__(self, *args: Values.args, **kwargs: Values.kwargs) -> list[Row]:
        """Return the rows for these values."""
        try:
            once: _Once = self._of_thread.once
        except AttributeError:
            once = self._of_thread.once = _Once(self._build)
        return once.rows(signature(self._build).bind(*args, **kwargs).args if kwargs else args)


class _Once:
    """One queryset with its SQL; `places` says which value belongs at which place of the parameters."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        kinds = [each.annotation for each in signature(build).parameters.values()]
        markers = [MARKERS[kind](place) for place, kind in enumerate(kinds)]
        self.queryset = build(*markers)
        compiler = self.queryset.query.get_compiler(self.queryset.db)
        self.connection = compiler.connection
        self.sql, params = compiler.as_sql()
        self.params = list(params)
        self.places = [(at, markers.index(param)) for at, param in enumerate(params) if param in markers]
        if {place for _, place in self.places} != set(range(len(markers))):
            raise ValueError(f"{build.__qualname__}: not every value arrives in the SQL as it was given.")
        self.prepared = Prepared(self.sql, params, [at for at, _ in self.places])
        # From here on Django's own code for rows asks this compiler, and that answers with what it found out above.
        converters = compiler.get_converters([expression for expression, *_ in compiler.select])
        setattr(compiler, "as_sql", self.bound)  # noqa: B010
        setattr(compiler, "get_converters", lambda _: converters)  # noqa: B010
        setattr(self.queryset.query, "get_compiler", lambda *_, **__: compiler)  # noqa: B010

    def rows(self, values: Sequence[Any]) -> list[Any]:
        for at, place in self.places:
            self.params[at] = values[place]
        rows: Iterable[Any] = cast(Any, self.queryset)._iterable_class(self.queryset)
        return list(rows)

    def bound(self, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        if self.connection.vendor == "postgresql":
            return self.prepared.call_on(self.connection), tuple(self.params[at] for at, _ in self.places)
        return self.sql, tuple(self.params)
