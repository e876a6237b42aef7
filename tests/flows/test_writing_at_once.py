"""Two people save one section at the same moment: both texts are kept, and each is told so."""

import pytest
from django.urls import reverse

from dhr_cases.models import Case, ReportSection, SectionTyping, SectionVersion
from dhr_cases.report_texts import versions_beside
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.flows.at_once import at_once, browser_of, post
from tests.standing import stand_at
from tests.writing import CODE, REPORT, second_writer, section_of, text_of, write

pytestmark = pytest.mark.django_db(transaction=True)

DONE = 302


def address(case: Case, name: str) -> str:
    return reverse(name, args=[case.reference, REPORT.value, CODE])


def test_keeps_both_texts_of_two_who_save_at_the_same_moment(case: Case, cast: Cast) -> None:
    stand_at(case, Stage.DRAFTING)
    write(case, cast.independent_chair, "What both began with.")
    texts = ("One person's words.", "Another person's words.")
    people = (cast.independent_chair, second_writer(cast, case))
    sent = [
        post(browser_of(person), address(case, "drafting_section"), {"act": "save", "text": text, "based_on": "1"})
        for person, text in zip(people, texts, strict=True)
    ]

    assert at_once(sent) == [DONE, DONE]
    (late,) = versions_beside(section_of(case))
    assert {text_of(case), late.text} == set(texts)
    assert sorted(SectionVersion.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_begins_a_section_once_for_two_who_type_in_it_first(case: Case, cast: Cast) -> None:
    stand_at(case, Stage.DRAFTING)
    people = (cast.independent_chair, second_writer(cast, case))
    sent = [
        post(browser_of(person), address(case, "drafting_typing"), {"text": "Words.", "based_on": "0"})
        for person in people
    ]

    assert at_once(sent) == [200, 200]
    assert ReportSection.objects.count() == 1
    assert SectionTyping.objects.count() == len(people)
