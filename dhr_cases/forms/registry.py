"""Which form performs which verb? Gathered from the episodes; a test proves that none is missing."""

from collections.abc import Mapping

from dhr_cases.forms import (
    action_life,
    anonymity,
    appointments,
    assessment,
    assurance,
    closing,
    corrections,
    decision,
    drafting,
    meetings,
    memberships,
    overlays,
    panel,
    papers,
    people,
    publication,
    publication_plan,
    reading_room,
    recommendations,
    referral,
    release,
    requests,
)
from dhr_cases.forms.acts import ActForm
from dhr_cases.verbs import Verb

OWN_PAGES = frozenset(
    {
        Verb.SHOW_NAMES,
        Verb.DECIDE_FINDING,
        Verb.REPLACE_NAMES,
        Verb.WRITE_SECTION,
        Verb.JOIN_TEXTS,
        Verb.FILL_SECTION,
        Verb.MARK_SECTION,
        Verb.GIVE_SECTION,
        Verb.TAKE_IN_WORD,
        Verb.WRITE_BRIEFING,
        Verb.READ_BRIEFING,
    }
)
"""Acts that no form of the table performs: they have a page of their own, which keeps what they show."""

FORMS: Mapping[Verb, type[ActForm]] = {
    form.verb: form
    for form in (
        *referral.FORMS,
        *decision.FORMS,
        *people.FORMS,
        *anonymity.FORMS,
        *appointments.FORMS,
        *panel.FORMS,
        *requests.FORMS,
        *meetings.FORMS,
        *papers.FORMS,
        *drafting.FORMS,
        *reading_room.FORMS,
        *assessment.FORMS,
        *assurance.FORMS,
        *publication_plan.FORMS,
        *publication.FORMS,
        *release.FORMS,
        *recommendations.FORMS,
        *action_life.FORMS,
        *closing.FORMS,
        *overlays.FORMS,
        *corrections.FORMS,
        *memberships.FORMS,
    )
}
