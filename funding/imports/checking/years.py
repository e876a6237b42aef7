"""Do the years of the file fit together and fit the records? What is on record already is refused, row by row."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

from dhr_cases.deadlines import long_date
from funding.file_values import FileFault
from funding.imports.checking.bodies import repeated, unknown_body
from funding.imports.checking.known import AgreementKey, CostKey, IncomeKey, Known, VersionFact, facts_in
from funding.imports.keys import Row
from funding.imports.layout import IncomeKind
from funding.imports.reading import FundingFile
from funding.terms import AgreementState


def year_faults(file: FundingFile, known: Known, codes: Collection[str]) -> Iterator[FileFault]:
    """Every fault of agreements, costs and income, year by year."""
    yield from repeated(file.years, "year")
    versions = list(chain(known.versions, *map(facts_in, file.models)))
    for row in file.years:
        yield from _brought_forward(row, known)
        is_whole = not file.is_broken_at(row.at("agreements"))
        yield from _agreements(row, known, codes)
        if is_whole:
            yield from _taken_over(row, known)
        if not file.is_broken_at("models"):
            yield from _under_models(row, versions)
        yield from _costs(row, known)
        yield from _income(row, known, codes, is_whole)


def _brought_forward(row: Row, known: Known) -> Iterator[FileFault]:
    if row["brought_forward_pence"] is not None and row["year"].start in known.brought_forward:
        yield row.fault("brought_forward_pence", "a balance brought forward is on record for this year.")


def agreement_key(year: int, row: Row) -> AgreementKey:
    """What makes a contribution one of its kind."""
    return year, row["organisation"], row["takes_over"]


def cost_key(year: int, row: Row) -> CostKey:
    """What makes a cost one of its kind."""
    return year, row["reference"], row["class"].value, row["description"], row["supplier"]


def income_key(year: int, row: Row, takes_over: str | None) -> IncomeKey:
    """What makes an entry one of its kind."""
    return year, row["organisation"], takes_over, row["kind"].value, row["on"], row["amount_pence"], row["document"]


def _agreements(year: Row, known: Known, codes: Collection[str]) -> Iterator[FileFault]:
    seen: set[AgreementKey] = set()
    for row in year["agreements"]:
        key = agreement_key(year["year"].start, row)
        yield from unknown_body(row, "organisation", codes)
        yield from unknown_body(row, "takes_over", codes)
        yield from _repeated_agreement(row, key, key in known.agreements, key in seen)
        seen.add(key)
        yield from _days(row, "on", known)
        yield from _facts(row)


def _agreement_keys(year: Row, known: Known) -> set[AgreementKey]:
    start = year["year"].start
    on_record = {key for key in known.agreements if key[0] == start}
    return on_record | {agreement_key(start, row) for row in year["agreements"]}


def _repeated_agreement(row: Row, key: AgreementKey, is_known: bool, is_seen: bool) -> Iterator[FileFault]:
    if is_known:
        yield row.fault("organisation", f"a contribution of “{key[1]}” is on record for this year.")
    elif is_seen:
        yield row.fault("organisation", f"“{key[1]}” has a contribution in this year already. Keep one.")


def _taken_over(year: Row, known: Known) -> Iterator[FileFault]:
    bodies = {body for _, body, _ in _agreement_keys(year, known)}
    for row in year["agreements"]:
        if row["takes_over"] is not None:
            yield from _from_whom(row, row["takes_over"], bodies)


def _from_whom(row: Row, before: str, bodies: Collection[str]) -> Iterator[FileFault]:
    if before == row["organisation"]:
        yield row.fault("takes_over", "a body does not take over from itself.")
    elif before not in bodies:
        yield row.fault("takes_over", f"“{before}” has no contribution in this year to be taken over.")


def _under_models(year: Row, versions: Iterable[VersionFact]) -> Iterator[FileFault]:
    covering = [fact for fact in versions if fact.covers(year["year"].start)]
    for row in year["agreements"]:
        yield from _model(row, covering)


def _model(row: Row, covering: Sequence[VersionFact]) -> Iterator[FileFault]:
    if row["model"] is None:
        yield from _without_model(row, covering)
    elif row["model"] not in {fact.model for fact in covering}:
        yield row.fault("model", f"no model “{row['model']}” holds for this year.")


def _without_model(row: Row, covering: Sequence[VersionFact]) -> Iterator[FileFault]:
    if sum(row["organisation"] in fact.parties for fact in covering) > 1:
        yield row.fault("model", "the body is party to several models in this year: name one.")


def _facts(row: Row) -> Iterator[FileFault]:
    if row["in_kind_value_pence"] is not None and not row["in_kind"]:
        yield row.fault("in_kind_value_pence", "say in in_kind what is given.")
    if row["state"] is AgreementState.WITHDRAWN and row["withdrawal_effective_on"] is None:
        yield row.fault("withdrawal_effective_on", "missing: say from when it stops paying.")


def _days(row: Row, key: str, known: Known) -> Iterator[FileFault]:
    if row[key] is not None and row[key] > known.today:
        yield row.fault(key, f"{long_date(row[key])} is to come.")


def _costs(year: Row, known: Known) -> Iterator[FileFault]:
    seen: set[CostKey] = set()
    for row in year["costs"]:
        key = cost_key(year["year"].start, row)
        if key in known.costs:
            yield row.fault("description", "this cost is on record for this year.")
        elif key in seen:
            yield row.fault("description", "this cost stands in the file twice. Say how the two differ.")
        seen.add(key)
        yield from _last_bill(row)
        yield from _days(row, "on", known)


def _last_bill(row: Row) -> Iterator[FileFault]:
    if row["is_settled"] and row["actual_pence"] is None:
        yield row.fault("actual_pence", "missing: the last bill is said to be paid.")


def _income(year: Row, known: Known, codes: Collection[str], is_whole: bool) -> Iterator[FileFault]:
    there = _agreement_keys(year, known)
    seen: set[IncomeKey] = set()
    for row in year["income"]:
        yield from unknown_body(row, "organisation", codes)
        yield from _days(row, "on", known)
        yield from _due(row)
        whose = _contributions(row, there)
        if len(whose) == 1:
            yield from _repeated_entry(row, income_key(year["year"].start, row, whose[0][2]), known, seen)
        elif is_whole and row["organisation"] in codes:
            yield _whose(row, len(whose))


def _contributions(row: Row, there: Iterable[AgreementKey]) -> list[AgreementKey]:
    """The contributions an entry may belong to."""
    return [key for key in there if key[1] == row["organisation"] and row["takes_over"] in (None, key[2])]


def _repeated_entry(row: Row, key: IncomeKey, known: Known, seen: set[IncomeKey]) -> Iterator[FileFault]:
    """A fault where the entry is on record or was seen already; it is seen from then on."""
    if key in known.income:
        yield row.fault("amount_pence", "this entry is on record.")
    elif key in seen:
        yield row.fault("amount_pence", "this entry stands in the file twice. Give each its document number.")
    seen.add(key)


def _whose(row: Row, count: int) -> FileFault:
    if count:
        return row.fault("takes_over", f"“{row['organisation']}” has {count} contributions in this year: say which.")
    return row.fault("organisation", f"“{row['organisation']}” has no agreement in this year for this to belong to.")


def _due(row: Row) -> Iterator[FileFault]:
    if row["due_on"] is None:
        return
    if row["kind"] is not IncomeKind.INVOICE:
        yield row.fault("due_on", "only an invoice has a day by which it is to be paid.")
    elif row["due_on"] < row["on"]:
        yield row.fault("due_on", "it is due before it was sent.")
