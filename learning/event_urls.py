"""Which address of events leads to which page? Those of a partnership's team, and those open to everybody."""

from django.urls import URLPattern, URLResolver, path

from learning.views import acts, event_files, event_people, event_public, event_topics, events, history

OURS = "learning/<slug:partnership>/"
ONE = f"{OURS}events/<slug:event>/"
PUBLIC = "register/<slug:event>/"
OWN = "booking/<slug:token>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("learning/", events.learning, name="learning"),
    path(f"{OURS}events/", events.events, name="events"),
    path(f"{OURS}history/", history.learning_history, name="learning_history"),
    path(f"{OURS}topics/", event_topics.event_topics, name="event_topics"),
    path(f"{OURS}do/<slug:learning_verb>/", acts.learning_act, name="learning_act"),
    path(f"{OURS}do/<slug:learning_verb>/<int:learning_row>/", acts.learning_act, name="learning_act"),
    path(ONE, events.event, name="event"),
    path(f"{ONE}bookings/", event_people.event_bookings, name="event_bookings"),
    path(f"{ONE}bookings/<int:booking_id>/", event_people.event_booking, name="event_booking"),
    path(f"{ONE}attendance/", event_people.event_attendance, name="event_attendance"),
    path(f"{ONE}calendar.ics", event_files.event_calendar, name="event_calendar"),
    path(f"{ONE}papers/<slug:event_paper>/", event_files.event_paper, name="event_paper"),
    path(PUBLIC, event_public.event_registration, name="event_registration"),
    path(f"{PUBLIC}thank-you/", event_public.event_registered, name="event_registered"),
    path(f"{PUBLIC}calendar.ics", event_public.event_public_calendar, name="event_public_calendar"),
    path(f"{PUBLIC}invited/<slug:token>/", event_public.event_invited, name="event_invited"),
    path(OWN, event_public.own_booking, name="own_booking"),
    path(f"{OWN}calendar.ics", event_public.own_calendar, name="own_calendar"),
    path(f"{OWN}joining-pack/", event_public.own_joining_pack, name="own_joining_pack"),
    path(f"{OWN}certificate/", event_public.own_certificate, name="own_certificate"),
]
