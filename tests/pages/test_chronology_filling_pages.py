"""The page that fills the chronology shows the lines, says what was left out, and stands a file nobody can read."""

import pytest
from django.test import Client
from django.urls import reverse

from dhr_cases.actions.papers import add_paper
from dhr_cases.actions.section_filling import digest
from dhr_cases.models import Case
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.files import upload
from tests.standing import stand_at
from tests.writing import REPORT, text_of

TABLE = b"Date,Event,Action,Published?\n2023-02,A neighbour rang,Officers came,yes\n2024,Kept back,,no\n"


@pytest.fixture
def drafted(case: Case, cast: Cast) -> Case:
    """A case in drafting with the table of one agency."""
    stand_at(case, Stage.DRAFTING)
    add_paper(
        case=case,
        by=cast.coordinator,
        kind=PaperKind.CHRONOLOGY,
        title="",
        organisation=cast.police,
        upload=upload("table.csv", TABLE),
    )
    return case


def url(case: Case, name: str) -> str:
    return reverse(name, args=[case.reference, REPORT.value, "chronology"])


def test_shows_the_lines_and_what_was_left_out(drafted: Case, cast: Cast, client: Client) -> None:
    client.force_login(cast.independent_chair)
    page = client.get(url(drafted, "drafting_fill")).content.decode()

    assert "A neighbour rang" in page
    assert "1 of 2 lines; left out: 1 not to be published." in page
    assert "Kept back" not in page


def test_fills_the_section_with_what_was_shown(drafted: Case, cast: Cast, client: Client) -> None:
    client.force_login(cast.independent_chair)
    shown = client.get(url(drafted, "drafting_fill")).context["form"].initial
    answer = client.post(url(drafted, "drafting_fill"), {**shown, "keeps_present": "no"}, follow=True)

    assert "is filled from the record" in answer.content.decode()
    assert "1 of 2 lines; left out: 1 not to be published." in answer.content.decode()
    assert shown["seen"] == digest(text_of(drafted, "chronology"))


def test_is_closed_to_those_who_only_read(drafted: Case, cast: Cast, client: Client) -> None:
    client.force_login(cast.panel_member)
    answer = client.get(url(drafted, "drafting_fill"))

    assert answer.status_code == 403
    assert "A neighbour rang" not in answer.content.decode()
