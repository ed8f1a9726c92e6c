"""The worklist as a page: what it shows, filters and offers, and what it costs."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Answer, Assessment, KeyFigures, Rating, ReviewThread, Speerpunt, Status, Submission
from assessments.reading import read_snapshot
from assessments.reviewers import take
from assessments.scoring import progress
from basisfuncties.models import Basisfunctie, Layer
from municipalities.models import Municipality
from tests.assessments.previous_round import fill
from tests.factories import AssessmentFactory, MembershipFactory, MunicipalityFactory, RoundFactory, UserFactory

pytestmark = pytest.mark.django_db


class Adviser:
    """Somebody who advises a province, and looks at the list."""

    def __init__(self, client):
        membership = MembershipFactory(adviser_of_province=True)
        self.user, self.province, self.client = membership.user, membership.province, client
        client.force_login(self.user)

    def town(self, name, **assessment):
        return AssessmentFactory(municipality__province=self.province, municipality__name=name, **assessment)

    def looks(self, **asked):
        answer = self.client.get(reverse("worklist"), asked)
        assert answer.status_code == 200
        return answer

    def names(self, **asked):
        return [line.row.name for line in self.looks(**asked).context["lines"]]


@pytest.fixture
def adviser(client):
    return Adviser(client)


def hand_in(assessment, days_ago=0, number=1):
    Submission.objects.create(
        assessment=assessment,
        number=number,
        content={},
        sha256="0" * 64,
        submitted_at=timezone.now() - timedelta(days=days_ago),
        submitted_by=UserFactory(),
    )


def line(answer, name):
    return next(each for each in answer.context["lines"] if each.row.name == name)


def test_what_was_begun_is_told_from_what_was_not(adviser):
    adviser.town("Leegstad")
    adviser.town("Bezigdorp", rated=True)
    page = adviser.looks()
    assert line(page, "Leegstad").row.stand_label == "nog niet begonnen"
    assert line(page, "Bezigdorp").row.stand_label == "bezig"
    assert adviser.names(status="bezig") == ["Bezigdorp"]


def test_a_reopened_or_supplemented_one_has_its_status_and_since_when(adviser):
    adviser.town("Aanvulstad", status=Status.SUPPLEMENT)
    page = adviser.looks(status="aanvulling_gevraagd").content.decode()
    assert "Aanvulling gevraagd" in page
    assert "sinds" in page


def test_it_says_how_long_ago_it_was_handed_in_last_and_how_often(adviser):
    town = adviser.town("Indienstad", submitted=True)
    hand_in(town, days_ago=30)
    hand_in(town, days_ago=5, number=2)
    page = adviser.looks()
    assert (line(page, "Indienstad").ago, line(page, "Indienstad").row.number) == ("5 dagen geleden", 2)
    assert "nummer 2" in page.content.decode()


def test_how_far_it_is_filled_in_is_what_the_page_of_the_municipality_says(adviser, town):
    municipality = town.municipality
    municipality.province = adviser.province
    municipality.save()
    fill(town.assessment, town.officer)
    adviser.client.force_login(adviser.user)
    shown = line(adviser.looks(), municipality.name).details.progress
    assert shown == progress(read_snapshot(Assessment.objects.get(pk=town.assessment.pk)))
    assert 0 < shown.percentage < 100


def test_the_levels_stand_beside_those_of_the_last_round_that_was_handed_in(adviser):
    town = adviser.town("Niveaustad", rated=True)
    before = AssessmentFactory(municipality=town.municipality, round__year=2020, rated=True, adopted=True)
    AssessmentFactory(municipality=town.municipality, round__year=2021, rated=True)  # never handed in
    before.ratings.filter(layer__kind="visie").update(level=1)
    before.ratings.filter(layer__kind="beleid").update(level=3)
    before.ratings.filter(layer__kind="financien").delete()
    assert "5 hoger, 5 lager, 5 gelijk" in adviser.looks().content.decode()


def test_it_counts_the_questions_of_advisers_that_are_not_settled(adviser):
    town, now, by = adviser.town("Vraagstad"), timezone.now(), adviser.user
    for number, more in enumerate(({}, {}, {"settled_at": now, "settled_by": by}, {"asked_at": None})):
        fields = {"basisfunctie": "vertalen", "layer": "visie", "part": f"vertalen-visie-{number}", "asked_at": now}
        ReviewThread.objects.create(assessment=town, **{**fields, **more})
    adviser.town("Stilstad")
    page = adviser.looks(sorteer="opmerkingen")
    assert [(each.row.name, each.row.open_remarks) for each in page.context["lines"]] == [
        ("Vraagstad", 2),
        ("Stilstad", 0),
    ]


def test_what_waits_stands_above_the_list_with_why(adviser):
    hand_in(adviser.town("Nieuwstad", submitted=True), days_ago=3)
    back = adviser.town("Terugdorp", submitted=True)
    hand_in(back, days_ago=9)
    hand_in(back, days_ago=1, number=2)
    waiting = adviser.looks().context["waiting"]
    assert [each.waiting.row.name for each in waiting] == ["Terugdorp", "Nieuwstad"]
    assert "opnieuw ingediend na een vraag om aanvulling" in waiting[0].waiting.why


def test_with_nothing_to_do_it_says_so(adviser):
    adviser.town("Leegstad")
    assert "Zodra een gemeente indient, staat dat hier bovenaan." in adviser.looks().content.decode()


def test_the_list_tells_who_has_what_and_offers_what_can_be_done(adviser):
    colleague = MembershipFactory(adviser_of_province=True, province=adviser.province).user
    for name, who in (("Vrijstad", None), ("Mijndorp", adviser.user), ("Collegastad", colleague)):
        town = adviser.town(name)
        if who:
            take(who, town.municipality.code, town.round.year)
    page = adviser.looks().content.decode()
    for words in ("Nemen", "Overdragen", "Overnemen"):
        assert page.count(f">{words}<span") == 1
    assert adviser.names(wie="mij") == ["Mijndorp"]
    assert adviser.names(wie="niemand") == ["Vrijstad"]
    assert adviser.names(wie=colleague.pk) == ["Collegastad"]


def test_taking_from_the_list_leads_back_to_the_same_list(adviser):
    town = adviser.town("Vrijstad")
    shown = adviser.looks(status="niet_begonnen", naam="vrij")
    assert 'name="lijst" value="status=niet_begonnen&amp;naam=vrij"' in shown.content.decode()
    url = reverse("take_review", args=[town.municipality.code, town.round.year])
    answer = adviser.client.post(url, {"lijst": "status=niet_begonnen&naam=vrij"}, follow=True)
    assert "Vrijstad is nu bij u." in answer.content.decode()
    assert [each.row.name for each in answer.context["lines"]] == ["Vrijstad"]


def test_the_head_of_a_column_says_how_it_is_sorted_and_turns_it_around(adviser):
    adviser.town("Aastad")
    columns = {each.label: each for each in adviser.looks(status="niet_begonnen", page="1").context["columns"]}
    assert columns["Gemeente"].sorted == "ascending"
    assert columns["Gemeente"].url == "?status=niet_begonnen&sorteer=-gemeente"
    assert columns["Status"].sorted == ""
    columns = {each.label: each for each in adviser.looks(sorteer="-ingediend").context["columns"]}
    assert (columns["Ingediend"].sorted, columns["Ingediend"].url) == ("descending", "?sorteer=ingediend")
    assert columns["Gemeente"].url == "?sorteer=gemeente"
    assert not columns["Ingevuld"].url


def test_filters_stay_in_the_address_while_one_goes_through_the_pages(adviser):
    for number in range(53):
        adviser.town(f"Dorp {number:02}")
    page = adviser.looks(status="niet_begonnen", sorteer="-gemeente").content.decode()
    assert "?status=niet_begonnen&amp;sorteer=-gemeente&amp;page=2" in page
    assert adviser.names(status="niet_begonnen", sorteer="-gemeente", page="2") == ["Dorp 02", "Dorp 01", "Dorp 00"]


def test_a_search_without_result_says_so_and_shows_the_way_out(adviser):
    adviser.town("Aastad")
    page = adviser.looks(naam="<b>zz").content.decode()
    assert "Geen gemeente past bij wat u kiest." in page
    assert "Toon ze allemaal" in page
    assert "&lt;b&gt;zz" in page


def test_the_running_round_is_shown_and_not_one_that_is_still_to_open(adviser):
    adviser.town("Nustad")
    today = timezone.localdate()
    RoundFactory(year=today.year + 1, opens_on=today + timedelta(days=90), closes_on=today + timedelta(days=120))
    assert adviser.looks().context["round"].year == today.year
    assert adviser.looks(ronde=str(today.year + 1)).context["round"].year == today.year + 1
    assert adviser.looks(ronde="x").context["round"].year == today.year


def test_the_beheerder_sees_the_country_and_takes_nothing(client):
    town = AssessmentFactory(submitted=True)
    AssessmentFactory()
    client.force_login(UserFactory(beheerder=True))
    answer = client.get(reverse("worklist"))
    assert answer.context["total"] == 2
    page = answer.content.decode()
    assert "Wat het langst op een adviseur wacht" in page
    assert ">Nemen<" not in page
    assert [
        line.row.name
        for line in client.get(reverse("worklist"), {"provincie": town.municipality.province.code}).context["lines"]
    ] == [town.municipality.name]


def test_the_menu_leads_to_the_list_for_who_is_adviser_and_no_longer_when_that_ended(adviser):
    adviser.town("Aastad")
    assert ">Werklijst</a>" in adviser.client.get(reverse("help")).content.decode()
    adviser.user.memberships.all().delete()
    assert adviser.client.get(reverse("worklist")).status_code == 404
    assert ">Werklijst</a>" not in adviser.client.get(reverse("help")).content.decode()


def test_a_municipality_has_no_list_in_its_menu(town):
    assert "Werklijst" not in town.client.get(reverse("help")).content.decode()


class TestCost:
    """At most eight queries, whatever there is."""

    @pytest.fixture
    def country(self):
        """All municipalities of the country in three rounds, with something in each table."""
        by = UserFactory()
        rounds = [RoundFactory(year=year) for year in (2018, 2019, timezone.localdate().year)]
        for round_ in rounds:
            round_.invite_all()
        Assessment.objects.exclude(round=rounds[-1]).update(status=Status.ADOPTED, adopted_at=timezone.now())
        everything = list(Assessment.objects.all())
        layer = Layer.objects.get(basisfunctie__slug="vertalen", basisfunctie__framework__edition="2009", kind="visie")
        vertalen = Basisfunctie.objects.get(slug="vertalen", framework__edition="2009")
        Rating.objects.bulk_create(Rating(assessment=each, layer=layer, level=2, updated_by=by) for each in everything)
        question = layer.questions.first()
        Answer.objects.bulk_create(
            Answer(assessment=each, question=question, explanation="Zo.", updated_by=by) for each in everything
        )
        KeyFigures.objects.bulk_create(KeyFigures(assessment=each, fte=1, updated_by=by) for each in everything)
        Speerpunt.objects.bulk_create(
            Speerpunt(assessment=each, basisfunctie=vertalen, code="eigen", own_label="Eigen", updated_by=by)
            for each in everything
        )
        return rounds

    def test_with_three_municipalities(self, adviser, django_assert_max_num_queries):
        for name in ("A", "B", "C"):
            adviser.town(name, rated=True)
        with django_assert_max_num_queries(8):
            adviser.looks()

    def test_with_the_whole_country_and_all_that_one_can_ask(self, country, client, django_assert_max_num_queries):
        client.force_login(UserFactory(beheerder=True))
        assert Municipality.objects.filter(ended_on=None).count() > 340
        with django_assert_max_num_queries(8):
            answer = client.get(
                reverse("worklist"), {"status": "bezig", "naam": "e", "sorteer": "-gemeente", "page": 2}
            )
        assert len(answer.context["lines"]) == 50
        assert answer.context["lines"][0].details.change.same == 1

    def test_for_an_adviser_with_a_province_and_loose_municipalities(
        self, country, adviser, django_assert_max_num_queries
    ):
        MembershipFactory(adviser=True, user=adviser.user, municipality=MunicipalityFactory())
        for code in ("GM0344", "GM0363"):
            MembershipFactory(adviser=True, user=adviser.user, municipality=Municipality.objects.get(code=code))
        with django_assert_max_num_queries(8):
            assert adviser.names() == ["Amsterdam", "Utrecht"]
