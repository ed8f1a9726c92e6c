"""The admin of Django, every address of it: for the beheerder alone."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.access_world import ADMIN_PATTERNS, World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_whole_admin_is_for_the_beheerder_only(method):
    world = World()
    for pattern in ADMIN_PATTERNS:
        if pattern.name == "login":
            continue  # it only sends on to the login page
        arguments = dict.fromkeys(pattern.pattern.regex.groupindex, "1") | (
            {"app_label": "municipalities"} if pattern.name == "app_list" else {}
        )
        url = reverse(f"admin:{pattern.name}", kwargs=arguments) if pattern.name else "/beheer/iets/"
        for role, user in world.people.items():
            client = Client()
            if user:
                client.force_login(user)
            status = client.generic(method, url).status_code
            if role == "beh":
                assert status not in (401, 500), url
            else:
                assert status == (302 if user is None else 403), (url, role)
