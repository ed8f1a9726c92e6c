"""Let two colleagues in the demo have changed the same answer: the log keeps what was refused."""

from datetime import timedelta

from assessments.demo.bank import Player
from assessments.demo.people import People
from assessments.forms.pages import step_key
from assessments.forms.visie import AnswerForm
from assessments.models import Assessment, Change, How
from basisfuncties.structure import structure_of

BEGAN_BEFORE, TYPED_ON_FOR = timedelta(minutes=12), timedelta(minutes=2)


def collide(assessment: Assessment, player: Player, people: People) -> None:
    """Log how the answer that the cast names came to be.

    One ticked what applies, a colleague added the words that stand there, and what the first was typing meanwhile was
    refused.
    """
    if player.collision is None:
        return
    answer = assessment.answers.select_related("question").get(question__code=player.collision.question)
    first = next(each for each in people.colleagues[player.code] if each != answer.updated_by)
    basisfunctie, layer = next(
        (each, layer)
        for each in structure_of(assessment.round.framework).basisfuncties
        for layer in each.layers
        if layer.pk == answer.question.layer_id
    )
    stands = {name: getattr(answer, name) for name in AnswerForm.fields_of_row}
    empty = {name: type(value)() for name, value in stands.items()}
    ticked = {**stands, "explanation": ""}
    refused = {**stands, "explanation": player.collision.refused}
    Change.objects.bulk_create(
        Change(
            assessment=assessment,
            page=step_key(basisfunctie, layer),
            part=player.collision.question,
            how=how,
            before=before,
            content=content,
            by=by,
            at=answer.updated_at + later,
        )
        for how, before, content, by, later in (
            (How.SAVED, empty, ticked, first, -BEGAN_BEFORE),
            (How.SAVED, ticked, stands, answer.updated_by, timedelta()),
            (How.REFUSED, stands, refused, first, TYPED_ON_FOR),
        )
    )
