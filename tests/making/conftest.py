"""A kind of file that is made in no time, and an address that gives it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.http import HttpRequest, HttpResponseBase
from django.test import Client
from django.urls import path
from pydantic import TypeAdapter

from config.urls import urlpatterns as own_patterns
from making import kinds
from making.giving import give
from making.kinds import FileType, Kind, Work
from tests.factories import UserFactory

TEXT = FileType("text/plain", "txt")


@dataclass
class Press:
    """The kind of file, what goes into it now, and what it was made of each time."""

    content: str = "Versie 1."
    audience: str = ""
    made_of: list[str] = field(default_factory=list)
    breaks: bool = False
    gave_up: list[str] = field(default_factory=list)
    retries: tuple[timedelta, ...] = ()

    def write(self, content: str, work: Work) -> None:
        self.made_of.append(content)
        if self.breaks:
            raise OSError("the disk is full")
        work.path.write_text(f"Gemaakt: {content}")

    def kind(self, slug: str = "proef") -> Kind[str]:
        return Kind(
            slug, "de proef", TEXT, TypeAdapter(str), self.write, retries=self.retries, gave_up=self.gave_up.append
        )


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> Press:
    """Return a kind of file in the registry, given at /proef.txt."""
    press = Press()
    monkeypatch.setattr(kinds, "_KINDS", {**kinds._KINDS, "proef": press.kind()})
    return press


@pytest.fixture
def client(press: Press, settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """Return the browser of somebody who is logged in, on the site with that address."""

    def give_proof(request: HttpRequest) -> HttpResponseBase:
        return give(request, press.kind(), press.content, name="proef", audience=press.audience, back="/kader/")

    monkeypatch.setattr("tests.making.conftest.urlpatterns", [path("proef.txt", give_proof), *own_patterns])
    settings.ROOT_URLCONF = "tests.making.conftest"
    client = Client()
    client.force_login(UserFactory())
    return client


urlpatterns = own_patterns
