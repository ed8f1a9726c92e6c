"""The template pack `nl`: what a form says, in which order, and what a screen reader can tie together."""

from typing import Any

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Button, ButtonHolder, Column, Div, Fieldset, Layout, MultiField, Row, Submit
from django import forms
from django.template import engines

from tests.look.reading import Reading

SUMMARY = '{% include "components/error_summary.html" with forms=forms only %}'
ROLES = [("lezer", "lezer"), ("adviseur", "adviseur <b>")]


class PeopleForm(forms.Form):
    email = forms.EmailField(
        label="E-mailadres", help_text="Hiermee logt u in.", widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    name = forms.CharField(label="Naam", required=False)
    place = forms.ChoiceField(label="Plaats", choices=[("", "Kies"), ("1", "Ons dorp")])
    role = forms.ChoiceField(label="Rol", choices=ROLES, widget=forms.RadioSelect)
    themes = forms.MultipleChoiceField(
        label="Thema's",
        help_text="Kies wat past.",
        choices=[(f"thema-{number}", f"Thema {number}") for number in range(8)],
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(label="Toelichting", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    agree = forms.BooleanField(label="Ik ga akkoord", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def read(source: str, **context: Any) -> Reading:
    template = engines["django"].from_string("{% load crispy_forms_tags %}" + source)
    return Reading(template.render(context))


@pytest.fixture
def wrong() -> Reading:
    return read("{{ form|crispy }}", form=PeopleForm({"role": "burgemeester"}))


def test_help_and_error_stand_between_the_label_and_the_input(wrong: Reading) -> None:
    label = wrong.one("label", **{"for": "id_email"})
    places = [
        wrong.place(element)
        for element in (
            label,
            wrong.with_id("id_email_helptext"),
            wrong.with_id("id_email_error"),
            wrong.with_id("id_email"),
        )
    ]
    assert places == sorted(places)


def test_help_and_error_are_tied_to_the_input_once(wrong: Reading) -> None:
    field = wrong.with_id("id_email")
    assert field["aria-describedby"].split() == ["id_email_helptext", "id_email_error"]
    assert field["aria-invalid"] == "true"
    assert wrong.with_id("id_email_error").text.startswith("Fout: ")


def test_every_id_that_describes_a_field_exists_once(wrong: Reading) -> None:
    described = [element for element in wrong.elements if element.get("aria-describedby")]
    assert len(described) == 4  # E-mailadres, Plaats, Rol, Thema's
    for element in described:
        for name in element["aria-describedby"].split():
            wrong.with_id(name)


def test_a_group_is_one_fieldset_with_the_question_as_legend(wrong: Reading) -> None:
    assert [legend.text for legend in wrong.all("legend")] == ["Rol", "Thema's"]
    assert len(wrong.all("fieldset")) == 2
    assert wrong.all("fieldset")[1]["aria-describedby"].split() == ["id_themes_helptext", "id_themes_error"]
    assert len(wrong.all("input", type="checkbox", name="themes")) == 8


def test_options_keep_what_was_chosen_and_escape_what_they_say() -> None:
    form = PeopleForm({"themes": ["thema-1", "thema-7"], "role": "adviseur"})
    page = read("{{ form|crispy }}", form=form)
    chosen = [box["value"] for box in page.all("input", name="themes") if "checked" in box.attributes]
    assert chosen == ["thema-1", "thema-7"]
    assert [box["value"] for box in page.all("input", name="role") if "checked" in box.attributes] == ["adviseur"]
    assert not page.all("b")


def test_a_text_that_was_typed_stays_in_its_field() -> None:
    page = read("{{ form|crispy }}", form=PeopleForm({"name": '<script>"&', "note": "regel 1\nregel 2"}))
    assert page.with_id("id_name")["value"] == '<script>"&'
    assert "regel 2" in page.with_id("id_note").text


def test_attributes_of_a_widget_pass_through(wrong: Reading) -> None:
    assert wrong.with_id("id_email")["autocomplete"] == "email"
    assert wrong.with_id("id_note")["rows"] == "3"


def test_each_kind_of_input_has_the_look_of_the_design_system(wrong: Reading) -> None:
    assert "utrecht-textbox" in wrong.with_id("id_email").classes
    assert "utrecht-select" in wrong.with_id("id_place").classes
    assert "utrecht-textarea" in wrong.with_id("id_note").classes


def test_optional_fields_say_so_only_beside_required_ones() -> None:
    page = read("{{ form|crispy }}", form=PeopleForm())
    labels = [label.text for label in page.all("label", class_="utrecht-form-label")]
    assert labels == ["E-mailadres", "Naam (niet verplicht)", "Plaats", "Toelichting (niet verplicht)"]
    form = PeopleForm()
    for field in form.fields.values():
        field.required = False
    assert not read("{{ form|crispy }}", form=form).all("span", class_="bf-optional")


def test_a_form_can_leave_out_the_mark_for_optional() -> None:
    form = PeopleForm()
    form.mark_optional = False
    assert not read("{{ form|crispy }}", form=form).all("span", class_="bf-optional")


def test_no_question_is_marked_with_an_asterisk(wrong: Reading) -> None:
    assert "*" not in "".join(label.text for label in wrong.all("label"))


def test_the_summary_leads_to_the_first_input_of_each_faulty_field(wrong: Reading) -> None:
    form = PeopleForm({"role": "burgemeester"})
    page = read(
        '{% include "components/error_summary.html" with forms=forms only %}{{ form|crispy }}', forms=[form], form=form
    )
    summary = page.one("div", class_="bf-error-summary")
    assert summary["role"] == "alert"
    assert summary["tabindex"] == "-1"
    assert page.one("h2").text == "Er gaat nog iets niet goed"
    targets = [page.with_id(link["href"].removeprefix("#")) for link in page.all("a")]
    assert [target["name"] for target in targets] == ["email", "place", "role", "themes"]


def test_two_forms_with_errors_share_one_summary() -> None:
    forms_of_page = [PeopleForm({}, prefix="een"), PeopleForm(prefix="leeg"), PeopleForm({}, prefix="twee")]
    page = read(SUMMARY + "{% for form in forms %}{{ form|crispy }}{% endfor %}", forms=forms_of_page)
    page.one("div", class_="bf-error-summary")
    links = page.all("a")
    assert len(links) == 8
    for link in links:
        page.with_id(link["href"].removeprefix("#"))


def test_there_is_no_summary_when_all_is_well() -> None:
    page = read(SUMMARY, forms=[PeopleForm()])
    assert page.elements == []


def test_an_empty_group_still_has_the_place_that_the_summary_leads_to() -> None:
    class EmptyForm(forms.Form):
        goals = forms.MultipleChoiceField(label="Doelen", choices=[], widget=forms.CheckboxSelectMultiple)

    page = read(
        '{% include "components/error_summary.html" with form=form only %}{{ form|crispy }}', form=EmptyForm({})
    )
    assert page.one("a")["href"] == "#id_goals_0"
    assert page.with_id("id_goals_0").text == "Er is nog niets om uit te kiezen."


def test_a_whole_form_comes_with_summary_token_and_buttons_and_without_bubbles() -> None:
    form = PeopleForm({})
    form.helper = FormHelper()
    form.helper.add_input(Submit("save", "Opslaan"))
    form.helper.add_input(Button("stop", "Annuleren"))
    page = read("{% crispy form %}", form=form, csrf_token="waarde")
    whole = page.one("form")
    assert "novalidate" in whole.attributes
    assert whole["method"] == "post"
    assert page.one("input", name="csrfmiddlewaretoken")["value"] == "waarde"
    page.one("div", class_="bf-error-summary")
    assert "utrecht-button--primary-action" in page.one("button", type="submit").classes
    assert "utrecht-button--secondary-action" in page.one("button", type="button").classes


def test_a_layout_groups_fields() -> None:
    form = PeopleForm()
    form.helper = FormHelper()
    form.helper.layout = Layout(
        Fieldset("Over u", Row(Column("email"), Column("name"))),
        MultiField("Wat u doet", "role", "place"),
        Div("note", css_class="bf-narrow"),
        ButtonHolder(Submit("save", "Opslaan", css_class="utrecht-button--subtle")),
    )
    page = read("{% crispy form %}", form=form)
    assert [legend.text for legend in page.all("legend")] == ["Over u", "Wat u doet", "Rol"]
    page.one("div", class_="bf-fields")
    classes = page.one("button").classes
    assert "utrecht-button--subtle" in classes
    assert "utrecht-button--primary-action" not in classes


def test_a_widget_that_the_pack_does_not_know_is_drawn_by_django() -> None:
    class DateForm(forms.Form):
        day = forms.DateField(label="Datum", widget=forms.SelectDateWidget(years=[2026]))
        both = forms.CharField(label="Bestand", widget=forms.FileInput)

    page = read("{{ form|crispy }}", form=DateForm())
    assert page.one("legend").text == "Datum"
    assert len(page.all("select")) == 3
    assert page.one("input", type="file").classes == set()


def test_a_formset_has_its_management_form_and_one_summary() -> None:
    people = forms.formset_factory(PeopleForm, extra=2)
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2"}
    formset = people(data)
    page = read("{% crispy formset helper %}", formset=formset, helper=FormHelper())
    page.one("input", name="form-TOTAL_FORMS")
    page.one("div", class_="bf-error-summary")
    assert len(page.all("input", type="email")) == 2


def test_no_form_carries_inline_style_or_script(wrong: Reading) -> None:
    for element in wrong.elements:
        assert element.tag not in ("script", "style")
        assert not [name for name in element.attributes if name == "style" or name.startswith("on")]
