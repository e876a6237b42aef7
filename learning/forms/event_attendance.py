"""Who of those with a place came? One tick a person; no tick says that they did not."""

from collections.abc import Sequence
from typing import Any

from django import forms

from learning.event_terms import BookingState
from learning.models import Attendee, Booking, Event


class AttendanceForm(forms.Form):
    """Everybody with a place at the event, by name while it is kept, else by the number of the booking."""

    came = forms.MultipleChoiceField(
        label="Who came?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Those without a tick are recorded as not having come. You can record it anew at any time.",
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bookings = list(Booking.objects.filter(event=event, state=BookingState.BOOKED))
        self.people = names_of(bookings)
        field = self.fields["came"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(str(key), name) for key, name in self.people.items()]
        field.initial = [str(booking.pk) for booking in bookings if booking.has_attended]

    def came_by_booking(self) -> dict[int, bool]:
        """Whether each came, by the key of the booking."""
        ticked = {int(key) for key in self.cleaned_data["came"]}
        return {key: key in ticked for key in self.people}


def names_of(bookings: Sequence[Booking]) -> dict[int, str]:
    """The name of each booking's person by its key, in the order of the alphabet; its number once deleted."""
    kept = {person.booking_id: person.name for person in Attendee.objects.filter(booking__in=bookings)}
    names = {booking.pk: kept.get(booking.pk, str(booking)) for booking in bookings}
    return dict(sorted(names.items(), key=lambda pair: pair[1].casefold()))
