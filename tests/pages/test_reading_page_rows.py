"""What stands on the pages about a draft that is read: answers of agencies, copies, ways in, openings, comments?"""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions import drafting, reading_room
from dhr_cases.actions.section_comments import answer_comment, make_comment
from dhr_cases.deadlines import long_date
from dhr_cases.models import Case, CommentAnswer, DraftReading, ReadingOpening, SectionComment
from dhr_cases.models.history import change
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.reading_copies import TEXTS, access_of, give_copies, in_days
from tests.seen import Seen, browser, seen, sent
from tests.stages import case_at
from tests.standing import stand_at

TODAY = timezone.localdate()
ONE = datetime.timedelta(days=1)
DAY = long_date(TODAY)
PANEL, EARLIER = "Agencies on the panel", "Answers of earlier rounds"


def moment(at: datetime.datetime) -> str:
    """A moment as the pages write it."""
    local = timezone.localtime(at)
    return f"{long_date(local.date())}, {local:%H:%M}"


def readings(cast: Cast, case: Case, part: str = "coordinator") -> Seen:
    """The page of reading and approval."""
    return seen(cast.people()[part], "case_readings", case.reference)


def test_shows_each_agency_s_answer_and_those_of_earlier_rounds(cast: Cast, case: Case) -> None:
    """Approved, not approved, not answered; a new round begins empty and keeps the old one below."""
    out = case_at(cast, case, Stage.FAMILY_REVIEW)
    drafting.record_agency_approval(
        case=out, by=cast.coordinator, organisation=cast.refuge, is_approved=False, note="Unfair", on=TODAY - ONE
    )
    page = readings(cast, out)
    assert page.heads[PANEL] == ["Agency", "Answer", "On", "Recorded by", "Note"]
    assert page.tables[PANEL] == [
        ["Testshire NHS Trust", "Not answered yet", "none", "none", "none"],
        ["Testshire Refuge", "Does not approve", long_date(TODAY - ONE), "Coordinator", "Unfair"],
    ]
    assert (page.states["Not answered yet"], page.states["Does not approve"]) == ("not_started", "held")
    assert EARLIER not in page.tables
    assert "Round 1. Every agency answers afresh in each round." in page
    drafting.approve_for_agency(case=out, by=cast.panel_member, is_approved=True)
    assert readings(cast, out).states["Approves"] == "done"
    drafting.send_back_to_draft(case=out, by=cast.coordinator, reason="To be balanced")
    again = readings(cast, out)
    assert {row[1] for row in again.tables[PANEL]} == {"Not answered yet"}
    assert [row[:2] for row in again.tables[EARLIER]] == [
        ["Testshire NHS Trust, round 1", "Approves"], ["Testshire Refuge, round 1", "Does not approve"],
    ]  # fmt: skip
    assert "Round 2." in again


def test_says_that_no_copy_was_given_and_nobody_commented(cast: Cast, case: Case) -> None:
    page = readings(cast, case_at(cast, case, Stage.DRAFTING))
    assert "No copy has been given to a reader yet." in page
    assert "Comments: none yet." in page
    assert "Sign-off" not in page.headings


def test_tells_of_a_copy_how_it_stands(cast: Cast, case: Case) -> None:
    """Openings and sections only to those who let readers in; the answer once there is one."""
    copies = give_copies(cast, case, [cast.second_author])
    page = readings(cast, case)
    assert page.facts == {
        "Given": DAY, "Comments by": long_date(in_days(21)), "Answered": "not yet",
        "Sections in it": str(copies["sister"].passages.count()), "Opened on screen": "not yet",
    }  # fmt: skip
    access = access_of(copies["health"], cast.second_author)
    opened = [reading_room.open_page(access=access, by=cast.second_author) for _ in range(2)]
    drafting.record_reading(case=case, by=cast.coordinator, reading=copies["health"], comments="A date", on=TODAY - ONE)
    facts = readings(cast, case).all_facts[:8]
    assert dict(facts) == {
        "Given": DAY, "Comments by": long_date(in_days(21)), "Answered": long_date(TODAY - ONE),
        "Sections in it": "1", "Opened on screen": f"2 times, last {moment(opened[1].at)}",
        "Comments": "A date", "What we did about them": "none", "Disagreement": "None",
    }  # fmt: skip
    member = readings(cast, case, "panel_member")
    assert "Opened on screen" not in member.facts
    assert not [label for label in member.links if label.startswith(("Readers and openings", "Record comments"))]


def test_says_that_a_copy_was_opened_once(cast: Cast, case: Case) -> None:
    copies = give_copies(cast, case, [cast.second_author])
    opening = reading_room.open_page(access=access_of(copies["health"], cast.second_author), by=cast.second_author)
    assert f"once, last {moment(opening.at)}" in dict(readings(cast, case).all_facts[:5]).values()


def test_records_disagreement_without_its_words_for_those_they_are_kept_from(cast: Cast, case: Case) -> None:
    copies = give_copies(cast, case)
    drafting.record_reading(
        case=case, by=cast.coordinator, reading=copies["sister"], comments="She loved the sea.", response="Put in",
        has_disagreement=True,
    )  # fmt: skip
    assert readings(cast, case).facts["What we did about them"] == "Put in"
    kept = readings(cast, case, "panel_member").facts
    assert kept["Disagreement"] == "Recorded"
    assert kept["Comments"] == kept["What we did about them"] == "Kept for those who work with the family."


def test_leads_those_who_run_the_readings_to_each_copy(cast: Cast, case: Case) -> None:
    copies = give_copies(cast, case)
    links = readings(cast, case).links
    for copy in copies.values():
        name = f"Copy {copy.copy_number}: {copy.organisation or copy.person}"
        assert links[f"Readers and openings of {name}"] == reverse("case_copy", args=(case.reference, copy.pk))
        assert links[f"Record comments on {name}"] == reverse("act", args=(case.reference, "record_reading", copy.pk))


def test_shows_the_sign_off_with_its_minute(cast: Cast, case: Case) -> None:
    signed = case_at(cast, case, Stage.CSP_SIGNED_OFF)
    assert readings(cast, signed).facts[f"Signed off {DAY}"] == "Board, item 6; Csp Chair"


def copy_page(cast: Cast, case: Case, copy: DraftReading) -> Seen:
    """The page of one copy as the coordinator has it."""
    return seen(cast.coordinator, "case_copy", case.reference, copy.pk)


def test_lists_sections_ways_in_and_openings_of_a_copy(cast: Cast, case: Case) -> None:
    """Newest opening first; a page and the list of sections are told apart."""
    copies = give_copies(cast, case, [cast.second_author])
    copy = copies["health"]
    access, passage = access_of(copy, cast.second_author), copy.passages.all()[0]
    first = reading_room.open_page(access=access, by=cast.second_author)
    second = reading_room.open_page(access=access, by=cast.second_author, passage=passage)
    page = copy_page(cast, case, copy)
    heading = passage.version.section.heading
    assert page.headings[0] == "Copy 1: Testshire NHS Trust"
    assert page.heads["Sections of the copy"] == ["Section", "As it read then"]
    assert page.tables["Sections of the copy"] == [[heading, "Version 1"]]
    assert page.facts == {"State": "Open", "Last day": long_date(access.ends_on)}
    assert page.tables["Pages opened, newest first"] == [
        ["Second Author", heading, moment(second.at)], ["Second Author", "List of sections", moment(first.at)],
    ]  # fmt: skip
    assert page.links["Comments from this copy"] == f"{reverse('case_comments', args=(case.reference,))}?copy=1"


@pytest.mark.parametrize(("days", "stage", "state"), [
    (0, Stage.FAMILY_REVIEW, "Open"),
    (-1, Stage.FAMILY_REVIEW, "Ended: the last day is past"),
    (5, Stage.SUBMITTED, "Closed in this stage of the review"),
])  # fmt: skip
def test_says_how_a_way_in_stands(cast: Cast, case: Case, days: int, stage: Stage, state: str) -> None:
    """The last day still counts; past a stage in which copies are read every way is closed."""
    copies = give_copies(cast, case, [cast.second_author])
    access = access_of(copies["health"], cast.second_author)
    with change("Test access", None):
        access.ends_on = in_days(days)
        access.save()
    assert copy_page(cast, stand_at(case, stage), copies["health"]).facts["State"] == state


def test_tells_when_and_why_a_way_in_was_closed(cast: Cast, case: Case) -> None:
    """And offers no other end of it."""
    copies = give_copies(cast, case, [cast.second_author])
    access = access_of(copies["health"], cast.second_author)
    reading_room.close_reading(case=case, by=cast.coordinator, access=access, reason="Left the trust")
    access.refresh_from_db()
    assert access.revoked_at is not None
    page = copy_page(cast, case, copies["health"])
    assert page.facts == {
        "State": "Closed", "Last day": long_date(access.ends_on), "Closed": moment(access.revoked_at),
        "Why": "Left the trust",
    }  # fmt: skip
    assert not [label for label in page.links if "of Second Author" in label]


def test_is_no_page_for_those_who_do_not_let_readers_in(cast: Cast, case: Case, other_case: Case) -> None:
    """Nor under another case."""
    copy = give_copies(cast, case)["health"]
    assert seen(cast.panel_member, "case_copy", case.reference, copy.pk).status == 404
    assert seen(cast.coordinator, "case_copy", other_case.reference, copy.pk).status == 404


def test_lists_comments_with_what_was_done_about_them(cast: Cast, case: Case) -> None:
    """On the draft and on a copy, open and answered; the answer is offered to those who may give it."""
    copies = give_copies(cast, case, [cast.second_author])
    make_comment(case=case, by=cast.panel_member, text="Say who chaired.")
    on_copy = reading_room.comment_on_copy(
        access=access_of(copies["health"], cast.second_author), by=cast.second_author, text="A date is wrong.",
        passage=copies["health"].passages.all()[0],
    )  # fmt: skip
    answer_comment(
        case=case, by=cast.coordinator, comment=on_copy, answer=CommentAnswer.DECLINED, answer_text="It is right."
    )
    on_copy.refresh_from_db()
    assert on_copy.answered_at is not None
    page = seen(cast.coordinator, "case_comments", case.reference)
    assert page.heads["Comments"] == ["Comment", "About", "From", "What it says", "Answer", "What was done"]
    open_row, answered = page.tables["Comments"]
    assert open_row[:2] == ["Answer comment 1", "The draft as a whole"]
    assert open_row[2].startswith(f"Panel Member, {DAY}")
    assert open_row[3:] == ["Say who chaired.", CommentAnswer.OPEN.label, "nothing yet"]
    assert answered[:2] == ["Answer comment 2", f"{on_copy.section}, version 1"]
    assert answered[2].startswith(f"Copy 1, Testshire NHS Trust: Second Author, {DAY}")
    done = f"It is right. (Coordinator, {moment(on_copy.answered_at)})"
    assert answered[3:] == ["A date is wrong.", CommentAnswer.DECLINED.label, done]
    assert "Shown: 2 of 2. Not answered: 1." in page
    assert page.choices("copy") == ["All", "Made on the draft itself", "Copy 1"]
    assert (page.values["state"], page.values["copy"]) == ("", "")
    member = seen(cast.panel_member, "case_comments", case.reference, asked="state=open&copy=none")
    assert [row[0] for row in member.tables["Comments"]] == ["Comment 1"]
    assert (member.values["state"], member.values["copy"]) == ("open", "none")
    assert "Shown: 1 of 2." in member
    none = seen(cast.panel_member, "case_comments", case.reference, asked="state=open&copy=1")
    assert "No comment fits this choice." in none


def test_leads_a_reader_from_section_to_section(cast: Cast, case: Case) -> None:
    """The first has none before it, the last none after it; the number says which of how many."""
    copies = give_copies(cast, case, [cast.family_advocate])
    copy = copies["sister"]
    passages = list(copy.passages.all())
    ways = {"The section before", "The next section"}
    for place, passage in enumerate(passages):
        page = seen(cast.family_advocate, "reading_passage", copy.pk, passage.pk)
        assert f"section {place + 1} of {len(TEXTS)} in your copy" in page
        wanted = {"The section before": place - 1, "The next section": place + 1}
        expected = {
            label: reverse("reading_passage", args=(copy.pk, passages[at].pk))
            for label, at in wanted.items()
            if 0 <= at < len(passages)
        }
        assert {label: url for label, url in page.links.items() if label in ways} == expected


def test_has_no_page_for_a_section_of_another_copy(cast: Cast, case: Case) -> None:
    copies = give_copies(cast, case, [cast.second_author, cast.family_advocate])
    other = copies["sister"].passages.all()[0]
    assert seen(cast.second_author, "reading_passage", copies["health"].pk, other.pk).status == 404


def test_tells_a_reader_of_their_copy_and_that_it_is_answered(cast: Cast, case: Case) -> None:
    """In the list of copies, on the copy and after they said that they have finished."""
    copies = give_copies(cast, case, [cast.family_advocate])
    copy = copies["sister"]
    last, due = long_date(in_days(21)), long_date(copy.due_on)
    label = f"Copy 2: {case.reference}"
    assert seen(cast.family_advocate, "my_readings").tasks == [
        (label, f"Open to you until {last}. Comments by {due}.", "Open"),
    ]
    assert "Nothing needs to be finished in one go." in seen(cast.family_advocate, "reading", copy.pk)
    done = sent(cast.family_advocate, "reading_finished", copy.pk, words="Fair", has_disagreement="on")
    assert done.messages == ["We have recorded that you finished. You can still come back and add to it."]
    assert "It is recorded that this copy was read and answered." in done
    assert seen(cast.family_advocate, "my_readings").tasks[0][2] == "Answered"
    assert seen(cast.outsider, "my_readings").tasks == []


def test_lets_a_reader_word_a_comment_anew_until_it_is_answered(cast: Cast, case: Case) -> None:
    copies = give_copies(cast, case, [cast.family_advocate])
    copy = copies["sister"]
    saved = sent(cast.family_advocate, "reading", copy.pk, text="She loved the sea.")
    assert saved.messages == ["Your comment is saved."]
    comment = SectionComment.objects.get(reading=copy)
    page = seen(cast.family_advocate, "reading_comment", copy.pk, comment.pk)
    assert page.headings[0] == "Change comment 1"
    assert page.values["text"] == "She loved the sea."
    empty = sent(cast.family_advocate, "reading_comment", copy.pk, comment.pk, text=" ")
    assert (empty.status, empty.faults) == (422, ["Enter your comment"])
    anew = sent(cast.family_advocate, "reading_comment", copy.pk, comment.pk, text="She loved the sea and the wind.")
    assert anew.messages == ["Your comment is changed."]
    answer_comment(
        case=case, by=cast.coordinator, comment=comment, answer=CommentAnswer.ACCEPTED, answer_text="It is in now."
    )
    room = seen(cast.family_advocate, "reading", copy.pk)
    assert "It is in now." in room
    assert room.states[CommentAnswer.ACCEPTED.label] == "done"
    assert seen(cast.family_advocate, "reading_comment", copy.pk, comment.pk).status == 404


def test_notes_each_page_that_is_opened_and_no_other(cast: Cast, case: Case) -> None:
    """A comment that is refused shows the page, which is noted; one that is saved leads to it."""
    copies = give_copies(cast, case, [cast.family_advocate])
    copy = copies["sister"]
    client, passage = browser(cast.family_advocate), copy.passages.all()[0]
    client.get(reverse("reading", args=(copy.pk,)))
    assert seen(cast.family_advocate, "reading", copy.pk).tasks[0][2] == "Not opened yet"
    client.get(reverse("reading_passage", args=(copy.pk, passage.pk)))
    assert seen(cast.family_advocate, "reading", copy.pk).tasks[0][2] == "Opened"
    assert ReadingOpening.objects.filter(access__reading=copy, passage=passage).count() == 1
    client.get(reverse("reading_still_open", args=(copy.pk,)))
    assert ReadingOpening.objects.filter(access__reading=copy, passage=None).count() == 3
