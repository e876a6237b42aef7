"""Each kind of paper is seen by each role from the stage the disclosure table says: on the page and as a file.

Generated from the tables: kind x role x stage. A paper that is not disclosed does not exist.
"""

import re

import pytest
from django.test import Client
from django.urls import reverse

from dhr_cases.actions.papers import add_draft, add_paper
from dhr_cases.disclosure import FROM_STAGE, SHOWN_AS, Material
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, PaperVersion, User
from dhr_cases.paper_kinds import KINDS, PaperKind
from dhr_cases.roles import ROLES, Role
from dhr_cases.stages import STAGES, Stage, rank
from dhr_cases.submission_set import all_sent
from tests import files
from tests.conftest import CASE_ROLES, TEAM_ROLES, Cast
from tests.remembered import remembered
from tests.stages import case_at
from tests.standing import stand_at

PARTS: dict[Role, str] = {role: part for part, role in TEAM_ROLES.items()} | {
    role: part for part, (role, _) in reversed(CASE_ROLES.items())
}
"""Who plays which role."""

_FILE_LINK = re.compile(r"/papers/(\d+)/file/")


def table_shows(role: Role, material: Material, stage: Stage) -> bool:
    """What the tables say, read afresh: the case's status and the material are both open to the role."""
    stage = SHOWN_AS.get(stage, stage)
    firsts = [FROM_STAGE[role].get(needed) for needed in (Material.STATUS, material)]
    return all(first is not None and rank(stage) >= rank(first) for first in firsts)


def actor(cast: Cast, role: Role) -> User:
    person: User = getattr(cast, PARTS[role])
    return person


@pytest.fixture
def versions(case: Case, cast: Cast) -> dict[PaperKind, int]:
    """One paper of every kind, by the key of its only version."""
    if cast.watch.wrote:
        _file(case, cast)
    else:
        remembered("a paper of every kind", lambda: _file(case, cast))
        cast.watch.wrote = False
    found = PaperVersion.objects.filter(paper__case=case).values_list("paper__kind", "pk")
    return {PaperKind(kind): pk for kind, pk in found}


def _file(case: Case, cast: Cast) -> None:
    for kind in PaperKind:
        add_paper(case=case, by=cast.coordinator, kind=kind, title="Paper", upload=files.upload())


def address(case: Case, version: int) -> str:
    return reverse("paper_file", args=[case.reference, version])


def turning_points(role: Role, kind: PaperKind) -> set[Stage]:
    """The stages on both sides of every change the table makes for the role, and the two ends."""
    stages = list(STAGES)
    shown = [table_shows(role, KINDS[kind].material, stage) for stage in stages]
    changes = {place for place in range(1, len(stages)) if shown[place] != shown[place - 1]}
    return {stages[place] for place in {0, len(stages) - 1} | changes | {place - 1 for place in changes}}


def test_has_somebody_for_every_role() -> None:
    """A role added to the table needs its player in the cast."""
    assert set(PARTS) == set(ROLES)


@pytest.mark.parametrize("role", ROLES)
def test_lists_exactly_what_the_table_discloses(
    case: Case, cast: Cast, client: Client, versions: dict[PaperKind, int], role: Role
) -> None:
    """At every stage the page holds the disclosed papers and no other; without the status there is no page."""
    client.force_login(actor(cast, role))
    for stage in STAGES:
        stand_at(case, stage)
        answer = client.get(reverse("case_papers", args=[case.reference]))
        listed = {int(key) for key in _FILE_LINK.findall(answer.content.decode())}
        expected = {pk for kind, pk in versions.items() if table_shows(role, KINDS[kind].material, stage)}
        assert listed == expected, f"{role} at {stage}"
        assert answer.status_code == (200 if table_shows(role, Material.STATUS, stage) else 404), f"{role} at {stage}"


@pytest.mark.parametrize("role", ROLES)
def test_gives_exactly_what_the_table_discloses(
    case: Case, cast: Cast, client: Client, versions: dict[PaperKind, int], role: Role
) -> None:
    """On both sides of every turning point the file is given or does not exist, and only what is given is recorded."""
    client.force_login(actor(cast, role))
    given = 0
    for kind, pk in versions.items():
        for stage in sorted(turning_points(role, kind), key=rank):
            stand_at(case, stage)
            is_shown = table_shows(role, KINDS[kind].material, stage)
            assert client.get(address(case, pk)).status_code == (200 if is_shown else 404), f"{role} {kind} {stage}"
            given += is_shown
    assert CaseEvent.objects.filter(case=case, kind=Event.PAPER_OPENED).count() == given


def test_shows_the_home_office_the_versions_it_was_sent_and_no_other(case: Case, cast: Cast, client: Client) -> None:
    """Drafts are not the Home Office's; the set of each round is."""
    case_at(cast, case, Stage.AMENDING)
    sent = set(all_sent(case))
    later = add_draft(case=case, by=cast.independent_chair, kind=PaperKind.OVERVIEW_REPORT, upload=files.upload())
    client.force_login(cast.home_office_reader)
    answer = client.get(reverse("case_papers", args=[case.reference]))
    assert {int(key) for key in _FILE_LINK.findall(answer.content.decode())} == sent
    assert {client.get(address(case, key)).status_code for key in sent} == {200}
    assert client.get(address(case, later.pk)).status_code == 404


def test_hides_every_paper_from_an_outsider(
    case: Case, cast: Cast, client: Client, versions: dict[PaperKind, int]
) -> None:
    """An account without a role finds neither page nor file."""
    client.force_login(cast.outsider)
    assert client.get(reverse("case_papers", args=[case.reference])).status_code == 404
    assert {client.get(address(case, pk)).status_code for pk in versions.values()} == {404}


def test_asks_a_stranger_to_sign_in(case: Case, client: Client, versions: dict[PaperKind, int]) -> None:
    """Nobody reads a paper without an account."""
    answer = client.get(address(case, versions[PaperKind.LETTER]))
    assert answer.status_code == 302
    assert not CaseEvent.objects.filter(kind=Event.PAPER_OPENED).exists()


def test_gives_no_paper_under_the_address_of_another_case(
    case: Case, other_case: Case, cast: Cast, client: Client, versions: dict[PaperKind, int]
) -> None:
    """A version is found on its own case only, even by those who work on both."""
    client.force_login(cast.coordinator)
    assert client.get(address(other_case, versions[PaperKind.LETTER])).status_code == 404


def test_sends_a_file_as_a_download_that_no_browser_keeps_or_shows(
    case: Case, cast: Cast, client: Client, versions: dict[PaperKind, int]
) -> None:
    """Whatever the file holds, it is saved and not displayed."""
    client.force_login(cast.coordinator)
    answer = client.get(address(case, versions[PaperKind.OVERVIEW_REPORT]))
    assert answer["Content-Disposition"] == 'attachment; filename="overview report.pdf"'
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "no-store, private")
    assert b"".join(answer) == files.PDF


def test_takes_no_form_for_a_file(case: Case, cast: Cast, client: Client, versions: dict[PaperKind, int]) -> None:
    """A file is only ever read."""
    client.force_login(cast.coordinator)
    assert client.post(address(case, versions[PaperKind.LETTER])).status_code == 405
