"""Do the funding models of the file fit together and fit the records?"""

from collections.abc import Collection, Iterator

from funding.file_values import FileFault
from funding.imports.checking.bodies import repeated, unknown_body
from funding.imports.checking.known import Known, VersionFact, facts_in
from funding.imports.keys import Row
from funding.imports.reading import FundingFile
from funding.rule_files import RuleFaults, parse_rules


def model_faults(file: FundingFile, known: Known, codes: Collection[str]) -> Iterator[FileFault]:
    """Every fault of models and of their versions."""
    yield from repeated(file.models, "name")
    for row in file.models:
        if row["name"] in known.models:
            yield row.fault("name", "there is a funding model of this name already.")
        if not row["versions"]:
            yield row.fault("versions", "a model has at least one version.")
        yield from _years(row)
        for version in row["versions"]:
            yield from _version(version, codes)


def _years(row: Row) -> Iterator[FileFault]:
    facts = facts_in(row)
    for version, before, fact in zip(row["versions"], (None, *facts), facts, strict=False):
        if version["last_year"] and version["last_year"] < version["first_year"]:
            yield version.fault("last_year", "it is before the first year.")
        if _reaches_into(before, fact):
            yield version.fault("first_year", "the version before it holds for this year: write them oldest first.")


def _reaches_into(before: VersionFact | None, fact: VersionFact) -> bool:
    """True where the version before holds for the first year of this one, or begins in it or later."""
    if before is None:
        return False
    return max(before.first_year, before.last_year or before.first_year) >= fact.first_year


def _version(row: Row, codes: Collection[str]) -> Iterator[FileFault]:
    yield from _parties(row, codes)
    yield from unknown_body(row, "underwriter", codes)
    try:
        parse_rules(row["rules"], row["parties"], place=row.at("rules"))
    except RuleFaults as found:
        yield from found.faults


def _parties(row: Row, codes: Collection[str]) -> Iterator[FileFault]:
    if not row["parties"]:
        yield row.fault("parties", "name at least one party.")
    for place, code in enumerate(row["parties"]):
        at = f"{row.at('parties')}[{place}]"
        if code not in codes:
            yield FileFault(at, f"no organisation has the code “{code}”.")
        if code in row["parties"][:place]:
            yield FileFault(at, f"“{code}” is named twice. Keep one.")
