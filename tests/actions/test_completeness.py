"""What does a submission need, item by item, and which versions are its set? Another case's papers are none of ours."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from dhr_cases.actions.papers import add_paper
from dhr_cases.completeness import ITEMS, NEEDED_PAPERS, checked_items, missing_items, unready_recommendations
from dhr_cases.copies import Recipient, basis, event_when_all_sent, owed
from dhr_cases.errors import Incomplete
from dhr_cases.events import Event
from dhr_cases.filed_content import content_of
from dhr_cases.models import (
    Action,
    Appointment,
    Case,
    CaseEvent,
    PanelSeat,
    PaperVersion,
    PartialDate,
    Post,
    Recommendation,
    SignOff,
    TermsOfReference,
)
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import KINDS, PaperKind
from dhr_cases.submission_set import all_sent, newest_bundle, newest_of_each, sent_by_round
from tests import files
from tests.conftest import Cast

TODAY = timezone.localdate()
ON = PartialDate.on(TODAY)
UNKNOWN = PartialDate.unknown()


def item(case: Case, what: str) -> bool:
    """True when the case has this item of a submission."""
    return next(row.is_met for row in checked_items(case) if row.what == what)


def terms(case: Case, cast: Cast, agreed_on: PartialDate) -> None:
    TermsOfReference.objects.create(
        case=case, version=TermsOfReference.objects.filter(case=case).count() + 1, scope_from=ON, scope_to=ON,
        lines_of_enquiry="What was known?", agreed_on=agreed_on,
    )  # fmt: skip  # one row, read as one


def seat(case: Case, cast: Cast, is_excused: bool) -> None:
    PanelSeat.objects.create(case=case, organisation=cast.police, is_excused=is_excused, starts_on=TODAY)


def appoint(case: Case, cast: Cast, statement: str) -> None:
    Appointment.objects.create(
        case=case, user=cast.independent_chair, post=Post.CHAIR, appointed_on=ON, independence_statement=statement
    )


def sign(case: Case, cast: Cast, minute: str) -> None:
    SignOff.objects.create(case=case, on=ON, minute=minute, signed_by=cast.csp_chair)


Write = Callable[[Case, Cast, Any], None]
ROWS: Mapping[str, tuple[Write, list[tuple[list[Any], bool]]]] = {
    "Terms of reference": (
        terms, [([], False), ([UNKNOWN], False), ([ON], True), ([UNKNOWN, ON], True), ([ON, UNKNOWN], True)]
    ),
    "Panel list": (seat, [([], False), ([True], False), ([True, False], True), ([False], True)]),
    "Independence statements": (
        appoint, [([], False), ([" "], False), (["No tie"], True), (["No tie", ""], False), (["No tie", "None"], True)]
    ),
    "Minute of the partnership": (sign, [([], False), ([""], False), (["4 of May"], True), (["", "4 of May"], True)]),
}  # fmt: skip  # an item, how its rows are written, and which of them are enough


@pytest.mark.parametrize(
    ("what", "rows", "expected"), [(what, rows, met) for what, (_write, sorts) in ROWS.items() for rows, met in sorts]
)
def test_asks_for_each_item_of_this_case(
    case: Case, other_case: Case, cast: Cast, what: str, rows: list[Any], expected: bool
) -> None:
    write, sorts = ROWS[what]
    enough = next(each for each, met in sorts if met)
    with change("Test", None):
        for value in enough:
            write(other_case, cast, value)
        for value in rows:
            write(case, cast, value)
    assert item(case, what) is expected
    assert any(sentence.startswith(f"{what}: ") for sentence in missing_items(case)) is not expected


READY: Mapping[str, Any] = {"scope": "local", "measure": "An audit", "target_date": ON}


def recommend(case: Case, position: int, *, actions: int = 1, **more: Any) -> None:
    """A recommendation with so many actions."""
    with change("Test", None):
        row = Recommendation.objects.create(case=case, position=position, text="Train", **more)
        for _ in range(actions):
            Action.objects.create(recommendation=row, text="Course", target_date=ON)


@pytest.mark.parametrize("lacks", ["owner", "scope", "target_date", "measure", "actions"])
def test_wants_everything_of_a_recommendation(case: Case, other_case: Case, cast: Cast, lacks: str) -> None:
    """It is named by the number it is printed under, else by its place."""
    ready = {**READY, "owner": cast.police, "actions": 2}
    nothing: Mapping[str, Any] = {"owner": None, "target_date": UNKNOWN, "actions": 0}
    recommend(case, 1, ref="R1", **ready)
    assert unready_recommendations(case) == ()
    recommend(other_case, 1, ref="X1")
    recommend(case, 3, **{**ready, lacks: nothing.get(lacks, "")})
    recommend(case, 2, ref="R2", **{**ready, lacks: nothing.get(lacks, "")})
    assert unready_recommendations(case) == ("R2", "3")
    assert not item(case, "Every recommendation in the action plan")


@pytest.mark.parametrize("kind", PaperKind)
def test_asks_for_papers_of_the_kinds_that_are_needed(
    case: Case, other_case: Case, cast: Cast, kind: PaperKind
) -> None:
    paper(other_case, cast, PaperKind.OVERVIEW_REPORT)
    paper(case, cast, kind)
    met = [row.what for row in checked_items(case) if row.is_met and row.what in {KINDS[need].label for need in KINDS}]
    assert met == ([KINDS[kind].label] if kind in NEEDED_PAPERS else [])
    assert [version.paper.kind for version in newest_of_each(case)] == ([kind] if kind in NEEDED_PAPERS else [])


def test_says_how_to_mend_each_thing_that_is_missing(case: Case) -> None:
    recommend(case, 1)
    assert missing_items(case) == tuple(f"{row.what}: {row.how_met}" for row in ITEMS)
    assert [row.mended_by for row in checked_items(case)] == [row.mended_by for row in ITEMS]


def paper(case: Case, cast: Cast, kind: PaperKind, **more: Any) -> PaperVersion:
    """A paper the coordinator adds."""
    facts = {"title": "Paper", "upload": files.upload(), **more}
    return add_paper(case=case, by=cast.coordinator, kind=kind, **facts)


@pytest.mark.parametrize("kind", NEEDED_PAPERS)
def test_takes_the_newest_version_of_each_paper_of_the_set(case: Case, cast: Cast, kind: PaperKind) -> None:
    """A case has one paper of each such kind, whatever it is called and whichever agency is named."""
    paper(case, cast, kind)
    second = paper(case, cast, kind, title="Final", organisation=cast.police)
    assert newest_of_each(case) == (second,)
    third = paper(case, cast, kind, organisation=cast.health)
    assert newest_of_each(case) == (third,)
    assert third.number == 3


def test_takes_what_was_added_last_where_a_kind_has_two_papers(case: Case, cast: Cast) -> None:
    """Records from before may hold two; the number of a version says nothing about another paper's."""
    paper(case, cast, PaperKind.DATA_FORM)
    old = paper(case, cast, PaperKind.DATA_FORM)
    with change("Test", None):
        second = type(old.paper).objects.create(case=case, kind=PaperKind.DATA_FORM, title="Again")
    new = PaperVersion.objects.create(
        paper=second, number=1, file=old.file, file_name="form.pdf", size=1, sha256=old.sha256, marking=old.marking,
        added_by=cast.coordinator,
    )  # fmt: skip  # one row, read as one
    assert newest_of_each(case) == (new,)


def test_keeps_the_set_in_the_order_of_the_kinds(case: Case, cast: Cast) -> None:
    for kind in reversed(NEEDED_PAPERS):
        paper(case, cast, kind)
    assert tuple(version.paper.kind for version in newest_of_each(case)) == NEEDED_PAPERS


def test_takes_the_newest_bundle_of_this_case(case: Case, other_case: Case, cast: Cast) -> None:
    assert newest_bundle(case) is None
    paper(case, cast, PaperKind.OVERVIEW_REPORT)
    first = paper(case, cast, PaperKind.SUBMISSION_BUNDLE)
    assert newest_bundle(case) == first
    second = paper(case, cast, PaperKind.SUBMISSION_BUNDLE, title="Whole")
    paper(other_case, cast, PaperKind.SUBMISSION_BUNDLE)
    assert newest_bundle(case) == second


def test_remembers_what_was_sent_by_round_and_by_case(case: Case, other_case: Case, cast: Cast) -> None:
    """A round recorded without its papers, as one taken on, is not in it."""
    rows = (
        (case, Event.SUBMITTED_TO_HO, {"round": 1, "papers": [7, 8]}),
        (case, Event.RESUBMITTED_TO_HO, {"round": 2, "papers": [8, 9]}),
        (case, Event.RESUBMITTED_TO_HO, {"round": 3}),
        (case, Event.QA_LETTER_RECEIVED, {"round": 4, "papers": [10]}),
        (other_case, Event.SUBMITTED_TO_HO, {"round": 1, "papers": [11]}),
    )
    for of_case, kind, detail in rows:
        CaseEvent.objects.create(case=of_case, kind=kind, on=ON, stage=case.stage, by=cast.coordinator, detail=detail)
    assert sent_by_round(case) == {1: (7, 8), 2: (8, 9)}
    assert all_sent(case) == {7, 8, 9}


def test_reads_a_file_only_as_it_was_filed(case: Case, cast: Cast) -> None:
    added = paper(case, cast, PaperKind.IMR, upload=files.upload(content=files.PDF))
    name, storage = str(added.file.name), added.file.storage
    assert content_of(afresh(added)) == files.PDF
    storage.delete(name)
    with pytest.raises(Incomplete, match="Individual Management Review, version 1: the file is gone. Tell the admin"):
        content_of(afresh(added))
    storage.save(name, ContentFile(files.PDF + b"more"))
    with pytest.raises(Incomplete, match="version 1: the file is not the one that was filed. Tell the admin"):
        content_of(afresh(added))
    storage.delete(name)


def afresh(version: PaperVersion) -> PaperVersion:
    """The version as the database has it, with no file open."""
    found: PaperVersion = PaperVersion.objects.get(pk=version.pk)
    return found


@pytest.mark.parametrize(
    ("regime", "recipient", "words"),
    [
        ("DHR_S9_2016", Recipient.DAC, "statute s.9(3C)"),
        ("DHR_S9_2016", Recipient.SECRETARY_OF_STATE, "Not owed under this regime; sent by agreement"),
        ("DHR_S9_2016", Recipient.PCC, "Local agreement"),
        ("DHR_S9_2016", Recipient.FAMILY, "2016 guidance: the family receives the report before the public"),
        ("DHR_S9_2016", Recipient.AGENCY, "2016 guidance: agencies of the review receive the report"),
        ("DHR_S9_2016", Recipient.OTHER, "Local agreement"),
        ("DARDR_S8A", Recipient.PCC, "Local agreement"),
        ("SUSR_WALES", Recipient.SECRETARY_OF_STATE, "Not owed under this regime; sent by agreement"),
    ],
)
def test_says_on_which_basis_each_gets_a_copy(regime: str, recipient: Recipient, words: str) -> None:
    assert basis(regime, recipient) == words


def test_rests_a_copy_that_is_owed_on_the_law_of_its_own_regime() -> None:
    """Both copies of the later law on that law; where no clock runs for it, on the law by its name."""
    assert {basis("DARDR_S8A", each) for each in owed("DARDR_S8A")} == {basis("DARDR_S8A", Recipient.DAC)}
    assert "8A" in basis("DARDR_S8A", Recipient.DAC)
    assert basis("SUSR_WALES", Recipient.DAC).startswith("Domestic Violence, Crime and Victims Act 2004")


@pytest.mark.parametrize(
    ("regime", "sent", "event"),
    [
        ("DHR_S9_2016", set(), None),
        ("DHR_S9_2016", {Recipient.FAMILY, Recipient.PCC}, None),
        ("DHR_S9_2016", {Recipient.DAC}, Event.SENT_TO_DAC),
        ("DHR_S9_2016", {Recipient.DAC, Recipient.SECRETARY_OF_STATE}, Event.SENT_TO_DAC),
        ("DARDR_S8A", {Recipient.DAC}, None),
        ("DARDR_S8A", {Recipient.SECRETARY_OF_STATE}, None),
        ("DARDR_S8A", {Recipient.SECRETARY_OF_STATE, Recipient.DAC, Recipient.FAMILY}, Event.SENT_TO_SOS_AND_DAC),
    ],
)
def test_stops_the_clock_once_everybody_owed_a_copy_has_one(
    regime: str, sent: set[Recipient], event: Event | None
) -> None:
    assert event_when_all_sent(regime, sent) is event
