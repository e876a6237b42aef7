"""The page of papers: by kind, newest version first, at a constant cost."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dhr_cases.actions.papers import add_paper
from dhr_cases.models import Case
from dhr_cases.paper_kinds import Marking, PaperKind
from tests import files
from tests.conftest import Cast


def add(case: Case, cast: Cast, title: str, note: str = "") -> None:
    add_paper(case=case, by=cast.coordinator, kind=PaperKind.IMR, title=title, upload=files.upload(), note=note)


def read(client: Client, case: Case) -> str:
    answer = client.get(reverse("case_papers", args=[case.reference]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_lists_the_newest_version_first(case: Case, cast: Cast, client: Client) -> None:
    """Earlier versions stay below, each with what changed."""
    add(case, cast, "Report of the trust")
    add(case, cast, "Report of the trust", "Section 3 is new.")
    client.force_login(cast.coordinator)
    page = read(client, case)
    assert page.index("Report of the trust, version 2") < page.index("Report of the trust, version 1")
    assert "Section 3 is new." in page


def test_names_the_agency_and_the_marking(case: Case, cast: Cast, client: Client) -> None:
    """Whose paper it is and how it is to be handled stand beside it."""
    add_paper(
        case=case,
        by=cast.coordinator,
        kind=PaperKind.IMR,
        title="Report",
        upload=files.upload(),
        organisation=cast.health,
    )
    client.force_login(cast.coordinator)
    page = read(client, case)
    assert str(cast.health) in page
    assert Marking.OFFICIAL_SENSITIVE.label in page


@pytest.mark.parametrize("part", ["panel_member", "auditor"])
def test_says_so_when_there_is_nothing_to_see(case: Case, cast: Cast, client: Client, part: str) -> None:
    """An empty page says why; it does not tell of papers kept back."""
    add(case, cast, "Report of the trust")
    client.force_login(getattr(cast, part))
    assert "There is no paper that you may see at this stage." in read(client, case)


def test_asks_the_database_the_same_however_many_papers(case: Case, cast: Cast, client: Client) -> None:
    """Twenty papers cost no query more than one."""
    add(case, cast, "Report 0")
    client.force_login(cast.coordinator)
    read(client, case)
    with CaptureQueriesContext(connection) as few:
        read(client, case)
    for number in range(1, 20):
        add(case, cast, f"Report {number}")
    with CaptureQueriesContext(connection) as many:
        read(client, case)
    assert len(many) == len(few)
