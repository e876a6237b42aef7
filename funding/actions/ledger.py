"""How do entries come into the ledger? One person puts them forward, another approves; a mistake is reversed.

Nothing here changes or deletes a row. Every entry is numbered, carries the balance of its account after it and
a digest over itself and the entry before. Source: L2, L21, L30, L31 [D].
"""

from collections.abc import Sequence

from django.db.models import Max

from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.models import Partnership, User
from funding.actions.core import FundingAct, acting
from funding.digests import digest_of
from funding.models import Entry, Journal, JournalDecision, JournalLine
from funding.posting_lines import Line, check_line
from funding.terms import EntryKind, JournalOrigin
from funding.verbs import FundingVerb


def put_forward(
    *, partnership: Partnership, by: User, lines: Sequence[Line], text: str, source: str = "", reason: str = ""
) -> Journal:
    """Put entries forward for approval by somebody else. Raises Incomplete for a line that cannot stand."""
    with acting(FundingVerb.PUT_FORWARD, partnership, by, reason=reason) as act:
        journal = write_journal(act, lines, text=text, source=source)
        act.record(about=journal, year=lines[0].year, detail={"lines": len(lines)})
        return journal


def write_journal(
    act: FundingAct,
    lines: Sequence[Line],
    *,
    text: str,
    origin: JournalOrigin = JournalOrigin.TYPED,
    source: str = "",
    reverses: Journal | None = None,
) -> Journal:
    """Write a journal and its lines inside an act. Raises Incomplete when it has no line or one that cannot stand."""
    if not lines:
        raise Incomplete("There is nothing to put forward.")
    for line in lines:
        check_line(line)
    journal = Journal.objects.create(
        partnership=act.partnership, origin=origin, text=text, source=source, prepared_by=act.by, reverses=reverses
    )
    JournalLine.objects.bulk_create(_row_of(journal, line) for line in lines)
    return journal


def approve_journal(*, journal: Journal, by: User, reason: str = "") -> list[Entry]:
    """Approve and post. Raises NotPermitted for who put it forward, NotNow when it is already decided."""
    with acting(FundingVerb.APPROVE_JOURNAL, journal.partnership, by, reason=reason) as act:
        check_no_answer(journal)
        entries = post(act, journal)
        act.record(about=journal, year=entries[0].year, detail={"entries": len(entries)})
        return entries


def refuse_journal(*, journal: Journal, by: User, reason: str) -> JournalDecision:
    """Refuse a journal with a reason; nothing is posted. Raises as ``approve_journal``; Incomplete without a reason."""
    with acting(FundingVerb.REFUSE_JOURNAL, journal.partnership, by, reason=reason) as act:
        if not reason.strip():
            raise Incomplete("Say why the entries are refused.")
        check_no_answer(journal)
        _check_undecided(journal, act.by)
        decision = JournalDecision.objects.create(journal=journal, is_approved=False, by=by, reason=reason)
        act.record(about=journal)
        return decision


def post(act: FundingAct, journal: Journal) -> list[Entry]:
    """Decide for a journal and write its entries, inside an act that holds the lock on the partnership's money."""
    _check_undecided(journal, act.by)
    JournalDecision.objects.create(journal=journal, is_approved=True, by=act.by, reason=act.reason)
    last = Entry.objects.filter(partnership=act.partnership).order_by("-number").first()
    before, digest = (last.number, last.digest) if last else (0, "")
    lines = list(journal.lines.all())
    balances = _balances(act.partnership, lines)
    entries = []
    for number, line in enumerate(lines, start=before + 1):
        balances[line.account_moved] += line.amount_pence
        entry = _entry_of(line, journal, act.by, number, balances[line.account_moved])
        entry.digest = digest = digest_of(entry, digest)
        entries.append(entry)
    return list(Entry.objects.bulk_create(entries))


def reverse_journal(*, journal: Journal, by: User, reason: str) -> Journal:
    """Put forward the opposite of every entry of a posted journal. Raises NotNow for one not posted or reversed.

    A reversal is never reversed: since it was posted the same may have been answered or decided anew.
    """
    with acting(FundingVerb.REVERSE_JOURNAL, journal.partnership, by, reason=reason) as act:
        if not reason.strip():
            raise Incomplete("Say why the entries are reversed.")
        entries = list(journal.entries.all())
        if not entries:
            raise NotNow("Only entries that were posted can be reversed.")
        _check_unreversed(journal)
        opposite = Journal.objects.create(
            partnership=act.partnership,
            origin=JournalOrigin.REVERSAL,
            text=f"Reversal of: {journal.text}"[:300],
            prepared_by=by,
            reverses=journal,
        )
        JournalLine.objects.bulk_create(_opposite_of(opposite, entry) for entry in entries)
        act.record(about=opposite, year=entries[0].year, detail={"reverses": journal.pk})
        return opposite


def _check_unreversed(journal: Journal) -> None:
    if journal.reverses_id is not None:
        raise NotNow("These entries are a reversal themselves. Put forward anew what is to stand again.")
    if journal.reversal is not None:
        raise NotNow("A reversal of these entries has already been put forward.")


def check_no_answer(journal: Journal) -> None:
    """A partner's answer is decided on with its request, so that entries, contribution and request move together."""
    if journal.origin == JournalOrigin.ANSWER:
        raise NotNow("These entries are a partner's answer. Approve the answer, or send it back, on its request.")


def _check_undecided(journal: Journal, by: User | None) -> None:
    if by is not None and journal.prepared_by_id == by.pk:
        raise NotPermitted("You put these entries forward yourself. Somebody else has to decide on them.")
    if JournalDecision.objects.filter(journal=journal).exists():
        raise NotNow("These entries have already been decided on.")


def _balances(partnership: Partnership, lines: list[JournalLine]) -> dict[str, int]:
    """The balance of every account that the lines touch, as the last entry of each says."""
    accounts = {line.account_moved for line in lines}
    own = Entry.objects.filter(partnership=partnership, account__in=accounts).order_by()
    last = own.values("account").annotate(last=Max("number")).values("last")
    known = dict(own.filter(number__in=last).values_list("account", "balance_pence"))
    return {account: known.get(account, 0) for account in accounts}


def _row_of(journal: Journal, line: Line) -> JournalLine:
    return JournalLine(
        journal=journal,
        partnership=journal.partnership,
        kind=EntryKind(line.kind),
        year=line.year,
        on=line.on,
        due_on=line.due_on,
        amount_pence=line.signed_pence,
        qualifier=line.qualifier,
        organisation=line.body,
        agreement=line.agreement,
        cost_line=line.cost_line,
        project=line.project,
        cost_class=line.cost_class,
        document=line.document,
        text=line.text,
    )


COPIED = (
    "partnership_id", "kind", "year", "on", "due_on", "qualifier", "organisation_id", "agreement_id",
    "cost_line_id", "project_id", "cost_class", "document", "text",
)  # fmt: skip  # the columns a line and an entry share, in the order of the model


def _opposite_of(journal: Journal, entry: Entry) -> JournalLine:
    copied = {name: getattr(entry, name) for name in COPIED}
    return JournalLine(journal=journal, amount_pence=-entry.amount_pence, **copied)


def _entry_of(line: JournalLine, journal: Journal, by: User | None, number: int, balance: int) -> Entry:
    copied = {name: getattr(line, name) for name in COPIED}
    return Entry(
        line=line,
        journal=journal,
        number=number,
        account=line.account_moved,
        amount_pence=line.amount_pence,
        balance_pence=balance,
        posted_by_id=journal.prepared_by_id,
        approved_by=by,
        **copied,
    )
