"""Two presses of one button at the same moment ask for one file."""

import pytest

from exports.models import Export
from tests.comparison.test_named_at_once import at_once
from tests.exports.test_many import PAGE, asked


@pytest.mark.usefixtures("committed_db")
def test_two_presses_at_the_same_moment_make_one_file(make_submitted, beheerder):
    submitted = make_submitted()
    press = (beheerder, PAGE, asked(submitted))
    assert [answer.status_code for answer in at_once(press, press)] == [302, 302]
    assert Export.objects.count() == 1
