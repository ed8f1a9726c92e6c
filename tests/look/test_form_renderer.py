"""The widgets that are drawn in Python look exactly as Django's templates draw them."""

from html.parser import HTMLParser

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext_lazy

from config.form_renderer import DRAWN, PlainInPython

ODD = '<b>"Ons" dorp & \'t veld</b>\n\nregel'
CHOICES = [("", "Maak een keuze"), (1, "Eén <b>"), ("Groep &", [("a", gettext_lazy("Monday")), ("b", "B")])]
WIDGETS = [
    forms.CheckboxInput(),
    forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    forms.EmailInput(),
    forms.HiddenInput(),
    forms.NumberInput(attrs={"min": 0}),
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
    drawn, as_django = (
        widget.render("naam", value, attrs={"id": "id_naam", "required": True}, renderer=renderer)
        for renderer in (PlainInPython(), DjangoTemplates())
    )
    assert Parts(drawn).parts == Parts(as_django).parts


def test_every_widget_that_is_drawn_in_python_is_compared():
    assert {widget.template_name for widget in WIDGETS} == set(DRAWN)


def test_a_line_feed_at_the_start_of_a_text_is_not_lost():
    assert forms.Textarea().render("naam", "\nregel", renderer=PlainInPython()).count("\n") == 2


def test_another_widget_has_its_template():
    assert "<select" in forms.SelectDateWidget(years=[2026]).render("dag", None, renderer=PlainInPython())
