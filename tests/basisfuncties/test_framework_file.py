"""The loader says of every fault where it stands, in Dutch."""

import pytest

from basisfuncties.framework_file import FrameworkFileError, read_framework_file
from tests.basisfuncties.small import SMALL, small_text


def faults_of(text: str) -> list[str]:
    with pytest.raises(FrameworkFileError) as caught:
        read_framework_file(text)
    assert str(caught.value) == "\n".join(str(fault) for fault in caught.value.faults)
    return [str(fault) for fault in caught.value.faults]


def test_a_good_file_is_read_whole():
    content = read_framework_file(small_text())
    assert [each["slug"] for each in content["basisfuncties"]] == ["een", "twee", "drie"]


QUESTIONS = "basisfuncties[0].layers.visie.questions"
# what is replaced in the small file, by what, the words at whose line the fault is, and the fault itself
FAULTS = [
    ("title: Klein kader", "titel: Klein kader", "titel:", "titel: dit veld bestaat niet"),
    ("title: Klein kader\n", "", "edition:", "bestand: het veld 'title' ontbreekt"),
    ("title: Klein kader", "title: 2009", "title:", "title: dit moet tekst zijn"),
    ("title: Klein kader", "title: '  '", "title:", "title: dit mag niet leeg zijn"),
    ("title: Klein kader", f"title: {'x' * 201}", "title:", "title: dit is te lang: 201 tekens, ten hoogste 200"),
    ("title: Klein kader", "title: a\ntitle: b", "title: b", "title: dit veld staat er dubbel"),
    ("title: Klein kader", 'title: "a\\0b"', "title:", "title: hier staat een onzichtbaar teken dat niet kan"),
    (
        "edition: {edition}",
        "edition: Editie 9",
        "edition:",
        "edition: gebruik alleen kleine letters, cijfers en losse koppeltekens",
    ),
    (
        "slug: twee",
        "slug: een",
        "slug: een\n    name: Twee",
        "basisfuncties[1].slug: 'een' staat ook al bij basisfuncties[0].slug",
    ),
    ("name: Twee", "name: een", "name: een", "basisfuncties[1].name: 'een' staat ook al bij basisfuncties[0].name"),
    (
        "    passes_on: wat Drie oplevert\n",
        "",
        "- slug: drie",
        "basisfuncties[2]: het veld 'passes_on' ontbreekt",
    ),
    (
        "source: Geld van Drie\n        levels: [nul, een, twee, drie, vier]",
        "source: Geld van Drie\n        levels: [nul, een, twee, drie]",
        "levels: [nul, een, twee, drie]",
        "basisfuncties[2].layers.financien.levels: hier horen er ten minste 5 te staan, er staan er 4",
    ),
    (
        "source: Geld van Drie\n        levels: [nul, een, twee, drie, vier]",
        "source: Geld van Drie\n        levels: [nul, een, twee, drie, vier, vijf]",
        "vijf]",
        "basisfuncties[2].layers.financien.levels: hier horen er ten hoogste 5 te staan, er staan er 6",
    ),
    ("kind: open", "kind: vrij", "kind: vrij", "basisfuncties[1].layers.visie.questions[0].kind: kies uit: several, "),
    (
        "own_additions: true\n        elements",
        "own_additions: misschien\n        elements",
        "misschien",
        "basisfuncties[0].layers.beleid.own_additions: dit moet true of false zijn",
    ),
    (
        "code: een-beleid-nota",
        "code: een-beleid-plan",
        "code: een-beleid-plan\n            label: Plan",
        "basisfuncties[0].layers.beleid.elements[1].code: 'een-beleid-plan' staat ook al bij "
        "basisfuncties[0].layers.beleid.elements[0].code",
    ),
    (
        "code: een-beleid-nota",
        "code: twee-beleid-nota",
        "code: twee-beleid-nota",
        "basisfuncties[0].layers.beleid.elements[0].code: deze code moet beginnen met 'een-beleid-'",
    ),
    (
        "code: een-visie-1-groen",
        "code: een-visie-2-groen",
        "code: een-visie-2-groen",
        f"{QUESTIONS}[0].options[0].code: deze code moet beginnen met 'een-visie-1-'",
    ),
    (
        "label: Groen",
        "label: blauw",
        "label: Blauw",
        f"{QUESTIONS}[0].options[1].label: 'blauw' staat ook al bij {QUESTIONS}[0].options[0].label",
    ),
    ("code: een-visie-3", "code: visie-3", "code: visie-3", f"{QUESTIONS}[2].code: deze code moet beginnen met"),
    (
        "choose_from: [een-visie-2, een-visie-1]",
        "choose_from: [een-visie-1, een-visie-9]",
        "choose_from:",
        f"{QUESTIONS}[2].choose_from[1]: 'een-visie-9' is geen eerdere vraag van dit kader",
    ),
    (
        "choose_from: [een-visie-2, een-visie-1]",
        "choose_from: [een-visie-1, een-visie-1]",
        "choose_from:",
        f"{QUESTIONS}[2].choose_from: hier staat iets dubbel",
    ),
    (
        "choose_from: [een-visie-2, een-visie-1]",
        "choose_from: [twee-visie-1]",
        "choose_from:",
        f"{QUESTIONS}[2].choose_from[0]: 'twee-visie-1' is geen eerdere vraag van dit kader",
    ),
    (
        "            choose_from: [een-visie-2, een-visie-1]\n",
        "",
        "- code: een-visie-3",
        f"{QUESTIONS}[2]: een vraag van de soort 'earlier' heeft het veld 'choose_from' nodig",
    ),
    (
        "kind: open",
        "kind: open\n            choose_from: [een-visie-1]",
        "choose_from: [een-visie-1]",
        "basisfuncties[1].layers.visie.questions[0].choose_from: dit veld hoort alleen bij de soort 'earlier'",
    ),
    (
        "kind: open",
        "kind: one",
        "- code: twee-visie-1",
        "basisfuncties[1].layers.visie.questions[0]: een vraag van de soort 'one' heeft het veld 'options' nodig",
    ),
    (
        "kind: open",
        "kind: open\n            options: [{code: twee-visie-1-ja, label: Ja}]",
        "options: [{code: twee",
        "basisfuncties[1].layers.visie.questions[0].options: een vraag van de soort 'open' heeft geen suggesties",
    ),
    (
        "kind: local_regional\n            own_additions: false",
        "kind: local_regional\n            own_additions: true",
        "own_additions: true\n            source: Vraag 1\n      beleid:\n        guidance: Over het beleid van Drie",
        "basisfuncties[2].layers.visie.questions[0].own_additions: bij de soort 'local_regional' kunnen geen eigen",
    ),
    (
        "title: Klein kader",
        "title: Klein kader\nlayers: [{kind: visie, name: A, meaning: a}, {kind: beleid, name: B, meaning: b}]",
        "      uitvoering:",
        "basisfuncties[0].layers.uitvoering: deze laag staat niet bij 'layers'",
    ),
    (
        "title: Klein kader",
        "title: Klein kader\nlayers: [{kind: visie, name: A, meaning: a}, {kind: financien, name: B, meaning: b}]",
        "layers: [",
        "layers: de lagen 'uitvoering' en 'financien' kunnen niet zonder de laag 'beleid'",
    ),
    (
        "title: Klein kader",
        "title: Klein kader\nlayers: [{kind: beleid, name: A, meaning: a}, {kind: visie, name: B, meaning: b}]",
        "layers: [",
        "layers: noem elke soort laag één keer, in deze volgorde: visie, beleid, uitvoering, financien",
    ),
    (
        "title: Klein kader",
        "title: Klein kader\nlevels: [a, b, c, d]",
        "levels: [nul",
        "basisfuncties[0].layers.visie.levels: hier horen er ten hoogste 4 te staan, er staan er 5",
    ),
    (
        "slug: drie",
        "slug: edities",
        "slug: edities",
        "basisfuncties[2].slug: 'edities' is een adres van de site, kies een ander woord",
    ),
]


@pytest.mark.parametrize(("old", "new", "words", "fault"), FAULTS)
def test_a_fault_is_named_with_its_line_and_path(old, new, words, fault):
    assert old in SMALL
    text = SMALL.replace(old, new, 1).replace("{edition}", "klein")
    line = text[: text.index(words)].count("\n") + 1
    assert [found for found in faults_of(text) if found.startswith(f"regel {line}, {fault}")], faults_of(text)


def test_an_open_question_has_nothing_to_choose_from():
    later = """
          - code: drie-visie-2
            text: Welke?
            kind: earlier
            own_additions: false
            choose_from: [twee-visie-1]
            source: Vraag 2
      beleid:
        guidance: Over het beleid van Drie"""
    text = small_text().replace("\n      beleid:\n        guidance: Over het beleid van Drie", later)
    assert faults_of(text)[0].endswith("'twee-visie-1' heeft geen antwoorden om uit te kiezen")


def test_all_faults_are_named_at_once_from_top_to_bottom():
    text = small_text().replace("title: Klein kader", "titel: x").replace("kind: open", "kind: vrij")
    lines = [int(fault.split(",")[0].removeprefix("regel ")) for fault in faults_of(text)]
    assert len(lines) == 3
    assert lines == sorted(lines)


def test_a_circle_of_two_is_refused():
    text = small_text()
    assert "er staan er 2" in faults_of(text[: text.index("\n  - slug: drie")])[0]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "regel 1, bestand: het bestand is leeg"),
        ("- a\n- b", "regel 1, bestand: dit moet een blok met velden zijn"),
        ("a: 1\nb: [", "regel 2, bestand: dit is geen leesbare YAML"),
        ("a: &x 1\nb: *x", "regel 2, bestand: dit is geen leesbare YAML (een verwijzing (*) kan hier niet)"),
        ("a: 1\n---\nb: 2", "regel 2, bestand: dit is geen leesbare YAML"),
        ("? [a]\n: 1", "regel 1, bestand: dit is geen leesbare YAML"),
        ("a: !!python/object:os.system x", "regel 1, bestand: dit is geen leesbare YAML"),
        ("a: 2026-13-45", "regel 1, bestand: dit is geen leesbare YAML"),
        ("a: 1\nb: \x07", "regel 2, bestand: hier staat een onzichtbaar teken dat niet kan"),
    ],
)
def test_what_is_not_a_framework_at_all_is_refused_in_one_line(text, fault):
    assert faults_of(text)[0].startswith(fault)
