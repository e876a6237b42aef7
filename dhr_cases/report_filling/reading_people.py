"""What does the record say of those who took part and of what is planned? Rows into facts, by pseudonym and role."""

import datetime

from dhr_cases.copies import Recipient, owed
from dhr_cases.deadlines import long_date
from dhr_cases.models import (
    Action,
    Appointment,
    Case,
    CopySent,
    DraftReading,
    InformationRequest,
    Milestone,
    PanelSeat,
    Part,
    PartialDate,
    Person,
    Post,
    Recommendation,
)
from dhr_cases.printed_numbers import natural_key
from dhr_cases.report_filling.facts import (
    Contractor,
    Contributor,
    CopyGiven,
    Panel,
    PlannedAction,
    Recommended,
    Relative,
    Seat,
)
from dhr_cases.report_filling.reading import by_month, meetings_of, stated
from dhr_cases.request_states import AnswerKind, RequestState

CLOSE = (Part.FAMILY, Part.FRIEND)
"""Parts of people whose involvement a report tells; children are told of with the family [K]."""


def relatives_of(case: Case) -> tuple[Relative, ...]:
    """People close to the one who died, with what they took part in; no name, no way to reach them."""
    people = Person.objects.filter(case=case, part__in=CLOSE).prefetch_related("contacts", "interviews")
    readings = {row.person_id: row for row in DraftReading.objects.filter(case=case).exclude(person=None)}
    return tuple(_relative(person, readings.get(person.pk)) for person in people)


def _relative(person: Person, reading: DraftReading | None) -> Relative:
    contacts = [row.on for row in person.contacts.all()]
    held = [row.is_refused for row in person.interviews.all()]
    return Relative(
        who=str(person),
        relationship=person.relationship,
        first_contact=_month(min(contacts, default=None)),
        contacts=len(contacts),
        advocate_offered=by_month(person.advocate_offered_on),
        interviews=held.count(False),
        refused=held.count(True),
        read_on=_month(reading.given_on if reading else None),
        answered_on=_month(reading.answered_on if reading else None),
    )


def _month(day: datetime.date | None) -> str:
    """The month of a day, "" for none."""
    return by_month(PartialDate.on(day)) if day else ""


def contributors_of(case: Case) -> tuple[Contributor, ...]:
    """Every agency that was asked, but those whose request was withdrawn."""
    rows = InformationRequest.objects.filter(case=case).exclude(state=RequestState.WITHDRAWN)
    return tuple(
        Contributor(row.organisation.name, _given(row), row.is_author_independent)
        for row in rows.select_related("organisation")
    )


def _given(row: InformationRequest) -> str:
    if row.at is RequestState.UNANSWERED:
        return "No return"
    return AnswerKind(row.answer_kind).label if row.answer_kind and row.returned_on else "Not returned yet"


def panel_of(case: Case) -> Panel:
    """Who sits or sat, by role and agency, and whom the panel did without."""
    rows = list(PanelSeat.objects.filter(case=case).select_related("organisation"))
    return Panel(
        seats=tuple(_seat(row) for row in rows if not row.is_excused),
        meetings=meetings_of(case),
        excused=tuple(_excused(row) for row in rows if row.is_excused),
    )


def _seat(row: PanelSeat) -> Seat:
    return Seat(
        agency=row.organisation.name,
        role=row.job_title,
        is_specialist=row.is_domestic_abuse_specialist,
        until=long_date(row.ends_on) if row.ends_on else "",
    )


def _excused(row: PanelSeat) -> str:
    reason = f": {' '.join(row.excused_reason.split())}" if row.excused_reason else ""
    return f"{row.organisation.name}{reason}"


def contractors_of(case: Case) -> tuple[Contractor, ...]:
    """Everybody appointed as chair or author, also those whose appointment has ended."""
    rows = Appointment.objects.filter(case=case).select_related("user")
    return tuple(
        Contractor(
            name=row.user.get_full_name(),
            post=Post(row.post).label,
            appointed_on=stated(row.appointed_on),
            independence=" ".join(row.independence_statement.split()),
            ended_on=long_date(row.ended_on) if row.ended_on else "",
        )
        for row in rows
    )


def copies_of(case: Case) -> tuple[tuple[CopyGiven, ...], tuple[str, ...]]:
    """Copies sent, and those owed by statute that have not been; a relative's copy names nobody."""
    rows = list(CopySent.objects.filter(case=case))
    given = tuple(CopyGiven(_receiver(row), row.basis, stated(row.on)) for row in rows)
    sent = {row.recipient for row in rows}
    return given, tuple(body.label for body in owed(case.regime) if body.value not in sent)


def _receiver(row: CopySent) -> str:
    return Recipient.FAMILY.label if row.recipient == Recipient.FAMILY else row.recipient_label


def recommended_of(case: Case) -> tuple[Recommended, ...]:
    """Recommendations in the natural order of their printed numbers, each with its actions; three queries."""
    rows = Recommendation.objects.filter(case=case).select_related("owner")
    found = rows.prefetch_related("actions__owner", "actions__milestones")
    ordered = sorted(found, key=lambda row: (natural_key(row.ref), row.position))
    return tuple(_recommended(row) for row in ordered)


def _recommended(row: Recommendation) -> Recommended:
    return Recommended(
        number=row.ref,
        text=row.text,
        scope=row.get_scope_display() if row.scope else "",
        owner=row.owner.name if row.owner else row.addressee_text,
        target=stated(row.target_date),
        measure=row.measure,
        actions=tuple(_action(action) for action in row.actions.all()),
    )


def _action(row: Action) -> PlannedAction:
    return PlannedAction(
        text=row.text,
        lead=row.owner.name if row.owner else "",
        milestones=tuple(_milestone(each) for each in row.milestones.all()),
        target=stated(row.target_date),
        completed=stated(row.completed_on),
        outcome=row.outcome,
    )


def _milestone(row: Milestone) -> str:
    if row.reached_on.is_known:
        return f"{row.text} (reached {row.reached_on})"
    return f"{row.text} (by {row.target_date})" if row.target_date.is_known else str(row.text)
