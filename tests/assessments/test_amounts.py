import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.amounts import MAX_AMOUNT, AmountError, format_amount, format_number, parse_amount


@pytest.mark.parametrize(
    ("typed", "euros"),
    [
        ("", None),
        ("   ", None),
        ("0", 0),
        ("12500", 12_500),
        ("12.500", 12_500),
        ("€ 12.500,-", 12_500),
        ("€12.500,--", 12_500),
        ("12.500,00", 12_500),
        ("12 500", 12_500),
        ("EUR 12.500", 12_500),
        ("12500 euro", 12_500),
        ("€\N{NO-BREAK SPACE}12.500", 12_500),
        ("007", 7),
        ("1.000.000.000", MAX_AMOUNT),
    ],
)
def test_an_amount_is_read_as_people_type_it(typed, euros):
    assert parse_amount(typed) == euros


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("-5", "negatief"),
        ("€ -5", "negatief"),
        ("\N{MINUS SIGN}12.500", "negatief"),
        ("12,50", "centen"),
        ("12.50", "geen bedrag"),
        ("1.25.000", "geen bedrag"),
        ("twaalf", "geen bedrag"),
        ("12.500 tot 15.000", "geen bedrag"),
        ("1e6", "geen bedrag"),
        ("١٢٣", "geen bedrag"),
        ("€", "Vul een bedrag in"),
        ("1.000.000.001", "miljard"),
        ("9" * 5000, "miljard"),
    ],
)
def test_what_is_no_amount_is_refused_with_a_clear_word(typed, word):
    with pytest.raises(AmountError, match=word):
        parse_amount(typed)


@given(st.integers(min_value=0, max_value=MAX_AMOUNT))
def test_an_amount_that_is_shown_can_be_typed_back(euros):
    assert parse_amount(format_amount(euros)) == euros
    assert parse_amount(format_number(euros)) == euros


@given(st.text(max_size=40))
def test_whatever_is_typed_it_is_an_amount_nothing_or_refused(typed):
    try:
        euros = parse_amount(typed)
    except AmountError:
        return
    assert euros is None or 0 <= euros <= MAX_AMOUNT
