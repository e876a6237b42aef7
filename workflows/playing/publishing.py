"""How is a cleared report copied, checked, published or withheld, learnt from and closed?"""

from dhr_cases.actions import assurance, closing, publication, recommendations
from dhr_cases.actions.action_evidence import add_evidence
from dhr_cases.actions.action_verifying import verify_action
from dhr_cases.actions.core import today
from dhr_cases.copies import Recipient
from dhr_cases.models import Action, ActionStatus, Verdict
from dhr_cases.verbs import Verb
from workflows.drive import take_step
from workflows.playing.play import Play


def prepare_publication(play: Play) -> None:
    """The Commissioner gets a copy and publication is prepared."""
    by = play.company.coordinator
    assurance.send_copy(case=play.case, by=by, recipient=Recipient.DAC, is_anonymised=True)
    planned = today()
    take_step(
        play.case,
        Verb.PREPARE_PUBLICATION,
        by,
        lambda: publication.prepare_publication(case=play.case, by=by, planned_on=planned),
    )


def check_and_tell(play: Play) -> None:
    """Two people check, one of them outside the drafting; the family is told first."""
    confirmed = publication.Confirmations(
        names_removed=True, dates_generalised=True, marking_removed=True, proceedings_safe=True
    )
    for checker in (play.company.coordinator, play.company.csp_chair):
        publication.check_publication(case=play.case, by=checker, confirmed=confirmed)
    publication.tell_family_of_publication(case=play.case, by=play.company.coordinator, on=play.day)


def publish(play: Play) -> None:
    """The report is published."""
    by = play.company.coordinator
    check_and_tell(play)
    take_step(play.case, Verb.PUBLISH, by, lambda: publication.publish(case=play.case, by=by))


def withhold(play: Play) -> None:
    """Publication is withheld with a reason that the Home Office accepts."""
    by = play.company.coordinator
    take_step(
        play.case,
        Verb.WITHHOLD,
        by,
        lambda: publication.withhold(
            case=play.case,
            by=by,
            reason="Publication would identify a child who lives nearby.",
            home_office_agreed=True,
        ),
    )


def start_learning(play: Play) -> None:
    """What was learnt is shared."""
    by = play.company.coordinator
    take_step(play.case, Verb.START_LEARNING, by, lambda: publication.start_learning(case=play.case, by=by))


def start_monitoring(play: Play) -> None:
    """The action plan is watched."""
    by = play.company.coordinator
    take_step(play.case, Verb.START_MONITORING, by, lambda: publication.start_monitoring(case=play.case, by=by))


def carry_out(play: Play, action: Action) -> None:
    """An action is done, its evidence is recorded by the coordinator and looked at by the chair."""
    case, by = play.case, play.company.coordinator
    progress = recommendations.Progress(
        status=ActionStatus.DONE, outcome="Staff now ask every patient.", completed_on=play.day
    )
    recommendations.update_action(case=case, by=by, action=action, progress=progress)
    add_evidence(case=case, by=by, action=action, text="An audit of sixty records: every patient was asked.")
    note = "The audit was read and shows it."
    verify_action(case=case, by=play.company.csp_chair, action=action, verdict=Verdict.CONFIRMED, note=note)


def close(play: Play) -> None:
    """Every action is done and verified, and the case is closed by a minute."""
    by = play.company.coordinator
    for action in Action.objects.filter(recommendation__case=play.case):
        carry_out(play, action)
    take_step(
        play.case,
        Verb.CLOSE,
        by,
        lambda: closing.close(case=play.case, by=by, reason="Action plan carried out.", minute="Minute 40"),
    )
