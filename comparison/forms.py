"""The form that invites another municipality."""

from django import forms

from municipalities.models import Municipality


class AskForm(forms.Form):
    """Which municipality to invite: all that there are, so that choosing one says nothing about it."""

    municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label="Gemeente",
        empty_label="Kies een gemeente",
        error_messages={
            "required": "Kies een gemeente.",
            "invalid_choice": "Deze gemeente bestaat niet meer. Kies een andere.",
        },
    )

    def __init__(self, *args: object, own: Municipality, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["municipality"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        field.queryset = Municipality.objects.filter(ended_on=None).exclude(pk=own.pk).order_by("name")
