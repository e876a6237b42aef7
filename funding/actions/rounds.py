"""How are all partners asked for a year under one version of a model, and when is that round over?

A round started twice asks nobody twice. Source: issue of the annual round [D]; L5, L8, L28 [D].
"""

import datetime
from dataclasses import dataclass

from dhr_cases.errors import NotNow
from dhr_cases.models import User
from funding.actions.asking import Asking, due_on, write_request
from funding.actions.core import FundingAct, acting, require, today
from funding.actions.successions import take_up_successions
from funding.models import Agreement, FundingRequest, FundingRound, ModelVersion
from funding.policies.funding_models import check_applies_to
from funding.policies.requests import check_round_open
from funding.proposed_shares import ProposedShare, proposed_shares
from funding.queries import OPEN_STATES
from funding.terms import AgreementState
from funding.verbs import FundingVerb
from funding.years import FinancialYear


@dataclass(frozen=True, kw_only=True)
class RoundWords:
    """Where the round was decided, and why in words that every partner reads."""

    why: str = ""
    meeting: str = ""
    met_on: datetime.date | None = None
    minute: str = ""


NO_WORDS = RoundWords()


def start_round(
    *,
    year: FinancialYear,
    version: ModelVersion,
    by: User,
    due: datetime.date | None = None,
    words: RoundWords = NO_WORDS,
) -> FundingRound:
    """Propose every party's share of the year and ask each that is to pay; a second start asks who was not asked.

    Who gives in kind has its contribution written down and is not asked; who is not to pay is left out; what a body
    that ended would have owed is asked of its successors. Raises NotNow for a version not in force for the year and
    for a round that is closed, Incomplete for a day that is over.
    """
    with acting(FundingVerb.START_ROUND, version.model.partnership, by) as act:
        check_applies_to(version, year)
        require((due is None or due >= today(), "The day for the answers is over. Choose a later day."))
        row = _round(act, year, version, due)
        check_round_open(row)
        asked = [each for each in map(_Asked(act, row, words).ask, proposed_shares(version, year).shares) if each]
        asked += take_up_successions(act.partnership, today(), by=by)
        act.record(about=row, year=year.start, detail={"version": version.number, "asked": len(asked)})
        return row


def close_round(*, funding_round: FundingRound, by: User, reason: str = "") -> FundingRound:
    """Close a round once every partner has answered, or earlier with a reason; open requests stay open.

    Raises NotNow while answers are awaited and no reason is given, or when it is closed.
    """
    with acting(FundingVerb.CLOSE_ROUND, funding_round.partnership, by, reason=reason) as act:
        funding_round.refresh_from_db()
        check_round_open(funding_round)
        waiting = funding_round.requests.filter(state__in=OPEN_STATES).count()
        if waiting and not reason.strip():
            raise NotNow(f"Requests without a final answer: {waiting}. Say why the round is closed without them.")
        funding_round.closed_on = today()
        funding_round.save()
        act.record(about=funding_round, year=funding_round.year, detail={"waiting": waiting})
        return funding_round


def _round(act: FundingAct, year: FinancialYear, version: ModelVersion, due: datetime.date | None) -> FundingRound:
    found = FundingRound.objects.filter(year=year.start, version=version).first()
    row: FundingRound = found or FundingRound.objects.create(
        partnership=act.partnership, year=year.start, version=version, started_on=today(), due_on=due_on(act, due)
    )
    return row


@dataclass(frozen=True)
class _Asked:
    """The asking of one party after another within a round."""

    act: FundingAct
    round: FundingRound
    words: RoundWords

    def ask(self, share: ProposedShare) -> FundingRequest | None:
        """Write the party's contribution and ask for it; None where it is not asked, or was asked before."""
        if not share.is_asked and share.in_kind is None:
            return None
        agreement = self._agreement(share)
        if not self._is_to_be_asked(agreement, share):
            return None
        return write_request(self.act, self._asking(agreement))

    def _agreement(self, share: ProposedShare) -> Agreement:
        key = {"organisation": share.organisation, "year": self.round.year, "version": self.round.version}
        found = Agreement.objects.filter(partnership=self.act.partnership, takes_over=None, **key).first()
        given = share.in_kind
        row: Agreement = found or Agreement.objects.create(
            partnership=self.act.partnership,
            **key,
            amount_pence=share.pence if share.is_asked else None,
            is_in_kind=given is not None,
            in_kind_description=given.description if given else "",
            in_kind_value_pence=given.value_pence if given else None,
            working=list(share.working),
        )
        return row

    def _is_to_be_asked(self, agreement: Agreement, share: ProposedShare) -> bool:
        ended, first = share.organisation.ends_on, FinancialYear(self.round.year).first
        has_ended = ended is not None and ended < first
        is_new = agreement.state == AgreementState.PROPOSED and not agreement.requests.exists()
        return share.is_asked and is_new and not has_ended

    def _asking(self, agreement: Agreement) -> Asking:
        return Asking(
            organisation=agreement.organisation,
            year=FinancialYear(self.round.year),
            amount_pence=agreement.amount_pence,
            agreement=agreement,
            round=self.round,
            due_on=self.round.due_on if self.round.due_on >= today() else None,
            **vars(self.words),
        )
