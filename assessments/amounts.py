"""Amounts of money as people type and read them. Pure rules."""

import re

MAX_AMOUNT = 1_000_000_000  # euros; more is a typing error


class AmountError(ValueError):
    """The text is not an amount that can be taken; the message says in Dutch why."""


def parse_amount(text: str) -> int | None:
    """Return the whole euros in what was typed, or None for nothing.

    Takes `12500`, `12.500`, `€ 12.500,-`, `12.500,00` and `EUR 12 500`. Raises AmountError when it is negative,
    broken, has cents or is over a billion.
    """
    typed = re.sub(r"(?i)eur(o)?|€|\s", "", text)
    if not typed:
        if text.strip():
            raise AmountError("Vul een bedrag in, zoals 12.500.")
        return None
    if typed[0] in "-\N{MINUS SIGN}\N{EN DASH}":
        raise AmountError("Een bedrag kan niet negatief zijn.")
    # Only ASCII digits: other scripts' digits are more likely a paste gone wrong than an amount.
    match = re.fullmatch(r"([0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+)(?:,([0-9]{2}|-{1,2}|=|\N{EN DASH}))?", typed)
    if match is None:
        raise AmountError("Dit is geen bedrag. Vul hele euro's in, zoals 12.500.")
    if match[2] and match[2].isdigit() and match[2] != "00":
        raise AmountError("Rond af op hele euro's, zonder centen.")
    digits = match[1].replace(".", "").lstrip("0") or "0"
    if len(digits) > len(str(MAX_AMOUNT)) or int(digits) > MAX_AMOUNT:
        raise AmountError("Dit bedrag is hoger dan een miljard euro. Controleer het aantal nullen.")
    return int(digits)


def format_amount(euros: int) -> str:
    """Return whole euros as Dutch readers write them: € 12.500."""
    return f"€\N{NO-BREAK SPACE}{format_number(euros)}"


def format_number(number: int) -> str:
    """Return a whole number with points between the thousands: 12.500."""
    return f"{number:,}".replace(",", ".")
