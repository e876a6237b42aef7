"""What must an address answer to a member of the cast? Worked out from what a view declares and from the tables.

Nothing here asks the product's permission rows: the roles are those the fixtures gave, the rest is the tables of
roles, disclosure, verbs and steps.
"""

from collections.abc import Callable, Mapping

from viewflow.workflow.models import Task

from dhr_cases.disclosure import FROM_STAGE, Material
from dhr_cases.events import Event
from dhr_cases.forms.registry import FORMS
from dhr_cases.models import CaseEvent, InformationRequest, Organisation, PaperVersion
from dhr_cases.paper_kinds import KINDS, PaperKind
from dhr_cases.papers.kinds import MADE, MadePaper
from dhr_cases.policies.release import WRITTEN_AS
from dhr_cases.roles import ROLES, CasePermission, Role
from dhr_cases.stages import STAGES, Stage
from dhr_cases.verbs import VERBS, Verb
from tests.access import action_addresses, meeting_addresses, money_expectations
from tests.access.addresses import Address, Probe
from tests.access.world import Which, World, roles_of, team_roles_of
from tests.conftest import CASE_ROLES
from workflows.nodes import CaseTask, RequestTask

Answer = frozenset[int]

SHOWN: Answer = frozenset({200})
HIDDEN: Answer = frozenset({404})
REFUSED: Answer = frozenset({403})
SIGN_IN: Answer = frozenset({302})
ANY: Answer = frozenset({200, 302, 400, 403, 404, 405, 409})
"""A page for anyone, and one of the sign-in package, has no secret of a case to keep; it must only not break."""
DONE_OR_NOT_NOW: Answer = frozenset({200, 409})
ONLY_BY_POST: Answer = frozenset({405})
BY_POST = frozenset({"take_task", "give_back_task", "calendar_new", "calendar_end"})
"""Addresses that only change something; a link to them shows nothing."""
_ORDER = list(STAGES)


def expected(address: Address, probe: Probe, part: str | None, world: World) -> Answer:
    """Statuses that are right for this person (None: nobody is signed in) who opens this address."""
    rule = address.rule
    if rule is None:
        raise AssertionError(
            f"The view behind {address.route} declares no rule. Put case_page, request_page, site_page, signed_in "
            "or anyone from dhr_cases.views.gate above it."
        )
    if rule.kind == "anyone":
        return ANY
    if part is None:
        return SIGN_IN
    return RULES[rule.kind](address, probe, part, world)


def may_change(address: Address, probe: Probe, part: str | None, world: World) -> bool:
    """True when a form sent to the address may change something for this person."""
    rule = address.rule
    if rule is None or rule.kind == "anyone" or part is None:
        return rule is not None and rule.kind == "anyone"
    if "task_pk" in probe.arguments:
        return bool(_task(address, probe, part, world) & {200, 302, 409})
    return rule.kind == "signed_in" or bool(expected(address, probe, part, world) & {200, 409})


def permissions_of(part: str, which: Which, stage: Stage) -> frozenset[CasePermission]:
    """What the roles of a person permit on a case; a team has nothing before it sees the case."""
    held: set[CasePermission] = set()
    for role in roles_of(part, which):
        on_case = ROLES[role].on_case
        waits = role in team_roles_of(part) and CasePermission.VIEW in on_case
        if not waits or _sees({role}, Material.STATUS, stage):
            held |= on_case
    return frozenset(held)


def _sees(roles: frozenset[Role] | set[Role], material: Material, stage: Stage) -> bool:
    firsts = [FROM_STAGE[role][material] for role in roles if material in FROM_STAGE[role]]
    return any(_ORDER.index(stage) >= _ORDER.index(first) for first in firsts)


def sees(part: str, which: Which, material: Material, stage: Stage) -> bool:
    """True when the person may open pages of this material of the case."""
    needed = CasePermission.VIEW_MONEY if material is Material.MONEY else CasePermission.VIEW
    return needed in permissions_of(part, which, stage) and _sees(roles_of(part, which), material, stage)


def _signed_in(address: Address, probe: Probe, part: str, world: World) -> Answer:
    if address.name in BY_POST:
        return ONLY_BY_POST
    if address.route.startswith("account/"):
        return ANY
    if "task_pk" in probe.arguments:
        return _task(address, probe, part, world)
    return _shown(address, part) if probe.fits else HIDDEN


def _shown(address: Address, part: str) -> Answer:
    return money_expectations.LEADS_ON if money_expectations.leads_on(address, part) else SHOWN


def _site(address: Address, probe: Probe, part: str, world: World) -> Answer:
    permitted = any(address.rule and address.rule.permission in ROLES[role].on_site for role in team_roles_of(part))
    if not permitted:
        return REFUSED
    return _shown(address, part) if probe.fits else HIDDEN


def _case(address: Address, probe: Probe, part: str, world: World) -> Answer:
    material = address.rule.material if address.rule else None
    if probe.which is None or material is None or not sees(part, probe.which, material, world.stage):
        return HIDDEN
    if "verb" in probe.arguments:
        return _act(probe, part, world)
    if not probe.fits:
        return HIDDEN
    special = SPECIAL.get(address.name)
    return special(probe, part, world) if special else SHOWN


def _act(probe: Probe, part: str, world: World) -> Answer:
    verb = probe.arguments["verb"]
    if not probe.fits or (FORMS[Verb(verb)].needs_subject and "subject_id" not in probe.arguments):
        return HIDDEN
    return _permitted(Verb(verb), probe, part, world)


def _permitted(verb: Verb, probe: Probe, part: str, world: World) -> Answer:
    which = probe.which or Which.NOWHERE
    return DONE_OR_NOT_NOW if VERBS[verb].permission in permissions_of(part, which, world.stage) else REFUSED


def _file(probe: Probe, part: str, world: World) -> Answer:
    """A paper belongs to the material of its kind; once sent to the Home Office, to the submission as well."""
    version, roles = probe.about["version_id"], roles_of(part, probe.which or Which.NOWHERE)
    materials = {KINDS[version.paper.kind].material, *({Material.SUBMISSION} if was_sent(version) else ())}
    return SHOWN if any(_sees(roles, material, world.stage) for material in materials) else HIDDEN


def was_sent(version: PaperVersion) -> bool:
    """True for a version that the record of a submission names."""
    sent = CaseEvent.objects.filter(case=version.paper.case_id, kind=Event.SUBMITTED_TO_HO)
    return any(version.pk in event.detail["papers"] for event in sent)


def _release_file(probe: Probe, part: str, world: World) -> Answer:
    """How far a file for the public is, is shown to those who check it; other papers are never released."""
    checks = CasePermission.CHECK_PUBLICATION in permissions_of(part, probe.which or Which.NOWHERE, world.stage)
    kind = PaperKind(probe.about["version_id"].paper.kind)
    return SHOWN if checks and kind in WRITTEN_AS else HIDDEN


def _made(probe: Probe, part: str, world: World) -> Answer:
    """A paper to be made is for those who may add it and see its material now; for others it does not exist."""
    row, which = MADE[MadePaper(probe.arguments["made"])], probe.which or Which.NOWHERE
    held = permissions_of(part, which, world.stage)
    is_theirs = any(VERBS[verb].permission in held for verb in row.verbs)
    material = KINDS[row.filed_as].material
    return SHOWN if is_theirs and sees(part, which, material, world.stage) else HIDDEN


def _order(probe: Probe, part: str, world: World) -> Answer:
    """An order belongs to the material of the paper asked for."""
    material = KINDS[MADE[MadePaper(probe.about["order_id"].kind)].filed_as].material
    return SHOWN if sees(part, probe.which or Which.NOWHERE, material, world.stage) else HIDDEN


def _correction(probe: Probe, part: str, world: World) -> Answer:
    return _permitted(Verb.CORRECT, probe, part, world)


def _names(probe: Probe, part: str, world: World) -> Answer:
    return _permitted(Verb.SHOW_NAMES, probe, part, world)


def _letter(probe: Probe, part: str, world: World) -> Answer:
    """The letter's points are read by those who may record it."""
    return _permitted(Verb.RECORD_QA_LETTER, probe, part, world)


def _letter_points(probe: Probe, part: str, world: World) -> Answer:
    """The same; the files of this world hold no text to read points from."""
    answer = _letter(probe, part, world)
    return answer if answer == REFUSED else frozenset({404, 409})


def _copy(probe: Probe, part: str, world: World) -> Answer:
    """Who opened which page of a copy is for those who run the panel."""
    held = permissions_of(part, probe.which or Which.NOWHERE, world.stage)
    return SHOWN if CasePermission.RUN_PANEL in held else HIDDEN


def _briefing_box(probe: Probe, part: str, world: World) -> Answer:
    return _permitted(Verb.WRITE_BRIEFING, probe, part, world)


def _writes(verb: Verb) -> Callable[[Probe, str, World], Answer]:
    """A page of drafting that only those open who may do its act."""
    return lambda probe, part, world: _permitted(verb, probe, part, world)


def _word_split(probe: Probe, part: str, world: World) -> Answer:
    """The drafts of this world are no Word files, so that there is nothing to take apart."""
    return HIDDEN


SPECIAL: Mapping[str, Callable[[Probe, str, World], Answer]] = {
    "paper_file": _file,
    "make_paper": _made,
    "paper_order": _order,
    "case_release_file": _release_file,
    "case_person_correct": _correction,
    "case_show_names": _names,
    "case_anonymity_names": _names,
    "case_copy": _copy,
    "case_qa_letter": _letter,
    "case_qa_letter_points": _letter_points,
    "briefing_box": _briefing_box,
    "drafting_both": _writes(Verb.JOIN_TEXTS),
    "drafting_fill": _writes(Verb.FILL_SECTION),
    "drafting_word": _writes(Verb.TAKE_IN_WORD),
    "drafting_word_split": _word_split,
    "plan_import": _writes(Verb.RECORD_RECOMMENDATION),
}
"""Pages of a case that ask for more than to see their material."""


def _request(address: Address, probe: Probe, part: str, world: World) -> Answer:
    asked: InformationRequest | None = probe.about["request_id"]
    is_theirs = asked is not None and answers_for(part, probe.which, asked.organisation, world)
    return SHOWN if is_theirs else HIDDEN


def answers_for(part: str, which: Which | None, body: Organisation, world: World) -> bool:
    """True when the person answers or signs off for the body on the case."""
    if which is not Which.OWN or part not in CASE_ROLES:
        return False
    role, own_body = CASE_ROLES[part]
    return bool(ROLES[role].on_request) and own_body is not None and getattr(world.cast, own_body) == body


def _task(address: Address, probe: Probe, part: str, world: World) -> Answer:
    task = probe.about["process_pk"]
    if not probe.fits or task is None or probe.which is None:
        return HIDDEN
    held = permissions_of(part, probe.which, world.stage)
    may_do = _may_do(task.flow_task, task, held, part, probe.which, world)
    if not may_do and CasePermission.VIEW not in held:
        return HIDDEN
    if task.finished is not None:
        return frozenset({409})
    return frozenset({200, 302, 409}) if may_do else REFUSED


def _may_do(
    node: CaseTask | RequestTask, task: Task, held: frozenset[CasePermission], part: str, which: Which, world: World
) -> bool:
    if isinstance(node, CaseTask):
        return any(VERBS[verb].permission in held for verb in node.step.verbs)
    if isinstance(node.permission, CasePermission):
        return node.permission in held
    body = task.process.caseprocess.request.organisation
    is_theirs = answers_for(part, which, body, world)
    return is_theirs and node.permission in ROLES[CASE_ROLES[part][0]].on_request


def _reading_room(address: Address, probe: Probe, part: str, world: World) -> Answer:
    """Nobody is let into a copy in this world; the reading room has a matrix of its own."""
    return HIDDEN


RULES: Mapping[str, Callable[[Address, Probe, str, World], Answer]] = {
    "signed_in": _signed_in,
    "site": _site,
    "case": _case,
    "request": _request,
    "reading": _reading_room,
    "action_owner": action_addresses.owners_page,
    "meeting_partner": meeting_addresses.partners_page,
    "team": money_expectations.team,
    "funding": money_expectations.funding,
    "funding_partner": money_expectations.funding_partner,
}
"""How each kind of rule answers; a new kind of rule needs a line here."""
