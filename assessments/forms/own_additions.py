"""A list of own additions: as many lines as wanted, each with a code that stays when its text changes."""

import secrets
from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

SPARE_LINES = 2
MAX_ADDITION = 300  # characters

Additions = list[dict[str, str]]


class OwnAdditionsWidget(forms.Widget):
    """Text lines, the filled ones first; a hidden field before each holds its code. The first has the field's id."""

    use_fieldset = True

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        """Return the lines as HTML; both lists of fields come back in the same order."""
        lines = [*(value or []), *({"code": "", "text": ""} for _ in range(SPARE_LINES))]
        field_id = (attrs or {}).get("id", name)
        return format_html(
            '<div class="bf-additions">{}</div>',
            format_html_join(
                "\n",
                '<input type="hidden" name="{0}-code" value="{1}">'
                '<input class="utrecht-textbox utrecht-textbox--html-input" type="text" name="{0}" value="{2}" id="{3}"'
                ' aria-label="Eigen aanvulling {4}" autocomplete="off">',
                (
                    (name, line["code"], line["text"], f"{field_id}_{place}" if place else field_id, place + 1)
                    for place, line in enumerate(lines)
                ),
            ),
        )

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Additions:
        """Return the lines that hold something, with their codes."""
        if not hasattr(data, "getlist"):
            return list(data.get(name, []))
        texts, codes = data.getlist(name), data.getlist(f"{name}-code")
        return [{"code": code, "text": text} for text, code in zip(texts, codes, strict=False) if text.strip() or code]

    def id_for_label(self, id_: str) -> str:
        """Return the id of the first line."""
        return id_


class OwnAdditionsField(forms.Field):
    """Own additions as `[{"code", "text"}]`. A new line gets a code under `code_prefix`; an emptied one goes."""

    widget = OwnAdditionsWidget

    def __init__(self, *, label: str, code_prefix: str, known: Additions, help_text: str = "") -> None:
        super().__init__(label=label, required=False, help_text=help_text)
        self.code_prefix = code_prefix
        self.known = {item["code"]: item["text"] for item in known}

    def clean(self, value: Any) -> Additions:
        """Return the additions that have a text. Raises ValidationError when one is too long."""
        kept: Additions = []
        sent = {line["code"] for line in value or []}
        by_text = {text: code for code, text in self.known.items() if code not in sent}
        for line in value or []:
            text = " ".join(line["text"].split())
            if not text:
                continue
            if "\x00" in text:
                raise forms.ValidationError("In deze tekst staat een teken dat niet bewaard kan worden.")
            if len(text) > MAX_ADDITION:
                raise forms.ValidationError(
                    f"‘{text[:40]}…’ is te lang: {len(text)} tekens. Houd het bij {MAX_ADDITION} en schrijf de rest "
                    "in de toelichting."
                )
            # A code that this list did not hand out could point at somebody else's addition. A line without code
            # whose text is known is that line: the browser did not hear the answer to its save, and sends it again.
            code = line["code"] if line["code"] in self.known else by_text.pop(text, "") or self.new_code()
            kept.append({"code": code, "text": text})
        return kept

    def new_code(self) -> str:
        """Return a code that no addition has."""
        return f"{self.code_prefix}-eigen-{secrets.token_hex(4)}"
