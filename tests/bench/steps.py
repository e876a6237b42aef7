"""How long does each step of a review take, as a person sends its form, beside the rows it must write?

A case is led along the main line. Before each step that is measured it is copied, one copy a round; the case itself
takes the step last and goes on. A round counts as failed when its case does not stand where the step leads.
"""

import datetime
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions import decision, requests, returns
from dhr_cases.models import Case, InformationRequest, Known, Outcome, PartialDate, QAOutcome, User
from dhr_cases.request_states import AnswerKind, RequestState
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb
from tests.bench import bounds
from tests.bench.copying import copies_of
from tests.bench.filling import open_play
from tests.bench.measuring import WARM_UP, Act, Figure, counted, figure_of, median, repeated, timed
from tests.bench.people import Town
from workflows.drive import task_for
from workflows.playing import gathering, publishing
from workflows.playing.play import Play
from workflows.playing.scenes import SCENES, perform
from workflows.task_addresses import page_of

GROUP = "step"
Answers = Mapping[str, object]


@dataclass(frozen=True)
class Step:
    """One step: who sends which form to which address, and where the case stands afterwards."""

    label: str
    by: User
    url_of: Callable[[Case], str]
    answers: Answers
    leads_to: Stage


def step_figures(town: Town, rounds: int) -> Iterator[Figure]:
    """Every step that is measured, in the order of a review."""
    yield _referral(town, rounds)
    play = open_play(town)
    bound = median(repeated(bounds.step_of(copies_of(play.case, 1, "HAND")[0]), rounds))
    for step in _line(play):
        yield _figure(play, step, rounds, bound)


def _line(play: Play) -> Iterator[Step]:
    """The measured steps; between them the case is taken on as people would."""
    company, today = play.company, boxes("on", timezone.localdate())
    yield _task("settle the lead", Verb.AGREE_LEAD, company.coordinator, Stage.LEAD_AGREED, lead=company.partnership.pk)
    yield _task("start scoping", Verb.START_SCOPING, company.coordinator, Stage.SCOPING)
    _prepare_decision(play)
    yield _task("decide", Verb.DECIDE, company.csp_chair, Stage.DECIDED_REVIEW, **_ruling(play.case))
    told = {"sent_to": "Home Office"}
    yield _task("tell the Home Office", Verb.TELL_HOME_OFFICE, company.coordinator, Stage.HO_NOTIFIED, **told)
    _play(play, Stage.FAMILY_CONTACTED, Stage.CHAIR_APPOINTED, Stage.PANEL_FORMED, Stage.TOR_AGREED)
    yield _task("send 8 requests", Verb.SEND_REQUESTS, company.coordinator, Stage.INFO_REQUESTED, **_asks(play))
    yield _answer(play)
    _gather_all_but_acceptance(play)
    yield _acceptance(play, today)
    _play(play, Stage.PANEL_WORK, Stage.DRAFTING, Stage.FAMILY_REVIEW, Stage.PANEL_APPROVED)
    _play(play, Stage.CSP_SIGNED_OFF, Stage.SUBMITTED, Stage.AT_QA)
    yield _task("record the letter", Verb.RECORD_QA_LETTER, company.home_office, Stage.AMENDING, **_letter())
    _play(play, Stage.QA_CLEARED, Stage.PRE_PUBLICATION)
    publishing.check_and_tell(play)
    yield _task("publish", Verb.PUBLISH, company.coordinator, Stage.PUBLISHED)


def boxes(name: str, day: datetime.date) -> Answers:
    """A day as the three boxes of a form send it."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def _task(label: str, verb: Verb, by: User, leads_to: Stage, **answers: object) -> Step:
    def url_of(case: Case) -> str:
        task = task_for(case, verb)
        if task is None:
            raise LookupError(f"{case}: no task is open for {verb}")
        return f"{page_of(task)}?act={verb.value}"

    given = {**boxes("on", timezone.localdate()), **answers, "confirmed": "on"}
    return Step(label, by, url_of, given, leads_to)


def _figure(play: Play, step: Step, rounds: int, bound: float) -> Figure:
    """Take the step on every copy and at last on the case itself."""
    cases = [*copies_of(play.case, rounds + WARM_UP - 1, step.label.upper().replace(" ", "-")), play.case]
    client = Client()
    client.force_login(step.by)
    urls = [step.url_of(case) for case in cases]
    queries: list[int] = []
    taken = timed(_sending(client, url, step.answers, queries) for url in urls)
    play.case.refresh_from_db()
    stages = Case.objects.filter(pk__in=[case.pk for case in cases]).values_list("stage", flat=True)
    failures = sum(stage != step.leads_to for stage in stages)
    return figure_of(GROUP, step.label, taken, queries=queries[0], bound=bound, failures=failures)


def _sending(client: Client, url: str, answers: Answers, queries: list[int]) -> Act:
    """An act that sends the form; the first counts its statements."""

    def send() -> None:
        if queries:
            client.post(url, answers)
            return
        with counted() as seen:
            client.post(url, answers)
        queries.append(len(seen))

    return send


def _referral(town: Town, rounds: int) -> Figure:
    before, today = Case.objects.count(), timezone.localdate()
    answers = {
        "partnership": town.company.partnership.pk,
        "referred_by": "Benchmark Police",
        **boxes("referred_on", today),
        **boxes("aware_on", today),
        "confirmed": "on",
    }
    client = Client()
    client.force_login(town.company.coordinator)
    queries: list[int] = []
    forms = [
        {**answers, "pseudonym": secrets.token_hex(4), "token": secrets.token_urlsafe(16)}
        for _ in range(rounds + WARM_UP)
    ]
    taken = timed(_sending(client, reverse("case_new"), form, queries) for form in forms)
    failures = len(forms) - (Case.objects.count() - before)
    return figure_of(GROUP, "referral", taken, queries=queries[0], failures=failures)


def _play(play: Play, *stages: Stage) -> None:
    for stage in stages:
        perform(play, SCENES[stage], PartialDate.on(timezone.localdate()))
    play.case.refresh_from_db()


def _prepare_decision(play: Play) -> None:
    by, agency = play.company.coordinator, play.company.agencies[0]
    for asked in play.company.agencies:
        decision.record_scoping_return(case=play.case, by=by, organisation=asked.organisation, known=Known.YES)
    criteria = decision.Criteria(relationship=play.story.relationship, facts=play.story.facts)
    decision.record_criteria(case=play.case, by=by, criteria=criteria)
    decision.consult_partner(case=play.case, by=by, organisation=agency.organisation, view=Outcome.REVIEW)


def _ruling(case: Case) -> dict[str, object]:
    return {
        "meets_section_9": "yes",
        "meets_section_8a": "yes",
        "outcome": Outcome.REVIEW.value,
        "regime": case.regime,
        "reasons": "The death appears to have resulted from domestic abuse.",
    }


def _asks(play: Play) -> dict[str, object]:
    due = timezone.localdate() + datetime.timedelta(weeks=8)
    bodies = [agency.organisation.pk for agency in play.company.agencies]
    return {"organisations": bodies, "asks_for": "Your chronology and report.", **boxes("due_on", due)}


def _answer(play: Play) -> Step:
    agency = play.company.agencies[0]

    def url_of(case: Case) -> str:
        return reverse("request", args=[InformationRequest.objects.get(case=case, organisation=agency.organisation).pk])

    words = {
        "step": "finish",
        "kind": AnswerKind.IMR.value,
        "text": "Contact and analysis.",
        "is_author_independent": "yes",
    }
    return Step("answer one request", agency.author, url_of, words, Stage.INFO_REQUESTED)


def _gather_all_but_acceptance(play: Play) -> None:
    """Every agency has returned; all returns but one are accepted."""
    first, *others = play.company.agencies
    returns.sign_off_return(request=_request(play, 0), by=first.contact)
    for agency in others:
        gathering.answer(play, agency)
    for number in range(len(others)):
        requests.accept_return(case=play.case, by=play.company.chair, request=_request(play, number))


def _request(play: Play, number: int) -> InformationRequest:
    found: InformationRequest = InformationRequest.objects.get(
        case=play.case, organisation=play.company.agencies[number].organisation
    )
    return found


def _acceptance(play: Play, answers: Answers) -> Step:
    def url_of(case: Case) -> str:
        last = InformationRequest.objects.get(case=case, state=RequestState.SIGNED_OFF)
        return reverse("act", args=[case.reference, Verb.ACCEPT_RETURN.value, last.pk])

    return Step("accept the last return", play.company.chair, url_of, answers, Stage.INFO_IN)


def _letter() -> dict[str, object]:
    points = "\n".join(f"{number}. Explain the timescale." for number in range(1, 4))
    outcome = QAOutcome.PUBLISHABLE_WITH_CHANGES.value
    return {"outcome": outcome, "points": points, **boxes("letter_on", timezone.localdate())}
