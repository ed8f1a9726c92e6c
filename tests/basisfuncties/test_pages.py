"""The public pages: the framework for everyone, without a login."""

import re

import pytest
from django.urls import reverse
from django.utils.html import escape

from basisfuncties.loading import load_framework
from basisfuncties.models import Framework
from basisfuncties.structure import structure_of
from tests.basisfuncties.small import small_content
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
SLUGS = ["vertalen", "verbinden-en-makelen", "versterken", "verbreiden", "verankeren"]
PAGES = [reverse("home"), reverse("framework"), reverse("help")] + [
    reverse("framework_basisfunctie", args=[slug]) for slug in SLUGS
]


@pytest.fixture
def newer_edition():
    """A second edition, published after the one of 2009."""
    return load_framework(small_content("klein")).framework


def text_of(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_anyone_can_read_a_page_without_login(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert text_of(response).count("<h1") == 1
    assert "style=" not in text_of(response)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_can_be_sent_to_a_page_that_is_only_read(client, path):
    assert client.post(path).status_code == 405


def test_the_home_page_has_one_clear_action(client):
    page = text_of(client.get("/"))
    assert page.count("utrecht-button--primary-action") == 1
    assert f'<a class="utrecht-button utrecht-button--primary-action" href="{reverse("account_login")}">' in page
    assert reverse("framework") in page


def test_the_circle_on_the_home_page_says_that_its_figures_are_invented_and_has_them_in_a_table(client):
    page = text_of(client.get("/"))
    assert "De cijfers zijn verzonnen" in page
    assert "Van binnen naar buiten: visie, beleid, uitvoering, financiën. 0 is nog niets" in page
    assert "Gearceerd met een streepje is nog niet beoordeeld." in page
    assert re.search(r'<th scope="row">Versterken</th>\s*<td>2</td><td>2</td><td>1</td><td>0</td>', page)


def test_whoever_is_logged_in_goes_from_the_home_page_to_the_own_start(client):
    client.force_login(UserFactory())
    response = client.get("/")
    assert (response.status_code, response["Location"]) == (302, reverse("start"))


def test_the_framework_shows_what_each_basisfunctie_passes_on(client):
    page = text_of(client.get(reverse("framework")))
    assert "<title id=" in page
    assert "Vertalen</strong> geeft door aan Verbinden en makelen: interactief beleid." in page
    assert "Verankeren</strong> geeft door aan Vertalen: borging en innovatie." in page
    for slug in SLUGS:
        assert f'href="{reverse("framework_basisfunctie", args=[slug])}"' in page


@pytest.mark.parametrize("slug", SLUGS)
def test_the_page_of_a_basisfunctie_shows_all_of_it(client, slug):
    page = text_of(client.get(reverse("framework_basisfunctie", args=[slug])))
    shown = structure_of(Framework.objects.get(edition="2009")).basisfunctie(slug)
    texts = [shown.name, shown.definition, shown.description, shown.passes_on, shown.source]
    for layer in shown.layers:
        texts += [layer.name, layer.guidance, layer.source, *layer.levels]
        texts += [element.label for element in layer.elements]
        for question in layer.questions:
            texts += [question.text, question.help, question.source]
            texts += [option.label for option in question.options]
    assert not [text for text in texts if escape(text) not in page]


def test_a_question_that_chooses_from_earlier_answers_points_to_them(client):
    page = text_of(client.get(reverse("framework_basisfunctie", args=["vertalen"])))
    first, third = ('<a href="#vertalen-visie-1">vraag 1</a>', '<a href="#vertalen-visie-3">vraag 3</a>')
    assert f"U kiest uit uw antwoorden op {first}." in page
    assert f"U kiest uit uw antwoorden op {first} en {third}." in page


def test_the_circle_closes_the_last_one_leads_to_the_first(client):
    page = text_of(client.get(reverse("framework_basisfunctie", args=["verankeren"])))
    assert (
        f'Volgende in de cirkel: <a href="{reverse("framework_basisfunctie", args=["vertalen"])}">Vertalen</a>' in page
    )


def test_an_unknown_basisfunctie_is_not_found(client):
    assert client.get("/kader/bestaat-niet/").status_code == 404


def test_the_newest_edition_is_shown_and_an_older_one_on_request(client, newer_edition):
    page = text_of(client.get(reverse("framework")))
    assert "Klein kader" in page
    assert '<a href="/kader/?editie=2009">Bekijk editie 2009</a>' in page
    assert client.get("/kader/vertalen/").status_code == 404

    older = text_of(client.get("/kader/?editie=2009"))
    assert '<a href="/kader/?editie=klein">Bekijk editie klein</a> (de nieuwste)' in older
    # whoever reads an older edition stays in it
    assert 'href="/kader/vertalen/?editie=2009"' in older
    assert 'href="/kader.json?editie=2009"' in older
    page_of_one = text_of(client.get("/kader/vertalen/?editie=2009"))
    assert 'href="/kader/verbinden-en-makelen/?editie=2009"' in page_of_one


@pytest.mark.parametrize("path", ["/", "/kader/", "/kader/vertalen/", "/kader.json"])
def test_an_edition_that_does_not_exist_is_not_found(client, path):
    assert client.get(f"{path}?editie=1900").status_code == 404


@pytest.mark.parametrize("path", ["/", "/kader/", "/kader/vertalen/?editie=2009", "/kader.json", "/hulp/"])
def test_a_page_takes_as_many_queries_with_three_editions_as_with_one(client, path, django_assert_num_queries):
    client.get(path)  # the structure is read once per process
    with django_assert_num_queries(1):
        client.get(path)
    load_framework(small_content("klein"))
    load_framework(small_content("klein-2"))
    client.get(path)
    with django_assert_num_queries(1):
        client.get(path)


@pytest.fixture
def _nothing_loaded(monkeypatch):
    """No edition at all; the one in the database can't be taken away."""
    monkeypatch.setattr("basisfuncties.models.FrameworkQuerySet.published", lambda self: self.none())


@pytest.mark.usefixtures("_nothing_loaded")
def test_without_a_framework_the_pages_say_how_to_load_one(client):
    home = client.get("/")
    assert home.status_code == 200
    assert "manage.py load_content" in text_of(home)
    page = client.get("/kader/")
    assert page.status_code == 404
    assert "manage.py load_content" in text_of(page)
    assert client.get("/kader/vertalen/").status_code == 404
    assert client.get("/kader.json").status_code == 404


JSON_KEYS = {
    "visie": ["guidance", "levels", "questions"],
    "beleid": ["guidance", "levels", "elements", "own_additions"],
    "uitvoering": ["guidance", "levels"],
    "financien": ["guidance", "levels"],
}


def test_the_json_has_the_shape_that_was_promised(client):
    response = client.get("/kader.json")
    assert response["Content-Type"] == "application/json"
    content = response.json()
    assert list(content) == ["edition", "series", "title", "subject", "layers", "levels", "basisfuncties"]
    assert content["edition"] == "2009"
    assert [each["number"] for each in content["basisfuncties"]] == [1, 2, 3, 4, 5]
    assert [each["slug"] for each in content["basisfuncties"]] == SLUGS
    for each in content["basisfuncties"]:
        assert list(each) == ["number", "slug", "name", "definition", "layers"]
        assert {kind: list(layer) for kind, layer in each["layers"].items()} == JSON_KEYS
        assert all(len(layer["levels"]) == 5 for layer in each["layers"].values())
        assert isinstance(each["layers"]["beleid"]["own_additions"], bool)
        for question in each["layers"]["visie"]["questions"]:
            assert list(question) == [
                "code",
                "number",
                "text",
                "kind",
                "own_additions",
                "choose_from",
                "options",
                "source",
            ]
            assert isinstance(question["own_additions"], bool)
            assert all(list(option) == ["code", "label"] for option in question["options"])
        assert all(list(element) == ["code", "label"] for element in each["layers"]["beleid"]["elements"])


def test_the_json_is_the_whole_framework(client):
    layers = [each["layers"] for each in client.get("/kader.json").json()["basisfuncties"]]
    questions = [question for each in layers for question in each["visie"]["questions"]]
    assert len(questions) == 23
    assert sum(len(question["options"]) for question in questions) == 118
    assert sum(len(each["beleid"]["elements"]) for each in layers) == 46
    by_code = {question["code"]: question for question in questions}
    assert by_code["vertalen-visie-5"]["choose_from"] == ["vertalen-visie-1", "vertalen-visie-3"]
    assert by_code["vertalen-visie-1"]["options"][0] == {"code": "vertalen-visie-1-vergrijzing", "label": "Vergrijzing"}


def test_whoever_has_the_json_already_does_not_get_it_again(client):
    first = client.get("/kader.json")
    again = client.get("/kader.json", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    since = client.get("/kader.json", headers={"if-modified-since": first["Last-Modified"]})
    assert since.status_code == 304
    assert client.get("/kader.json", headers={"if-none-match": '"old"'}).status_code == 200
    assert client.head("/kader.json").status_code == 200


def test_a_new_edition_changes_the_json(client):
    first = client.get("/kader.json")
    load_framework(small_content())
    again = client.get("/kader.json", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.json()["edition"]) == (200, "klein")
