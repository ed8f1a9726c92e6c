"""Starting a round from the previous one: taking along, confirming, undoing, and old beside new."""

from datetime import date

import pytest
from django.utils import timezone

from assessments.models import Answer, How, KeyFigures, Round, Submission
from assessments.previous import previous_of
from municipalities.models import Role
from tests.assessments.previous_round import PREVIOUS_YEAR, Q1, Q2, Q3, RELIEF, VERGRIJZING, fill, hand_in
from tests.factories import AssessmentFactory, AssignmentFactory, MunicipalityFactory

BY_ITSELF = {"HX-Request": "true"}
LOOK_BACK = '<a href="?toen">Toon erbij wat u in de vorige ronde schreef</a>'


def body(response):
    assert response.status_code == 200
    return response.content.decode()


def rows(town):
    return [*town.assessment.answers.all(), *town.assessment.speerpunten.all()]


class TestStarting:
    def test_an_empty_assessment_offers_the_answers_of_the_previous_round(self, returning):
        page = body(returning.client.get(returning.url("assessment")))
        assert f"Begin met uw antwoorden van {PREVIOUS_YEAR}" in page
        assert "Begin met uw antwoorden" not in body(returning.client.get(returning.url("overview")))

    def test_all_comes_along_to_be_confirmed_but_no_level(self, started):
        answer, speerpunt = started.answer(Q1), started.speerpunt(RELIEF)
        assert (answer.chosen, answer.own[0]["text"]) == ([VERGRIJZING], "Wateroverlast")
        assert (answer.explanation, answer.to_confirm) == ("Wij vergrijzen snel.", True)
        assert (speerpunt.amount, speerpunt.adoption, speerpunt.executors) == (12_500, "raad", "Steunpunt")
        assert speerpunt.beleid_to_confirm
        assert speerpunt.uitvoering_to_confirm
        assert speerpunt.financien_to_confirm
        assert started.assessment.key_figures.budget == 85_000
        assert started.assessment.key_figures.to_confirm
        assert not started.assessment.ratings.exists()
        assert answer.updated_by == started.officer

    def test_the_previous_round_stays_as_it_was(self, started):
        assert not started.previous.answers.get().to_confirm
        assert started.previous.ratings.exists()

    def test_done_is_never_copied_along(self, started):
        page = body(started.client.get(started.url("assessment")))
        assert "0 procent is ingevuld" in page
        assert "8 onderdelen" not in page
        assert f"5 onderdelen uit {PREVIOUS_YEAR} zijn nog te herbevestigen" in page
        assert "Vraag 1: nog bevestigen" in body(started.client.get(started.url("overview")))

    def test_it_takes_as_many_queries_for_three_answers_as_for_one(self, returning, django_assert_max_num_queries):
        counts = []
        for extra in ((), (Q2, Q3)):
            for code in extra:
                question = returning.previous.round.framework.questions.get(code=code)
                Answer.objects.create(
                    assessment=returning.previous, question=question, explanation="Ook.", updated_by=returning.officer
                )
            hand_in(returning.previous, returning.officer)
            with django_assert_max_num_queries(18) as queries:
                returning.client.post(returning.url("carry_over"))
            counts.append(len(queries))
            returning.client.post(returning.url("start_blank"))
        assert counts[0] == counts[1]

    def test_a_second_time_or_over_own_words_is_refused(self, started):
        url = started.url("carry_over")
        before = [row.pk for row in rows(started)]
        page = body(started.client.post(url, follow=True))
        assert "Er is al iets ingevuld" in page
        assert [row.pk for row in rows(started)] == before

    def test_without_a_previous_round_there_is_nothing_to_start_from(self, town):
        assert town.client.get(town.url("carry_over")).status_code == 404
        assert "geen eerdere ronde" in body(town.client.post(town.url("carry_over"), follow=True))
        assert "Begin met uw antwoorden" not in body(town.client.get(town.url("assessment")))

    def test_in_a_closed_round_nothing_comes_along(self, returning):
        Round.objects.filter(pk=returning.assessment.round_id).update(
            closes_on=date(2020, 2, 1), opens_on=date(2020, 1, 1)
        )
        page = body(returning.client.post(returning.url("carry_over"), follow=True))
        assert "De ronde is niet open" in page
        assert rows(returning) == []

    def test_the_answers_of_a_municipality_that_went_up_in_this_one_do_not_come_along(self, town):
        ended = MunicipalityFactory(ended=True, successor=town.municipality)
        fill(AssessmentFactory(municipality=ended, round__year=PREVIOUS_YEAR), town.officer)
        assert previous_of(town.assessment) is None


class TestWhichRound:
    def test_the_newest_earlier_round_with_content(self, town):
        older = AssessmentFactory(municipality=town.municipality, round__year=PREVIOUS_YEAR - 1, adopted=True)
        fill(older, town.officer)
        hand_in(older, town.officer)
        AssessmentFactory(municipality=town.municipality, round__year=PREVIOUS_YEAR)
        assert previous_of(town.assessment).year == PREVIOUS_YEAR - 1

    def test_words_that_were_never_handed_in_count(self, town):
        fill(AssessmentFactory(municipality=town.municipality, round__year=PREVIOUS_YEAR), town.officer, text="Concept")
        assert previous_of(town.assessment).answers[Q1].explanation == "Concept"

    def test_of_what_was_handed_in_the_last_counts(self, returning, django_assert_num_queries):
        returning.previous.answers.update(explanation="Tweede keer")
        hand_in(returning.previous, returning.officer)
        with django_assert_num_queries(1):
            previous = previous_of(returning.assessment)
        assert previous.answers[Q1].explanation == "Tweede keer"

    def test_a_later_round_is_never_the_previous_one(self, returning):
        assert previous_of(returning.previous) is None


class TestConfirming:
    def confirm(self, town, url, what, **changes):
        return town.client.post(url, {**town.shown(url), "bevestig": what, **changes})

    def test_one_part_is_confirmed_unchanged(self, started):
        assert "Te herbevestigen" in body(started.client.get(started.step()))
        assert self.confirm(started, started.step(), Q1).url == f"{started.step()}#{Q1}"
        assert not started.answer(Q1).to_confirm
        assert started.answer(Q1).explanation == "Wij vergrijzen snel."
        assert "Te herbevestigen" not in body(started.client.get(started.step()))

    def test_a_layer_of_a_speerpunt_is_confirmed_by_itself(self, started):
        self.confirm(started, started.step(layer="beleid"), RELIEF)
        speerpunt = started.speerpunt(RELIEF)
        assert (speerpunt.beleid_to_confirm, speerpunt.financien_to_confirm) == (False, True)
        self.confirm(started, started.step(layer="financien"), RELIEF)
        assert not started.speerpunt(RELIEF).financien_to_confirm

    def test_a_whole_layer_is_confirmed_at_once(self, started):
        question = started.assessment.round.framework.questions.get(code=Q2)
        Answer.objects.create(
            assessment=started.assessment,
            question=question,
            explanation="Ook.",
            to_confirm=True,
            updated_by=started.officer,
        )
        assert "Alles in deze laag ongewijzigd bevestigen" in body(started.client.get(started.step()))
        self.confirm(started, started.step(), "alles")
        assert not started.assessment.answers.filter(to_confirm=True).exists()

    def test_key_figures_are_confirmed(self, started):
        url = started.url("key_figures")
        self.confirm(started, url, "kerncijfers")
        assert not KeyFigures.objects.get(assessment=started.assessment).to_confirm

    def test_confirming_is_in_the_log_and_leaves_nothing_to_undo(self, started):
        page = body(started.client.post(started.step(), {**started.shown(started.step()), "bevestig": Q1}, follow=True))
        assert "Bevestigd om" in page
        assert "Ongedaan maken" not in page
        change = started.assessment.changes.get()
        assert (change.how, change.by, change.part) == (How.CONFIRMED, started.officer, Q1)
        assert change.content == change.before
        history = started.url("history", "vertalen", "visie", Q1)
        assert "Ongewijzigd bevestigd" in body(started.client.get(history))

    def test_a_change_confirms_too(self, started):
        url = started.step()
        started.client.post(url, {**started.shown(url), f"{Q1}-explanation": "Nu anders."})
        assert (started.answer(Q1).explanation, started.answer(Q1).to_confirm) == ("Nu anders.", False)

    def test_saving_without_a_change_confirms_nothing(self, started):
        url = started.step()
        started.client.post(url, {**started.shown(url), "opslaan": ""})
        assert started.answer(Q1).to_confirm

    def test_what_is_confirmed_counts_as_done(self, started):
        self.confirm(started, started.step(), Q1)
        assert "Vraag 1: nog bevestigen" not in body(started.client.get(started.url("overview")))

    def test_what_this_person_did_not_read_is_not_confirmed(self, started):
        url = started.step()
        data = {**started.shown(url), "bevestig": Q1}
        started.assessment.answers.update(explanation="Intussen anders")
        started.client.post(url, data)
        assert started.answer(Q1).to_confirm

    def test_enter_in_a_field_saves_and_confirms_nothing(self, started):
        page = body(started.client.get(started.step()))
        form = page[page.index('<form method="post" novalidate') :]
        assert form.index('name="opslaan"') < form.index('name="bevestig"')


class TestOldBesideNew:
    def test_the_earlier_answer_can_be_read_also_when_nothing_was_taken_along(self, returning):
        page = body(returning.client.get(returning.step()))
        assert LOOK_BACK in page
        page = body(returning.client.get(f"{returning.step()}?toen"))
        assert f"Antwoord in {PREVIOUS_YEAR}" in page
        assert "Wij vergrijzen snel." in page
        assert "Toon alleen dit jaar" in page
        assert 'name="bevestig"' not in page

    def test_a_step_reads_the_earlier_round_only_when_it_shows_it(self, returning, django_assert_max_num_queries):
        returning.client.get(returning.step())
        with django_assert_max_num_queries(12) as queries:
            returning.client.get(returning.step())
        assert not [each for each in queries.captured_queries if "assessments_submission" in each["sql"]]

    def test_an_earlier_round_that_was_never_handed_in_can_be_read_too(self, town):
        earlier = AssessmentFactory(municipality=town.municipality, round__year=PREVIOUS_YEAR)
        assert LOOK_BACK not in body(town.client.get(town.step()))
        fill(earlier, town.officer)
        assert LOOK_BACK in body(town.client.get(town.step()))
        assert "Wij vergrijzen snel." in body(town.client.get(f"{town.step()}?toen"))

    def test_without_an_earlier_round_there_is_nothing_to_show(self, make_town):
        town = make_town()
        assert "Toon erbij" not in body(town.client.get(town.step()))

    @pytest.mark.parametrize(
        ("layer", "words"),
        [("beleid", "vastgesteld door de raad"), ("uitvoering", "Steunpunt, loopt"), ("financien", "12.500 per jaar")],
    )
    def test_each_layer_shows_its_own_side_of_a_speerpunt(self, started, layer, words):
        page = started.client.get(started.step(layer=layer))
        part = next(each for each in page.context["page"].parts if each.prefix == RELIEF)
        assert any(words in text for _, text in part.before.lines)

    def test_the_rating_panel_shows_the_level_of_the_same_round(self, returning):
        assert "koos u niveau 3" in body(returning.client.get(returning.step(layer="beleid")))
        assert "koos u niveau" not in body(returning.client.get(returning.step(layer="visie")))

    def test_the_key_figures_show_theirs(self, returning):
        assert f"Antwoord in {PREVIOUS_YEAR}" in body(returning.client.get(returning.url("key_figures")))

    def test_another_municipality_never_shows(self, returning, make_town):
        other = make_town()
        assert "Wij vergrijzen snel." not in body(other.client.get(other.step()))

    @pytest.mark.parametrize(
        ("role", "asked"), [(Role.POLICY_OFFICER, ""), (Role.POLICY_OFFICER, "?toen"), (Role.GUEST, "")]
    )
    def test_a_part_that_draws_others_anew_stays_within_the_queries_of_a_save(
        self, returning, role, asked, django_assert_max_num_queries
    ):
        person = returning.member(role)
        if role == Role.GUEST:
            AssignmentFactory(assessment=returning.assessment, part="vertalen/visie", user=person)
        returning.client.force_login(person)
        url = returning.step() + asked
        # A level that breaks with what stands there, so that findings and answers to them are read too.
        returning.client.post(url, {**returning.shown(url), "niveau-level": "4", "niveau-reason": "Omdat."})
        sent = {**returning.shown(url), "blad": "ditblad"}
        data = {name: value for name, value in sent.items() if name.startswith(f"{Q1}-") or name == "blad"}
        limit = 12 + 2  # a test's own transaction adds a savepoint and its release
        for typed in ("Eerst", "En toen kwam het antwoord niet aan"):
            with django_assert_max_num_queries(limit):
                page = body(returning.client.post(url, {**data, f"{Q1}-explanation": typed}, headers=BY_ITSELF))
        assert f'<section id="{Q2}"' in page
        with django_assert_max_num_queries(limit):
            page = body(returning.client.post(url, {**data, "ongedaan": "blad:ditblad"}, headers=BY_ITSELF))
        assert (f"Antwoord in {PREVIOUS_YEAR}" in page) == bool(asked)

    @pytest.mark.parametrize("layer", ["visie", "beleid", "uitvoering", "financien"])
    def test_a_step_stays_within_its_queries(self, started, layer, django_assert_max_num_queries):
        started.client.get(started.step(layer=layer))
        with django_assert_max_num_queries(12):
            body(started.client.get(started.step(layer=layer)))


class TestBlank:
    def test_what_came_along_can_be_taken_away_again(self, started):
        assert "Toch leeg beginnen" in body(started.client.get(started.url("assessment")))
        started.client.post(started.url("start_blank"))
        assert rows(started) == []
        assert not KeyFigures.objects.filter(assessment=started.assessment).exists()
        assert started.previous.answers.exists()
        assert "Begin met uw antwoorden" in body(started.client.get(started.url("assessment")))

    @pytest.mark.parametrize(
        "change",
        [
            {"bevestig": Q1},
            {f"{Q1}-explanation": "Anders"},
            {f"{Q2}-explanation": "Nieuw"},
            {"niveau-level": "2"},
        ],
    )
    def test_not_after_anything_was_confirmed_or_changed(self, started, change):
        url = started.step()
        started.client.post(url, {**started.shown(url), **change})
        assert "Toch leeg beginnen" not in body(started.client.get(started.url("assessment")))
        assert "Leeg beginnen kan niet meer" in body(started.client.post(started.url("start_blank"), follow=True))
        assert started.answer(Q1)

    def test_what_was_typed_from_the_start_is_never_taken_away(self, town):
        url = town.step()
        town.client.post(url, {**town.shown(url), f"{Q1}-explanation": "Van mij"})
        town.client.post(town.url("start_blank"))
        assert town.answer(Q1).explanation == "Van mij"


class TestReading:
    def test_what_was_not_confirmed_is_marked_in_overview_and_report(self, started):
        assert "Nog niet herbevestigd" in body(started.client.get(started.url("overview")))
        assert "nog niet herbevestigd" in body(started.client.get(started.url("report")))

    def test_the_adviser_reads_it_with_the_submission(self, started):
        hand_in(started.assessment, started.officer)
        started.client.force_login(started.adviser())
        assert "Nog niet herbevestigd" in body(started.client.get(started.url("submission")))

    def test_a_submission_from_before_this_still_reads(self, returning):
        content = Submission.objects.get().content
        for part in content["basisfuncties"]:
            for answer in part["answers"]:
                del answer["to_confirm"]
        Submission.objects.bulk_create(
            [
                Submission(
                    assessment=returning.previous,
                    number=2,
                    content=content,
                    sha256="0" * 64,
                    submitted_at=timezone.now(),
                    submitted_by=returning.officer,
                )
            ]
        )
        assert previous_of(returning.assessment).answers[Q1].to_confirm is False


class TestWho:
    @pytest.mark.parametrize("role", [Role.COORDINATOR, Role.POLICY_OFFICER])
    def test_who_fills_in_can_start_and_undo(self, returning, role):
        returning.client.force_login(returning.member(role))
        returning.client.post(returning.url("carry_over"))
        assert returning.answer(Q1).to_confirm
        returning.client.post(returning.url("start_blank"))
        assert rows(returning) == []

    def test_a_reader_and_an_adviser_can_not(self, returning):
        for person in (returning.member(Role.READER), returning.adviser()):
            returning.client.force_login(person)
            assert returning.client.post(returning.url("carry_over")).status_code == 403
        assert rows(returning) == []
