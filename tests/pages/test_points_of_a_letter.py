"""The points of a letter are typed one to a line, as the letter numbers them."""

import pytest
from django.core.exceptions import ValidationError

from dhr_cases.actions.assurance import NewPoint
from dhr_cases.forms.assurance import read_points


def test_reads_every_style_of_number() -> None:
    """Letters number with figures, nested figures and letters."""
    text = "1. First\n2) Second\n3.1 Third\n4 Fourth\na) Fifth\nR6: Sixth"
    assert [point.number for point in read_points(text)] == ["1", "2", "3.1", "4", "a", "R6"]


def test_joins_a_line_that_goes_on() -> None:
    """A long point pasted over two lines stays one point; empty lines count for nothing."""
    assert read_points("1. Explain the\n   timescale.\n\n2. Define terms.") == (
        NewPoint("1", "Explain the timescale."),
        NewPoint("2", "Define terms."),
    )


def test_names_the_line_that_has_no_number() -> None:
    """What cannot be a point is not silently dropped."""
    with pytest.raises(ValidationError, match="Line 2"):
        read_points("\nPlease explain the timescale.")


def test_takes_no_article_for_a_number() -> None:
    """A line that begins with a word or a year goes on with the point before."""
    assert len(read_points("1. Say more of the\n2016 guidance.\nA line that goes on.")) == 1
