"""Somebody always comes for what a worker that was ended left halfway, without anybody asking again."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from making.asking import ask
from making.models import MOST_ATTEMPTS, MadeFile, State
from making.queue import make_quick, make_slow

pytestmark = pytest.mark.django_db


@pytest.fixture
def left(press):
    """Return the file of a worker that was ended a minute ago; every task for it was taken."""
    made = ask(press.kind(), press.content)
    DBTaskResult.objects.all().delete()
    minute_ago = timezone.now() - timedelta(minutes=1)
    MadeFile.objects.update(state=State.BUSY, attempt=1, alive_at=minute_ago)
    return made


def coming(task):
    return DBTaskResult.objects.filter(task_path=task.module_path, status=TaskResultStatus.READY)


@pytest.mark.parametrize(("is_quick", "task"), [(True, make_quick), (False, make_slow)])
def test_who_comes_before_it_is_sure_that_the_worker_was_ended_has_somebody_come_later(left, press, is_quick, task):
    MadeFile.objects.update(is_quick=is_quick)
    task.call()
    assert press.made_of == []
    moment = coming(task).get().run_after
    assert moment > MadeFile.objects.get().alive_at + MadeFile.SILENT
    MadeFile.objects.update(alive_at=timezone.now() - MadeFile.SILENT - timedelta(seconds=1))
    task.call()
    assert MadeFile.objects.get().state == State.READY


def test_nobody_comes_twice_for_it(left):
    make_quick.call()
    make_quick.call()
    assert coming(make_quick).count() == 1


def test_nobody_comes_again_for_what_was_given_up(left):
    old = timezone.now() - MadeFile.SILENT - timedelta(seconds=1)
    MadeFile.objects.update(attempt=MOST_ATTEMPTS, alive_at=old)
    make_quick.call()
    assert not coming(make_quick).exists()
