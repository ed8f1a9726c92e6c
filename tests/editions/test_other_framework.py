"""Another framework, from its file to its report: other functions, other layers, other levels, and no code."""

import json
import re
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from assessments.models import Round, Submission
from assessments.snapshot import from_content
from basisfuncties.loading import load_framework_file
from basisfuncties.models import Framework
from basisfuncties.structure import structure_of
from municipalities.models import Municipality, Role
from tests.comparison.national.country import adopt_all
from tests.editions.conftest import FILE
from tests.editions.walking import fill_in, page, save, step
from tests.factories import RoundFactory, UserFactory
from tests.making.working import content_of, download

pytestmark = pytest.mark.django_db

# Names that only editions of the series of 2009 have; no page of another framework may say them.
OF_2009 = re.compile(
    r"Vertalen|Verbreiden|Verankeren|niveau 4|tot en met 4|van visie naar geld|de laag (visie|beleid)\b"
    r"|maatschappelijke"
)


def words_of(text):
    """Return what a reader sees of the content of a page."""
    main = text.split("<main", 1)[-1].split("</main>")[0]
    return re.sub(r"<[^>]+>", " ", main)


def assert_own(text):
    found = OF_2009.search(words_of(text))
    assert found is None, f"{found.group()!r} in …{words_of(text)[max(0, found.start() - 80) : found.end() + 40]}…"


def test_the_file_says_how_layers_and_levels_are_called(framework):
    structure = structure_of(framework)
    assert [each.name for each in structure.basisfuncties] == ["Zien", "Versterken", "Waarderen"]
    assert [layer.name for layer in structure.basisfuncties[0].layers] == ["Behoefte", "Aanbod", "Middelen"]
    assert structure.words.highest == 3
    assert structure.words.thread == "van behoefte naar middelen"
    assert not load_framework_file(FILE).created


def test_anybody_can_read_it_as_pages_and_as_json(framework):
    anybody, query = Client(), f"?editie={framework.edition}"
    shown = page(anybody, reverse("framework") + query)
    assert "zorgen voor elkaar" in " ".join(re.sub(r"<[^>]+>", " ", shown).split())
    assert_own(shown)
    for slug in ("zien", "versterken", "waarderen"):
        shown = page(anybody, reverse("framework_basisfunctie", args=[slug]) + query)
        assert "Middelen" in shown
        assert_own(shown)
    content = anybody.get(reverse("framework_json") + query).json()
    assert [layer["name"] for layer in content["layers"]] == ["Behoefte", "Aanbod", "Middelen"]
    assert len(content["levels"]) == 4
    assert list(content["basisfuncties"][0]["layers"]) == ["visie", "beleid", "financien"]
    assert "Testkader mantelzorg" in page(anybody, reverse("editions"))


def test_on_a_site_of_its_own_it_is_the_one_on_the_front(framework):
    # the edition of 2009 can't go from a test database, so this one is asked for by name
    shown = page(Client(), f"{reverse('home')}?editie={framework.edition}")
    assert "Van behoefte naar middelen" in shown
    assert "behoefte, aanbod en middelen" in shown
    assert_own(shown)
    shown = page(Client(), f"{reverse('help')}?editie={framework.edition}")
    assert "Er is hier nog leegte." in shown
    assert_own(shown)


def test_a_town_fills_it_in_and_each_page_speaks_its_words(town):
    for url in ("assessment", "overview", "thread", "key_figures"):
        assert_own(page(town.client, town.url(url)))
    for layer in ("visie", "beleid", "financien"):
        assert_own(page(town.client, town.step("zien", layer)))
    assert town.client.get(town.step("zien", "uitvoering")).status_code == 404
    fill_in(town)
    for url in ("assessment", "overview", "thread", "key_figures", "handover", "data", "report", "submissions"):
        assert_own(page(town.client, town.url(url)))
    for function in ("zien", "versterken", "waarderen"):
        assert_own(page(town.client, town.url("thread_of", function)))
        for layer in ("visie", "beleid", "financien"):
            assert_own(page(town.client, town.step(function, layer)))
    assert (
        "100%" in page(town.client, town.url("overview")) or "alles" in page(town.client, town.url("overview")).lower()
    )


def test_it_knows_where_the_thread_breaks(town):
    fill_in(town)
    save(
        town, "zien", "beleid", **{"zien-beleid-huisbezoek-goals": [], "speerpunten-chosen": ["zien-beleid-huisbezoek"]}
    )
    shown = words_of(page(town.client, town.url("thread")))
    assert "dient geen doel uit de laag behoefte" in shown
    assert "Geen speerpunt dient het doel ‘Jonge mantelzorgers’" in shown
    # what the layer would hold that this framework does not have is not missed
    assert "wie het uitvoert" not in shown
    assert "hoe ver het is" not in shown
    assert "Ontwikkeling" not in shown
    assert "Brochure" not in shown


def test_the_highest_level_but_one_asks_for_all_of_it(town):
    save(town, "zien", "visie", **{"niveau-level": "2", "niveau-reason": "Alles is er."})
    assert "De laag behoefte heeft niveau 2, maar" in words_of(page(town.client, town.url("thread")))


def test_it_goes_all_the_way_to_an_adopted_report(town):
    fill_in(town)
    coordinator, adviser, reader = town.member(Role.COORDINATOR), town.adviser(), town.member(Role.READER)
    client = Client()
    client.force_login(coordinator)
    step(client, town, "indienen")
    snapshot = from_content(Submission.objects.get().content)
    assert snapshot.words.levels[0] == "Er is hier nog leegte."
    assert [layer.highest for layer in snapshot.basisfuncties[0].layers] == [3, 3, 3]
    client.force_login(adviser)
    step(client, town, "in-beoordeling-nemen")
    for name, *args in (("submission",), ("review", "zien"), ("advice",)):
        assert_own(page(client, town.url(name, *args)))
    step(client, town, "vaststellen", note="Mooi.")
    client.force_login(reader)
    shown = page(client, town.url("report"))
    assert_own(shown)
    for words in ("Behoefte", "Middelen", "Er is hier nog leegte.", "mantelzorg", "€"):
        assert words in shown, words
    assert "vrijwilligerswerk" not in words_of(shown)
    assert "Uitvoering" not in words_of(shown)
    for file_format in ("xlsx", "csv"):
        place = [town.municipality.code, town.assessment.round.year, file_format]
        assert client.get(reverse("data_file", args=place)).status_code == 200
    data = client.get(reverse("data_file", args=[town.municipality.code, town.assessment.round.year, "json"]))
    assert data.status_code == 200
    content = json.loads(b"".join(data.streaming_content) if data.streaming else data.content)
    assert "Behoefte" in json.dumps(content, ensure_ascii=False)


@pytest.fixture
def beheerder():
    """The browser of a beheerder."""
    client = Client()
    client.force_login(UserFactory(beheerder=True))
    return client


def adopt(town):
    """Hand in and adopt the assessment of this town."""
    client = Client()
    client.force_login(town.member(Role.COORDINATOR))
    step(client, town, "indienen")
    client.force_login(town.adviser())
    step(client, town, "in-beoordeling-nemen")
    step(client, town, "vaststellen")


def test_it_can_be_compared_over_the_rounds_and_seen_in_the_country(make_next, town, beheerder):
    fill_in(town, level=1)
    adopt(town)
    later = make_next(town)
    Round.objects.filter(pk=later.assessment.round_id).update(opens_on=town.assessment.round.opens_on)
    fill_in(later, level=3)
    adopt(later)
    address = reverse("compare", args=[town.municipality.code])
    for over in ("niveaus", "geld", "kerncijfers"):
        shown = page(town.client, f"{address}?over={over}")
        assert "Behoefte" in shown or over != "niveaus"
        assert_own(shown)
    assert page(town.client, reverse("compare_others", args=[town.municipality.code]))
    assert_own(page(beheerder, reverse("national")))
    assert_own(page(town.client, later.url("report")))


def test_the_whole_country_on_it_is_drawn_with_its_own_levels(framework, beheerder):
    municipalities = list(Municipality.objects.all()[:40])
    for year in (2024, 2025):
        RoundFactory(year=year, framework=framework)
        adopt_all(municipalities, year, levels=lambda place: place % 4)
    shown = page(beheerder, reverse("national"))
    assert "Behoefte" in shown
    assert_own(shown)
    assert "Niveau 3" in words_of(shown)
    assert "Niveau 4" not in words_of(shown)
    data = beheerder.get(reverse("national_json")).content.decode()
    assert "Behoefte" in data


def test_the_next_round_starts_from_it_by_code(make_next, town):
    fill_in(town)
    town = make_next(town)
    town.client.post(town.url("carry_over"))
    assert town.answer("zien-visie-1").chosen == ["zien-visie-1-jonge-mantelzorgers"]
    assert town.speerpunt("zien-beleid-huisbezoek").amount == 12_500
    assert_own(page(town.client, town.url("carry_over")))
    assert_own(page(town.client, town.step("zien", "beleid")))


def test_two_frameworks_in_one_site_do_not_mix(make_next, town):
    """Here is a function with a slug of 2009; its levels of last year are no levels of then for this framework."""
    fill_in(town)
    vrijwilligers = make_next(town, framework=Framework.objects.get(edition="2009"))
    assert town.client.get(vrijwilligers.url("carry_over")).status_code == 404
    shown = page(town.client, vrijwilligers.step("versterken", "visie"))
    assert "niveau 2" not in words_of(shown)
    again = make_next(vrijwilligers, framework=town.assessment.round.framework)
    assert "Huisbezoek" in page(town.client, again.url("carry_over")) or "speerpunten" in page(
        town.client, again.url("carry_over")
    )


@pytest.mark.pdf
def test_its_report_and_its_questionnaire_come_out_on_paper(town):
    fill_in(town)
    for name in ("report_pdf", "questionnaire", "handover_pdf"):
        answer = download(town.client, town.url(name))
        text = "".join(each.extract_text() for each in PdfReader(BytesIO(content_of(answer))).pages)
        assert "Behoefte" in text or "behoefte" in text, name
        assert OF_2009.search(text) is None, OF_2009.search(text)
