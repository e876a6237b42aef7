"""Which files make up the combined chronology of a case, in which order, and what is told of a file that fails?"""

import hashlib
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dhr_cases.actions.papers import add_paper
from dhr_cases.chronology.entries import Merged
from dhr_cases.chronology.merging import merged, newest_chronologies
from dhr_cases.chronology.table_files import WHAT_WE_READ
from dhr_cases.models import Case, Organisation, PaperVersion
from dhr_cases.paper_kinds import PaperKind
from tests import files
from tests.conftest import Cast


def table(*lines: str) -> bytes:
    """An agency's file of these lines."""
    return "\n".join(("date,event,agency", *lines, "")).encode()


def sent(
    case: Case, cast: Cast, body: Organisation | None, content: bytes, name: str = "table.csv", **more: Any
) -> PaperVersion:
    """A chronology that the coordinator adds for an agency."""
    facts = {"kind": PaperKind.CHRONOLOGY, "title": "Chronology", **more}
    return add_paper(case=case, by=cast.coordinator, upload=files.upload(name, content), organisation=body, **facts)


def told(found: Merged) -> list[tuple[str, str]]:
    """Whose lines there are and what they say, in their order."""
    return [(entry.agency, entry.text) for entry in found.entries]


def test_has_nothing_to_tell_before_an_agency_has_sent_anything(case: Case, other_case: Case, cast: Cast) -> None:
    """Neither another case's table nor another kind of paper is one of this case."""
    sent(other_case, cast, cast.police, table("2018,Elsewhere"))
    sent(case, cast, cast.police, table("2018,No chronology"), kind=PaperKind.IMR)
    assert merged(case) == Merged()
    assert newest_chronologies(case) == ()
    assert told(merged(other_case)) == [("Testshire Police", "Elsewhere")]


def test_puts_the_files_together_in_the_order_in_which_the_agencies_came(case: Case, cast: Cast) -> None:
    """Under the name of the agency that sent it, whatever a column of the file says."""
    sent(case, cast, cast.police, table("2018,Call,Somebody else", "2019,Visit,"))
    sent(case, cast, cast.health, table("2017,Seen,"))
    found = merged(case)
    assert told(found) == [
        ("Testshire Police", "Call"), ("Testshire Police", "Visit"), ("Testshire NHS Trust", "Seen"),
    ]  # fmt: skip  # agency and event
    assert (found.files, found.set_aside, found.unread) == (2, (), ())


def test_leaves_the_agency_to_the_file_where_the_paper_names_none(case: Case, cast: Cast) -> None:
    sent(case, cast, None, table("2018,Call,Testshire Police", "2019,Visit,"))
    assert told(merged(case)) == [("Testshire Police", "Call"), ("not stated", "Visit")]


def test_reads_the_newest_version_of_each_table_alone(case: Case, cast: Cast) -> None:
    """A later version of the first does not change its place."""
    sent(case, cast, cast.police, table("2018,Old"))
    of_health = sent(case, cast, cast.health, table("2018,Seen"))
    newest = sent(case, cast, cast.police, table("2018,New"))
    assert newest_chronologies(case) == (newest, of_health)
    assert told(merged(case)) == [("Testshire Police", "New"), ("Testshire NHS Trust", "Seen")]


def test_keeps_two_tables_of_one_agency_apart_by_their_titles(case: Case, cast: Cast) -> None:
    one = sent(case, cast, cast.police, table("2018,Child"), title="Public protection")
    two = sent(case, cast, cast.police, table("2018,Call"), title="Control room")
    assert newest_chronologies(case) == (one, two)
    assert merged(case).files == 2


def test_tells_what_was_set_aside_by_file_and_row(case: Case, cast: Cast) -> None:
    sent(case, cast, cast.police, table("soon,Call", "2018,Visit"), "police.csv")
    sent(case, cast, cast.health, table("2018,"), "health.csv")
    found = merged(case)
    assert [(row.file, row.row, row.why) for row in found.set_aside] == [
        ("police.csv", 2, "“soon” is not a date"), ("health.csv", 2, "nothing says what happened"),
    ]  # fmt: skip  # a file, its row and why
    assert told(found) == [("Testshire Police", "Visit")]


@pytest.mark.parametrize("harm", ["gone", "changed"])
def test_reads_no_file_but_the_one_that_was_filed_and_all_others(case: Case, cast: Cast, harm: str) -> None:
    """The reason names the paper by kind and version, and reading goes on."""
    version = sent(case, cast, cast.police, table("2018,Call"), "police.csv")
    sent(case, cast, cast.health, table("2018,Seen"))
    name, storage = str(version.file.name), version.file.storage
    storage.delete(name)
    if harm == "changed":
        storage.save(name, ContentFile(table("2018,Forged")))
    found = merged(case)
    why = "the file is gone" if harm == "gone" else "the file is not the one that was filed"
    assert [(row.file, row.why) for row in found.unread] == [
        ("police.csv", f"Agency chronology, version 1: {why}. Tell the administrator.")
    ]
    assert told(found) == [("Testshire NHS Trust", "Seen")]
    assert found.files == 2
    storage.delete(name)


def test_says_of_a_file_of_another_kind_that_only_tables_are_read(case: Case, cast: Cast) -> None:
    sent(case, cast, cast.police, files.PDF, "police.pdf")
    (unread,) = merged(case).unread
    assert (unread.file, unread.why) == ("police.pdf", WHAT_WE_READ)


def test_finds_the_newest_versions_by_one_query_with_their_agencies(case: Case, cast: Cast) -> None:
    for body in (cast.police, cast.health):
        for text in ("2018,Old", "2018,New"):
            sent(case, cast, body, table(text))
    with CaptureQueriesContext(connection) as asked:
        found = newest_chronologies(case)
        names = [str(version.paper.organisation) for version in found]
    assert len(asked) == 1
    assert names == ["Testshire Police", "Testshire NHS Trust"]
    assert [version.number for version in found] == [2, 2]
    assert found[0].sha256 == hashlib.sha256(table("2018,New")).hexdigest()
