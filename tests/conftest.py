"""What every test can count on: the content loaded, and a folder of its own for uploads."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import connection
from django.test import SimpleTestCase
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker, Settings

from basisfuncties.models import Framework
from basisfuncties.structure import structure_of
from post.delivery import deliver_due

# A test run on two busy cores must not fail because one example took long, nor on some runs and not on others.
hypothesis_settings.register_profile("tests", deadline=None, derandomize=True)
hypothesis_settings.load_profile("tests")

DATABASE_FIXTURES = frozenset({"db", "transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback"})


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what really commits (see `committed_db`) and what needs no database, and keep the PDFs together."""
    for item in items:
        if "committed_db" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.postgres)
        if not _may_use_database(item):
            item.add_marker(pytest.mark.no_database)
        if item.get_closest_marker("pdf"):
            # On one worker: so each PDF that several tests look at is made once, and Java is started once.
            item.add_marker(pytest.mark.xdist_group("pdf"))


def _may_use_database(item: pytest.Item) -> bool:
    """Return whether pytest-django lets this test at the database; it refuses all others."""
    names = getattr(item, "fixturenames", ())
    test_case = getattr(item, "cls", None)
    return (
        item.get_closest_marker("django_db") is not None
        or not DATABASE_FIXTURES.isdisjoint(names)
        or (test_case is not None and issubclass(test_case, SimpleTestCase))
    )


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs PostgreSQL where the tests run on SQLite."""
    if item.get_closest_marker("postgres") and connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL; bin/with_postgres starts one")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Load the framework and the municipalities once; each test's own rows are rolled back over them."""
    with django_db_blocker.unblock():
        call_command("load_content", verbosity=0)
        # It is read once per process; the first test to need it should not pay the queries.
        for framework in Framework.objects.published():
            structure_of(framework)


@pytest.fixture
def _content_loaded_again(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    yield
    with django_db_blocker.unblock():
        call_command("load_content", verbosity=0)


@pytest.fixture
def committed_db(_content_loaded_again: None, transactional_db: None) -> None:
    """Let a test commit for real, as two people at once do; on PostgreSQL only.

    Use this in place of `django_db(transaction=True)`. Afterwards all tables are emptied and the content is
    loaded again. On SQLite the emptying is refused: triggers guard the published framework from DELETE,
    and only PostgreSQL's TRUNCATE passes them by.
    """
    # Where a module is marked `django_db` too, the emptying after the test before this one came last.
    call_command("load_content", verbosity=0)


@pytest.fixture(autouse=True)
def _pdf_only_where_it_is_looked_at(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make no real PDF in a test that is not marked `pdf`: it takes seconds, and nobody looks at it there.

    Where somebody does, it is made in this process: to start one for each takes half a second.
    """
    if request.node.get_closest_marker("pdf"):
        # Only here, as WeasyPrint takes half a second to load.
        from reports.press.making import make_pdf

        monkeypatch.setattr("reports.pdf._render", make_pdf)
    else:
        monkeypatch.setattr("reports.pdf._render", lambda *markups, pages=0: b"%PDF-1.7 of a test")


@pytest.fixture(autouse=True)
def _own_media_folder(settings: Settings, tmp_path: Path) -> None:
    """Keep uploads in the test's own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"


class Mailbox(Sequence[EmailMessage]):
    """The mails that people got: who looks into it lets the worker's work be done first."""

    def __getitem__(self, index):
        deliver_due()
        return mail.outbox[index]

    def __len__(self) -> int:
        deliver_due()
        return len(mail.outbox)

    def clear(self) -> None:
        """Let what came before be sent, and forget it."""
        deliver_due()
        mail.outbox.clear()


@pytest.fixture
def mailoutbox() -> Mailbox:
    """Return the mails that people got, as the worker sends them."""
    return Mailbox()
