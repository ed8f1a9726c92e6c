"""A country around the demo: adopted assessments of many other municipalities, in the two rounds that are over.

Only what a national picture needs: the answers, and that they were handed in and adopted. Nobody can log in there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from assessments.demo.bank import Bank, Player, read_bank
from assessments.demo.character import Character
from assessments.demo.dates import MOST_LATER, Period, moment, periods
from assessments.demo.dice import dice
from assessments.demo.filling import Filled, fill_in
from assessments.demo.people import DOMAIN
from assessments.demo.stages import Stage
from assessments.models import Assessment, Round, Status, StepTaken, Submission
from assessments.reading import Filled as Read
from assessments.reading import snapshot_of
from assessments.signals import adopted_at_once
from assessments.snapshot import PreviousLevel, digest, to_content
from assessments.steps import ADOPT, SUBMIT, TAKE_UP
from basisfuncties.models import PolicyElement
from basisfuncties.structure import Structure, structure_of
from municipalities.models import Municipality

SHARE = 0.45  # of the municipalities takes part in a round
SOMEBODY = f"land@{DOMAIN}"
HOURS = (11, 13, 16)  # of handing in, taking up and adopting

Levels = dict[tuple[str, str], PreviousLevel]


@dataclass(frozen=True)
class _Adopted:
    """One assessment with what is stored of it."""

    assessment: Assessment
    character: Character
    filled: Filled


def fill_country(today: date) -> int:
    """Let nearly half of the other municipalities have been adopted in both rounds; return how many there are now.

    Needs the demo, made on the same day. A second time changes nothing.
    """
    rounds = {each.year: each for each in Round.objects.filter(is_demo=True).select_related("framework")}
    bank = read_bank()
    with transaction.atomic():
        if not User.objects.filter(email=SOMEBODY).exists():
            somebody = User.objects.create_user(SOMEBODY, name="Lotte Landelijk")
            levels: dict[str, Levels] = {}
            for period in reversed([each for each in periods(today) if each.years_ago and each.year in rounds]):
                made = list(_round(rounds[period.year], period, bank, somebody))
                _store(made, somebody, levels)
            adopted_at_once.send(sender=Round)
    return Assessment.objects.filter(round__is_demo=True, status=Status.ADOPTED).count()


def _round(round_: Round, period: Period, bank: Bank, somebody: User) -> Iterator[_Adopted]:
    structure = structure_of(round_.framework)
    rows = round_.assessments.filter(status=Status.CONCEPT, municipality__ended_on=None)
    players = {player.code for player in bank.cast.municipalities}
    for assessment in rows.select_related("municipality__province").order_by("municipality__code"):
        if assessment.municipality.code in players or not _takes_part(assessment.municipality, period):
            continue
        assessment.round = round_
        player = _player(assessment.municipality)
        character = Character(player, assessment.municipality.population, period, structure)
        yield _Adopted(assessment, character, fill_in(assessment, Stage.ADOPTED, character, bank, [somebody]))


def _takes_part(municipality: Municipality, period: Period) -> bool:
    """Whether it does: most who did two years ago do so again, and some are new."""
    keen = dice(municipality.code, "takes part").random()
    return keen + dice(municipality.code, "takes part", period.years_ago).uniform(-0.1, 0.1) < SHARE


def _player(municipality: Municipality) -> Player:
    chance = dice(municipality.code, "player")
    where = dice(municipality.province.code, "ambition").uniform(-0.4, 0.4)
    return Player(
        code=municipality.code,
        stages=(Stage.UNTOUCHED, Stage.ADOPTED, Stage.ADOPTED),
        ambition=min(max(chance.gauss(2.1 + where, 0.7), 0.3), 3.8),
        steunpunt=chance.choices(("geen", "lokaal", "regionaal"), weights=(2, 5, 3))[0],
    )


def _store(made: Sequence[_Adopted], somebody: User, levels: dict[str, Levels]) -> None:
    """Store everything of one round at once; `levels` are of the round before, and then of this one."""
    rows = Filled()
    for each in made:
        rows += each.filled
    rows.save()
    submissions, steps, assessments = [], [], []
    for each in made:
        assessment, code = each.assessment, each.character.code
        content = to_content(snapshot_of(assessment, _read(each, levels.get(code, {}))))
        submitted, taken_up, adopted = _moments(each.character)
        submissions.append(
            Submission(
                assessment=assessment,
                number=1,
                content=content,
                sha256=digest(content),
                submitted_at=submitted,
                submitted_by=somebody,
            )
        )
        status = Status.CONCEPT
        for step, at in zip((SUBMIT, TAKE_UP, ADOPT), (submitted, taken_up, adopted), strict=True):
            taken = {"step": step.slug, "from_status": status, "to_status": step.leads_to, "taken_at": at}
            steps.append(StepTaken(assessment=assessment, taken_by=somebody, **taken))
            status = step.leads_to
        assessment.status, assessment.status_since, assessment.adopted_at = status, adopted, adopted
        assessments.append(assessment)
        levels[code] = _levels(each)
    Submission.objects.bulk_create(submissions, batch_size=50)
    StepTaken.objects.bulk_create(steps)
    Assessment.objects.bulk_update(assessments, ["status", "status_since", "adopted_at"], batch_size=100)


def _moments(character: Character) -> list[datetime]:
    later = dice(character.code, "later").randint(0, MOST_LATER)
    return [moment(character.period.step_day(number, later), hour) for number, hour in enumerate(HOURS)]


def _levels(made: _Adopted) -> Levels:
    year = made.character.period.year
    by_layer = {rating.layer_id: rating for rating in made.filled.ratings}
    found = {}
    for basisfunctie in made.character.structure.basisfuncties:
        for layer in basisfunctie.layers:
            rating = by_layer.get(layer.pk)
            if rating is not None and rating.level is not None:
                found[basisfunctie.slug, layer.kind] = PreviousLevel(year, rating.level, rating.reason)
    return found


def _read(made: _Adopted, previous: Levels) -> Read:
    """Return what was just stored as if it was read: nothing has to be."""
    structure = made.character.structure
    read, elements = Read(made.assessment), _elements(structure)
    codes = {question.pk: question.code for question in structure.questions.values()}
    for row in made.filled.speerpunten:
        if row.element_id is not None:
            row.element = elements[row.element_id]
    read.answers = {codes[answer.question_id]: answer for answer in made.filled.answers}
    order = {key: place for place, key in enumerate(elements)}
    read.speerpunten = sorted(made.filled.speerpunten, key=lambda row: order.get(row.element_id or 0, len(order)))
    read.ratings = {rating.layer_id: rating for rating in made.filled.ratings}
    read.key_figures = made.filled.key_figures[0]
    read.previous_levels = previous
    read.finding_responses = {}
    read.evidence = {}
    return read


def _elements(structure: Structure) -> dict[int, PolicyElement]:
    return {
        item.pk: PolicyElement(pk=item.pk, code=item.code, label=item.label)
        for basisfunctie in structure.basisfuncties
        for layer in basisfunctie.layers
        for item in layer.elements
    }
