"""After the record of a case is destroyed its words are nowhere: planted in every table, looked for in every table."""

import hashlib
import json
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from config.sealing import seal
from dhr_cases.actions import forgetting
from dhr_cases.actions.forgetting import digest_of
from dhr_cases.actions.people import PersonFacts, record_person
from dhr_cases.errors import NotNow
from dhr_cases.events import Event
from dhr_cases.history_words import TOLD_ANEW
from dhr_cases.history_words import told as words_of_event
from dhr_cases.models import (
    Case,
    CaseEvent,
    Part,
    Person,
    PublicFile,
    PublicRecord,
    PublicState,
    ReleaseApproval,
    ReleaseScan,
    User,
)
from dhr_cases.models.history import SilentWriteError
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.release_gate import seal_of, served_bytes
from dhr_cases.stages import Stage
from funding.models import CostLine
from funding.terms import CostClass
from tests.conftest import Cast
from tests.planted import DAY, NAME, WORD, a_file, closed_case, destroy, dump, plant, put, tables_with


@pytest.fixture
def closed(case: Case, cast: Cast) -> Case:
    """A case put away, with a person whose words must go."""
    return closed_case(case, cast)


def test_leaves_a_planted_word_in_no_table_and_no_file(closed: Case, other_case: Case, cast: Cast) -> None:
    planted = plant(closed)
    version = a_file(closed, cast)
    session = SessionStore()
    session.update({"kept_words": seal(f"words={NAME}")})
    session.save()
    cache.set("page", f"<p>{WORD}</p>")
    record_person(case=other_case, by=cast.coordinator, facts=PersonFacts(part=Part.FAMILY, name="Ada Invented"))
    others = dump(other_case)
    assert len(planted) > 60
    assert planted <= tables_with(WORD)
    forgotten = destroy(closed, cast)
    assert tables_with(WORD) == set()
    assert cache.get("page") is None
    assert dump(other_case) == others
    assert str(version.file.name) in {file.name for file in forgotten.files}


def test_puts_a_minimal_case_in_the_place(closed: Case, cast: Cast) -> None:
    QuerySet(Case).filter(pk=closed.pk).update(referred_by=NAME, public_title=f"{WORD}/2018", pseudonym="Robin")
    forgotten = destroy(closed, cast)
    left = Case.objects.get(pk=closed.pk)
    assert (left.reference, left.pseudonym, left.stage) == (closed.reference, "Robin", Stage.CLOSED)
    assert (left.referred_by, left.public_title) == ("", "")
    assert (left.stage_since, left.forgotten_on) == (DAY.replace(day=1), timezone.localdate())
    assert Person.objects.count() == 0
    told = {event.kind: event for event in CaseEvent.objects.filter(case=left)}
    assert str(told[Event.CLOSED].on) == "March 2020"
    assert told[Event.CLOSED].detail == {TOLD_ANEW: True}
    assert words_of_event(told[Event.CLOSED]).title == "Somebody closed the case"
    assert Event.PANEL_MET not in told
    assert told[Event.CASE_FORGOTTEN].detail["certificate"] == forgotten.digest == digest_of(forgotten.certificate)
    assert told[Event.CASE_FORGOTTEN].detail["approved by"] == cast.administrator.full_name


def test_certificate_names_nobody_and_tells_where_words_stood(closed: Case, cast: Cast) -> None:
    certificate = destroy(closed, cast).certificate
    assert WORD not in json.dumps(certificate)
    assert certificate["rows"]["dhr_cases_person"] == 1
    assert all(row["before"] and not row["after"] for row in certificate["words"])


def a_public_file(case: Case, cast: Cast, content: bytes, **more: Any) -> PublicFile:
    """A file on the public register, approved by two people and sealed as the gate seals it."""
    digest = hashlib.sha256(content).hexdigest()
    version = a_file(case, cast, digest)
    look = put(
        ReleaseScan(version=version, sha256=digest, is_readable=True, blocking=0, undecided=0, by=cast.coordinator)
    )
    for person in (cast.csp_chair, cast.panel_member):
        put(ReleaseApproval(version=version, scan=look, sha256=digest, is_given=True, by=person))
    record = put(
        PublicRecord(
            partnership=cast.partnership, case=case, slug="robin-2018", title="Robin/2018", state=PublicState.PUBLISHED
        )
    )
    kind = PaperKind.PUBLISHED_REPORT
    public = PublicFile(
        record=record, paper_version=version, kind=kind, label="Report", file_name="robin.csv", file_format="csv",
        size=len(content), sha256=digest, seal=seal_of(record, kind, digest), put_up_on=DAY, put_up_by=cast.auditor,
        **more,
    )  # fmt: skip
    public.file.save("robin.csv", ContentFile(content), save=False)
    row: PublicFile = put(public)
    return row


def test_keeps_what_the_public_was_given_and_what_the_review_cost(closed: Case, cast: Cast) -> None:
    public = a_public_file(closed, cast, b"Robin,was loved")
    line = put(CostLine(partnership=cast.partnership, case=closed, cost_class=CostClass.CHAIR, description="Chair"))
    destroy(closed, cast)
    public, line = PublicFile.objects.get(pk=public.pk), CostLine.objects.get(pk=line.pk)
    assert (public.record.case, public.paper_version) == (None, None)
    assert served_bytes(public) == b"Robin,was loved"
    assert line.reference == closed.reference
    assert [row.history_change_reason for row in public.record.history.all()] == [forgetting.REASON]


def test_waits_until_a_public_file_with_a_word_is_taken_down_and_takes_it_along(closed: Case, cast: Cast) -> None:
    public = a_public_file(closed, cast, f"{NAME},was loved".encode())
    with pytest.raises(NotNow, match="Take it down first"):
        destroy(closed, cast)
    QuerySet(PublicFile).filter(pk=public.pk).update(taken_down_on=DAY)
    assert str(public.file.name) in {file.name for file in destroy(closed, cast).files}


def test_destroys_a_case_whose_public_file_has_gone_from_the_disk(closed: Case, cast: Cast) -> None:
    """There is nothing in it to look for any more."""
    public = a_public_file(closed, cast, f"{NAME},was loved".encode())
    QuerySet(PublicFile).filter(pk=public.pk).update(taken_down_on=DAY)
    public.file.storage.delete(str(public.file.name))
    destroy(closed, cast)
    assert PublicFile.objects.get(pk=public.pk).record.case is None


def test_shows_whoever_destroyed_it_the_minimal_case(closed: Case, cast: Cast) -> None:
    """The row they hold is read afresh, with nothing left in it."""
    QuerySet(Case).filter(pk=closed.pk).update(referred_by=NAME)
    closed.refresh_from_db()
    destroy(closed, cast)
    assert (closed.referred_by, closed.forgotten_on) == ("", timezone.localdate())


def test_changes_nothing_when_the_word_stands_elsewhere(closed: Case, cast: Cast) -> None:
    put(CostLine(partnership=cast.partnership, cost_class=CostClass.CHAIR, description=f"For {NAME}"))
    before = dump(closed)
    with pytest.raises(NotNow, match="funding_costline"), transaction.atomic():
        destroy(closed, cast)
    assert dump(closed) == before


def test_lets_the_same_name_stand_in_another_case(closed: Case, other_case: Case, cast: Cast) -> None:
    record_person(case=other_case, by=cast.coordinator, facts=PersonFacts(part=Part.FAMILY, name=NAME))
    certificate = destroy(closed, cast).certificate
    assert any(row["after"] == {"dhr_cases_person": 1, "dhr_cases_historicalperson": 1} for row in certificate["words"])
    assert Person.objects.get().name == NAME


def test_undoes_everything_when_it_breaks_half_way(closed: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dump(closed)

    def breaks(*_: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(forgetting, "_stand_in", breaks)
    with pytest.raises(RuntimeError, match="power cut"), transaction.atomic():
        destroy(closed, cast)
    assert dump(closed) == before
    with pytest.raises(Exception, match="never changed or deleted"), transaction.atomic():
        QuerySet(CaseEvent).filter(case=closed).update(reason="other")


def test_guards_append_only_tables_again_afterwards(closed: Case, cast: Cast) -> None:
    destroy(closed, cast)
    with pytest.raises(Exception, match="never changed or deleted"), transaction.atomic():
        QuerySet(CaseEvent).filter(case=closed).update(reason="other")
    with pytest.raises(SilentWriteError):
        CaseEvent.objects.filter(case=closed).delete()


def test_takes_a_relatives_account_along_but_nobody_elses(closed: Case, cast: Cast) -> None:
    cast.family_advocate.full_name = NAME
    cast.family_advocate.save()
    destroy(closed, cast)
    assert not User.objects.filter(full_name=NAME).exists()
    assert User.objects.filter(pk=cast.panel_member.pk).exists()
