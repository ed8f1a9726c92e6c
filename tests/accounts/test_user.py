"""The person itself: addresses, the command for a first beheerder."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from accounts.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_two_people_can_not_share_an_address_in_other_letters():
    UserFactory(email="een@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(email="Een@Example.org")


def test_the_database_refuses_an_address_with_capitals():
    user = UserFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=user.pk).update(email="Een@example.org")


def test_createsuperuser_makes_a_beheerder(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "een goed onthouden zin")
    call_command("createsuperuser", email="Beheer@Example.org", name="Beheer", interactive=False, verbosity=0)
    user = User.objects.get(email="beheer@example.org")
    assert user.is_beheerder
    assert user.is_staff
    assert user.check_password("een goed onthouden zin")


def test_a_person_needs_an_address():
    with pytest.raises(ValueError, match="e-mail address"):
        User.objects.create_user("")


def test_a_person_is_called_by_name_or_else_by_address():
    assert str(UserFactory(name="Noor")) == "Noor"
    assert str(UserFactory(name="", email="noor@example.org")) == "noor@example.org"
