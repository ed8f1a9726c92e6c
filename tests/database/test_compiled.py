"""Queries that are compiled once give what the queryset itself gives, whatever the values."""

from threading import Thread

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet, Value
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from database.compiled import compiled
from municipalities.models import Municipality
from tests.factories import MunicipalityFactory, UserFactory

pytestmark = pytest.mark.django_db


@compiled
def municipalities_called(name: str, code: str) -> QuerySet[Municipality]:
    """Return those with this name and this code."""
    return Municipality.objects.filter(name=name, code=code).select_related("province")


@compiled
def names_from(key: int) -> QuerySet[Municipality, str]:
    """Return the names of all from this key on."""
    return Municipality.objects.filter(pk__gte=key).order_by("pk").values_list("name", flat=True)


@compiled
def people_or_places(user: int, municipality: int) -> QuerySet[User, tuple[str, int]]:
    """Return the names of a person and of a municipality, each with what it is."""
    people = User.objects.filter(pk=user).annotate(kind=Value(1)).order_by().values_list("name", "kind")
    places = Municipality.objects.filter(pk=municipality).annotate(kind=Value(2)).order_by().values_list("name", "kind")
    return people.union(places, all=True).order_by("kind")


def test_each_call_gives_the_rows_of_its_own_values() -> None:
    one, two = MunicipalityFactory(), MunicipalityFactory()
    assert names_from(one.pk) == [one.name, two.name]
    assert municipalities_called(one.name, one.code) == [one]
    assert municipalities_called(two.name, two.code) == [two]
    assert municipalities_called(one.name, two.code) == []
    assert municipalities_called(code=two.code, name=two.name) == [two]


def test_a_value_is_never_read_as_sql() -> None:
    town = MunicipalityFactory(name="'; DROP TABLE municipalities_municipality; -- %s ¤0¤")
    assert municipalities_called(town.name, town.code) == [town]
    assert municipalities_called("' OR '1' = '1", town.code) == []


def test_related_rows_come_along_in_the_same_query() -> None:
    town = MunicipalityFactory()
    municipalities_called(town.name, town.code)
    with CaptureQueriesContext(connection) as queries:
        (found,) = municipalities_called(town.name, town.code)
        assert found.province == town.province
    assert len(queries) == 1


def test_single_values_and_unions_come_as_the_queryset_gives_them() -> None:
    town, person = MunicipalityFactory(), UserFactory()
    assert names_from(town.pk) == [town.name]
    assert people_or_places(person.pk, town.pk) == [(person.name, 1), (town.name, 2)]
    assert people_or_places(0, town.pk) == [(town.name, 2)]


def test_what_was_read_earlier_is_not_kept() -> None:
    town = MunicipalityFactory()
    assert names_from(town.pk) == [town.name]
    Municipality.objects.filter(pk=town.pk).update(name="Nieuwstad")
    assert names_from(town.pk) == ["Nieuwstad"]


def test_a_value_that_does_not_arrive_in_the_sql_is_refused_at_the_first_call() -> None:
    @compiled
    def doubled(key: int) -> QuerySet[Municipality]:
        return Municipality.objects.filter(pk=key * 2)

    with pytest.raises(ValueError, match="doubled"):
        doubled(1)


def test_each_thread_has_its_own() -> None:
    seen: list[int] = []
    names_from(0)

    @compiled
    def counted(key: int) -> QuerySet[Municipality]:
        seen.append(key)
        return Municipality.objects.filter(pk=key)

    counted(1)
    counted(2)
    assert len(seen) == 1

    def compile_here() -> None:
        try:
            counted(3)
        finally:
            connection.close()

    thread = Thread(target=compile_here)
    thread.start()
    thread.join()
    assert len(seen) == 2


def test_a_new_connection_starts_anew(committed_db: None) -> None:
    town = MunicipalityFactory()
    assert names_from(town.pk) == [town.name]
    connection.close()
    assert names_from(town.pk) == [town.name]


def test_a_rollback_leaves_it_in_working_order() -> None:
    town = MunicipalityFactory()

    @compiled
    def called(name: str) -> QuerySet[Municipality]:
        """Return those with this name."""
        return Municipality.objects.filter(name=name)

    with transaction.atomic():
        assert called(town.name) == [town]
        transaction.set_rollback(True)
    assert called(town.name) == [town]


def test_making_it_ready_is_no_query_of_the_page() -> None:
    @compiled
    def called(name: str) -> QuerySet[Municipality]:
        """Return those with this name."""
        return Municipality.objects.filter(name=name)

    with CaptureQueriesContext(connection) as queries:
        called("Eerste")
        called("Tweede")
    assert len(queries) == 2
