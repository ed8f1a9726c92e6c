"""The options of a group, which the form pack draws in Python."""

from django import forms
from django.template import engines

from tests.look.reading import Reading

GROUPED = [("Binnen", [("a", 'A & "b"'), ("b", "B")]), ("c", "C")]


class GroupedForm(forms.Form):
    one = forms.ChoiceField(choices=GROUPED, widget=forms.RadioSelect(attrs={"data-kind": "één"}))
    closed = forms.MultipleChoiceField(choices=[(7, "Zeven")], widget=forms.CheckboxSelectMultiple, disabled=True)


def draw(form: forms.Form, name: str) -> Reading:
    template = engines["django"].from_string("{% load crispy_forms_filters %}{{ field|as_crispy_field }}")
    return Reading(template.render({"field": form[name]}))


def test_options_stand_under_the_name_of_their_group() -> None:
    page = draw(GroupedForm({"one": "b"}), "one")
    assert page.with_id("id_one_0").text == "Binnen"
    assert [(box["id"], box["value"]) for box in page.all("input")] == [
        ("id_one_0_0", "a"),
        ("id_one_0_1", "b"),
        ("id_one_1", "c"),
    ]
    assert [box["value"] for box in page.all("input") if "checked" in box.attributes] == ["b"]
    assert page.all("label", class_="bf-option")[0].text == 'A & "b"'


def test_every_option_carries_what_its_field_asks() -> None:
    for box in draw(GroupedForm(), "one").all("input"):
        assert "required" in box.attributes
        assert box["data-kind"] == "één"
    wrong = draw(GroupedForm({"one": "z"}), "one")
    assert {box["aria-invalid"] for box in wrong.all("input")} == {"true"}
    closed = draw(GroupedForm(initial={"closed": [7]}), "closed").one("input")
    assert "disabled" in closed.attributes
    assert "checked" in closed.attributes
