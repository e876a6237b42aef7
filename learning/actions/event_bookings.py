"""Somebody registers, is booked, cancels, comes or does not come; somebody is invited.

Source: booked, attended and responded kept apart, funding-and-reporting 5.4 [D].
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from dhr_cases.actions.team_acts import TeamAct, lock_partnership
from dhr_cases.errors import NotNow
from dhr_cases.models import OrganisationKind, User
from learning.actions.core import acting, acting_by_itself, require, today
from learning.actions.event_waiting import move_up
from learning.event_messages import queue
from learning.event_places import check_open, has_begun, state_of_next
from learning.event_terms import BookingState, EventState, MessageKind, Registration
from learning.models import Attendee, Booking, Event, EventMessage, Invitation, LearningEvent
from learning.verbs import LearningVerb

AGAIN_AFTER = datetime.timedelta(hours=1)
"""How long an address is left alone before a second registration sends its booking once more: ours [D]."""

FROM_THE_PAGE = "Registered on the web"
BY_THE_PERSON = "Cancelled by the person"
Act = TeamAct[LearningEvent]


@dataclass(frozen=True, kw_only=True)
class Coming:
    """Who would like to come. Only ``sector`` stays once names are deleted."""

    name: str
    email: str
    organisation: str = ""
    job_title: str = ""
    needs: str = ""
    sector: OrganisationKind | None = None


def digest_of(event: Event, email: str) -> str:
    """A keyed digest of an e-mail address for one event: the same address twice is seen, none can be looked up."""
    return salted_hmac("learning.event", f"{event.pk}:{email.strip().casefold()}", algorithm="sha256").hexdigest()


def register(*, event: Event, coming: Coming, invitation: Invitation | None = None) -> None:
    """Somebody registers on the public page; nobody is signed in. They learn by e-mail how their booking stands.

    An address that is registered already changes nothing and is answered alike, so that nobody can find out who
    comes: at most once an hour its booking is sent to it again. One that had cancelled asks anew.
    Raises NotNow when registration is not open, or is by invitation and none is given.
    """
    with transaction.atomic():
        lock_partnership(event.partnership)  # two forms of one person sent at once are seen one after the other
        known = _known(event, coming.email)
        if known is not None and known.booking.state != BookingState.CANCELLED:
            check_open(event, today())
            _send_again(known)
        else:
            _register_anew(event, coming, invitation)


def _register_anew(event: Event, coming: Coming, invitation: Invitation | None) -> None:
    with acting_by_itself(LearningVerb.BOOK_PLACE, event.partnership, reason=FROM_THE_PAGE) as act:
        event.refresh_from_db()
        check_open(event, today())
        _check_invited(event, coming, invitation)
        _book(act, event, coming, state_of_next(event))
        if invitation is not None:
            invitation.has_booked = True
            invitation.save(update_fields=["has_booked"])


def book_place(*, event: Event, by: User, coming: Coming, is_over_capacity: bool = False) -> Booking:
    """The office books a place, also for somebody who came without one; with ``is_over_capacity`` beyond the places.

    Raises NotNow for a cancelled event, Incomplete for an address that is booked already.
    """
    with acting(LearningVerb.BOOK_PLACE, event.partnership, by) as act:
        event.refresh_from_db()
        known = _known(event, coming.email)
        is_new = known is None or known.booking.state == BookingState.CANCELLED
        require((is_new, "Somebody with this e-mail address is booked already."))
        if event.state == EventState.CANCELLED:
            raise NotNow("This event has been cancelled.")
        if event.forgotten_on is not None:
            raise NotNow("The names of this event have been deleted. Nobody is added any more.")
        is_certain = is_over_capacity or has_begun(event, today())
        return _book(act, event, coming, BookingState.BOOKED if is_certain else state_of_next(event))


def cancel_booking(*, booking: Booking, by: User | None) -> None:
    """A booking is cancelled, by the office or (``by`` None) by the person; who waits longest moves up.

    Raises NotNow for one that is cancelled, and from the day of the event on.
    """
    event = booking.event
    verb, partnership = LearningVerb.CANCEL_BOOKING, event.partnership
    started = acting(verb, partnership, by) if by else acting_by_itself(verb, partnership, reason=BY_THE_PERSON)
    with started as act:
        event.refresh_from_db()
        booking.refresh_from_db()
        if booking.state == BookingState.CANCELLED:
            raise NotNow("This booking is cancelled already.")
        if has_begun(event, today()):
            raise NotNow("The event has begun. Attendance says who came.")
        booking.state, booking.cancelled_at = BookingState.CANCELLED, timezone.now()
        booking.save()
        act.record(about=booking, detail={"event": event.pk})
        attendee = Attendee.objects.filter(booking=booking).first()
        if attendee is not None:
            queue(MessageKind.CANCELLED, event, attendee=attendee)
        move_up(act, event)


def record_attendance(*, event: Event, by: User, came: Mapping[int, bool]) -> int:
    """Who came and who did not, by the key of the booking; how many came of those said now.

    A booking that is not named stays as it was. Raises NotNow before the day of the event, Incomplete for a booking
    that has no place at this event.
    """
    with acting(LearningVerb.RECORD_ATTENDANCE, event.partnership, by) as act:
        event.refresh_from_db()
        if not has_begun(event, today()) or event.state == EventState.CANCELLED:
            raise NotNow("Attendance is recorded on the day of the event or after.")
        rows = Booking.objects.filter(event=event, state=BookingState.BOOKED, pk__in=came)
        require(
            (bool(came), "Say of at least one person whether they came."),
            (rows.count() == len(came), "Attendance is recorded for those who have a place at this event."),
        )
        for booking in rows:
            booking.has_attended = came[booking.pk]
            booking.save()
        number = sum(came.values())
        act.record(about=event, detail={"came": number, "stayed_away": len(came) - number})
    return number


def invite(*, event: Event, by: User, people: Iterable[tuple[str, str]]) -> int:
    """People are invited, by name ("" for none) and e-mail address; how many were not invited before.

    Raises NotNow unless the event is announced and has a registration, Incomplete when everybody was invited already.
    """
    with acting(LearningVerb.INVITE_TO_EVENT, event.partnership, by) as act:
        event.refresh_from_db()
        check_open(event, today())
        wanted = {digest_of(event, email): (name, email.strip()) for name, email in people}
        known = set(
            Invitation.objects.filter(event=event, email_digest__in=wanted).values_list("email_digest", flat=True)
        )
        fresh = {digest: person for digest, person in wanted.items() if digest not in known}
        require((bool(fresh), "Everybody named here has been invited already."))
        for digest, (name, email) in fresh.items():
            row = Invitation.objects.create(
                event=event, name=name, email=email, email_digest=digest, invited_on=today()
            )
            queue(MessageKind.INVITED, event, invitation=row)
        act.record(about=event, detail={"invited": len(fresh), "known": len(wanted) - len(fresh)})
    return len(fresh)


def send_joining_pack(*, event: Event, by: User) -> int:
    """Everybody with a place is told where the joining pack is; how many. Raises NotNow unless it is announced."""
    with acting(LearningVerb.SEND_JOINING_PACK, event.partnership, by) as act:
        event.refresh_from_db()
        if event.state != EventState.OPEN:
            raise NotNow("The joining pack goes out while the event is announced.")
        attendees = list(Attendee.objects.filter(event=event, booking__state=BookingState.BOOKED))
        require((bool(attendees), "Nobody has booked yet."))
        for attendee in attendees:
            queue(MessageKind.JOINING, event, attendee=attendee)
        act.record(about=event, detail={"sent": len(attendees)})
    return len(attendees)


def _check_invited(event: Event, coming: Coming, invitation: Invitation | None) -> None:
    """Pass for an open event; for a closed one only with its own invitation, which books one person."""
    if event.registration != Registration.CLOSED:
        return
    if invitation is None or invitation.event_id != event.pk:
        raise NotNow("This event is for those who were invited. Use the address in your invitation.")
    if invitation.has_booked and _known(event, coming.email) is None:
        raise NotNow("This invitation has been used already. Ask for one of your own.")


def _known(event: Event, email: str) -> Attendee | None:
    rows = Attendee.objects.select_related("booking", "event__partnership")
    found: Attendee | None = rows.filter(event=event, email_digest=digest_of(event, email)).first()
    return found


def _book(act: Act, event: Event, coming: Coming, state: BookingState) -> Booking:
    """Make the booking and who it is for; an address that had cancelled goes to the end of the line."""
    require(
        (bool(coming.name.strip()), "Give the name."),
        (bool(coming.email.strip()), "Give the e-mail address."),
    )
    earlier = _known(event, coming.email)
    if earlier is not None:
        earlier.delete()
    booking = Booking(event=event, state=state, sector=coming.sector or "")
    booking.save()
    attendee = Attendee.objects.create(
        booking=booking,
        event=event,
        name=coming.name.strip(),
        email=coming.email.strip(),
        email_digest=digest_of(event, coming.email),
        organisation=coming.organisation,
        job_title=coming.job_title,
        needs=coming.needs,
    )
    act.record(about=booking, detail={"event": event.pk, "state": state})
    if not has_begun(event, today()):
        queue(MessageKind.WAITING if state is BookingState.WAITING else MessageKind.BOOKED, event, attendee=attendee)
    return booking


def _send_again(attendee: Attendee) -> None:
    since = timezone.now() - AGAIN_AFTER
    if EventMessage.objects.filter(attendee=attendee, queued_at__gte=since).exists():
        return
    is_waiting = attendee.booking.state == BookingState.WAITING
    queue(MessageKind.WAITING if is_waiting else MessageKind.BOOKED, attendee.event, attendee=attendee)
