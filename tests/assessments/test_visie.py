import pytest

Q1 = "vertalen-visie-1"
VERGRIJZING = f"{Q1}-vergrijzing"
DIGITALISERING = f"{Q1}-digitalisering"


def test_what_was_chosen_and_written_is_saved_and_shown_again(town):
    url = town.step()
    data = {**town.shown(url), f"{Q1}-chosen": [VERGRIJZING], f"{Q1}-explanation": "Eén op de drie is 65-plus. 👵🏽"}
    response = town.client.post(url, data, follow=True)
    assert response.redirect_chain == [(url, 302)]
    assert "Opgeslagen om" in response.content.decode()
    assert town.answer(Q1).chosen == [VERGRIJZING]
    assert town.shown(url)[f"{Q1}-explanation"] == "Eén op de drie is 65-plus. 👵🏽"
    assert town.answer(Q1).updated_by == town.officer


def test_saving_without_a_change_writes_nothing(town):
    url = town.step()
    response = town.client.post(url, town.shown(url), follow=True)
    assert "Alles is opgeslagen" in response.content.decode()
    assert not town.assessment.answers.exists()


def test_opslaan_en_verder_leads_to_the_next_layer_and_in_the_end_to_the_key_figures(town):
    assert town.client.post(town.step(), {"verder": ""}).url == town.step(layer="beleid")
    assert town.client.post(town.step(layer="financien"), {"verder": ""}).url == town.step("verbinden-en-makelen")
    assert town.client.post(town.step("verankeren", "financien"), {"verder": ""}).url == town.url("key_figures")


def test_any_number_of_own_additions_is_kept_with_a_code_that_stays(town):
    url = town.step()
    data = town.shown(url)
    data[f"{Q1}-own"] = [f"Eigen {n}" for n in range(12)]
    data[f"{Q1}-own-code"] = [""] * 12
    town.client.post(url, data)
    before = town.answer(Q1).own
    assert [item["text"] for item in before] == [f"Eigen {n}" for n in range(12)]
    data = town.shown(url)
    data[f"{Q1}-own"][3] = "Eigen drie, beter gezegd"
    del data[f"{Q1}-own"][7], data[f"{Q1}-own-code"][7]
    town.client.post(url, data)
    after = town.answer(Q1).own
    assert [item["code"] for item in after] == [item["code"] for place, item in enumerate(before) if place != 7]
    assert after[3]["text"] == "Eigen drie, beter gezegd"


def test_a_code_that_the_page_did_not_hand_out_is_replaced(town):
    url = town.step()
    data = {**town.shown(url), f"{Q1}-own": ["Van mij"], f"{Q1}-own-code": [VERGRIJZING]}
    town.client.post(url, data)
    assert town.answer(Q1).own[0]["code"].startswith(f"{Q1}-eigen-")


def test_earlier_answers_can_be_chosen_own_additions_included(town):
    url = town.step()
    data = town.shown(url)
    data |= {f"{Q1}-chosen": [VERGRIJZING], f"{Q1}-own": ["Laagwater"], f"{Q1}-own-code": [""]}
    assert "Kies die eerst" in town.client.get(url).content.decode()
    town.client.post(url, data)
    own_code = town.answer(Q1).own[0]["code"]
    data = {**town.shown(url), "vertalen-visie-2-chosen": [VERGRIJZING, own_code]}
    town.client.post(url, data)
    assert town.answer("vertalen-visie-2").chosen == sorted([VERGRIJZING, own_code])


def test_a_choice_from_earlier_comes_back_when_its_source_is_ticked_again(town):
    url = town.step()
    town.client.post(url, {**town.shown(url), f"{Q1}-chosen": [VERGRIJZING, DIGITALISERING]})
    town.client.post(url, {**town.shown(url), "vertalen-visie-2-chosen": [VERGRIJZING]})
    town.client.post(url, {**town.shown(url), f"{Q1}-chosen": [DIGITALISERING]})
    assert "vertalen-visie-2-chosen" not in town.shown(url)
    town.client.post(url, {**town.shown(url), "vertalen-visie-2-explanation": "Nog iets."})
    town.client.post(url, {**town.shown(url), f"{Q1}-chosen": [DIGITALISERING, VERGRIJZING]})
    assert town.shown(url)["vertalen-visie-2-chosen"] == [VERGRIJZING]


def test_lokaal_regionaal_takes_one_choice_and_an_explanation(town):
    code = "versterken-visie-3"
    url = town.step("versterken")
    town.client.post(url, {**town.shown(url), f"{code}-chosen": "beide", f"{code}-explanation": "Samen."})
    assert town.answer(code).chosen == ["beide"]
    assert town.shown(url)[f"{code}-chosen"] == "beide"


def test_not_applicable_asks_for_a_reason_and_keeps_what_was_typed(town):
    url = town.step()
    data = {**town.shown(url), f"{Q1}-not_applicable": "on", f"{Q1}-explanation": "Mijn tekst"}
    page = town.client.post(url, data).content.decode()
    assert "Schrijf op waarom deze vraag niet van toepassing is." in page
    assert "Mijn tekst" in page
    assert "<title>Fout:" in page
    assert not town.assessment.answers.exists()
    town.client.post(url, {**data, f"{Q1}-not_applicable_because": "Wij hebben dit niet."})
    assert town.answer(Q1).not_applicable


@pytest.mark.parametrize("text", ["x" * 20_000, "é" * 20_000, "regel\r\n" * 3_333])
def test_a_text_of_twenty_thousand_characters_fits(town, text):
    url = town.step()
    town.client.post(url, {**town.shown(url), f"{Q1}-explanation": text})
    assert town.answer(Q1).explanation == text.replace("\r\n", "\n").strip()


def test_a_longer_text_is_refused_and_still_there(town):
    url = town.step()
    page = town.client.post(url, {**town.shown(url), f"{Q1}-explanation": "x" * 20_001}).content.decode()
    assert "20.000 is het meeste" in page
    assert "x" * 20_001 in page


def test_one_fault_does_not_keep_the_rest_from_being_saved(town):
    url = town.step()
    data = town.shown(url)
    data |= {f"{Q1}-explanation": "x" * 20_001, "vertalen-visie-4-explanation": "Dit is goed.", "niveau-level": "2"}
    page = town.client.post(url, data).content.decode()
    assert "De rest van deze pagina is opgeslagen" in page
    assert town.answer("vertalen-visie-4").explanation == "Dit is goed."
    assert town.assessment.ratings.get().level == 2


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "عربي", "a\u0301\u200b\U0001f9d1\u200d\U0001f9bd"])
def test_any_unicode_comes_back_as_it_was_typed_and_never_as_code(town, text):
    url = town.step()
    town.client.post(url, {**town.shown(url), f"{Q1}-explanation": text})
    assert town.answer(Q1).explanation == text
    assert "<script>alert" not in town.client.get(url).content.decode()


def test_a_null_character_is_refused_in_words(town):
    url = town.step()
    response = town.client.post(url, {**town.shown(url), f"{Q1}-explanation": "a\x00b", f"{Q1}-own": ["a\x00b"]})
    assert response.status_code == 200
    assert not town.assessment.answers.exists()


@pytest.mark.parametrize("level", ["5", "-1", "twee"])
def test_a_level_outside_the_rubric_is_refused(town, level):
    url = town.step()
    assert town.client.post(url, {**town.shown(url), "niveau-level": level}).status_code == 200
    assert not town.assessment.ratings.exists()


def test_a_layer_that_is_not_in_the_framework_does_not_exist(town):
    dreams = f"{town.step('vertalen', 'visie').removesuffix('visie/')}dromen/"
    assert town.client.get(dreams).status_code == 404
    assert town.client.get(f"{dreams}geschiedenis/niveau/").status_code == 404
    assert town.client.get(town.step("dromen", "visie")).status_code == 404
