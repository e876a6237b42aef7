"""How does a review come from its referral to agreed terms of reference?"""

from dhr_cases.actions import appointments, core, decision, panel, people, referral
from dhr_cases.models import Known, Outcome, Part, PartialDate, Person, Post
from dhr_cases.verbs import Verb
from workflows.drive import take_step
from workflows.playing.play import Play


def agree_lead(play: Play) -> None:
    """The partnership that was told leads; those named with it commission jointly."""
    lead = play.company.partnership
    take_step(
        play.case,
        Verb.AGREE_LEAD,
        play.company.coordinator,
        lambda: referral.agree_lead(case=play.case, by=play.company.coordinator, lead=lead, joint=play.joint),
    )


def start_scoping(play: Play) -> None:
    """Scoping letters go out and every agency of the panel answers."""
    by = play.company.coordinator
    take_step(play.case, Verb.START_SCOPING, by, lambda: referral.start_scoping(case=play.case, by=by))
    for agency in play.company.agencies:
        decision.record_scoping_return(case=play.case, by=by, organisation=agency.organisation, known=Known.YES)


def decide(play: Play, outcome: Outcome = Outcome.REVIEW, alternative: str = "") -> None:
    """The facts for both tests are recorded, partners asked, and the partnership chair decides."""
    by = play.company.coordinator
    criteria = decision.Criteria(relationship=play.story.relationship, facts=play.story.facts)
    decision.record_criteria(case=play.case, by=by, criteria=criteria)
    for agency in play.company.agencies[:1]:
        decision.consult_partner(case=play.case, by=by, organisation=agency.organisation, view=outcome)
    chair = play.company.csp_chair
    ruling = decision.Ruling(
        outcome=outcome,
        reasons=play.story.reasons,
        alternative=alternative,
        not_consulted_because="" if play.company.agencies else "The source names no partner.",
    )
    take_step(play.case, Verb.DECIDE, chair, lambda: decision.decide(case=play.case, by=chair, ruling=ruling))


def tell_home_office(play: Play) -> None:
    """The Home Office is told in writing of either decision."""
    by = play.company.coordinator
    take_step(play.case, Verb.TELL_HOME_OFFICE, by, lambda: decision.tell_home_office(case=play.case, by=by))


def tell_family(play: Play) -> None:
    """The family is told and an advocate offered."""
    by = play.company.coordinator
    person = Person.objects.filter(case=play.case, part=Part.FAMILY).first() or people.record_person(
        case=play.case, by=by, facts=people.PersonFacts(part=Part.FAMILY)
    )
    news = decision.FamilyNews(
        police_agree_contact_is_safe=True,
        medium="through the police family liaison officer",
        summary="Told of the decision and of the right to an advocate.",
        person=person,
        advocate_offered_on=play.day,
    )
    take_step(play.case, Verb.TELL_FAMILY, by, lambda: decision.tell_family(case=play.case, by=by, news=news))


def appoint_chair(play: Play) -> None:
    """The chair declares no interest and is appointed."""
    by, chair = play.company.coordinator, play.company.chair
    appointments.declare_interests(case=play.case, by=by, person=chair, has_interest=False)
    engagement = appointments.Engagement(
        person=chair,
        post=Post.CHAIR_AND_AUTHOR,
        independence_statement="Never employed by an agency of this review; no personal link.",
        fee_pence=play.story.fee_pence,
        choice_reason="Experience of earlier reviews.",
    )
    take_step(
        play.case,
        Verb.APPOINT_CHAIR,
        by,
        lambda: appointments.appoint_chair(case=play.case, by=by, engagement=engagement),
    )


def form_panel(play: Play) -> None:
    """Agencies take their seats, others are excused with a reason, a specialist sits."""
    by = play.company.coordinator
    for agency in play.company.agencies:
        is_specialist = agency.organisation == play.company.specialist
        seating = panel.Seating(
            organisation=agency.organisation, user=agency.member, is_domestic_abuse_specialist=is_specialist
        )
        panel.seat_agency(case=play.case, by=by, seating=seating)
    for body in play.company.excused:
        excuse = panel.Seating(
            organisation=body, change=panel.SeatChange.EXCUSED, reason="Had no contact with the people."
        )
        panel.seat_agency(case=play.case, by=by, seating=excuse)
    take_step(play.case, Verb.FORM_PANEL, by, lambda: panel.form_panel(case=play.case, by=by))


def agree_terms(play: Play) -> None:
    """Chair and panel agree the period and the questions; the family was invited."""
    chair = play.company.chair
    terms = panel.Terms(
        scope_from=play.story.scope_from if play.story.scope_from.is_known else PartialDate.parse("2000"),
        scope_to=play.story.scope_to if play.story.scope_to.is_known else PartialDate.on(core.today()),
        lines_of_enquiry=play.story.questions,
        family_view="The family was invited to comment.",
    )
    take_step(play.case, Verb.AGREE_TERMS, chair, lambda: panel.agree_terms(case=play.case, by=chair, terms=terms))
