"""How are the facts of a file put on stage? A partnership, its people and the case, all invented but the facts."""

import secrets

from django.utils.text import slugify

from dhr_cases.actions import people, referral
from dhr_cases.actions.core import as_of, known_as
from dhr_cases.models import Case, Organisation, OrganisationKind, Part, PartialDate, Partnership, Provenance, User
from dhr_cases.models.history import change
from workflows.playing.company import AgencyPeople, Company, join_teams, put_agencies_on_case
from workflows.playing.play import Play
from workflows.playing.story import RecommendationStory, Story
from workflows.replay.dating import DatedStage
from workflows.replay.facts import ReviewFacts
from workflows.replay.reading import PARENTHESES

SPECIALIST = "Domestic abuse service (assumed)"
NOT_TOLD = "As published; who chose it is not told"


def stage_review(facts: ReviewFacts, referred: DatedStage) -> Play:
    """Make everything a review needs and open its case with the referral's date."""
    mark = secrets.token_hex(3)
    with change("Replay", None):
        joint = tuple(_partnership(name, f"{mark}-{n}") for n, name in enumerate(facts.partnerships.joint, 1))
        company = _company(facts, mark)
        managing = facts.partnerships.managed_by
        managing_body = _partnership(managing, f"{mark}-m") if managing else None
    join_teams(company)
    with as_of(referred.on), known_as(Provenance.ASSUMED if referred.assumed else Provenance.RECORDED):
        case = _open(facts, company, referred.on, mark)
        put_agencies_on_case(company, case)
        _put_people_on_case(facts, company, case)
    if managing_body is not None:
        with change("Managing body named in the source", company.coordinator):
            case.managing_body = managing_body
            case.save()
    return Play(case=case, company=company, story=_story(facts), joint=joint)


def _partnership(name: str, code: str) -> Partnership:
    made: Partnership = Partnership.objects.create(code=f"replay-{code}"[:20], name=name)
    return made


def _account(name: str, mark: str) -> User:
    return User.objects.create_user(f"{slugify(name)[:40]}.{mark}@replay.invalid", full_name=name)


def _company(facts: ReviewFacts, mark: str) -> Company:
    names = [*facts.agencies, SPECIALIST]
    agencies = [_agency(name, number, mark) for number, name in enumerate(names)]
    partnership = _partnership(facts.partnerships.lead, mark)
    partnership.bodies.set([row.organisation for row in agencies])
    return Company(
        partnership=partnership,
        coordinator=_account("Coordinator", mark),
        csp_chair=_account("Partnership chair", mark),
        home_office=_account("Home Office reader", mark),
        chair=_account("Independent chair", mark),
        agencies=agencies,
        specialist=agencies[-1].organisation,
    )


def _agency(name: str, number: int, mark: str) -> AgencyPeople:
    organisation: Organisation = Organisation.objects.create(
        code=f"replay-{mark}-{number}",
        name=name[:250],
        kind=OrganisationKind.OTHER,
        is_domestic_abuse_specialist=name == SPECIALIST,
    )
    parts = (_account(f"{part} {number}", mark) for part in ("Member", "Author", "Contact"))
    return AgencyPeople(organisation, *parts)


def _open(facts: ReviewFacts, company: Company, referred_on: PartialDate, mark: str) -> Case:
    stem = slugify(PARENTHESES.sub("", facts.title).replace("/", " "))[:24] or "review"
    return referral.refer_death(
        by=company.coordinator,
        referral=referral.Referral(
            partnership=company.partnership,
            referred_by="not stated in the source",
            referred_on=referred_on,
            aware_on=referred_on,
            death_date=facts.death_date,
            has_multiple_deaths=facts.people.deceased > 1,
            reference=f"REPLAY-{stem}-{mark}".upper(),
            pseudonym=facts.pseudonym,
            successor_of_csp=facts.partnerships.successor_of,
        ),
    )


def _put_people_on_case(facts: ReviewFacts, company: Company, case: Case) -> None:
    parts = (
        [Part.DECEASED] * facts.people.deceased
        + [Part.ALLEGED_PERPETRATOR] * facts.people.perpetrators
        + [Part.CHILD] * facts.people.children
    )
    for number, part in enumerate(parts):
        pseudonym = facts.pseudonym if number == 0 else ""
        people.record_person(
            case=case,
            by=company.coordinator,
            facts=people.PersonFacts(part=part, pseudonym=pseudonym, pseudonym_reason=NOT_TOLD),
        )


def _story(facts: ReviewFacts) -> Story:
    days = tuple(date.value for date in facts.meetings if date.value is not None)
    return Story(meetings=days, outcome=facts.outcome)


def printed_recommendations(facts: ReviewFacts) -> tuple[RecommendationStory, ...]:
    """The recommendations of the published report, as far as the file gives them."""
    return tuple(
        RecommendationStory(row.text, row.ref, row.scope, row.addressee, row.target_date, row.actions)
        for row in facts.recommendations
    )
