"""What do the agencies know, do the tests fit, what is decided, and who is told?

Source: DVCVA 2004 ss.9 and 8A; 2016 guidance, deciding whether to review [V]/[K].
"""

import datetime
from dataclasses import dataclass, field
from typing import Any

from dhr_cases.actions.core import Act, Day, acting, as_partial, check_not_future, require, today
from dhr_cases.briefing import facts_of
from dhr_cases.errors import Incomplete
from dhr_cases.events import Event
from dhr_cases.legal_tests import Conduct, Fact, Facts, section_8a, section_9
from dhr_cases.models import (
    Case,
    Consultation,
    CriteriaFacts,
    Decision,
    FamilyContact,
    HomeOfficeNotice,
    Organisation,
    Outcome,
    Person,
    ScopingReturn,
    User,
    YesNoUnknown,
)
from dhr_cases.models.requests import Known
from dhr_cases.policy.load import regimes
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb

HOME_OFFICE = "Home Office"
STAGE_OF = {
    Outcome.REVIEW: Stage.DECIDED_REVIEW,
    Outcome.NO_REVIEW: Stage.DECIDED_NO_REVIEW,
    Outcome.ALTERNATIVE: Stage.DECIDED_ALTERNATIVE,
    Outcome.TRANSFERRED: Stage.TRANSFERRED,
}
"""Where each outcome leads. Source: domain 2.5 [V]."""
_ANSWERS = {True: "yes", False: "no", None: "unknown"}


@dataclass(frozen=True)
class Criteria:
    """The facts for both tests as they are given; see ``legal_tests.Facts``."""

    relationship: str
    facts: Facts
    note: str = ""


@dataclass(frozen=True)
class Ruling:
    """What the partnership chair decided, and why.

    ``met`` says which tests the chair finds met; left out, the recorded facts say it. ``regime`` left out
    keeps that of the case. ``not_consulted_because`` is needed when no partner was asked.
    """

    outcome: Outcome
    reasons: str
    dissent: str = ""
    alternative: str = ""
    transferred_to: str = ""
    regime: str = ""
    meets_section_9: YesNoUnknown | None = None
    meets_section_8a: YesNoUnknown | None = None
    not_consulted_because: str = ""
    on: Day | None = field(default=None)


@dataclass(frozen=True)
class FamilyNews:
    """How the family was told: safely, with an advocate offered, witnesses at a trial in mind.

    ``person`` is left out when nobody of the family is recorded. Source: 2016 guidance para 56(a) [V].
    """

    police_agree_contact_is_safe: bool
    medium: str
    summary: str
    person: Person | None = None
    through: str = ""
    advocate_offered_on: Day | None = None
    advocate_name: str = ""
    is_trial_witness: bool | None = None
    on: datetime.date | None = None


def record_scoping_return(
    *,
    case: Case,
    by: User,
    organisation: Organisation,
    known: str = Known.CHECKING,
    contact_summary: str = "",
    contact_name: str = "",
    asked_on: datetime.date | None = None,
    answered_on: datetime.date | None = None,
) -> ScopingReturn:
    """Record what an agency says it knows; a second answer of the same agency takes the place of the first."""
    check_not_future(asked_on, "The date the agency was asked")
    check_not_future(answered_on, "The date of the answer")
    with acting(Verb.RECORD_SCOPING_RETURN, case, by) as act:
        row = ScopingReturn.objects.filter(case=case, organisation=organisation).first()
        row = row or ScopingReturn(case=case, organisation=organisation)
        row.known, row.contact_summary, row.contact_name = known, contact_summary, contact_name
        row.asked_on = asked_on or row.asked_on
        row.answered_on = _day_of_answer(known, answered_on)
        row.save()
        act.record(
            Event.SCOPING_RETURN_RECORDED,
            on=row.answered_on,
            about=row,
            detail={"agency": organisation.code, "known": str(known)},
        )
    return row


def _day_of_answer(known: str, answered_on: datetime.date | None) -> datetime.date | None:
    if known == Known.CHECKING:
        return None
    return answered_on or today()


def record_criteria(*, case: Case, by: User, criteria: Criteria) -> CriteriaFacts:
    """Record the facts that both legal tests ask for; earlier facts stay in the history.

    Raises Incomplete when the facts contradict each other. Source: domain 1.4 [D].
    """
    facts = criteria.facts
    _check_consistent(facts)
    with acting(Verb.RECORD_CRITERIA, case, by) as act:
        row = CriteriaFacts.objects.filter(case=case).first() or CriteriaFacts(case=case)
        row.relationship, row.note = criteria.relationship, criteria.note
        row.is_relative, row.is_intimate = facts.is_relative.value, facts.is_intimate.value
        row.is_same_household = facts.is_same_household.value
        row.is_same_household_only = facts.is_same_household_only.value
        row.age_deceased, row.age_other = facts.age_deceased, facts.age_other
        row.conduct_types = [kind.value for kind in Conduct if kind in facts.conduct]
        row.save()
        act.record(Event.CRITERIA_FACTS_RECORDED, about=row, detail=_verdicts(facts))
    return row


def _check_consistent(facts: Facts) -> None:
    has_other_link = Fact.YES in (facts.is_relative, facts.is_intimate)
    household_only = facts.is_same_household_only is Fact.YES
    require(
        (not (household_only and has_other_link), "“No other link” cannot stand beside a family or intimate link."),
        (
            not (household_only and facts.is_same_household is Fact.NO),
            "“The household is the only link” needs “of the same household”.",
        ),
        (
            facts.conduct == {Conduct.NONE} or Conduct.NONE not in facts.conduct,
            "“None of these” cannot stand beside another kind of conduct.",
        ),
    )


def _verdicts(facts: Facts) -> dict[str, Any]:
    return {"section_9": section_9(facts).verdict.value, "section_8a": section_8a(facts).verdict.value}


def consult_partner(
    *,
    case: Case,
    by: User,
    organisation: Organisation,
    view: Outcome,
    is_dissent: bool = False,
    reasons: str = "",
    on: datetime.date | None = None,
) -> Consultation:
    """Record a partner's view before the decision. Dissent is kept as such and needs its reasons."""
    check_not_future(on, "The date of the partner's view")
    require((not is_dissent or bool(reasons.strip()), "Give the reasons for the dissent."))
    with acting(Verb.CONSULT_PARTNER, case, by) as act:
        day = on or today()
        row: Consultation = Consultation.objects.create(
            case=case, organisation=organisation, on=day, view=view, is_dissent=is_dissent, reasons=reasons
        )
        detail = {"agency": organisation.code, "view": str(view), "is_dissent": is_dissent}
        act.record(Event.PARTNER_CONSULTED, on=day, about=row, detail=detail)
    return row


def decide(*, case: Case, by: User, ruling: Ruling) -> Decision:
    """The partnership chair decides: review, no review, another process, or transfer. The regime is frozen with it.

    Raises Incomplete naming whatever is missing. Source: 2016 guidance: the CSP chair decides and consults [V].
    """
    check_not_future(ruling.on, "The date of the decision")
    why_none = ruling.not_consulted_because.strip()
    reason = f"No partner was consulted: {why_none}" if why_none else ""
    with acting(Verb.DECIDE, case, by, reason=reason) as act:
        regime = ruling.regime or case.regime
        _check_ruling(case, ruling, regime)
        decision = _sign(case, by, ruling, regime)
        case.regime = regime
        if ruling.outcome == Outcome.TRANSFERRED:
            case.transferred_to = ruling.transferred_to
        _move_to(act, ruling, decision)
    return decision


def _check_ruling(case: Case, ruling: Ruling, regime: str) -> None:
    require(
        *_consulted(case, ruling),
        (bool(ruling.reasons.strip()), "Give the reasons for the decision."),
        (ruling.outcome != Outcome.ALTERNATIVE or bool(ruling.alternative), "Say which other process will be held."),
        (ruling.outcome != Outcome.TRANSFERRED or bool(ruling.transferred_to), "Say which partnership leads instead."),
        (regime in {row.id for row in regimes() if row.enabled}, f"The legal regime {regime} is not switched on."),
    )


def _consulted(case: Case, ruling: Ruling) -> tuple[tuple[bool, str], ...]:
    """What a decision needs of its consultation: a partner asked or a reason, not both, and dissent summed up."""
    views = list(Consultation.objects.filter(case=case).values_list("is_dissent", flat=True))
    has_reason = bool(ruling.not_consulted_because.strip())
    return (
        (bool(views) or has_reason, "Consult at least one partner, or say why none was asked."),
        (not views or not has_reason, "A partner was consulted: do not say why none was asked."),
        (not any(views) or bool(ruling.dissent.strip()), "A partner dissents. Sum up the dissent."),
    )


def _sign(case: Case, by: User, ruling: Ruling, regime: str) -> Decision:
    facts = facts_of(CriteriaFacts.objects.get(case=case))
    decision: Decision = Decision.objects.create(
        case=case,
        outcome=ruling.outcome,
        alternative=ruling.alternative if ruling.outcome == Outcome.ALTERNATIVE else "",
        on=as_partial(ruling.on),
        signed_by=by,
        reasons=ruling.reasons,
        dissent=ruling.dissent,
        meets_section_9=ruling.meets_section_9 or section_9(facts).verdict.as_fact.value,
        meets_section_8a=ruling.meets_section_8a or section_8a(facts).verdict.as_fact.value,
        regime=regime,
    )
    return decision


def _move_to(act: Act, ruling: Ruling, decision: Decision) -> None:
    """The decision is an event of its own where the stage's event is another, since its clock stops at it."""
    detail = {"outcome": str(ruling.outcome), "regime": decision.regime}
    if ruling.outcome == Outcome.TRANSFERRED:
        act.record(Event.DECISION_RECORDED, on=ruling.on, about=decision, detail=detail)
        detail["to"] = ruling.transferred_to
    act.move(STAGE_OF[ruling.outcome], on=ruling.on, detail=detail)


def tell_home_office(
    *, case: Case, by: User, sent_to: str = HOME_OFFICE, reference: str = "", on: Day | None = None
) -> HomeOfficeNotice:
    """Record the written notice of the decision; a decision not to review goes to scrutiny.

    Source: 2016 guidance: notice of review and of no review [V]/[K].
    """
    check_not_future(on, "The date of the notice")
    with acting(Verb.TELL_HOME_OFFICE, case, by) as act:
        notice: HomeOfficeNotice = HomeOfficeNotice.objects.create(
            case=case, on=as_partial(on), sent_to=sent_to, reference=reference
        )
        is_review = case.at is Stage.DECIDED_REVIEW
        act.move(Stage.HO_NOTIFIED if is_review else Stage.HO_SCRUTINY, on=on, detail={"sent_to": sent_to})
    return notice


def record_scrutiny(*, case: Case, by: User, reply: str, note: str = "", on: Day | None = None) -> None:
    """The Home Office accepts that there is no review, and the case closes, or directs one ("directed").

    Source: DVCVA 2004 s.9(2); scrutiny of no-review decisions since 2021 [V].
    """
    check_not_future(on, "The date of the answer")
    if reply not in ("accepted", "directed"):
        raise Incomplete("Say whether the Home Office accepts the decision or directs a review.")
    with acting(Verb.RECORD_SCRUTINY, case, by, reason=note) as act:
        notice = HomeOfficeNotice.objects.filter(case=case, reply="").latest("pk")
        notice.reply, notice.reply_on, notice.reply_note = reply, as_partial(on), note
        notice.save()
        if reply == "accepted":
            act.record(Event.SCRUTINY_ENDED, on=on, about=notice)
            case.resumes_at = Stage.HO_SCRUTINY
        act.move(Stage.CLOSED if reply == "accepted" else Stage.DIRECTED, on=on)


def tell_family(*, case: Case, by: User, news: FamilyNews) -> FamilyContact:
    """Record that the family was told of the decision, and offer an advocate.

    The stage moves only once a review is certain and the Home Office knows; before that it is recorded only.
    Raises Incomplete when the police have not agreed, or no advocate was offered before a review goes on.
    Source: 2016 guidance para 56(a); contact with witnesses agreed first [V]/[K].
    """
    check_not_future(news.on, "The date the family was told")
    check_not_future(news.advocate_offered_on, "The date the advocate was offered")
    with acting(Verb.TELL_FAMILY, case, by) as act:
        goes_on = case.at in (Stage.HO_NOTIFIED, Stage.DIRECTED)
        _check_news(case, news, goes_on)
        contact = _log_news(case, news)
        detail = {
            "advocate_offered": news.advocate_offered_on is not None,
            "is_trial_witness": _ANSWERS[news.is_trial_witness],
        }
        if goes_on:
            act.move(Stage.FAMILY_CONTACTED, on=news.on, detail=detail)
        else:
            act.record(Event.FAMILY_TOLD, on=news.on, about=contact, detail=detail)
    return contact


def _check_news(case: Case, news: FamilyNews, goes_on: bool) -> None:
    require(
        (news.police_agree_contact_is_safe, "Ask the police whether contact is safe. Tell the family once they agree."),
        (not goes_on or news.advocate_offered_on is not None, "Offer the family an advocate and give the date."),
        (news.person is None or news.person.case_id == case.pk, "The person told belongs to another case."),
    )


def _log_news(case: Case, news: FamilyNews) -> FamilyContact:
    if news.person is not None:
        _keep_offer(news.person, news)
    contact: FamilyContact = FamilyContact.objects.create(
        case=case,
        person=news.person,
        on=news.on or today(),
        medium=news.medium,
        through=news.through,
        summary=news.summary,
    )
    return contact


def _keep_offer(person: Person, news: FamilyNews) -> None:
    """What this news does not say leaves what is known as it was."""
    person.refresh_from_db()
    if news.is_trial_witness is not None:
        person.is_trial_witness = news.is_trial_witness
    if news.advocate_offered_on is not None:
        person.advocate_offered_on = as_partial(news.advocate_offered_on)
    person.advocate_name = news.advocate_name or person.advocate_name
    person.save()
