"""How are minutes written, numbered and annotated, and how are questions logged and answered?"""

import datetime

from dhr_cases.errors import NotNow
from dhr_cases.models import User
from governance.actions.core import acting, check_not_future, require, today
from governance.meeting_terms import MeetingState
from governance.minute_numbers import next_number, numbered
from governance.models import AgendaItem, Meeting, MeetingQuestion, PostMeetingNote
from governance.policies.meetings import (
    check_can_be_numbered,
    check_takes_minutes,
    check_was_held,
    held_by,
    items_of,
)
from governance.verbs import GovernanceVerb


def write_minute(*, item: AgendaItem, by: User, discussion: str, restricted_discussion: str = "") -> AgendaItem:
    """What was said on one item; a later writing replaces it, and history keeps both.

    Raises NotNow before the meeting was held or after its minutes were approved.
    """
    with acting(GovernanceVerb.WRITE_MINUTE, item.meeting.body.partnership, by) as act:
        item.refresh_from_db()
        check_takes_minutes(item.meeting)
        is_new = item.minute_number is not None or item.meeting.at is MeetingState.HELD
        require(
            (not item.is_withdrawn, "The item is off the agenda."),
            (is_new, "The minutes are numbered, and this item bears no number."),
        )
        item.discussion, item.restricted_discussion = discussion.strip(), restricted_discussion.strip()
        item.save()
        act.record(about=item, on=item.meeting.on, detail={"item": str(item.code)})
        return item


def draft_minutes(*, meeting: Meeting, by: User) -> Meeting:
    """The minutes get their numbers, which run on from the body's last ones, and stand as a draft.

    Raises NotNow while earlier minutes bear no numbers, Incomplete while an item is not minuted.
    """
    with acting(GovernanceVerb.DRAFT_MINUTES, meeting.body.partnership, by) as act:
        meeting.refresh_from_db()
        check_can_be_numbered(meeting)
        minuted = {item.code: item for item in items_of(meeting).filter(is_minuted=True)}
        numbers = numbered(list(minuted), next_number(meeting.body.first_minute, held_by(meeting.body)))
        for code, number in numbers.items():
            minuted[code].minute_number = number
            minuted[code].save()
            _tell_money(minuted[code])
        meeting.state, meeting.drafted_on = MeetingState.DRAFTED, today()
        meeting.save()
        act.record(about=meeting, detail={"first": min(numbers.values()), "last": max(numbers.values())})
        return meeting


def _tell_money(item: AgendaItem) -> None:
    """Requests for money that were made at the item bear its minute number from now on."""
    for request in item.partner_requests.filter(funding_request__isnull=False).select_related("funding_request"):
        request.funding_request.minute = str(item.minute_number)
        request.funding_request.save()


def add_meeting_note(*, item: AgendaItem, by: User, on: datetime.date, text: str) -> PostMeetingNote:
    """A note below a minute says what happened afterwards. Raises Incomplete for a day not after the meeting."""
    with acting(GovernanceVerb.ADD_MEETING_NOTE, item.meeting.body.partnership, by) as act:
        check_was_held(item.meeting)
        check_not_future(on, "The day of the note")
        require(
            (bool(text.strip()), "Write the note."),
            (on >= item.meeting.on, "A post-meeting note is of a day after the meeting."),
        )
        note: PostMeetingNote = PostMeetingNote.objects.create(item=item, on=on, text=text.strip(), by=by)
        act.record(about=item, on=on, detail={"note": note.pk})
        return note


def record_question(*, item: AgendaItem, by: User, text: str, asked_by: str = "", answer: str = "") -> MeetingQuestion:
    """A question asked at an item, with its answer where one was given at once. Its letter follows the last one."""
    with acting(GovernanceVerb.RECORD_QUESTION, item.meeting.body.partnership, by) as act:
        check_was_held(item.meeting)
        require((bool(text.strip()), "Write the question."), (not item.is_withdrawn, "The item is off the agenda."))
        question: MeetingQuestion = MeetingQuestion.objects.create(
            item=item,
            position=MeetingQuestion.objects.filter(item=item).count() + 1,
            text=text.strip(),
            asked_by=asked_by,
            answer=answer.strip(),
            answered_on=item.meeting.on if answer.strip() else None,
        )
        act.record(about=question, on=item.meeting.on, detail={"letter": question.letter})
        return question


def answer_question(*, question: MeetingQuestion, by: User, answer: str, on: datetime.date) -> MeetingQuestion:
    """The answer to a question that was left open. Raises NotNow where it has one, Incomplete without words."""
    with acting(GovernanceVerb.ANSWER_QUESTION, question.item.meeting.body.partnership, by) as act:
        question.refresh_from_db()
        check_not_future(on, "The day of the answer")
        if question.answered_on is not None:
            raise NotNow("The question has its answer.")
        require(
            (bool(answer.strip()), "Write the answer."),
            (on >= question.item.meeting.on, "The answer comes after the meeting."),
        )
        question.answer, question.answered_on = answer.strip(), on
        question.save()
        act.record(about=question, on=on, detail={"letter": question.letter})
        return question
