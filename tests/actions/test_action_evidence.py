"""What shows that an action was carried out: who adds it, what is taken, who opens it."""

from pathlib import Path

import pytest
from django.conf import settings

from dhr_cases.actions.action_answers import answer_action
from dhr_cases.actions.action_evidence import add_evidence, give_evidence, open_evidence
from dhr_cases.actions.core import Recording
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import Action, ActionEvidence, ActionStatus, Case, CaseEvent, EvidenceKind
from dhr_cases.papers.uploads import digest_of
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.files import PDF, upload
from tests.followed import DONE, SHOWN, followed
from tests.standing import stand_at


@pytest.fixture
def action(case: Case, cast: Cast) -> Action:
    """An action of the police."""
    return followed(case, cast.police)


def test_keeps_a_file_with_its_digest_and_what_it_shows(action: Action, cast: Cast) -> None:
    row = give_evidence(action=action, by=cast.action_owner, text=SHOWN, upload=upload("audit.pdf"))
    assert (row.kind, row.file_name, row.text) == (EvidenceKind.FILE, "audit.pdf", SHOWN)
    assert (row.sha256, row.size, row.organisation) == (digest_of(PDF), len(PDF), cast.police)
    assert "audit" not in str(row.file.name)
    assert CaseEvent.objects.get(kind=Event.ACTION_EVIDENCED).detail["sha256"] == row.sha256


def test_keeps_a_statement_without_a_file(action: Action, cast: Cast) -> None:
    row = give_evidence(action=action, by=cast.action_owner, text=SHOWN)
    assert (row.kind, bool(row.file)) == (EvidenceKind.STATEMENT, False)


def test_wants_to_know_what_it_shows(action: Action, cast: Cast) -> None:
    with pytest.raises(Incomplete, match="Say what the evidence shows"):
        give_evidence(action=action, by=cast.action_owner, text=" ", upload=upload())


def test_takes_no_file_that_is_not_what_it_says(action: Action, cast: Cast) -> None:
    """The same checks as for every upload."""
    with pytest.raises(Incomplete, match="Rename it"):
        give_evidence(action=action, by=cast.action_owner, text=SHOWN, upload=upload("audit.docx"))
    assert not ActionEvidence.objects.exists()


def test_is_added_by_the_office_for_the_owner(action: Action, case: Case, cast: Cast) -> None:
    row = add_evidence(case=case, by=cast.coordinator, action=action, text=SHOWN, upload=upload())
    assert (row.added_by, row.organisation) == (cast.coordinator, cast.police)


@pytest.mark.parametrize("part", ["coordinator", "csp_chair", "panel_member", "funding_contact"])
def test_is_given_by_nobody_but_the_owner(action: Action, cast: Cast, part: str) -> None:
    with pytest.raises(NotPermitted):
        give_evidence(action=action, by=getattr(cast, part), text=SHOWN)


def test_is_added_by_no_panel_member(action: Action, case: Case, cast: Cast) -> None:
    with pytest.raises(NotPermitted, match="coordinator"):
        add_evidence(case=case, by=cast.panel_member, action=action, text=SHOWN)


def test_is_not_added_before_there_is_a_report(action: Action, case: Case, cast: Cast) -> None:
    stand_at(case, Stage.PANEL_WORK)
    with pytest.raises(NotNow):
        add_evidence(case=case, by=cast.coordinator, action=action, text=SHOWN)


def test_is_not_added_once_the_action_has_ended(case: Case, cast: Cast) -> None:
    action = followed(case, cast.police, status=ActionStatus.SUPERSEDED)
    with pytest.raises(NotNow, match="has ended"):
        give_evidence(action=action, by=cast.action_owner, text=SHOWN)


def test_leaves_no_file_behind_when_the_event_fails(
    action: Action, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Recording, "record", fail)
    before = stored()
    with pytest.raises(OSError, match="disk full"):
        give_evidence(action=action, by=cast.action_owner, text=SHOWN, upload=upload())
    assert (ActionEvidence.objects.count(), stored()) == (0, before)


def stored() -> set[Path]:
    """Every file on the disk."""
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


@pytest.mark.parametrize("part", ["coordinator", "csp_chair", "action_owner"])
def test_is_opened_by_who_may_see_it_and_that_is_recorded(action: Action, cast: Cast, part: str) -> None:
    row = give_evidence(action=action, by=cast.action_owner, text=SHOWN, upload=upload())
    person = getattr(cast, part)
    assert open_evidence(by=person, evidence=row).read() == PDF
    event = CaseEvent.objects.get(kind=Event.EVIDENCE_OPENED)
    assert (event.by, event.subject_id, bool(event.by_role)) == (person, row.pk, True)


@pytest.mark.parametrize(
    "part", ["funding_contact", "agency_author", "home_office_reader", "administrator", "outsider"]
)
def test_is_opened_by_nobody_else(action: Action, cast: Cast, part: str) -> None:
    row = give_evidence(action=action, by=cast.action_owner, text=SHOWN, upload=upload())
    with pytest.raises(NotPermitted):
        open_evidence(by=getattr(cast, part), evidence=row)
    assert not CaseEvent.objects.filter(kind=Event.EVIDENCE_OPENED).exists()


def test_has_no_file_to_open_in_a_statement(action: Action, cast: Cast) -> None:
    answer_action(action=action, by=cast.action_owner, answer=DONE)
    row = give_evidence(action=action, by=cast.action_owner, text=SHOWN)
    with pytest.raises(NotPermitted):
        open_evidence(by=cast.coordinator, evidence=row)
