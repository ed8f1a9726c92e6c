"""The widgets that are drawn in Python look exactly as Django's templates draw them."""

from html.parser import HTMLParser

import pytest
from django import forms
from django.utils.translation import gettext_lazy

from config.plain_widgets import DRAWN, draw_widget

ODD = '<b>"Ons" dorp & \'t veld</b>\n\nregel'
CHOICES = [("", "Maak een keuze"), (1, "Eén <b>"), ("Groep &", [("a", gettext_lazy("Monday")), ("b", "B")])]
WIDGETS = [
    forms.CheckboxInput(),
    forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    forms.EmailInput(),
    forms.HiddenInput(),
    forms.NumberInput(attrs={"min": 0, "class": "kort"}),
    forms.PasswordInput(render_value=True),
    forms.Select(choices=CHOICES),
    forms.TextInput(attrs={"maxlength": 20, "readonly": True, "disabled": False}),
    forms.Textarea(attrs={"rows": 3, "title": ODD}),
]


class Parts(HTMLParser):
    """The tags with their attributes in any order, and the texts, as a browser reads them."""

    def __init__(self, html):
        super().__init__()
        self.parts = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.parts.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        self.parts.append(tag)

    def handle_data(self, data):
        if data.strip():
            self.parts.append(data)


@pytest.mark.parametrize("value", [None, "", "a", "1", 0, True, ODD], ids=repr)
@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: type(widget).__name__)
def test_a_plain_widget_is_drawn_as_django_draws_it(widget, value):
    field = form_with(widget, value)["naam"]
    assert Parts(draw_widget(field)).parts == Parts(field.as_widget()).parts


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: type(widget).__name__)
def test_what_a_field_asks_stands_in_its_widget(widget):
    form = form_with(widget, ODD, required=True, disabled=True, is_posted=True)
    assert Parts(draw_widget(form["naam"], "klein")).parts == Parts(form["naam"].as_widget(attrs=classes(widget))).parts


def test_every_widget_that_is_drawn_in_python_is_compared():
    assert {type(widget) for widget in WIDGETS} >= set(DRAWN)


def test_a_line_feed_at_the_start_of_a_text_is_not_lost():
    assert draw_widget(form_with(forms.Textarea(), "\nregel")["naam"]).count("\n") == 2


def test_another_widget_has_its_template():
    assert "<select" in draw_widget(form_with(forms.SelectDateWidget(years=[2026]), None)["naam"])


def classes(widget):
    return {"class": f"{widget.attrs['class']} klein" if "class" in widget.attrs else "klein"}


def form_with(widget, value, *, is_posted=False, **options):
    class OneField(forms.Form):
        naam = forms.Field(widget=widget, **{"required": False, **options})

    return OneField({"naam": value}) if is_posted else OneField(initial={"naam": value})
