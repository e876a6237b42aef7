"""How does a case come from its clearance to publication, learning, monitoring and closing?"""

from collections.abc import Callable, Mapping

from django.utils import timezone

from dhr_cases.actions import closing, publication
from dhr_cases.actions.publication import Confirmations
from dhr_cases.models import Case
from dhr_cases.stages import Stage
from tests.conftest import Cast

ALL_CONFIRMED = Confirmations(names_removed=True, dates_generalised=True, marking_removed=True, proceedings_safe=True)


def to_pre_publication(cast: Cast, case: Case) -> None:
    """Publication is planned for today."""
    publication.prepare_publication(case=case, by=cast.coordinator, planned_on=timezone.localdate())


def make_ready(cast: Cast, case: Case) -> None:
    """Two people check with success, and the family is told."""
    for person in (cast.coordinator, cast.csp_chair):
        publication.check_publication(case=case, by=person, confirmed=ALL_CONFIRMED)
    publication.tell_family_of_publication(case=case, by=cast.coordinator, on=timezone.localdate())


def to_published(cast: Cast, case: Case) -> None:
    """All that is needed, then the publication."""
    make_ready(cast, case)
    publication.publish(case=case, by=cast.coordinator, url="https://testshire.example/reviews/robin")


def to_withheld(cast: Cast, case: Case) -> None:
    """The Home Office agrees that the report stays unpublished."""
    publication.withhold(case=case, by=cast.coordinator, reason="A child would be recognised.", home_office_agreed=True)


def to_learning(cast: Cast, case: Case) -> None:
    """Sharing starts."""
    publication.start_learning(case=case, by=cast.coordinator)


def to_monitoring(cast: Cast, case: Case) -> None:
    """The plan is watched."""
    publication.start_monitoring(case=case, by=cast.coordinator)


def to_closed(cast: Cast, case: Case) -> None:
    """Nothing is open any more."""
    closing.close(case=case, by=cast.coordinator, reason="The action plan is done.", minute="Board, item 4")


S = Stage
STEPS: Mapping[Stage, tuple[Stage | None, Callable[[Cast, Case], None]]] = {
    S.PRE_PUBLICATION: (S.QA_CLEARED, to_pre_publication),
    S.PUBLISHED: (S.PRE_PUBLICATION, to_published),
    S.PUBLICATION_WITHHELD: (S.PRE_PUBLICATION, to_withheld),
    S.LEARNING: (S.PUBLISHED, to_learning),
    S.MONITORING: (S.LEARNING, to_monitoring),
    S.CLOSED: (S.MONITORING, to_closed),
}
