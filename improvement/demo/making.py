"""Add to the demo what this app shows in it, in the transaction that makes it."""

from datetime import date
from typing import Any

from django.dispatch import receiver

from assessments.demo.bank import Bank
from assessments.demo.character import Character
from assessments.demo.dates import periods
from assessments.demo.people import People
from assessments.models import Assessment
from assessments.signals import demo_made
from basisfuncties.structure import structure_of
from improvement.demo.actions import Teller, carry_on, make_actions
from improvement.demo.advice import make_advice_and_library
from improvement.demo.evaluations import make_evaluation


@receiver(demo_made, dispatch_uid="improvement.demo")
def add_to_demo(bank: Bank, people: People, today: date, **kwargs: Any) -> None:
    """Make advice and the library, and what municipalities that were adopted earlier did and thought of it."""
    make_advice_and_library()
    players = {player.code: player for player in bank.cast.municipalities}
    rows = Assessment.objects.filter(round__is_demo=True, municipality__code__in=players)
    rows = rows.select_related("round__framework", "municipality__province").order_by("round__year", "pk")
    by_year = {period.year: period for period in periods(today)}
    for assessment in rows:
        municipality, period = assessment.municipality, by_year[assessment.round.year]
        character = Character(
            players[municipality.code], municipality.population, period, structure_of(assessment.round.framework)
        )
        if period.years_ago:
            make_evaluation(assessment, period.years_ago, people.coordinator(municipality))
            make_actions(
                Teller(assessment, character.words, people.colleagues[municipality.code]), period.years_ago, today
            )
        else:
            carry_on(assessment, character.words, today)
