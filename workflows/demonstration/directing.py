"""How does each invented case come to its stage? Along the main line, with the turns its script asks for."""

import datetime
from collections.abc import Mapping, Sequence
from functools import partial

from django.utils import timezone

from dhr_cases.actions import decision, endings, overlays, people, referral
from dhr_cases.actions.core import as_of
from dhr_cases.actions.memberships import grant_role
from dhr_cases.endings import EndKind, EndView
from dhr_cases.hold_scopes import ExtensionReason, HoldReason, HoldScope, ProceedingKind
from dhr_cases.legal_tests import Conduct, Fact, Facts
from dhr_cases.models import Case, Outcome, Part, PartialDate, QAOutcome
from dhr_cases.roles import Role
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb
from workflows.demonstration import papers
from workflows.demonstration.people import Town
from workflows.demonstration.scripts import Script
from workflows.drive import take_step
from workflows.playing import beginning, gathering, publishing, writing
from workflows.playing.company import put_agencies_on_case
from workflows.playing.play import Play
from workflows.playing.scenes import MAIN_LINE, SCENES, Scene, perform
from workflows.playing.story import RecommendationStory, Story

S = Stage
DAYS_TO: Mapping[Stage, int] = {
    S.LEAD_AGREED: 4, S.SCOPING: 3, S.DECIDED_REVIEW: 20, S.HO_NOTIFIED: 4, S.FAMILY_CONTACTED: 2,
    S.CHAIR_APPOINTED: 30, S.PANEL_FORMED: 18, S.TOR_AGREED: 20, S.INFO_REQUESTED: 4, S.INFO_IN: 45,
    S.PANEL_WORK: 10, S.DRAFTING: 40, S.FAMILY_REVIEW: 40, S.PANEL_APPROVED: 25, S.CSP_SIGNED_OFF: 15,
    S.SUBMITTED: 4, S.AT_QA: 60, S.AMENDING: 33, S.QA_CLEARED: 40, S.PRE_PUBLICATION: 15, S.PUBLISHED: 50,
    S.LEARNING: 25, S.MONITORING: 60, S.CLOSED: 300,
}  # fmt: skip
"""Usual days from one stage to the next in the demonstration; invented."""

BRANCH_FROM: Mapping[Stage, Stage] = {
    S.DECIDED_NO_REVIEW: S.SCOPING,
    S.DECIDED_ALTERNATIVE: S.SCOPING,
    S.HO_SCRUTINY: S.SCOPING,
    S.DIRECTED: S.SCOPING,
    S.TRANSFERRED: S.LEAD_AGREED,
    S.INTERVIEWS: S.PANEL_WORK,
    S.END_PROPOSED: S.PANEL_WORK,
    S.ABBREVIATED: S.PANEL_WORK,
    S.TERMINATED: S.TOR_AGREED,
    S.RESUBMITTED: S.AMENDING,
    S.PUBLICATION_WITHHELD: S.PRE_PUBLICATION,
}
"""The last stage of the main line before a case turns off it."""


def put_on(town: Town, script: Script) -> Case:
    """Make one case and bring it to its stage, day by day up to today."""
    line = _line_of(script)
    steps = [int(DAYS_TO[stage] * (script.pace if stage not in _PROMPT else 1)) for stage in line]
    turns = _turns(script, town)
    opened = timezone.localdate() - datetime.timedelta(days=sum(steps) + script.dwell + 12 * max(len(turns) - 1, 0))
    play = _open(town, script, opened)
    day = opened
    for stage, days in zip(line, steps, strict=True):
        day += datetime.timedelta(days=days)
        perform(play, _scene(stage, script), PartialDate.on(day))
        _meanwhile(play, town, script, stage, day)
        papers.meanwhile(play, town, script, stage, day)
    for scene in turns:
        day += datetime.timedelta(days=12)
        perform(play, scene, PartialDate.on(min(day, timezone.localdate())))
    return play.case


def _line_of(script: Script) -> Sequence[Stage]:
    """The stages of the main line a case goes through, up to where it stands or turns off."""
    if script.outcome is Outcome.NO_REVIEW and script.stage is S.CLOSED:
        last = S.SCOPING
    else:
        last = BRANCH_FROM.get(script.stage, script.stage)
    return MAIN_LINE[1 : MAIN_LINE.index(last) + 1]


_PROMPT = (S.LEAD_AGREED, S.SCOPING, S.DECIDED_REVIEW, S.HO_NOTIFIED, S.FAMILY_CONTACTED)


def _open(town: Town, script: Script, opened: datetime.date) -> Play:
    company = town.company
    with as_of(PartialDate.on(opened)):
        case = referral.refer_death(
            by=company.coordinator,
            referral=referral.Referral(
                partnership=town.partnership,
                referred_by="Kent Police",
                referred_on=opened,
                aware_on=opened + datetime.timedelta(days=1),
                death_date=PartialDate.parse((opened - datetime.timedelta(days=9)).isoformat()[:7]),
                death_type=script.death_type,
                pseudonym=script.pseudonym,
                reference=_reference(opened),
                route="Police notification form",
            ),
        )
        for part in (Part.DECEASED, Part.ALLEGED_PERPETRATOR, Part.FAMILY):
            people.record_person(case=case, by=company.coordinator, facts=_person(part, script))
    put_agencies_on_case(company, case)
    joint = (town.neighbour,) if script.is_joint else ()
    return Play(case=case, company=company, story=_story(script, town), joint=joint)


def _reference(opened: datetime.date) -> str:
    stem = f"DEMO-{opened.year}-"
    return f"{stem}{Case.objects.filter(reference__startswith=stem).count() + 1:03d}"


def _person(part: Part, script: Script) -> people.PersonFacts:
    names = {
        Part.DECEASED: ("Wilhelmina Fictley", script.pseudonym),
        Part.ALLEGED_PERPETRATOR: ("Barnaby Fictmore", ""),
        Part.FAMILY: ("Clementine Fictley", ""),
    }
    name, pseudonym = names[part]
    relationship = {Part.ALLEGED_PERPETRATOR: "Former partner", Part.FAMILY: "Sister"}.get(part, "")
    return people.PersonFacts(
        part=part, name=name, pseudonym=pseudonym, pseudonym_reason="Invented", relationship=relationship
    )


def _story(script: Script, town: Town) -> Story:
    owner, other = town.company.agencies[0].organisation, town.company.agencies[1].organisation
    target = PartialDate.on(timezone.localdate() - datetime.timedelta(days=20))
    return Story(
        relationship="Former partner",
        facts=Facts(
            is_relative=Fact.NO,
            is_intimate=Fact.YES,
            is_same_household=Fact.NO,
            age_deceased=41,
            age_other=44,
            conduct=frozenset({Conduct.VIOLENT_OR_THREATENING, Conduct.CONTROLLING_OR_COERCIVE}),
        ),
        scope_from=PartialDate.parse("2020-01"),
        fee_pence=950_000,
        outcome=QAOutcome.RESUBMIT if script.rounds > 1 else QAOutcome.PUBLISHABLE_WITH_CHANGES,
        points=(
            "Say more of who the person was.",
            "Explain why no specialist service was asked.",
            "Bring the agencies' findings together.",
        ),
        recommendations=(
            RecommendationStory(
                "Ask every patient with repeated injuries about abuse, alone.", "1", "local", other.name,
                target, ("Train all emergency staff.", "Audit fifty records."), other, "Audit shows nine in ten asked.",
            ),
            RecommendationStory(
                "Review how repeat calls from one address are read together.", "2", "local", owner.name,
                target, ("Change the call handling guide.",), owner, "Repeat calls are linked in every case sampled.",
            ),
        ),
    )  # fmt: skip


def _scene(stage: Stage, script: Script) -> Scene:
    if stage is S.DECIDED_REVIEW:
        return partial(beginning.decide, outcome=script.outcome)
    return SCENES[stage]


def _meanwhile(play: Play, town: Town, script: Script, stage: Stage, day: datetime.date) -> None:
    """What happens beside the main line once a stage is reached."""
    if stage is S.FAMILY_REVIEW:
        advocate = town.accounts["advocate"]
        grant_role(case=play.case, by=play.company.coordinator, to=advocate, role=Role.FAMILY_ADVOCATE)
    doings = {S.PANEL_WORK: _work, S.INFO_REQUESTED: _perhaps_answer, S.TOR_AGREED: _perhaps_extend}
    if stage in doings:
        doings[stage](play, script, day)


def _perhaps_answer(play: Play, script: Script, day: datetime.date) -> None:
    if script.stage is S.INFO_REQUESTED:
        _answer_early(play, day)


def _perhaps_extend(play: Play, script: Script, day: datetime.date) -> None:
    if script.is_extended:
        _extend(play, day)


def _work(play: Play, script: Script, day: datetime.date) -> None:
    with as_of(PartialDate.on(day)):
        gathering.meet(play, day)
    if script.is_held:
        _hold(play, day)


def _answer_early(play: Play, asked_on: datetime.date) -> None:
    answered_on = min(asked_on + datetime.timedelta(days=20), timezone.localdate())
    with as_of(PartialDate.on(answered_on)):
        gathering.answer(play, play.company.agencies[1])


def _hold(play: Play, day: datetime.date) -> None:
    by = play.company.coordinator
    trial = overlays.ProceedingFacts(kind=ProceedingKind.CRIMINAL, state="Trial listed", reference="T20260001")
    terms = overlays.HoldTerms(
        reason=HoldReason.CRIMINAL_TRIAL,
        scope=frozenset({HoldScope.INTERVIEWS, HoldScope.DRAFTING, HoldScope.FAMILY_READING}),
        starts_on=day + datetime.timedelta(days=5),
        view_of_police="No contact with witnesses until the verdict.",
        goes_on="Agencies' reports and panel meetings go on.",
        is_home_office_told=True,
        is_family_told=True,
    )
    with as_of(PartialDate.on(day)):
        overlays.record_proceeding(case=play.case, by=by, facts=trial)
        overlays.start_hold(case=play.case, by=by, terms=terms)


def _extend(play: Play, day: datetime.date) -> None:
    more = overlays.MoreTime(
        clock="overview_report",
        new_due_on=day + datetime.timedelta(days=240),
        agreed_on=day,
        agreed_by="Partnership chair and panel",
        reason_code=ExtensionReason.COMPLEX_CASE,
        reason="Two families and nine agencies.",
        is_home_office_told=True,
    )
    with as_of(PartialDate.on(day)):
        overlays.extend(case=play.case, by=play.company.coordinator, more=more)


def _turns(script: Script, town: Town) -> list[Scene]:
    """Scenes off the main line, in order."""
    if script.outcome in (Outcome.NO_REVIEW, Outcome.ALTERNATIVE):
        return _turns_of_no_review(script)
    turns: Mapping[Stage, list[Scene]] = {
        S.TRANSFERRED: [partial(_transfer, to=town.neighbour.name)],
        S.INTERVIEWS: [gathering.start_interviews],
        S.END_PROPOSED: [partial(_propose_end, kind=EndKind.ABBREVIATE)],
        S.ABBREVIATED: [
            partial(_propose_end, kind=EndKind.ABBREVIATE),
            partial(_record_end_view, view=EndView.ABBREVIATED),
        ],
        S.TERMINATED: [
            partial(_propose_end, kind=EndKind.TERMINATE),
            partial(_record_end_view, view=EndView.TERMINATED),
        ],
        S.RESUBMITTED: [writing.resubmit],
        S.PUBLICATION_WITHHELD: [publishing.withhold],
    }
    return turns.get(script.stage, [])


def _turns_of_no_review(script: Script) -> list[Scene]:
    alternative = "learning_event" if script.outcome is Outcome.ALTERNATIVE else ""
    turns: list[Scene] = [
        partial(beginning.decide, outcome=script.outcome, alternative=alternative),
        beginning.tell_home_office,
    ]
    replies = {S.DIRECTED: "directed", S.CLOSED: "accepted"}
    if script.stage in replies:
        turns.append(partial(_record_scrutiny, reply=replies[script.stage]))
    return turns[:1] if script.stage in (S.DECIDED_NO_REVIEW, S.DECIDED_ALTERNATIVE) else turns


def _transfer(play: Play, to: str) -> None:
    by = play.company.coordinator
    reason = "The person who died lived in the neighbouring area."
    take_step(
        play.case,
        Verb.TRANSFER,
        by,
        lambda: referral.transfer(case=play.case, by=by, to=to, reason=reason),
    )


def _propose_end(play: Play, kind: EndKind) -> None:
    by = play.company.coordinator
    reason = "The facts are known from another review; a shorter report would serve."
    endings.propose_end(case=play.case, by=by, kind=kind, reason=reason)


def _record_end_view(play: Play, view: EndView) -> None:
    by = play.company.home_office
    take_step(
        play.case,
        Verb.RECORD_END_VIEW,
        by,
        lambda: endings.record_end_view(case=play.case, by=by, view=view, reason="Agreed by letter."),
    )


def _record_scrutiny(play: Play, reply: str) -> None:
    by = play.company.home_office
    take_step(
        play.case,
        Verb.RECORD_SCRUTINY,
        by,
        lambda: decision.record_scrutiny(case=play.case, by=by, reply=reply, note="By letter."),
    )
