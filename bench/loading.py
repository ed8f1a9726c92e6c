"""Fill the database: first one municipality in one round, then all of them in ten rounds."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, models
from django.utils import timezone

from accounts.models import User
from assessments.models import Answer, Assessment, KeyFigures, Rating, Round, Speerpunt, Status, StepTaken, Submission
from assessments.reading import Filled, read_snapshot
from assessments.snapshot import digest, to_content
from assessments.steps import SUBMIT
from basisfuncties.models import Framework
from basisfuncties.structure import BasisfunctieInfo, Question
from municipalities.models import Membership, Municipality, Role

ROUNDS = 10
AT_ONCE = 8  # people who work at the same time, each in a municipality of their own
SPEERPUNTEN = 10  # nearly all that the framework suggests
# Some 900 characters: what a policy officer writes who takes it seriously.
EXPLANATION = (
    "De gemeente overlegt vier keer per jaar met de organisaties over wat zij in de wijken zien veranderen.\n\n"
    "- Vrijwilligers willen korter en meer los van een vereniging iets doen.\n"
    "- Oudere vrijwilligers stoppen, en besturen vinden moeilijk opvolgers.\n\n"
) * 3 + "Dat is ons beeld."
COPIED = (Answer, Speerpunt, Rating, KeyFigures, Submission, StepTaken)


@dataclass(frozen=True)
class Place:
    """Where is measured: the municipality that is filled in fully, and who works there."""

    assessment: Assessment
    officer: User
    coordinator: User
    adviser: User
    beheerder: User


def load_one() -> Place:
    """Make one round with one municipality, which filled in everything; it was handed in once and is open again."""
    today = timezone.localdate()
    framework = Framework.objects.published().get()
    round_ = Round.objects.create(
        year=today.year,
        framework=framework,
        opens_on=today - timedelta(days=30),
        closes_on=today + timedelta(days=30),
    )
    municipality = _municipalities()[0]
    place = Place(
        assessment=Assessment.objects.create(round=round_, municipality=municipality, status=Status.SUPPLEMENT),
        officer=_person("officer", Role.POLICY_OFFICER, municipality=municipality),
        coordinator=_person("coordinator", Role.COORDINATOR, municipality=municipality),
        adviser=_person("adviser", Role.ADVISER, province=municipality.province),
        beheerder=User.objects.create_user("beheerder@bench.example", name="beheerder", is_beheerder=True),
    )
    _fill_in(place.assessment, place.officer)
    content = to_content(read_snapshot(place.assessment))
    now = timezone.now()
    Submission.objects.create(
        assessment=place.assessment,
        number=1,
        content=content,
        sha256=digest(content),
        submitted_at=now,
        submitted_by=place.coordinator,
    )
    StepTaken.objects.create(
        assessment=place.assessment,
        step=SUBMIT.slug,
        from_status=Status.CONCEPT,
        to_status=Status.SUBMITTED,
        taken_by=place.coordinator,
        taken_at=now,
    )
    return place


def load_all(place: Place) -> list[tuple[User, Municipality]]:
    """Add all other municipalities and nine older rounds, each filled in as fully; return who work at the same time."""
    this_round = place.assessment.round
    for ago in range(1, ROUNDS):
        Round.objects.create(
            year=this_round.year - ago,
            framework=this_round.framework,
            opens_on=this_round.opens_on - timedelta(days=365 * ago),
            closes_on=this_round.closes_on - timedelta(days=365 * ago),
        )
    for round_ in Round.objects.all():
        round_.invite_all()
    others = Assessment.objects.exclude(pk=place.assessment.pk)
    others.exclude(round=this_round).update(status=Status.ADOPTED, adopted_at=timezone.now())
    others.filter(round=this_round).update(status=Status.SUBMITTED)
    for model in COPIED:
        _copy_to_all_others(model, place.assessment)
    at_work = [(place.officer, place.assessment.municipality)]
    for number, municipality in enumerate(_municipalities()[1:AT_ONCE]):
        at_work.append((_person(f"officer{number}", Role.POLICY_OFFICER, municipality=municipality), municipality))
    others.filter(round=this_round, municipality__in=[town for _, town in at_work]).update(status=Status.SUPPLEMENT)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return at_work


def _municipalities() -> list[Municipality]:
    """Return the municipalities of the province that has most of them: the longest list for an adviser."""
    largest = Municipality.objects.values("province").annotate(size=models.Count("id")).order_by("-size")[0]
    rows = Municipality.objects.filter(province=largest["province"]).select_related("province")
    return list(rows.order_by("code"))


def _person(name: str, role: Role, **place: models.Model) -> User:
    person = User.objects.create_user(f"{name}@bench.example", name=name)
    Membership.objects.create(user=person, role=role, **place)
    return person


def _copy_to_all_others(model: type[models.Model], source: Assessment) -> None:
    """Copy the rows of one assessment to every other, inside the database: some 300,000 rows in seconds."""
    columns = [field.column for field in model._meta.concrete_fields if field.column not in ("id", "assessment_id")]
    listed = ", ".join(columns)
    copied = ", ".join(f"one.{column}" for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} (assessment_id, {listed}) SELECT other.id, {copied} "  # noqa: S608
            f"FROM {model._meta.db_table} one, {Assessment._meta.db_table} other "
            "WHERE one.assessment_id = %s AND other.id <> %s",
            [source.pk, source.pk],
        )


def _fill_in(assessment: Assessment, by: User) -> None:
    """Answer everything: all suggestions chosen, own additions, long explanations, ten speerpunten where there are."""
    structure = Filled(assessment).structure
    for question in structure.questions.values():
        # one by one: what can be chosen may be what was chosen before
        _answer(assessment, question, by)
    filled = Filled(assessment)
    for basisfunctie in structure.basisfuncties:
        goals = [goal.code for goal in filled.goals(basisfunctie)]
        Speerpunt.objects.bulk_create(_speerpunten(assessment, basisfunctie, goals, by))
        Rating.objects.bulk_create(
            Rating(assessment=assessment, layer_id=layer.pk, level=number, reason=EXPLANATION[:300], updated_by=by)
            for number, layer in enumerate(basisfunctie.layers, start=1)
        )
    KeyFigures.objects.create(assessment=assessment, fte="1.50", budget=185_000, steunpunt="lokaal", updated_by=by)


def _answer(assessment: Assessment, question: Question, by: User) -> None:
    offered = [choice.code for choice in Filled(assessment).offered(question)]
    one = question.kind in ("one", "local_regional")
    own = [{"code": f"{question.code}-eigen-0000000{n}", "text": f"Wat wij zelf zien, {n}"} for n in (1, 2)]
    Answer.objects.create(
        assessment=assessment,
        question_id=question.pk,
        chosen=sorted(offered[:1] if one else offered),
        own=own if question.own_additions else [],
        explanation=EXPLANATION,
        updated_by=by,
    )


def _speerpunten(assessment: Assessment, basisfunctie: BasisfunctieInfo, goals: list[str], by: User) -> list[Speerpunt]:
    elements = [element for layer in basisfunctie.layers for element in layer.elements]
    return [
        Speerpunt(
            assessment=assessment,
            basisfunctie_id=basisfunctie.pk,
            element_id=element.pk,
            code=element.code,
            goals=sorted(goals[place::SPEERPUNTEN]),  # each goal is served, by one
            adoption="raad",
            document="Nota vrijwilligerswerk",
            adopted_on=assessment.round.opens_on,
            executors="Steunpunt vrijwilligerswerk, welzijnsorganisatie",
            execution="loopt",
            done=EXPLANATION[:300],
            amount=12_500,
            money_kind="structureel",
            money_source="gemeente",
            updated_by=by,
        )
        for place, element in enumerate(elements[:SPEERPUNTEN])
    ]
