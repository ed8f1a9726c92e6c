"""Loading an edition: once, whole, and never over a published one."""

import copy

import pytest
from django.conf import settings

from basisfuncties.framework_file import read_framework_file
from basisfuncties.loading import EditionIsPublished, digest_of, load_framework, load_framework_file
from basisfuncties.models import Framework, GuidingQuestion, Layer, LayerKind, Level, Option, PolicyElement
from basisfuncties.structure import structure_of
from tests.basisfuncties.small import small_content, small_text

pytestmark = pytest.mark.django_db
REAL = settings.BASE_DIR / "fixtures" / "kader-2009.yaml"


def real_structure():
    return structure_of(Framework.objects.get(edition="2009"))


def test_the_edition_2009_is_there_whole():
    structure = real_structure()
    assert [len(each.layers[0].questions) for each in structure.basisfuncties] == [5, 5, 5, 3, 5]
    assert sum(len(question.options) for question in structure.questions.values()) == 118
    assert sum(len(each.layer("beleid").elements) for each in structure.basisfuncties) == 46
    levels = [layer.levels for each in structure.basisfuncties for layer in each.layers]
    assert [len(each) for each in levels] == [5] * 20
    assert len({text for each in levels for text in each}) == 100


def test_the_layers_go_from_vision_to_money_whatever_the_order_in_the_file():
    content = small_content()
    for each in content["basisfuncties"]:
        each["layers"] = dict(reversed(each["layers"].items()))
    structure = structure_of(load_framework(content).framework)
    for each in structure.basisfuncties:
        assert [layer.kind for layer in each.layers] == LayerKind.values


def test_the_questions_that_choose_from_earlier_answers_name_them_in_order():
    questions = real_structure().questions
    assert questions["vertalen-visie-2"].choose_from == ("vertalen-visie-1",)
    assert questions["vertalen-visie-5"].choose_from == ("vertalen-visie-1", "vertalen-visie-3")
    # the small file names them the other way round
    small = structure_of(load_framework(small_content()).framework)
    assert small.questions["een-visie-3"].choose_from == ("een-visie-1", "een-visie-2")


def test_two_questions_ask_for_local_or_regional():
    kinds = {code: question.kind for code, question in real_structure().questions.items()}
    assert kinds["verbinden-en-makelen-visie-5"] == "local_regional"
    assert kinds["versterken-visie-3"] == "local_regional"


def test_all_of_a_file_is_in_the_structure():
    content = small_content()
    structure = structure_of(load_framework(content).framework)
    asked = content["basisfuncties"][0]["layers"]["visie"]["questions"][0]
    question = structure.basisfuncties[0].layers[0].questions[0]
    assert (question.number, question.text, question.role, question.source, question.help) == (
        1,
        asked["text"],
        "developments",
        "Vraag 1",
        "",
    )
    assert [(option.code, option.label) for option in question.options] == [
        ("een-visie-1-groen", "Groen"),
        ("een-visie-1-blauw", "Blauw"),
    ]
    beleid = structure.basisfunctie("twee").layer("beleid")
    assert (beleid.own_additions, beleid.guidance) == (True, "Over het beleid van Twee.")
    assert [element.code for element in beleid.elements] == ["twee-beleid-nota", "twee-beleid-plan"]
    assert beleid.levels == ("nul", "een", "twee", "drie", "vier")
    assert structure.basisfunctie("drie").passes_on == "wat Drie oplevert"
    assert structure.basisfunctie("vier") is None


def rows() -> list[list[object]]:
    models = (Framework, Layer, Level, GuidingQuestion, Option, PolicyElement)
    return [list(model.objects.order_by("pk").values_list()) for model in models]


def test_a_second_run_changes_nothing(django_assert_num_queries):
    load_framework(small_content())
    before = rows()
    with django_assert_num_queries(3):  # one, and the savepoint around it
        loaded = load_framework(small_content())
    assert not loaded.created
    assert rows() == before
    assert not load_framework_file(REAL).created


def test_loading_takes_as_many_queries_for_a_large_framework_as_for_a_small_one(django_assert_max_num_queries):
    content = read_framework_file(REAL.read_text(encoding="utf-8"))
    content["edition"] = "nog-een"
    with django_assert_max_num_queries(14):
        assert load_framework(content).created


def test_a_changed_file_for_a_published_edition_is_refused_and_says_what_to_do():
    load_framework(small_content())
    before = rows()
    changed = copy.deepcopy(small_content())
    changed["basisfuncties"][2]["layers"]["financien"]["levels"][4] = "anders"
    with pytest.raises(EditionIsPublished, match="nieuw editienummer"):
        load_framework(changed)
    assert rows() == before


def test_another_edition_stands_beside_the_old_one():
    first = load_framework(small_content("klein")).framework
    second = load_framework(small_content("klein-2")).framework
    assert list(Framework.objects.published())[:2] == [second, first]
    assert structure_of(first).edition == "klein"


def test_the_lay_out_of_the_file_does_not_count_as_a_change():
    other = small_text().replace("title: Klein kader", "# een opmerking\ntitle:   'Klein kader'")
    assert digest_of(read_framework_file(other)) == digest_of(small_content())


def test_an_unpublished_framework_has_no_structure_yet():
    with pytest.raises(ValueError, match="published"):
        structure_of(Framework(edition="x"))


def test_the_structure_is_read_once(django_assert_num_queries):
    framework = load_framework(small_content()).framework
    first = structure_of(framework)
    with django_assert_num_queries(0):
        assert structure_of(framework) is first
    with pytest.raises(TypeError):
        first.questions["een-visie-1"] = None
