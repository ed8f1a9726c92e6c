"""Make the whole demo, in one transaction."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts.models import User
from assessments.demo.bank import Bank, read_bank
from assessments.demo.carrying import start_from_last_year
from assessments.demo.character import Character
from assessments.demo.colliding import collide
from assessments.demo.dates import Period, moment, periods
from assessments.demo.dividing import divide
from assessments.demo.filling import Filled, fill_in
from assessments.demo.going import go_its_way
from assessments.demo.mailing import make_mail
from assessments.demo.people import DOMAIN, People, make_people
from assessments.demo.responses import answer_findings
from assessments.demo.sharing import share
from assessments.demo.stages import Stage
from assessments.demo.styling import give_house_style
from assessments.models import Round
from assessments.signals import demo_made
from basisfuncties.models import Framework
from basisfuncties.structure import structure_of
from municipalities.models import Municipality
from post.sending import quiet


class DemoRefusedError(Exception):
    """The demo can't be made here; the message says in Dutch why, and what to do."""


@dataclass(frozen=True)
class Made:
    """What `make_demo` did: `is_new` is False when the demo was there already."""

    bank: Bank
    is_new: bool


def make_demo(today: date) -> Made:
    """Make the rounds, people and answers, as if it is now this day; when there is a demo, change nothing.

    Raises DemoRefusedError when the content is not loaded, or when real rounds or people are in the way.
    """
    bank = read_bank()
    if Round.objects.filter(is_demo=True).exists():
        return Made(bank, is_new=False)
    # The people of the demo do not exist, so nobody mails them.
    with quiet(), transaction.atomic():
        framework = _framework(bank)
        _refuse_when_in_the_way(today)
        people = make_people(bank.cast)
        # Before anything is adopted, as a report keeps the house style of its day.
        give_house_style(people, today)
        # The oldest first: what is handed in carries the levels of the round before, and a round can start from it.
        for period in reversed(periods(today)):
            _make_round(period, framework, bank, people)
        demo_made.send(sender=Round, bank=bank, people=people, today=today)
        make_mail(people, today)
    return Made(bank, is_new=True)


def _framework(bank: Bank) -> Framework:
    framework = Framework.objects.published().filter(edition=bank.cast.edition).first()
    codes = {player.code for player in bank.cast.municipalities}
    if framework is None or Municipality.objects.filter(code__in=codes).count() < len(codes):
        raise DemoRefusedError("Laad eerst het kader en de gemeenten: manage.py load_content")
    return framework


def _refuse_when_in_the_way(today: date) -> None:
    years = [period.year for period in periods(today)]
    taken = ", ".join(str(each.year) for each in Round.objects.filter(year__in=years).order_by("year"))
    if taken:
        raise DemoRefusedError(f"Er is al een echte ronde in {taken}. Neem voor het voorbeeld een lege database.")
    if User.objects.filter(email__endswith=f"@{DOMAIN}").exists():
        raise DemoRefusedError(
            f"Er zijn al mensen met een adres op {DOMAIN}. Neem voor het voorbeeld een lege database."
        )


def _make_round(period: Period, framework: Framework, bank: Bank, people: People) -> None:
    round_ = Round.objects.create(
        year=period.year, framework=framework, opens_on=period.opens_on, closes_on=period.closes_on, is_demo=True
    )
    round_.invite_all()
    # Nobody made these assessments just now: they are there since the round opened.
    round_.assessments.update(status_since=moment(period.opens_on, 0))
    assessments = {
        each.municipality.code: each
        for each in round_.assessments.select_related("municipality__province").filter(
            municipality__code__in=[player.code for player in bank.cast.municipalities]
        )
    }
    filled = Filled()
    going = []
    for player in bank.cast.municipalities:
        assessment = assessments[player.code]
        stage = player.stages[period.years_ago]
        character = Character(player, assessment.municipality.population, period, structure_of(framework))
        filled += fill_in(assessment, stage, character, bank, people.colleagues[player.code])
        going.append((assessment, stage, character))
    filled.save()
    for assessment, stage, character in going:
        if stage is Stage.CARRIED_OVER:
            start_from_last_year(assessment, character, bank, people)
        answer_findings(assessment, stage, character, bank.findings, people.colleagues[character.code])
        go_its_way(assessment, stage, character, bank, people)
    if not period.years_ago:
        for player in bank.cast.municipalities:
            divide(assessments[player.code], player, period, people)
            collide(assessments[player.code], player, people)
        share(assessments, bank.cast.second_adviser, period, people)
