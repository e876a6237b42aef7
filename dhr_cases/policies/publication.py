"""When may a report be published, withheld or taken down? The checks, the family first, no live proceedings harmed.

Source: checks by two people and the family told first, local rule based on 2016 guidance [K]/[D].
"""

from collections.abc import Mapping

from django.db.models import QuerySet
from django.utils import timezone

from dhr_cases.deadlines import long_date
from dhr_cases.errors import Incomplete, NotNow
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, CaseMembership, PaperVersion, Publication, PublicationCheck
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.policies import Guard
from dhr_cases.roles import Role
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb

CHECKS_NEEDED = 2


def newest_checks(case: Case) -> list[PublicationCheck]:
    """The newest check of each person since publication was last prepared; older ones looked at another text."""
    newest = {check.by_id: check for check in PublicationCheck.objects.filter(pk__in=_recorded_checks(case))}
    return list(newest.values())


def _recorded_checks(case: Case) -> list[int]:
    checked = _since_prepared(case, Event.PUBLICATION_CHECKED)
    return [pk for pk in checked.values_list("subject_id", flat=True) if pk is not None]


def _since_prepared(case: Case, kind: Event) -> QuerySet[CaseEvent]:
    """Events of a kind recorded since the case last came to the preparation, by its own step or by reopening.

    When an event's day is corrected later, the event stays as old as it was.
    """
    arrivals = CaseEvent.objects.filter(case=case, stage=Stage.PRE_PUBLICATION, moved=True, replaces=None)
    last = arrivals.order_by("-pk").values_list("pk", flat=True).first()
    return CaseEvent.objects.filter(case=case, kind=kind, pk__gt=last or 0, replaces=None)


def drafters(case: Case) -> frozenset[int]:
    """Primary keys of those near the text: independent chairs and authors, and whoever added the report."""
    chairs = CaseMembership.objects.filter(case=case, role=Role.INDEPENDENT_CHAIR).values_list("user", flat=True)
    adders = PaperVersion.objects.filter(paper__case=case, paper__kind=PaperKind.PUBLISHED_REPORT)
    return frozenset(chairs) | frozenset(adders.values_list("added_by", flat=True))


def unmet(*needs: tuple[bool, str]) -> list[str]:
    """The sentences of needs that do not hold, in their order."""
    return [sentence for holds, sentence in needs if not holds]


def missing_checks(case: Case) -> list[str]:
    """What the checks still lack, as sentences."""
    checks = newest_checks(case)
    passed = {check.by_id for check in checks if check.is_passed}
    return unmet(
        (len(passed) == len(checks), "A check did not pass. Mend what it found and let the same person check again."),
        (
            len(passed) >= CHECKS_NEEDED,
            f"Two different people must check the report before publication; checks passed so far: {len(passed)}.",
        ),
        (not passed or bool(passed - drafters(case)), "One of the checks must be by a person outside the drafting."),
    )


def publication_needs(case: Case) -> list[str]:
    """What is still missing before the report may be published, as sentences; nothing when it may."""
    missing = missing_checks(case)
    if not does_family_know(case):
        missing.append("The family must be told the date of publication first.")
    return missing


def does_family_know(case: Case) -> bool:
    """True when the family was told of the publication since its preparation last began."""
    return _since_prepared(case, Event.FAMILY_TOLD_OF_PUBLICATION).exists()


def check_publish_now(case: Case) -> None:
    """Pass when two people's checks passed, one of them outside the drafting, and the family knows the date."""
    missing = publication_needs(case)
    if missing:
        raise Incomplete(" ".join(missing), tuple(missing))
    check_embargo_over(case)


def check_embargo_over(case: Case) -> None:
    """Pass unless the plan names a moment still to come before which nothing is put up; raise NotNow saying which."""
    plan = Publication.objects.filter(case=case).first()
    until = plan.embargo_until if plan is not None else None
    if until is not None and until > timezone.now():
        at = timezone.localtime(until)
        raise NotNow(f"The embargo lasts until {long_date(at.date())}, {at:%H:%M}. Nothing is put up before.")


def check_take_down_now(case: Case) -> None:
    """Pass when the report was published and is not down already."""
    plan = Publication.objects.filter(case=case).first()
    if plan is not None and plan.withdrawn_on is not None:
        raise NotNow("The report was taken down already.")
    if not CaseEvent.objects.filter(case=case, kind=Event.PUBLISHED).exists():
        raise NotNow("No publication is recorded, so nothing can be taken down.")


GUARDS: Mapping[Verb, Guard] = {
    Verb.PUBLISH: check_publish_now,
    Verb.TAKE_DOWN: check_take_down_now,
}
