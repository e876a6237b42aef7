"""The acts of drafting, reading, approval and early ending, done by their pages: what each keeps and says."""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.actions import drafting, reading_room
from dhr_cases.actions.section_comments import make_comment
from dhr_cases.forms.reading_room import AnswerCommentForm
from dhr_cases.models import (
    AgencyApproval,
    Case,
    CommentAnswer,
    DraftReading,
    PaperVersion,
    PartialDate,
    ReportSection,
    SectionComment,
    SignOff,
)
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb
from tests.by_form import boxes, done_by_form, form_page, last_event, sent_form
from tests.conftest import Cast
from tests.files import upload
from tests.reading_copies import access_of, give_copies, in_days, write_sections
from tests.stages import case_at

TODAY = timezone.localdate()
ONE = datetime.timedelta(days=1)
BEFORE = PartialDate.on(TODAY - ONE)


def test_starts_drafting_on_the_day_it_began(cast: Cast, case: Case) -> None:
    """Today stands in the form; another day can be said."""
    working = case_at(cast, case, Stage.PANEL_WORK)
    assert form_page(cast.independent_chair, working, Verb.START_DRAFTING).values["on_day"] == str(TODAY.day)
    done_by_form(cast.independent_chair, working, Verb.START_DRAFTING, boxes("on", TODAY - ONE))
    assert (working.at, last_event(working).on) == (Stage.DRAFTING, BEFORE)


def test_adds_the_next_version_of_a_draft(cast: Cast, case: Case) -> None:
    writing = case_at(cast, case, Stage.DRAFTING)
    answers = {"kind": "overview_report", "upload": upload("second.pdf"), "note": "The family's part is new"}
    done_by_form(cast.independent_chair, writing, Verb.ADD_DRAFT, answers)
    version = PaperVersion.objects.filter(paper__case=writing, paper__kind=PaperKind.OVERVIEW_REPORT).latest("number")
    assert (version.number, version.note) == (2, "The family's part is new")


def test_asks_for_the_file_of_a_draft(cast: Cast, case: Case) -> None:
    writing = case_at(cast, case, Stage.DRAFTING)
    page = sent_form(cast.independent_chair, writing, Verb.ADD_DRAFT, {"kind": "overview_report", "note": "New part"})
    assert page.status == 422
    assert page.faults == ["Choose a file"]
    assert (page.values["kind"], page.values["note"]) == ("overview_report", "New part")


def copy_of(cast: Cast, case: Case) -> DraftReading:
    """The health trust's copy of a draft that is out."""
    return give_copies(cast, case)["health"]


def test_records_what_a_reader_says_and_shows_it_the_next_time(cast: Cast, case: Case) -> None:
    copy = copy_of(cast, case)
    first = form_page(cast.coordinator, case, Verb.RECORD_READING, copy)
    assert first.headings[0] == "Comments on copy 1"
    assert (first.values["comments"], first.values["response"]) == ("", "")
    answers = {
        "comments": "A date is wrong",
        "has_disagreement": "on",
        "response": "Mended",
        **boxes("on", TODAY - ONE),
    }
    done_by_form(cast.coordinator, case, Verb.RECORD_READING, answers, copy)
    copy.refresh_from_db()
    assert (copy.comments, copy.response, copy.has_disagreement) == ("A date is wrong", "Mended", True)
    assert copy.answered_on == TODAY - ONE
    values = form_page(cast.coordinator, case, Verb.RECORD_READING, copy).values
    assert (values["comments"], values["response"], values["has_disagreement"]) == ("A date is wrong", "Mended", "on")


def test_asks_what_was_done_about_disagreement(cast: Cast, case: Case) -> None:
    copy = copy_of(cast, case)
    answers = {"comments": "Unfair", "has_disagreement": "on", **boxes("on")}
    page = sent_form(cast.coordinator, case, Verb.RECORD_READING, answers, copy)
    assert page.faults == ["Say what was done about the disagreement."]
    assert page.values["comments"] == "Unfair"


@pytest.mark.parametrize(("said", "is_approved"), [("yes", True), ("no", False)])
def test_records_an_answer_that_came_by_letter(cast: Cast, case: Case, said: str, is_approved: bool) -> None:
    """Agencies on the panel can be chosen, no other."""
    out = case_at(cast, case, Stage.FAMILY_REVIEW)
    page = form_page(cast.coordinator, out, Verb.RECORD_AGENCY_APPROVAL)
    assert sorted(page.choices("organisation")[1:]) == ["Testshire NHS Trust", "Testshire Refuge"]
    answers = {"organisation": cast.refuge.pk, "is_approved": said, "note": "By letter", **boxes("on", TODAY - ONE)}
    done_by_form(cast.coordinator, out, Verb.RECORD_AGENCY_APPROVAL, answers)
    row = AgencyApproval.objects.get(case=out)
    assert (row.organisation, row.is_approved, row.note, row.on) == (
        cast.refuge, is_approved, "By letter", TODAY - ONE,
    )  # fmt: skip


def answered(cast: Cast, case: Case, *, refuge_agrees: bool) -> Case:
    """Both agencies on the panel have answered."""
    out = case_at(cast, case, Stage.FAMILY_REVIEW)
    for body, agrees in ((cast.health, True), (cast.refuge, refuge_agrees)):
        drafting.record_agency_approval(
            case=out, by=cast.coordinator, organisation=body, is_approved=agrees, note="By letter"
        )
    return out


def test_records_the_panel_s_approval_without_dissent(cast: Cast, case: Case) -> None:
    """Nobody is asked about a dissent there is none of, or told of comments there are none of."""
    out = answered(cast, case, refuge_agrees=True)
    page = form_page(cast.independent_chair, out, Verb.RECORD_PANEL_APPROVAL)
    assert "dissent" not in page.values
    assert "nobody has answered yet" not in page
    done_by_form(cast.independent_chair, out, Verb.RECORD_PANEL_APPROVAL, boxes("on", TODAY - ONE))
    assert (out.at, last_event(out).on) == (Stage.PANEL_APPROVED, BEFORE)


def test_asks_how_the_panel_dealt_with_dissent(cast: Cast, case: Case) -> None:
    out = answered(cast, case, refuge_agrees=False)
    make_comment(case=out, by=cast.panel_member, text="Say who chaired.")
    page = form_page(cast.independent_chair, out, Verb.RECORD_PANEL_APPROVAL)
    assert "Not approved by Testshire Refuge." in page
    assert "Comments on the draft that nobody has answered yet: 1." in page
    refused = sent_form(cast.independent_chair, out, Verb.RECORD_PANEL_APPROVAL, boxes("on"))
    assert refused.status == 422
    assert len(refused.faults) == 1
    answers = {"dissent": "Printed in the report", **boxes("on")}
    done_by_form(cast.independent_chair, out, Verb.RECORD_PANEL_APPROVAL, answers)
    assert out.at is Stage.PANEL_APPROVED


def test_sends_a_draft_back(cast: Cast, case: Case) -> None:
    out = case_at(cast, case, Stage.FAMILY_REVIEW)
    answers = {"reason": "To be balanced", **boxes("on")}
    done_by_form(cast.independent_chair, out, Verb.SEND_BACK_TO_DRAFT, answers)
    assert (out.at, last_event(out).reason) == (Stage.DRAFTING, "To be balanced")


@pytest.mark.parametrize("is_complete", [False, True])
def test_signs_off_and_completes_the_report_only_when_asked(cast: Cast, case: Case, is_complete: bool) -> None:
    approved = case_at(cast, case, Stage.PANEL_APPROVED)
    now = {"is_complete_now": "on"} if is_complete else {}
    done_by_form(cast.csp_chair, approved, Verb.SIGN_OFF, {"minute": "Board, item 6", **boxes("on"), **now})
    row = SignOff.objects.get(case=approved)
    assert (row.minute, row.signed_by) == ("Board, item 6", cast.csp_chair)
    assert drafting.is_report_complete(approved) is is_complete


@pytest.mark.parametrize(
    ("view", "stage"),
    [("terminated", Stage.TERMINATED), ("abbreviated", Stage.ABBREVIATED), ("go_on", Stage.PANEL_WORK)],
)
def test_puts_an_end_to_the_home_office_and_records_its_view(cast: Cast, case: Case, view: str, stage: Stage) -> None:
    working = case_at(cast, case, Stage.PANEL_WORK)
    answers = {"kind": "terminate", "reason": "The death was natural", **boxes("on")}
    checking = sent_form(cast.coordinator, working, Verb.PROPOSE_END, answers)
    assert checking.facts["What is proposed?"] == "End the review early"
    done_by_form(cast.coordinator, working, Verb.PROPOSE_END, answers)
    assert (working.at, working.resumes_at) == (Stage.END_PROPOSED, Stage.PANEL_WORK)
    told = {"view": view, "reason": "By letter", **boxes("on")}
    done_by_form(cast.coordinator, working, Verb.RECORD_END_VIEW, told)
    assert (working.at, last_event(working).reason) == (stage, "By letter")


@pytest.mark.parametrize("about_section", [True, False])
def test_comments_on_a_section_or_on_the_whole_draft(cast: Cast, case: Case, about_section: bool) -> None:
    give_copies(cast, case)
    section = ReportSection.objects.filter(case=case)[0] if about_section else None
    about = f"“{section}”" if about_section else "the draft as a whole"
    assert form_page(cast.panel_member, case, Verb.COMMENT_ON_SECTION, section).headings[0] == f"Comment on {about}"
    done_by_form(cast.panel_member, case, Verb.COMMENT_ON_SECTION, {"text": "Say who chaired."}, section)
    comment = SectionComment.objects.get(case=case)
    assert (comment.section, comment.text, comment.by) == (section, "Say who chaired.", cast.panel_member)


def test_answers_a_comment_below_its_words(cast: Cast, case: Case) -> None:
    """What was answered before stands in the form."""
    give_copies(cast, case)
    comment = make_comment(case=case, by=cast.panel_member, text="Say who chaired.")
    page = form_page(cast.coordinator, case, Verb.ANSWER_COMMENT, comment)
    assert page.headings[0] == "Answer comment 1"
    assert "Say who chaired." in page
    assert page.choices("answer") == [label for code, label in CommentAnswer.choices if code]
    refused = sent_form(cast.coordinator, case, Verb.ANSWER_COMMENT, {"answer": "declined", "text": ""}, comment)
    assert refused.status == 422
    done_by_form(cast.coordinator, case, Verb.ANSWER_COMMENT, {"answer": "partly", "text": "In section 2"}, comment)
    comment.refresh_from_db()
    assert (comment.answer, comment.answer_text, comment.answered_by) == (
        CommentAnswer.PARTLY, "In section 2", cast.coordinator,
    )  # fmt: skip
    values = form_page(cast.coordinator, case, Verb.ANSWER_COMMENT, comment).values
    assert (values["answer"], values["text"]) == ("partly", "In section 2")


def test_keeps_the_family_s_words_from_who_may_not_read_them(cast: Cast, case: Case) -> None:
    """The form of such a comment opens without its words and its answer."""
    copies = give_copies(cast, case, [cast.family_advocate])
    access = access_of(copies["sister"], cast.family_advocate)
    comment = reading_room.comment_on_copy(access=access, by=cast.family_advocate, text="She loved the sea.")
    for reader, shown in ((cast.coordinator, comment.text), (cast.panel_member, "")):
        form = AnswerCommentForm(case=case, by=reader, subject=comment)
        assert (form.intro, form.initial.get("text") is None) == (shown, not shown)


def test_changes_a_reader_s_last_day_and_closes_the_way_in(cast: Cast, case: Case) -> None:
    copies = give_copies(cast, case, [cast.second_author])
    access = access_of(copies["health"], cast.second_author)
    page = form_page(cast.coordinator, case, Verb.EXTEND_READING, access)
    assert page.headings[0] == "Change a reader's last day"
    assert "Second Author, copy 1." in page
    shown = datetime.date(*(int(page.values[f"until_{part}"]) for part in ("year", "month", "day")))
    assert shown == access.ends_on
    done_by_form(cast.coordinator, case, Verb.EXTEND_READING, boxes("until", in_days(30)), access)
    access.refresh_from_db()
    assert access.ends_on == in_days(30)
    assert "Second Author, copy 1." in form_page(cast.coordinator, case, Verb.CLOSE_READING, access)
    done_by_form(cast.coordinator, case, Verb.CLOSE_READING, {"reason": "Left the trust"}, access)
    access.refresh_from_db()
    assert access.revoked_reason == "Left the trust"
    assert access.revoked_at is not None


def test_offers_the_sections_that_a_copy_lacks(cast: Cast, case: Case) -> None:
    """And says how many are in it; the family's copy holds all and asks for none."""
    copies = give_copies(cast, case)
    page = form_page(cast.coordinator, case, Verb.OPEN_READING, copies["health"])
    assert page.headings[0] == "Let readers into copy 1"
    held = copies["health"].passages.count()
    assert f"In it now: {held} section{'s' if held > 1 else ''}. A section added is kept" in page
    assert len(page.choices("sections")) == 3 - held
    assert (page.values["until_day"], page.values["until_year"]) == (
        str(copies["health"].due_on.day), str(copies["health"].due_on.year),
    )  # fmt: skip
    assert form_page(cast.coordinator, case, Verb.OPEN_READING, copies["sister"]).choices("sections") == []


def test_says_that_a_copy_holds_no_section_yet(cast: Cast, case: Case) -> None:
    """As one that went out on paper before anything was written here; all that is written now can be added."""
    out = case_at(cast, case, Stage.FAMILY_REVIEW)
    copy = DraftReading.objects.filter(case=out)[0]
    assert form_page(cast.coordinator, out, Verb.OPEN_READING, copy).choices("sections") == []
    write_sections(cast, out)
    page = form_page(cast.coordinator, out, Verb.OPEN_READING, copy)
    assert "In it now: none." in page
    assert len(page.choices("sections")) == 3
