"""Let the coördinator of a municipality in the demo give parts to a colleague and to somebody from outside."""

from datetime import timedelta

from assessments.demo.bank import Player
from assessments.demo.dates import Period, moment, working_day
from assessments.demo.people import People
from assessments.models import Assessment, Assignment, Given
from assessments.scopes import scopes_of
from basisfuncties.structure import structure_of

GIVEN_BEFORE = timedelta(days=21)


def divide(assessment: Assessment, player: Player, period: Period, people: People) -> None:
    """Give what the cast says, without mail: it all happened before today."""
    if not player.given:
        return
    scopes = scopes_of(structure_of(assessment.round.framework))
    coordinator, officer, *_ = people.colleagues[player.code]
    today = period.last_day + timedelta(days=1)
    rows = []
    for each in player.given:
        due_on = today + timedelta(days=each.days)
        person = officer if each.to == "beleidsmedewerker" else people.guests[player.code]
        given_on = working_day(min(due_on, period.last_day) - GIVEN_BEFORE, not_before=period.opens_on)
        done: dict[str, object] = {}
        if each.handed_back:
            done = {
                "status": Given.HANDED_BACK,
                "ended_at": moment(working_day(due_on, not_before=given_on), 16),
                "ended_by": person,
                "last_word": each.handed_back,
            }
        rows += [
            Assignment(
                assessment=assessment,
                layer_id=scopes[part].layer_pk,
                user=person,
                given_by=coordinator,
                given_at=moment(given_on, 9),
                due_on=due_on,
                word=each.word,
                **done,
            )
            for part in each.parts
        ]
    Assignment.objects.bulk_create(rows)
