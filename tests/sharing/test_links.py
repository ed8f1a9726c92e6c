"""A link opens one version of one report, for who has it, as long as it works; and nothing else."""

import hashlib
import logging
import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.access import get_assessment
from assessments.models import Speerpunt
from assessments.steps import ADOPT, REOPEN, SUBMIT, TAKE_UP
from assessments.workflow import take_step
from audit.models import Entry, Event
from basisfuncties.models import Basisfunctie
from config.logs import without_tokens
from making.models import MadeFile
from municipalities.access import May
from municipalities.models import Role
from municipalities.refusal import Refused
from reports.final.models import FinalFile
from reports.final.reading import final_of
from sharing.doors import CONCEPT, make_link, versions_of, withdraw_link
from sharing.models import MOST_DAYS, ShareLink
from sharing.tokens import hash_of, new_seed, token_of
from tests.factories import AssessmentFactory, MembershipFactory, StyleFactory, UserFactory
from tests.sharing.making import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment():
    return AssessmentFactory(rated=True)


@pytest.fixture
def coordinator(assessment):
    return MembershipFactory(coordinator=True, municipality=assessment.municipality).user


@pytest.fixture
def adviser(assessment):
    province = assessment.municipality.province
    return MembershipFactory(role=Role.ADVISER, municipality=None, province=province).user


@pytest.fixture
def page(client, assessment, coordinator):
    client.force_login(coordinator)
    return reverse("share_links", args=[assessment.municipality.code, assessment.round.year])


@pytest.fixture
def submitted(assessment, coordinator):
    step(assessment, coordinator, SUBMIT)
    assessment.refresh_from_db()
    return assessment


@pytest.fixture
def adopted(submitted, adviser):
    step(submitted, adviser, TAKE_UP)
    step(submitted, adviser, ADOPT)
    submitted.refresh_from_db()
    return submitted


def step(assessment, person, which, note=""):
    take_step(person, assessment.municipality.code, assessment.round.year, which, note=note)


def opened_by(person, assessment):
    return get_assessment(person, assessment.municipality.code, assessment.round.year, May.SHARE)


def address(link):
    return reverse("shared", args=[token_of(link.seed)])


def visit(link, **headers):
    return Client(headers=headers).get(address(link))


def text_of(response):
    return response.content.decode()


def posted(assessment, **changes):
    day = timezone.localdate() + timedelta(days=10)
    return {"version": CONCEPT, "label": "griffier", "ends_on": f"{day:%d-%m-%Y}", **changes}


def test_who_fills_in_makes_a_link_and_anybody_opens_it(client, page, adopted):
    text = text_of(client.post(page, posted(adopted, version="1"), follow=True))
    link = ShareLink.objects.get()
    assert f'value="{link.address}"' in text
    assert "griffier" in text
    seen = text_of(Client().get(address(link)))
    assert adopted.municipality.name in seen
    assert "Vastgesteld op" in seen
    assert "Concept" not in re.sub(r"<title>.*</title>", "", seen).split("bf-report-chapter")[0]


def test_the_page_says_what_becomes_public(client, page):
    text = text_of(client.get(page))
    assert "Dit wordt zichtbaar voor iedereen die de link heeft" in text
    assert "Er zijn nog geen links gemaakt" in text


def test_a_public_page_is_found_by_no_search_engine_and_kept_by_nothing(assessment, coordinator):
    link = make(assessment, coordinator)
    files = (f"{address(link)}raadsrapport.pdf", f"{address(link)}publiekssamenvatting.pdf")
    for address_ in (address(link), *files, "/r/onzin/"):
        response = Client().get(address_)
        assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["Cache-Control"] == "private, no-store"
        assert not response.cookies
    assert '<meta name="robots" content="noindex, nofollow">' in text_of(visit(link))


def test_a_link_that_ended_was_withdrawn_or_never_was_gives_the_same_page(assessment, coordinator):
    withdrawn, ended = make(assessment, coordinator), make(assessment, coordinator)
    withdraw_link(coordinator, assessment.municipality.code, assessment.round.year, withdrawn.pk)
    ShareLink.objects.filter(pk=ended.pk).update(ends_on=timezone.localdate() - timedelta(days=1))
    answers = [visit(withdrawn), visit(ended), Client().get("/r/onzin/"), Client().get(f"/r/{'x' * 43}/")]
    assert {each.status_code for each in answers} == {404}
    assert len({each.content for each in answers}) == 1
    assert assessment.municipality.name not in text_of(answers[0])
    for link in (withdrawn, ended):
        assert Client().get(f"{address(link)}raadsrapport.pdf").status_code == 404
        assert Client().get(f"{address(link)}publiekssamenvatting.pdf").status_code == 404


def test_on_its_last_day_a_link_works(assessment, coordinator):
    link = make(assessment, coordinator)
    ShareLink.objects.filter(pk=link.pk).update(ends_on=timezone.localdate())
    assert visit(link).status_code == 200


def test_the_reader_sees_the_version_the_link_was_made_for_whatever_changes(assessment, coordinator):
    link = make(assessment, coordinator)
    basisfunctie = Basisfunctie.objects.filter(framework=assessment.round.framework).first()
    Speerpunt.objects.create(
        assessment=assessment,
        basisfunctie=basisfunctie,
        own_label="Vrijwilligersprijs",
        code="eigen-1",
        updated_by=coordinator,
    )
    assert "Vrijwilligersprijs" not in text_of(visit(link))
    assert "Vrijwilligersprijs" in text_of(visit(make(assessment, coordinator)))


def test_a_concept_says_so(assessment, coordinator):
    text = text_of(visit(make(assessment, coordinator)))
    assert "<strong>Concept.</strong>" in text
    assert "De gemeente werkt er nog aan" in text


def test_what_can_be_chosen_follows_where_the_assessment_is(assessment, coordinator, adviser):
    def codes():
        assessment.refresh_from_db()
        return [each.code for each in versions_of(opened_by(coordinator, assessment))]

    assert codes() == [CONCEPT]
    step(assessment, coordinator, SUBMIT)
    assert codes() == ["1"]
    step(assessment, adviser, TAKE_UP)
    step(assessment, adviser, ADOPT)
    assert codes() == ["1"]
    step(assessment, UserFactory(beheerder=True), REOPEN, note="Er stond een fout in.")
    assert codes() == ["1", CONCEPT]


def test_the_adopted_report_is_what_is_proposed_and_not_the_concept(client, page, adopted):
    step(adopted, UserFactory(beheerder=True), REOPEN, note="Er stond een fout in.")
    text = text_of(client.get(page))
    assert re.search(r'value="1"[^>]*checked', text)
    assert not re.search(r'value="concept"[^>]*checked', text)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"label": ""}, "Schrijf voor wie de link is"),
        ({"label": "x" * 121}, "hoogstens 120 tekens"),
        ({"ends_on": ""}, "tot en met welke dag"),
        ({"version": "9"}, "Deze versie is er niet (meer)"),
        ({"ends_on": "01-01-2020"}, "Kies een dag vanaf vandaag"),
        ({"ends_on": "01-01-2099"}, "Kies een dag vanaf vandaag"),
        ({"ends_on": "morgen"}, "Schrijf de dag als"),
    ],
)
def test_what_is_wrong_comes_back_with_what_was_typed(client, page, assessment, changes, says):
    text = text_of(client.post(page, posted(assessment, **changes)))
    assert says in text
    assert "<title>Fout: " in text
    assert 'value="griffier"' in text or "label" in changes
    assert not ShareLink.objects.exists()


def test_the_last_day_that_can_be_chosen_is_two_years_away(assessment, coordinator):
    opened, today = opened_by(coordinator, assessment), timezone.localdate()
    make_link(opened, version=CONCEPT, label="x", ends_on=today + timedelta(days=MOST_DAYS))
    with pytest.raises(Refused):
        make_link(opened, version=CONCEPT, label="x", ends_on=today + timedelta(days=MOST_DAYS + 1))


def test_withdrawing_is_asked_first_and_told_when_a_colleague_was_first(client, page, assessment, coordinator):
    link = make(assessment, coordinator)
    sure = f"{page}{link.pk}/intrekken/"
    assert "Wilt u deze link intrekken?" in text_of(client.get(sure))
    assert visit(link).status_code == 200
    assert "is ingetrokken" in text_of(client.post(sure, follow=True))
    assert visit(link).status_code == 404
    assert "was al ingetrokken" in text_of(client.post(sure, follow=True))
    assert link.address not in text_of(client.get(page))
    assert "was al ingetrokken" in text_of(client.get(sure, follow=True)), "nothing is asked that has no sense"


def test_who_presses_the_button_twice_gets_one_link(client, page, assessment):
    for _ in range(2):
        assert "is gemaakt" in text_of(client.post(page, posted(assessment), follow=True))
    assert ShareLink.objects.count() == 1
    assert Entry.objects.filter(event=Event.SHARED).count() == 1
    client.post(page, posted(assessment, label="website"))
    assert ShareLink.objects.count() == 2


def test_a_link_of_another_assessment_can_not_be_withdrawn_here(client, page, assessment):
    other = AssessmentFactory()
    elsewhere = make(other, MembershipFactory(coordinator=True, municipality=other.municipality).user)
    assert client.post(f"{page}{elsewhere.pk}/intrekken/").status_code == 404
    assert visit(elsewhere).status_code == 200


def test_views_of_others_are_counted_and_those_of_colleagues_are_not(client, page, assessment, coordinator, adviser):
    link = make(assessment, coordinator)
    for person in (coordinator, adviser, UserFactory(beheerder=True)):
        client.force_login(person)
        client.get(address(link))
    Client().head(address(link))
    assert ShareLink.objects.get().views == 0
    client.force_login(MembershipFactory(coordinator=True).user)
    client.get(address(link))
    visit(link)
    counted = ShareLink.objects.get()
    assert (counted.views, counted.viewed_on) == (2, timezone.localdate())
    client.force_login(coordinator)
    assert "2 keer geopend" in text_of(client.get(page))


def test_the_pdf_is_made_in_the_queue_and_given_without_a_login(submitted, coordinator):
    link = make(submitted, coordinator, version="1")
    visitor, pdf = Client(), f"{address(link)}raadsrapport.pdf"
    waiting = visitor.get(pdf)
    assert waiting.status_code == 302
    assert visitor.get(waiting.url).status_code == 200
    assert "raadsrapport" in MadeFile.objects.get().kind
    assert token_of(link.seed) not in MadeFile.objects.get().series
    assert ShareLink.objects.get().downloads == 0


def test_of_an_adopted_report_the_very_file_that_is_kept_is_given(adopted, coordinator):
    final = final_of(adopted, 1)
    pdf = b"%PDF het bestand"
    FinalFile.objects.create(report=final, content=pdf, size=len(pdf), sha256=hashlib.sha256(pdf).hexdigest())
    link = make(adopted, coordinator, version="1")
    answer = Client().get(f"{address(link)}raadsrapport.pdf")
    assert b"".join(answer.streaming_content) == pdf
    assert "concept" not in answer["Content-Disposition"]
    assert ShareLink.objects.get().downloads == 1


def test_a_link_made_before_adoption_goes_on_showing_the_concept(submitted, coordinator, adviser):
    link = make(submitted, coordinator, version="1")
    step(submitted, adviser, TAKE_UP)
    step(submitted, adviser, ADOPT)
    assert "<strong>Concept.</strong>" in text_of(visit(link))


def test_a_link_opens_nothing_else(assessment, coordinator):
    link = make(assessment, coordinator)
    visitor = Client()
    text = text_of(visitor.get(address(link)))
    inside = set(re.findall(r'href="(/[^"#]*)"', text)) | set(re.findall(r'src="(/[^"]*)"', text))
    for place in sorted(inside):
        assert f"/gemeente/{assessment.municipality.code}" not in place
    for name in ("assessment", "report", "report_pdf", "overview", "share_links", "data", "submissions"):
        place = reverse(name, args=[assessment.municipality.code, assessment.round.year])
        assert visitor.get(place).status_code == 302, place


def test_the_token_is_in_no_table_and_in_no_line_of_the_audit_log(assessment, coordinator):
    link = make(assessment, coordinator)
    withdraw_link(coordinator, assessment.municipality.code, assessment.round.year, link.pk)
    token = token_of(link.seed)
    for row in ShareLink.objects.values():
        assert token not in str(row)
    written = Entry.objects.filter(event__in=(Event.SHARED, Event.SHARE_WITHDRAWN)).order_by("pk")
    assert [each.event for each in written] == [Event.SHARED, Event.SHARE_WITHDRAWN]
    for each in written:
        assert token not in each.about
        assert "griffier" not in each.about


def test_the_token_is_in_no_line_of_our_own_log(settings, caplog):
    token = token_of(new_seed())
    said = []

    class Kept(logging.Handler):
        def emit(self, record):
            said.append(record.getMessage())

    kept = Kept()
    kept.addFilter(__import__("config.logs", fromlist=["WithoutTokens"]).WithoutTokens())
    logger = logging.getLogger("django.request")
    logger.addHandler(kept)
    try:
        Client().get(f"/r/{token}/")
    finally:
        logger.removeHandler(kept)
    assert said == ["Not Found: /r/…/"]
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["tokens"]


@pytest.mark.parametrize(
    ("line", "clean"),
    [
        ("Not Found: /r/abc-_1/raadsrapport.pdf", "Not Found: /r/…/raadsrapport.pdf"),
        ("Gone: /uitnodiging/geheim/", "Gone: /uitnodiging/…/"),
        ("Not Found: /bestanden/WzEsIi9yL2Ei:1a:b/", "Not Found: /bestanden/…/"),
        ("Not Found: /gemeente/GM0321/2026/rapport/", "Not Found: /gemeente/GM0321/2026/rapport/"),
    ],
)
def test_what_opens_something_is_taken_out_of_a_line(line, clean):
    assert without_tokens(line) == clean


def test_a_token_can_not_be_made_from_the_database_alone(settings, assessment, coordinator):
    link = make(assessment, coordinator)
    token, shown = token_of(link.seed), link.address
    assert shown.endswith(f"/r/{token}/")
    settings.SECRET_KEY = "een ander geheim van deze site, lang genoeg"
    assert token_of(link.seed) != token
    assert hash_of(token) == link.token_hash
    assert link.address == ""
    assert Client().get(f"/r/{token}/").status_code == 200


def test_the_page_costs_as_much_with_three_links_as_with_one(
    client, page, assessment, coordinator, django_assert_num_queries, django_assert_max_num_queries
):
    make(assessment, coordinator)
    client.get(page)
    with django_assert_max_num_queries(8) as with_one:
        client.get(page)
    make(assessment, coordinator)
    make(assessment, coordinator)
    with django_assert_num_queries(len(with_one)):
        client.get(page)


def test_a_door_does_not_rely_on_its_view(assessment):
    reader = MembershipFactory(reader=True, municipality=assessment.municipality).user
    opened = get_assessment(reader, assessment.municipality.code, assessment.round.year, May.SEE)
    with pytest.raises(PermissionDenied):
        make_link(opened, version=CONCEPT, label="x", ends_on=timezone.localdate())


def test_the_public_page_carries_the_house_style_and_no_way_in(assessment, coordinator):
    StyleFactory(municipality=assessment.municipality)
    text = text_of(visit(make(assessment, coordinator)))
    assert "/huisstijl/1-154273.css" in text
    assert f'alt="Gemeente {assessment.municipality}"' in text
