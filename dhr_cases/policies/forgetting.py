"""When may the record of a case be destroyed? Once it is closed and nothing asks to keep it.

Source: domain 5.5: retention years are not known [U]; a legal hold stops destruction [D].
"""

from dhr_cases.deadlines import long_date
from dhr_cases.errors import NotNow
from dhr_cases.models import Case, Hold, LegalHold, OrderState, PaperOrder, ParallelProceeding


def check_forgettable(case: Case) -> None:
    """Pass for a closed or transferred case without a hold, an open proceeding or a paper being made; raise NotNow."""
    check_not_forgotten(case)
    if not case.row.is_final:
        raise NotNow(f"Only a closed case is destroyed. This one stands at “{case.row.label}”.")
    _check_not_held(case)
    _check_nothing_open(case)


def _check_not_held(case: Case) -> None:
    legal = LegalHold.objects.filter(case=case, ends_on=None).first()
    if legal is not None:
        raise NotNow(f"A legal hold keeps the record since {long_date(legal.starts_on)}. End it first.")
    if Hold.objects.filter(case=case, ends_on=None).exists():
        raise NotNow("The case is on hold. End the hold first.")


def _check_nothing_open(case: Case) -> None:
    if any(not row.ends_on.is_known for row in ParallelProceeding.objects.filter(case=case)):
        raise NotNow("A proceeding beside the review has no end recorded. Record when it ended first.")
    if PaperOrder.objects.filter(case=case, state__in=(OrderState.WAITING, OrderState.BUILDING)).exists():
        raise NotNow("A paper of the case is being made. Wait until it is ready.")


def check_not_forgotten(case: Case) -> None:
    """Pass unless the record was destroyed: what is left of it is not worked on."""
    if case.forgotten_on is not None:
        raise NotNow(f"The record of this case was destroyed on {long_date(case.forgotten_on)}. Nothing can be done.")
