"""A house colour that can't be read is darkened, and no more than it must be."""

import colorsys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from municipalities.house_style.colours import LEAST, PANEL, WHITE, contrast, palette, read_colour

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#ffffff", "#000000", 21.0), ("#777777", "#ffffff", 4.48), ("#0b5c7d", "#ffffff", 7.39), ("#fff", "#fff", 1.0)],
)
def test_the_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(read_colour(one), read_colour(other)) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize(
    ("written", "read"), [("#1A5FB4", "#1a5fb4"), ("1a5fb4", "#1a5fb4"), (" #fd0 ", "#ffdd00"), ("000", "#000000")]
)
def test_a_colour_is_read_as_guides_write_it(written, read):
    assert read_colour(written) == read


@pytest.mark.parametrize("written", ["", "geel", "#12345", "#1234567", "rgb(0,0,0)", "#12345g", "#fff;}", "url(x)"])
def test_what_is_no_colour_is_refused(written):
    with pytest.raises(ValueError, match="Not a colour"):
        read_colour(written)


@given(COLOURS)
def test_text_can_be_read_in_every_colour_that_somebody_chooses(colour):
    colours = palette(colour)
    for ground in (WHITE, PANEL, colours.soft):
        assert contrast(colours.accent, ground) >= LEAST
    assert contrast(colours.strong, WHITE) >= LEAST
    assert contrast(colours.strong, colours.soft) >= LEAST
    assert colours.strong != colours.accent
    assert colours.chosen == colour


@pytest.mark.parametrize("colour", ["#000000", "#0b5c7d", "#154273", "#a90061", "#007a3d"])
def test_a_colour_that_can_be_read_stays_as_it_is(colour):
    assert palette(colour).accent == colour
    assert not palette(colour).is_corrected


@pytest.mark.parametrize("colour", ["#ffd500", "#dddddd", "#ffffff", "#00bcd4", "#e17000"])
def test_one_that_can_not_keeps_its_hue_and_gets_only_as_dark_as_it_must(colour):
    colours = palette(colour)
    assert colours.is_corrected
    assert LEAST < colours.contrast_accent < LEAST + 0.9

    def parts(value):
        red, green, blue = (int(value[place : place + 2], 16) / 255 for place in (1, 3, 5))
        return colorsys.rgb_to_hls(red, green, blue)

    hue, _, saturation = parts(colour)
    corrected_hue, _, corrected_saturation = parts(colours.accent)
    if saturation:
        assert corrected_hue == pytest.approx(hue, abs=0.02)
        assert corrected_saturation == pytest.approx(saturation, abs=0.06)
