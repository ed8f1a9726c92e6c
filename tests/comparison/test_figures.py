"""The figures of what was adopted: written with the step, and worked out again by a command."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.utils import timezone

from assessments.models import KeyFigures, Rating, Speerpunt
from basisfuncties.models import PolicyElement
from comparison.models import Figures
from comparison.storing import fill_in
from tests.comparison.adopting import adopt, adopted, reopen
from tests.factories import AssessmentFactory, MunicipalityFactory, RoundFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_adopting_writes_the_figures():
    assessment = AssessmentFactory(rated=True)
    someone = UserFactory()
    element = PolicyElement.objects.filter(
        layer__basisfunctie__slug="vertalen", layer__basisfunctie__framework=assessment.round.framework
    )[0]
    speerpunt = {"assessment": assessment, "basisfunctie": element.layer.basisfunctie, "updated_by": someone}
    Speerpunt.objects.create(**speerpunt, element=element, code=element.code, amount=12_500, money_kind="structureel")
    Speerpunt.objects.create(**speerpunt, code="eigen-1", own_label="Buurtfeest", amount=500)
    KeyFigures.objects.create(assessment=assessment, fte=Decimal("1.5"), steunpunt="lokaal", updated_by=someone)

    adopt(assessment)

    row = Figures.objects.get()
    assert (row.assessment, row.municipality, row.year) == (assessment, assessment.municipality, assessment.round.year)
    assert (row.population, row.fte, row.budget, row.steunpunt) == (50_000, Decimal("1.5"), None, "lokaal")
    assert row.counts
    line = row.line
    assert line.edition == "2009"
    assert line.level("vertalen", "visie") == 2
    assert line.counted.speerpunten["vertalen"] == (element.code,)
    assert line.counted.own["vertalen"] == 1
    assert line.counted.money == {"vertalen": (12_500, 0, 500)}
    assert line.counted.findings_of("geen-uitvoerder") == 2
    assert "Buurtfeest" not in str(row.counted)


def test_nothing_is_written_before_the_adoption():
    AssessmentFactory(rated=True, submitted=True)
    assert not Figures.objects.exists()


def test_after_reopening_the_first_adopted_keeps_counting_and_the_last_is_the_own():
    assessment = adopted()
    reopen(assessment)
    Rating.objects.filter(assessment=assessment).update(level=4)
    adopt(assessment)
    first, last = Figures.objects.order_by("number")
    assert (first.counts, last.counts) == (True, False)
    assert list(Figures.objects.of_round(assessment.round.year)) == [first]
    assert list(Figures.objects.of_municipality(assessment.municipality)) == [last]
    assert (first.line.level("vertalen", "visie"), last.line.level("vertalen", "visie")) == (2, 4)


def test_rebuilding_gives_the_same(capsys):
    last_year = RoundFactory(year=timezone.localdate().year - 1)
    place = MunicipalityFactory()
    adopted(municipality=place, round=last_year)
    again = adopted(municipality=place)
    reopen(again)
    adopt(again)
    before = list(Figures.objects.order_by("submission").values())
    call_command("rebuild_figures")
    after = list(Figures.objects.order_by("submission").values())
    for row in (*before, *after):
        row.pop("id")
    assert before == after
    assert len(after) == 3
    assert "3 vastgestelde" in capsys.readouterr().out


def test_what_was_adopted_before_is_filled_in_once():
    adopted()
    Figures.objects.all().delete()
    assert fill_in() == 1
    assert fill_in() == 0


def test_population_is_that_of_then():
    assessment = adopted()
    place = assessment.municipality
    place.population = 80_000
    place.save()
    call_command("rebuild_figures", verbosity=0)
    assert Figures.objects.get().population == 50_000


def test_an_adoption_of_another_day_has_its_own_day():
    yesterday = timezone.now() - timedelta(days=1)
    adopted(at=yesterday)
    assert Figures.objects.get().adopted_at == yesterday
