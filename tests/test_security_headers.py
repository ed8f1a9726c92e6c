"""What every answer of the site says to the browser about safety."""

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from accounts.models import User
from tests.test_architecture import named_patterns

pytestmark = pytest.mark.django_db

OWN_SOURCES = {"'self'", "'none'", "data:"}


def directives(policy: str) -> dict[str, list[str]]:
    """Return the sources of each directive of a Content-Security-Policy."""
    return {name: sources for name, *sources in (part.split() for part in policy.split(";") if part.strip())}


def assert_strict(policy: str) -> None:
    """Fail when the policy lets in anything but the site's own files, or leaves scripts and styles unsaid."""
    said = directives(policy)
    assert said["default-src"] == ["'self'"]
    for name, sources in said.items():
        assert set(sources) <= OWN_SOURCES, f"{name} {sources}"
    for name in ("script-src", "style-src", "default-src"):
        assert "data:" not in said.get(name, [])
    assert said["frame-ancestors"] == ["'none'"]


def addresses_without_arguments() -> list[str]:
    """Return every address of the site that needs no argument."""
    return [
        reverse(name)
        for name, pattern in named_patterns(get_resolver())
        if pattern.name and not pattern.pattern.converters and not pattern.pattern.regex.groups
    ]


def test_every_page_has_the_strict_policy(client: Client) -> None:
    client.force_login(User.objects.create_superuser("beheer@example.org", "geheim", name="Beheer"))
    addresses = addresses_without_arguments()
    assert len(addresses) > 10
    for address in addresses:
        response = client.get(address)
        assert response.status_code < 500, address
        assert_strict(response["Content-Security-Policy"])


@pytest.mark.parametrize("path", ["/", "/kader/", "/kader.json", "/start/", "/bestaat-niet/"])
def test_a_visitor_gets_the_strict_policy_on_pages_and_errors_alike(path: str, client: Client) -> None:
    response = client.get(path)
    assert_strict(response["Content-Security-Policy"])
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
