"""Two texts compared word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.comparing import Piece, compare, shorten

words = st.lists(st.sampled_from(["een", "twee", "drie", " ", "\n", "é"]), max_size=30).map("".join)


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("", "", []),
        ("", "Nieuw", [("new", "Nieuw")]),
        ("Oud", "", [("gone", "Oud")]),
        ("Wij doen dit", "Wij doen dit", [("same", "Wij doen dit")]),
        (
            "Wij doen dit graag",
            "Wij doen dat graag",
            [("same", "Wij doen "), ("gone", "dit"), ("new", "dat"), ("same", " graag")],
        ),
    ],
)
def test_a_comparison_says_what_stayed_went_and_came(before, after, pieces):
    assert compare(before, after) == [Piece(*each) for each in pieces]


@given(words, words)
def test_both_texts_can_be_read_back_from_their_comparison(before, after):
    pieces = compare(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == after


def test_two_long_texts_with_nothing_in_common_are_shown_whole():
    before, after = "ja " * 5_000, "nee " * 5_000
    assert [piece.kind for piece in compare(before, after)] == ["gone", "new", "same"]


def test_of_a_long_text_that_stayed_only_what_is_near_a_change_is_shown():
    long = "woord " * 500
    pieces = shorten(compare(f"{long}oud {long}", f"{long}nieuw {long}"))
    assert [piece.kind for piece in pieces] == ["same", "gone", "new", "same"]
    assert all(len(piece.text) < 200 for piece in pieces)
