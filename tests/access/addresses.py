"""Which addresses does the site have, and which of them are worth asking for in a world of three cases?

Every address of the resolver is found. Every parameter needs a provider, which fills it with what is of the case,
with what is of another case, and with what is not there.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RegexPattern
from viewflow.workflow.models import Task

from dhr_cases.actions.assessment import criteria_of
from dhr_cases.forms.registry import FORMS
from dhr_cases.models import (
    Case,
    Criterion,
    DraftReading,
    InformationRequest,
    PaperOrder,
    PaperVersion,
    Person,
    Recommendation,
    TeamMembership,
)
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.papers.kinds import MadePaper
from dhr_cases.papers.letters import LetterKind
from dhr_cases.verbs import Verb
from dhr_cases.views.gate import Rule, rule_of
from learning.briefing_boxes import BriefingKind
from tests.access import (
    action_addresses,
    feedback_addresses,
    learning_addresses,
    meeting_addresses,
    money_addresses,
    pack_addresses,
    report_addresses,
    theme_addresses,
)
from tests.access.world import Which, World

NO_SUCH_ID = 987654
NO_SUCH_WORD = "no-such-thing"


@dataclass(frozen=True)
class Address:
    """One pattern of the resolver: its whole route, its name, its view, the parameters to be filled."""

    route: str
    name: str
    view: Callable[..., Any]
    parameters: tuple[str, ...]

    @property
    def rule(self) -> Rule | None:
        """What the view declares."""
        return rule_of(self.view)


@dataclass(frozen=True)
class Probe:
    """One way to fill an address. ``which`` is the case it is about, None for none.

    ``fits`` is false where one of the values is of another case or not there at all; ``about`` holds the rows meant.
    """

    arguments: Mapping[str, Any] = field(default_factory=dict)
    which: Which | None = None
    fits: bool = True
    about: Mapping[str, Any] = field(default_factory=dict)

    def filled(self, name: str, value: Any, fits: bool = True, which: Which | None = None, row: Any = None) -> "Probe":
        """This probe with one more value."""
        return replace(
            self,
            arguments={**self.arguments, name: value},
            which=which or self.which,
            fits=self.fits and fits,
            about={**self.about, name: row},
        )


Provider = Callable[[World, Probe], Iterable[Probe]]


class UnknownParameterError(AssertionError):
    """An address has a parameter for which the matrix has no values."""


def addresses(urlconf: str | None = None) -> list[Address]:
    """Every address of the site; of two with the same route the first, as the resolver has it."""
    found: dict[str, Address] = {}
    for address in _walk(get_resolver(urlconf).url_patterns, "", ()):
        found.setdefault(address.route, address)
    return list(found.values())


def _walk(patterns: Iterable[URLPattern | URLResolver], before: str, names: tuple[str, ...]) -> Iterator[Address]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        parameters = (*names, *_parameters(pattern))
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route, parameters)
        else:
            yield Address(route, pattern.name or "", pattern.callback, parameters)


def _parameters(pattern: URLPattern | URLResolver) -> tuple[str, ...]:
    if isinstance(pattern.pattern, RegexPattern):
        return tuple(pattern.pattern.regex.groupindex)
    return tuple(pattern.pattern.converters)


def probes(world: World, address: Address) -> Iterator[tuple[str, Probe]]:
    """Every filled form of an address, with its path. Raises UnknownParameterError."""
    for name in address.parameters:
        if name not in PROVIDERS:
            raise UnknownParameterError(
                f"The address {address.route} has the parameter “{name}”, which the access matrix cannot fill. "
                f"Add a provider for it to PROVIDERS in {__name__}: values of the case, of another, and of none."
            )
    start = iter((Probe(about={"route": address.route}),))
    for probe in reduce(lambda found, name: _fill(world, found, name), address.parameters, start):
        yield reverse(address.name, kwargs=dict(probe.arguments)), probe


def _fill(world: World, found: Iterator[Probe], name: str) -> Iterator[Probe]:
    for probe in found:
        yield from PROVIDERS[name](world, probe)


def _reference(world: World, probe: Probe) -> Iterator[Probe]:
    for which in Which:
        yield probe.filled("reference", world.reference(which), which is not Which.NOWHERE, which)


def _verb(world: World, probe: Probe) -> Iterator[Probe]:
    """The acts, dealt out over the stages of the matrix, so that each is asked for once."""
    for verb in world.verbs if probe.which in (Which.OWN, Which.OTHER) else world.verbs[:2]:
        yield probe.filled("verb", verb.value, verb in FORMS)
    yield probe.filled("verb", NO_SUCH_WORD, fits=False)


OF_THE_PARTNERSHIP = (Criterion,)
"""Rows that an act on any case of the partnership can be about; all others belong to one case."""


def _subject(world: World, probe: Probe) -> Iterator[Probe]:
    """A row the act can be about, one of another case, none; an act about the case itself takes no row."""
    verb = probe.arguments["verb"]
    form = FORMS.get(Verb(verb)) if verb in set(Verb) else None
    for which in (Which.OWN, Which.OTHER):
        rows = form.subjects(world.cases[which]) if form else None
        if rows is not None and (row := rows.first()) is not None:
            yield probe.filled("subject_id", row.pk, which is probe.which or isinstance(row, OF_THE_PARTNERSHIP))
    yield probe.filled("subject_id", NO_SUCH_ID, fits=False)


def _row_of(name: str, rows: Callable[[Any], Iterable[Any]]) -> Provider:
    """Rows of the case in the address, a row of another case, and none."""

    def provide(world: World, probe: Probe) -> Iterator[Probe]:
        for which in (Which.OWN, Which.OTHER):
            found = list(rows(world.cases[which]))
            for row in found if which is probe.which else found[:1]:
                yield probe.filled(name, row.pk, which is probe.which, row=row)
        yield probe.filled(name, NO_SUCH_ID, fits=False)

    return provide


def _versions(case: Case) -> list[PaperVersion]:
    """The first version of a paper of every material."""
    found = PaperVersion.objects.filter(paper__case=case).select_related("paper").order_by("-pk")
    return list({version.paper.material: version for version in found}.values())


def _request(world: World, probe: Probe) -> Iterator[Probe]:
    """Requests of the case in the address; where the address names no case, of each case."""
    if probe.which is not None:
        yield from _row_of("request_id", lambda case: InformationRequest.objects.filter(case=case))(world, probe)
        return
    for which, case in world.cases.items():
        for row in InformationRequest.objects.filter(case=case).select_related("organisation"):
            yield probe.filled("request_id", row.pk, which=which, row=row)
    yield probe.filled("request_id", NO_SUCH_ID, fits=False)


def _process(world: World, probe: Probe) -> Iterator[Probe]:
    """One probe for each open task: by its own process, and by that of another case."""
    for which, case in world.cases.items():
        tasks = Task.objects.filter(process__caseprocess__case=case, flow_task_type="HUMAN").select_related("process")
        for task in tasks:
            yield probe.filled("process_pk", task.process_id, which=which, row=task)
    own, other = (Task.objects.filter(process__caseprocess__case=case).first() for case in _two(world))
    yield probe.filled("process_pk", other.process_id, fits=False, which=Which.OWN, row=own)
    yield probe.filled("process_pk", NO_SUCH_ID, fits=False)


def _two(world: World) -> tuple[Case, Case]:
    return world.cases[Which.OWN], world.cases[Which.OTHER]


def _node(world: World, probe: Probe) -> Iterator[Probe]:
    task = probe.about["process_pk"]
    yield probe.filled("node", task.flow_task.name if task else "close")
    if probe.which is Which.OWN:
        yield probe.filled("node", NO_SUCH_WORD, fits=False)


def _task(world: World, probe: Probe) -> Iterator[Probe]:
    task = probe.about["process_pk"]
    yield probe.filled("task_pk", task.pk if task else NO_SUCH_ID, row=task)


def _words(name: str, *known: str) -> Provider:
    """Known words and an unknown one."""

    def provide(world: World, probe: Probe) -> Iterator[Probe]:
        for word in known:
            yield probe.filled(name, word)
        yield probe.filled(name, NO_SUCH_WORD, fits=False)

    return provide


def _code(world: World, probe: Probe) -> Iterator[Probe]:
    """Organisations and partnerships are both named by a code; the route says which is meant."""
    known = ("test-police",) if probe.about["route"].startswith("organisations/") else ("testshire", "farshire")
    yield from _words("code", *known)(world, probe)


def _account(world: World, probe: Probe) -> Iterator[Probe]:
    yield probe.filled("account_id", world.cast.auditor.pk, row=world.cast.auditor)
    yield probe.filled("account_id", NO_SUCH_ID, fits=False)


def _membership(world: World, probe: Probe) -> Iterator[Probe]:
    for place in TeamMembership.objects.filter(user__in=(world.cast.auditor, world.cast.pcc_office)):
        yield probe.filled("membership_id", place.pk, place.user == world.cast.auditor)
    yield probe.filled("membership_id", NO_SUCH_ID, fits=False)


def _slug(world: World, probe: Probe) -> Iterator[Probe]:
    """No review is on the public register in this world."""
    yield probe.filled("slug", NO_SUCH_WORD, fits=False)


def _public_file(world: World, probe: Probe) -> Iterator[Probe]:
    yield probe.filled("file_id", NO_SUCH_ID, fits=False)


def _finding(world: World, probe: Probe) -> Iterator[Probe]:
    """No file was looked through in this world."""
    yield probe.filled("finding", NO_SUCH_ID, fits=False)


def _reading(world: World, probe: Probe) -> Iterator[Probe]:
    """Numbered copies of the case in the address; where it names no case, of each case. Nobody is let into one here."""
    if probe.which is not None:
        yield from _row_of("reading_id", lambda case: DraftReading.objects.filter(case=case))(world, probe)
        return
    for which, case in world.cases.items():
        for row in DraftReading.objects.filter(case=case)[:1]:
            yield probe.filled("reading_id", row.pk, which=which, row=row)
    yield probe.filled("reading_id", NO_SUCH_ID, fits=False)


def _criterion(world: World, probe: Probe) -> Iterator[Probe]:
    """A criterion of the partnership in the address, one of another partnership, and none."""
    for partnership in (world.cast.partnership, world.far_cast.partnership):
        row = criteria_of(partnership)[0]
        yield probe.filled("criterion_id", row.pk, partnership.code == probe.arguments["code"], row=row)
    yield probe.filled("criterion_id", NO_SUCH_ID, fits=False)


def _in_a_reading(name: str) -> Provider:
    """What stands inside a copy: the reading room's own matrix asks for what is there."""

    def provide(world: World, probe: Probe) -> Iterator[Probe]:
        yield probe.filled(name, NO_SUCH_ID, fits=False)

    return provide


def _key(world: World, probe: Probe) -> Iterator[Probe]:
    """The secret of a calendar, or of a password link; nobody has one in this world."""
    yield probe.filled("key", NO_SUCH_WORD, fits=False)


def _notice(world: World, probe: Probe) -> Iterator[Probe]:
    """Nobody has been told anything in this world."""
    yield probe.filled("notice_id", NO_SUCH_ID, fits=False)


def _passkey(world: World, probe: Probe) -> Iterator[Probe]:
    """Nobody has a passkey in this world."""
    yield probe.filled("pk", NO_SUCH_ID, fits=False)


def _word_template(world: World, probe: Probe) -> Iterator[Probe]:
    """No partnership has brought a template in this world."""
    yield probe.filled("template_id", NO_SUCH_ID, fits=False)


PROVIDERS: Mapping[str, Provider] = {
    "reference": _reference,
    "verb": _verb,
    "subject_id": _subject,
    "person_id": _row_of("person_id", lambda case: Person.objects.filter(case=case)),
    "version_id": _row_of("version_id", _versions),
    "made": _words("made", MadePaper.OVERVIEW_REPORT, MadePaper.DECISION_LETTER),
    "order_id": _row_of("order_id", lambda case: PaperOrder.objects.filter(case=case)),
    "template_id": _word_template,
    "request_id": _request,
    "process_pk": _process,
    "node": _node,
    "task_pk": _task,
    "kind": _words("kind", next(iter(LetterKind)).value),
    "notice_id": _notice,
    "code": _code,
    "partnership": money_addresses.partnership,
    "year": money_addresses.year,
    **meeting_addresses.PROVIDERS,
    "report": report_addresses.report,
    "event": learning_addresses.event,
    "form_token": feedback_addresses.form_token,
    "form_kind": feedback_addresses.form_kind,
    "report_format": feedback_addresses.report_format,
    "pack_file_id": pack_addresses.pack_file_id,
    "booking_id": learning_addresses.booking_id,
    "event_paper": learning_addresses.event_paper,
    "token": learning_addresses.token,
    "learning_verb": learning_addresses.learning_verb,
    "learning_row": learning_addresses.learning_row,
    "theme_id": theme_addresses.theme_id,
    "review": theme_addresses.review,
    "act": money_addresses.act,
    "row_id": money_addresses.row_id,
    "body": money_addresses.body,
    "paper": money_addresses.paper,
    "number": money_addresses.number,
    "section": _words("section", "contact"),
    "action_id": action_addresses.action_id,
    "evidence_id": action_addresses.evidence_id,
    "recommendation_id": _row_of("recommendation_id", lambda case: Recommendation.objects.filter(case=case)),
    "draft_kind": _words("draft_kind", PaperKind.OVERVIEW_REPORT.value),
    "section_code": _words("section_code", "timescales"),
    "clock": _words("clock"),
    "account_id": _account,
    "membership_id": _membership,
    "key": _key,
    "slug": _slug,
    "file_id": _public_file,
    "reading_id": _reading,
    "criterion_id": _criterion,
    "passage_id": _in_a_reading("passage_id"),
    "comment_id": _in_a_reading("comment_id"),
    "finding": _finding,
    "uidb36": _words("uidb36"),
    "pk": _passkey,
    "briefing": _words("briefing", BriefingKind.ONE_PAGE),
    "box": _words("box", "who"),
}
