"""Do the tables of the review hold together? Each fault is a sentence; no fault, no output.

Imports no Django. The flow's half of the question is asked in ``workflows``.
"""

from collections.abc import Iterable, Iterator, Mapping

from dhr_cases.disclosure import FROM_STAGE
from dhr_cases.events import WORDS, Event
from dhr_cases.request_states import REQUEST_STATES, RequestState
from dhr_cases.roles import ROLES, CasePermission, Role, roles_with
from dhr_cases.stages import STAGES, START, Stage, StageRow
from dhr_cases.verbs import VERBS, Verb, VerbRow


def faults(stages: Mapping[Stage, StageRow] = STAGES, verbs: Mapping[Verb, VerbRow] = VERBS) -> list[str]:
    """Every fault of the tables, stage faults first. Takes other tables so that a test can break them."""
    return [
        *_incomplete_tables(stages, verbs),
        *(f"{stage}: cannot be reached from {START}." for stage in stages if stage not in reachable(stages)),
        *(fault for stage, row in stages.items() for fault in _stage_faults(stage, row)),
        *_ways_without_verb(stages, verbs),
        *_verb_faults(stages, verbs),
        *(f"request state {state}: leads nowhere." for state, row in REQUEST_STATES.items() if not row.next),
    ]


def reachable(stages: Mapping[Stage, StageRow]) -> frozenset[Stage]:
    """Stages that a case can come to from its referral."""
    found: set[Stage] = set()
    waiting = [START]
    while waiting:
        stage = waiting.pop()
        if stage not in found and stage in stages:
            found.add(stage)
            waiting.extend(stages[stage].next)
    return frozenset(found)


def dead_ends(stages: Mapping[Stage, StageRow] = STAGES) -> tuple[Stage, ...]:
    """Stages that have no way out and are not final."""
    return tuple(stage for stage, row in stages.items() if not row.next and not row.is_final)


def _stage_faults(stage: Stage, row: StageRow) -> Iterator[str]:
    needs = (
        (bool(row.next) or row.is_final, "dead end, no stage follows."),
        (row.owner in ROLES, f"its owner {row.owner} is no role."),
        (bool(row.source.strip()), "has no source."),
        (all(map(str.strip, (row.label, row.public_label))), "has no words."),
        (stage not in row.next, "follows itself."),
    )
    return (f"{stage}: {sentence}" for holds, sentence in needs if not holds)


def _ways_without_verb(stages: Mapping[Stage, StageRow], verbs: Mapping[Verb, VerbRow]) -> Iterator[str]:
    for stage, row in stages.items():
        for following in row.next:
            if not any(stage in verb.stages and following in verb.leads_to for verb in verbs.values()):
                yield f"{stage}: no act leads from it to {following}."


def _verb_faults(stages: Mapping[Stage, StageRow], verbs: Mapping[Verb, VerbRow]) -> Iterator[str]:
    for verb, row in verbs.items():
        if not roles_with(row.permission):
            yield f"{verb}: no role carries {row.permission}."
        for target in row.leads_to:
            if not any(target in stages[stage].next for stage in row.stages if stage in stages):
                yield f"{verb}: the stage table never leads to {target} from where it is done."


def _incomplete_tables(stages: Mapping[Stage, StageRow], verbs: Mapping[Verb, VerbRow]) -> Iterator[str]:
    tables: tuple[tuple[str, Iterable[str], Iterable[str]], ...] = (
        ("stage table", Stage, stages),
        ("act table", Verb, verbs),
        ("role table", Role, ROLES),
        ("disclosure table", Role, FROM_STAGE),
        ("event words", Event, WORDS),
        ("request states", RequestState, REQUEST_STATES),
    )
    for name, codes, rows in tables:
        for code in sorted(set(codes) - set(rows)):
            yield f"{name}: {code} has no row."
    for permission in CasePermission:
        if not roles_with(permission):
            yield f"role table: nobody holds {permission}."
