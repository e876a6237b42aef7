"""A council's two colours: is text on them read well, and what is mixed from them?"""

import pytest

from dhr_cases.colours import BLACK, ENOUGH, WHITE, contrast, is_colour, luminance, mixed, palette, text_on

CLOSE = 0.0005


@pytest.mark.parametrize("text", ["#1d3557", "#ABCDEF", "#000000", "#fFfFfF"])
def test_knows_a_colour_in_small_and_capital_letters(text: str) -> None:
    assert is_colour(text)


@pytest.mark.parametrize("text", ["", "#", "1d3557", "#12345", "#1234567", "#12345g", " #123456", "#123456\n", "blue"])
def test_knows_what_is_no_colour(text: str) -> None:
    """What follows the six figures would stand in a style sheet."""
    assert not is_colour(text)


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        ("#000000", 0.0), ("#ffffff", 1.0), ("#ff0000", 0.2126), ("#00ff00", 0.7152), ("#0000ff", 0.0722),
        ("#808080", 0.2159), ("#0a0a0a", 0.0030), ("#0b0b0b", 0.0033), ("#bada55", 0.6123),
    ],
)  # fmt: skip  # a colour and its luminance
def test_weighs_red_green_and_blue_as_the_eye_does(colour: str, expected: float) -> None:
    assert luminance(colour) == pytest.approx(expected, abs=CLOSE)


@pytest.mark.parametrize("figure", range(1, 256))
def test_is_lighter_with_every_step_of_grey(figure: int) -> None:
    """There is no leap where the rule goes over from the straight line to the curve, at a tenth of the scale."""
    before, after = (luminance(f"#{grey:02x}{grey:02x}{grey:02x}") for grey in (figure - 1, figure))
    assert 0 < after - before < 0.01


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (BLACK, WHITE, 21.0), (WHITE, WHITE, 1.0), ("#767676", WHITE, 4.542), ("#777777", WHITE, 4.478),
        ("#ff0000", WHITE, 3.998), ("#0000ff", WHITE, 8.592), ("#1d70b8", WHITE, 5.170), ("#00703c", BLACK, 3.383),
    ],
)  # fmt: skip  # two colours and their ratio
def test_measures_the_contrast_of_two_colours_in_either_order(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.005)
    assert contrast(one, other) == contrast(other, one)


@pytest.mark.parametrize(
    ("colour", "text"),
    [("#767676", WHITE), ("#777777", BLACK), ("#1d3557", WHITE), ("#ffdd00", BLACK), (WHITE, BLACK), (BLACK, WHITE)],
)
def test_writes_in_white_wherever_white_reads_well(colour: str, text: str) -> None:
    assert text_on(colour) == text


def test_writes_nothing_that_is_hard_to_read_on_any_grey() -> None:
    greys = [f"#{grey:02x}{grey:02x}{grey:02x}" for grey in range(256)]
    assert [grey for grey in greys if contrast(grey, text_on(grey)) < ENOUGH] == []


@pytest.mark.parametrize(
    ("share", "expected"),
    [(0, "#102030"), (1, "#ffffff"), (0.5, "#889098"), (0.25, "#4c5864"), (0.94, "#f1f2f3")],
)
def test_mixes_a_share_of_another_colour_in(share: float, expected: str) -> None:
    assert mixed("#102030", WHITE, share) == expected


def test_mixes_every_part_with_its_own() -> None:
    assert mixed("#ff0010", "#00ff20", 0.5) == "#808018"


def test_works_out_what_a_style_sheet_needs() -> None:
    assert palette("#1d3557", "#1a5276") == {
        "brand": "#1d3557",
        "brand_text": WHITE,
        "brand_soft": "#f1f3f5",
        "link": "#1a5276",
        "link_hover": "#103147",
    }
