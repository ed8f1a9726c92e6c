import pytest
from django.db import transaction


@pytest.fixture
def commit_at_once(monkeypatch):
    """Run what waits for the commit right away: a test's own transaction is never committed."""
    monkeypatch.setattr(transaction, "on_commit", lambda callback, **kwargs: callback())
