"""Which figures and which people does a file of replies tell of, and what does it say where it cannot be read?"""

import json
from typing import Any

import pytest

from dhr_cases.errors import Incomplete
from learning.feedback_files import NOTHING_KNOWN, figures_of_file, figures_of_json
from learning.feedback_json import as_json
from learning.feedback_scales import OVERALL
from learning.feedback_statistics import Share


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "not stated"),
        ({"attended": None}, "not stated"),
        ({"attended": 31}, "31"),
        ({"attendance": 31}, "31"),
        ({"attended": "over 300"}, "over 300"),
        ({"attended": {"exact": 31, "min": 5}}, "31"),
        ({"attended": {"approx": 200}}, "about 200"),
        ({"attended": {"min": 40, "max": 80}}, "40 to 80"),
        ({"attended": {"min": 40}}, "at least 40"),
        ({"attended": {"min": 301, "max": None, "printed": "over 300"}}, "over 300"),
        ({"attended": {}}, "not stated"),
    ],
)
def test_reads_people_as_exactly_as_the_file_tells(told: dict[str, Any], words: str) -> None:
    assert figures_of_json({"overall": {"good": 9}, **told}).attended.words == words


@pytest.mark.parametrize(
    ("attended", "sentence"),
    [
        ({"min": "40", "max": 80}, "attended.min: a whole number from 0 is needed here, not '40'."),
        ({"max": 80.5}, "attended.max: a whole number from 0 is needed here, not 80.5."),
        ({"exact": "31"}, "attended.exact: a whole number from 0 is needed here, not '31'."),
        ({"approx": -1}, "attended.approx: a whole number from 0 is needed here, not -1."),
        ({"min": 80, "max": 40}, "attended: at least 80 and at most 40 contradict each other."),
        (31.5, "attended: a whole number from 0 is needed here, not 31.5."),
        ([31], "attended: a whole number from 0 is needed here, not [31]."),
        (True, "attended: a whole number from 0 is needed here, not True."),
    ],
)
def test_names_the_place_of_people_that_cannot_be(attended: object, sentence: str) -> None:
    with pytest.raises(Incomplete) as refused:
        figures_of_json({"overall": {"good": 9}, "attended": attended})
    assert refused.value.sentence == sentence


@pytest.mark.parametrize(
    "told",
    [
        {"questions": {"Overall rating": {"Very Good": 9}}},
        {"Overall-Rating": {"very_good": 9}},
        {"overall": {"VERY GOOD": 4, "very-good": 5}},
        {"How was the event overall?": {"Very good": 9}},
        {"responses": [{"overall": "very good"}] * 9},
        [{"Overall rating": "Very good", "Name": "x"}] * 9,
    ],
)
def test_knows_questions_and_answers_by_code_or_by_words(told: object) -> None:
    (row,) = figures_of_json(told).questions
    assert (row.question, row.answered, row.bands[1].percent) == (OVERALL, 9, 100)


def test_says_which_answers_the_form_knows() -> None:
    with pytest.raises(Incomplete) as refused:
        figures_of_json({"wants_more": {"perhaps": 3}})
    assert refused.value.sentence == "wants_more.perhaps: the form knows no such answer. It knows: yes, no."


@pytest.mark.parametrize(
    "content", [b"[]", b"{}", b'{"replies": [7, "x"]}', b'[{"Name": "A"}]', b'{"responded": null}']
)
def test_says_that_no_question_was_found(content: bytes) -> None:
    with pytest.raises(Incomplete) as refused:
        figures_of_file(content, "a.json")
    assert refused.value.sentence == NOTHING_KNOWN


def test_reads_percentages_from_any_depth_with_their_words_and_base() -> None:
    found = figures_of_json(
        {"respondents": 40, "feedback": {"overall": {"excellent_or_very_good_pct": 85}, "x_pct": 0}}
    )
    assert found.printed == (Share("Excellent or very good", None, 40, 85), Share("X", None, 40, 0))
    assert found.responded == 40
    assert json.loads(json.dumps(as_json(found)))["bands"][0] == {
        "label": "Excellent or very good",
        "count": None,
        "base": 40,
        "percent": 85,
    }
