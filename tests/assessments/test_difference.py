"""What differs between two submissions: rules as a table, and what holds whatever was filled in."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.amounts import format_amount
from assessments.difference import About, Changed, How, Moved, difference
from assessments.snapshot import EvidencePart, FindingResponsePart, KeyFiguresPart, LayerPart, PreviousLevel
from tests.assessments.parts import basisfunctie, choice, complete_speerpunt, question, snapshot, speerpunt
from tests.assessments.test_findings_properties import parts

AGEING, YOUTH = choice(), choice("vertalen-visie-1-jongeren", "Jongeren")
LETTER = EvidencePart(1, "bestand", "Brief", date(2026, 3, 1), file_name="brief.pdf", size=10, sha256="a" * 64)


def only_item(before, after):
    """Return the one thing that differs."""
    (chapter,) = difference(before, after).chapters
    (item,) = chapter.items
    return item


def of_answer(before, after):
    return only_item(snapshot(basisfunctie(question(**before))), snapshot(basisfunctie(question(**after))))


def of_speerpunt(before, after):
    (was, now) = (
        complete_speerpunt(**before) if before is not None else None,
        complete_speerpunt(**after) if after is not None else None,
    )
    return only_item(*(snapshot(basisfunctie(speerpunten=(each,) if each else ())) for each in (was, now)))


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ({}, {"choices": (AGEING,)}, Moved("Gekozen", ("Vergrijzing",), ())),
        ({"choices": (AGEING,)}, {"choices": (YOUTH,)}, Moved("Gekozen", ("Jongeren",), ("Vergrijzing",))),
        (
            {"choices": (AGEING,)},
            {"choices": (replace(AGEING, label="Meer ouderen"),)},
            Changed("Gekozen, anders verwoord", "Vergrijzing", "Meer ouderen"),
        ),
        ({"explanation": "Eén"}, {"explanation": "Twee"}, Changed("Toelichting", "Eén", "Twee")),
        ({"explanation": "Eén"}, {}, Changed("Toelichting", "Eén", "")),
        (
            {},
            {"not_applicable": True, "not_applicable_because": "Doet de regio."},
            Changed("Niet van toepassing, omdat", "", "Doet de regio."),
        ),
        ({}, {"not_applicable": True}, Changed("Niet van toepassing, omdat", "", "geen reden")),
        ({}, {"evidence": (LETTER,)}, Moved("Bewijs", ("Brief",), ())),
        (
            {"evidence": (LETTER,)},
            {"evidence": (replace(LETTER, sha256="b" * 64),)},
            Moved("Bewijs", ("Brief",), ("Brief",)),
        ),
        ({"to_confirm": True}, {}, Changed("Herbevestigd", "nee", "ja", is_prose=False)),
    ],
    ids=str,
)
def test_of_an_answer(before, after, change):
    item = of_answer(before, after)
    assert (item.about, item.how, item.code, item.layer) == (
        About.QUESTION,
        How.CHANGED,
        "vertalen-visie-1",
        "visie",
    )
    assert item.changes == (change,)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"choices": (AGEING, YOUTH)}, {"choices": (YOUTH, AGEING)}),
        ({"evidence": (LETTER,)}, {"evidence": (replace(LETTER, id=2, added_on=date(2026, 4, 1)),)}),
    ],
)
def test_order_and_how_it_came_about_make_no_difference(before, after):
    assert not difference(snapshot(basisfunctie(question(**before))), snapshot(basisfunctie(question(**after)))).count


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ({"goals": ()}, {}, Moved("Doelen", ("Vergrijzing",), (), "beleid")),
        ({}, {"adoption": "college"}, Changed("Vastgesteld", "door de raad", "door het college", "beleid", False)),
        ({}, {"document": "Nota"}, Changed("Document", "", "Nota", "beleid")),
        (
            {},
            {"adopted_on": date(2026, 3, 1)},
            Changed("Datum van het besluit", "", "1 maart 2026", "beleid", False),
        ),
        ({}, {"executors": "Welzijn"}, Changed("Wie voert uit", "Steunpunt", "Welzijn", "uitvoering")),
        ({}, {"done": "Folder gemaakt"}, Changed("Wat er is gedaan", "", "Folder gemaakt", "uitvoering")),
        (
            {},
            {"amount": 15_000},
            Changed("Bedrag per jaar", format_amount(12_500), format_amount(15_000), "financien", False),
        ),
        ({}, {"evidence": (LETTER,)}, Moved("Bewijs", ("Brief",), (), "beleid")),
        (
            {"financien_to_confirm": True},
            {},
            Changed("Herbevestigd", "nee", "ja", "financien", False),
        ),
    ],
    ids=str,
)
def test_of_a_speerpunt_in_the_layer_where_it_stands(before, after, change):
    item = of_speerpunt(before, after)
    assert (item.about, item.how) == (About.SPEERPUNT, How.CHANGED)
    assert [(each.label, each.layer) for each in item.changes] == [(change.label, change.layer)]
    if isinstance(change, Moved) or change.label != "Vastgesteld":
        assert item.changes == (change,)


def test_a_speerpunt_that_came_tells_all_of_it_per_layer_and_one_that_went_too():
    came, went = of_speerpunt(None, {}), of_speerpunt({}, None)
    assert (came.how, went.how) == (How.NEW, How.GONE)
    assert [layer for layer, _ in came.by_layer] == ["Beleid", "Uitvoering", "Financiën"]
    assert came.title == went.title == "Lastenverlichting"


def test_an_empty_speerpunt_that_came_is_a_difference_too():
    item = only_item(snapshot(), snapshot(basisfunctie(speerpunten=(speerpunt(),))))
    assert (item.how, item.changes) == (How.NEW, ())


@pytest.mark.parametrize(
    ("before", "after", "how", "labels"),
    [
        ({"level": 2}, {"level": 3}, How.CHANGED, ["Niveau"]),
        ({}, {"level": 3, "reason": "Nu wel."}, How.NEW, ["Niveau", "Reden"]),
        ({"level": 2, "reason": "Zo."}, {"level": 2, "reason": "Anders."}, How.CHANGED, ["Reden"]),
        ({"level": 2}, {"level": 2, "level_text": "Anders"}, How.CHANGED, ["De omschrijving van dit niveau"]),
        ({"level": 2}, {}, How.GONE, ["Niveau"]),
    ],
    ids=str,
)
def test_of_a_level(before, after, how, labels):
    old, new = (
        snapshot(replace(basisfunctie(), layers=(LayerPart("visie", "Visie", **each),))) for each in (before, after)
    )
    item = only_item(old, new)
    assert (item.about, item.how, item.layer) == (About.LEVEL, how, "visie")
    assert [change.label for change in item.changes] == labels


def test_the_level_of_the_year_before_makes_no_difference():
    old, new = (
        snapshot(replace(basisfunctie(), layers=(LayerPart("visie", "Visie", level=2, previous=each),)))
        for each in (None, PreviousLevel(2025, 1))
    )
    assert not difference(old, new).count


def test_the_wording_of_a_question_that_another_edition_changed():
    asked = question(choices=(AGEING,))
    item = only_item(
        snapshot(basisfunctie(asked)), snapshot(basisfunctie(replace(asked, text="Wat ziet u in de buurt?")))
    )
    assert item.changes == (Changed("De vraag zelf", "Wat ziet u?", "Wat ziet u in de buurt?"),)


def test_a_question_that_an_edition_adds_or_drops_is_told_also_without_an_answer():
    one, two = snapshot(basisfunctie(question(1))), snapshot(basisfunctie(question(1), question(2)))
    assert (only_item(one, two).how, only_item(two, one).how) == (How.NEW, How.GONE)


def test_another_edition_is_told_in_general():
    item = only_item(snapshot(), replace(snapshot(), edition="2027"))
    assert (item.code, item.changes) == ("kader", (Changed("Editie", "2009", "2027"),))


def test_a_basisfunctie_that_an_edition_drops_goes_with_all_that_was_in_it():
    whole = snapshot(basisfunctie(), basisfunctie(question(2, explanation="Tekst"), slug="verbinden", number=2))
    (chapter,) = difference(whole, snapshot()).chapters
    assert (chapter.slug, {item.how for item in chapter.items}) == ("verbinden", {How.GONE})


@pytest.mark.parametrize(
    ("figures", "title", "after"),
    [
        ({"fte": Decimal("0.5")}, "Fte voor het beleid", "0,5"),
        ({"budget": 20_000}, "Budget per jaar", format_amount(20_000)),
        ({"explanation": "Geteld"}, "Toelichting", "Geteld"),
    ],
)
def test_of_the_key_figures(figures, title, after):
    item = only_item(snapshot(), snapshot(key_figures=KeyFiguresPart(**figures)))
    assert (item.about, item.how, item.title, item.changes[0].after) == (About.FIGURE, How.NEW, title, after)


def test_the_number_of_inhabitants_is_a_figure_too():
    here = snapshot()
    grown = replace(here, municipality=replace(here.municipality, population=51_000, population_date=date(2027, 1, 1)))
    assert only_item(here, grown).changes[0].after == "51.000"


def test_an_answer_to_a_finding_stands_in_its_basisfunctie_with_what_was_seen():
    part = basisfunctie(speerpunten=(complete_speerpunt(executors=""),))
    key = "geen-uitvoerder:vertalen:vertalen-beleid-lastenverlichting"
    answered = replace(snapshot(part), finding_responses=(FindingResponsePart(key, "Dat is bewust."),))
    item = only_item(snapshot(part), answered)
    assert (item.about, item.how, item.code) == (About.FINDING, How.NEW, key)
    assert "Lastenverlichting" in item.title


def test_an_answer_to_a_rule_that_no_longer_exists_keeps_its_name():
    old = replace(snapshot(), finding_responses=(FindingResponsePart("oude-regel:vertalen:x", "Daarom."),))
    assert only_item(old, snapshot()).title == "oude-regel"


def test_what_differs_in_one_basisfunctie_can_be_asked_for():
    old, new = snapshot(basisfunctie(question())), snapshot(basisfunctie(question(explanation="Nieuw")))
    found = difference(old, new)
    assert [item.code for item in found.of("vertalen")] == ["vertalen-visie-1"]
    assert found.of("verbinden") == ()


def test_prose_is_compared_word_by_word_and_an_amount_as_a_whole():
    prose = of_answer({"explanation": "Wij doen dit"}, {"explanation": "Wij doen dat"}).changes[0]
    amount = of_speerpunt({}, {"amount": 15_000}).changes[0]
    assert [piece.text for piece in prose.pieces] == ["Wij doen ", "dit", "dat"]
    assert [piece.text for piece in amount.pieces] == [format_amount(12_500), format_amount(15_000)]


figures = st.builds(
    KeyFiguresPart,
    fte=st.none() | st.sampled_from([Decimal("0.43"), Decimal(1)]),
    steunpunt=st.sampled_from(["", "lokaal"]),
    explanation=st.sampled_from(["", "Geteld"]),
)
responses = st.dictionaries(
    st.sampled_from(["geen-geld:vertalen:s0", "geen-uitvoerder:verbinden:s1", "weg:vertalen:s0"]),
    st.sampled_from(["Bewust.", "Zo is het."]),
).map(lambda said: tuple(FindingResponsePart(key, because) for key, because in said.items()))


@st.composite
def snapshots(draw):
    """Return what a municipality may have handed in, with one or two basisfuncties."""
    first = [draw(parts())]
    second = [replace(draw(parts(slug="verbinden")), number=2)] if draw(st.booleans()) else []
    whole = snapshot(*first, *second, key_figures=draw(figures))
    return replace(whole, edition=draw(st.sampled_from(["2009", "2027"])), finding_responses=draw(responses))


@given(snapshots())
def test_a_submission_does_not_differ_from_itself(one):
    assert difference(one, one).chapters == ()


@given(snapshots(), snapshots())
def test_what_differs_one_way_differs_the_other_way_too(one, other):
    there, back = difference(one, other), difference(other, one)
    assert plain(there) == sorted(mirrored(each) for each in plain(back))


@given(snapshots(), snapshots())
def test_nothing_that_differs_is_left_out(one, other):
    assert (difference(one, other).count == 0) == (bare(one) == bare(other))


def plain(found):
    """Return all that differs without order and titles, which follow the newest."""
    rows = [
        (chapter.slug, item.about.name, item.how.name, item.code, sorted(map(words, item.changes)))
        for chapter in found.chapters
        for item in chapter.items
    ]
    return sorted(rows)


def words(change):
    if isinstance(change, Moved):
        return change.label, change.layer, tuple(sorted(change.gone)), tuple(sorted(change.came))
    return change.label, change.layer, (change.before,), (change.after,)


def mirrored(row):
    slug, about, how, code, changes = row
    turned = {"NEW": "GONE", "GONE": "NEW", "CHANGED": "CHANGED"}[how]
    return slug, about, turned, code, sorted((label, layer, after, before) for label, layer, before, after in changes)


def bare(one):
    """Return a snapshot without what makes no difference: order, and how something came about."""
    said = frozenset((each.key, each.because) for each in one.finding_responses)
    functions = {
        each.slug: (
            frozenset(
                replace(
                    answer,
                    role="",
                    choices=tuple(sorted(answer.choices, key=lambda choice: choice.code)),
                    not_applicable_because=answer.not_applicable_because if answer.not_applicable else "",
                )
                for answer in each.answers
            ),
            frozenset(
                replace(row, goals=tuple(sorted(row.goals, key=lambda goal: goal.code))) for row in each.speerpunten
            ),
            tuple(replace(layer, previous=None) for layer in each.layers),
        )
        for each in one.basisfuncties
    }
    return functions, said, one.key_figures, one.edition
