"""What a municipality wrote in its previous round, for the tests of starting from it."""

from datetime import date

from django.utils import timezone

from assessments.models import Answer, KeyFigures, Rating, Speerpunt, Submission
from assessments.reading import read_snapshot
from assessments.snapshot import digest, to_content

Q1, Q2, Q3 = "vertalen-visie-1", "vertalen-visie-2", "vertalen-visie-3"
VERGRIJZING = f"{Q1}-vergrijzing"
RELIEF = "vertalen-beleid-lastenverlichting"
PREVIOUS_YEAR = date.today().year - 1


def fill(assessment, by, *, text="Wij vergrijzen snel."):
    """Fill in one answer, one speerpunt through all its layers, a level and the key figures."""
    questions = assessment.round.framework.questions
    Answer.objects.create(
        assessment=assessment,
        question=questions.get(code=Q1),
        chosen=[VERGRIJZING],
        own=[{"code": f"{Q1}-eigen-0000000a", "text": "Wateroverlast"}],
        explanation=text,
        updated_by=by,
    )
    vertalen = assessment.round.framework.basisfuncties.get(slug="vertalen")
    beleid = vertalen.layers.get(kind="beleid")
    Speerpunt.objects.create(
        assessment=assessment,
        basisfunctie=vertalen,
        element=beleid.elements.get(code=RELIEF),
        code=RELIEF,
        adoption="raad",
        executors="Steunpunt",
        execution="loopt",
        amount=12_500,
        money_kind="structureel",
        money_source="gemeente",
        updated_by=by,
    )
    Rating.objects.create(assessment=assessment, layer=beleid, level=3, reason="Omdat.", updated_by=by)
    KeyFigures.objects.create(assessment=assessment, fte="0.43", budget=85_000, steunpunt="lokaal", updated_by=by)


def hand_in(assessment, by):
    content = to_content(read_snapshot(assessment))
    Submission.objects.create(
        assessment=assessment,
        number=assessment.submissions.count() + 1,
        content=content,
        sha256=digest(content),
        submitted_at=timezone.now(),
        submitted_by=by,
    )
