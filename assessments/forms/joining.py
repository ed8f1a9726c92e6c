"""Join what two people wrote in the same part. Nothing of either goes, except where only one can stand."""

from typing import Any

from django import forms

from assessments.forms.own_additions import Additions, OwnAdditionsField
from assessments.forms.parts import Content, LongText, PartForm

BETWEEN_TEXTS = "\n\n"
BETWEEN_LINES = "; "


def join(part: PartForm) -> Content:
    """Return what is stored together with what was typed in a valid part.

    Texts stand under each other, lines behind each other, choices and own additions are counted together. Where
    one value can stand (an amount, a date, one choice of several) it is the typed one, if there is one.
    """
    typed = part.content()
    return {name: _joined(part.fields.get(name), stored, typed[name]) for name, stored in part.stored.items()}


def too_long(part: PartForm, content: Content) -> dict[str, int]:
    """Return by field how many characters a joined text has, of those with more than the field takes."""
    most = {name: field.max_length for name, field in part.fields.items() if isinstance(field, forms.CharField)}
    return {
        name: len(content[name])
        for name, length in most.items()
        if length is not None and isinstance(content.get(name), str) and len(content[name]) > length
    }


def _joined(field: forms.Field | None, stored: Any, typed: Any) -> Any:
    if typed == stored or field is None:
        return typed
    if isinstance(field, OwnAdditionsField):
        return _additions(field, stored, typed)
    if isinstance(field, forms.BooleanField):
        return stored or typed
    if isinstance(field, forms.MultipleChoiceField):
        return sorted({*stored, *typed})
    if isinstance(field, forms.CharField) and isinstance(stored, str):
        return _texts(stored, typed, BETWEEN_TEXTS if isinstance(field, LongText) else BETWEEN_LINES)
    return stored if typed in (None, "", []) else typed


def _texts(stored: str, typed: str, between: str) -> str:
    # Who typed on in the text that the other saved has joined them already.
    if stored in typed:
        return typed
    return stored if typed in stored else f"{stored}{between}{typed}"


def _additions(field: OwnAdditionsField, stored: Additions, typed: Additions) -> Additions:
    codes = {item["code"] for item in stored}
    texts = {item["text"] for item in stored}
    new = [item for item in typed if item["text"] not in texts]
    return [*stored, *({**item, "code": field.new_code()} if item["code"] in codes else item for item in new)]
