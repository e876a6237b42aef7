"""The public bodies of Kent and Medway come with their life spans and successions."""

import datetime
from pathlib import Path

import pytest

from dhr_cases.actions.reference_data import load_organisations
from dhr_cases.models import Organisation, OrganisationName, SectionNineStatus, Succession
from dhr_cases.models.history import change

pytestmark = pytest.mark.django_db


def test_loading_twice_changes_nothing() -> None:
    """The second loading finds everything in place."""
    first = load_organisations(by=None)
    assert first == Organisation.objects.count()
    successions = Succession.objects.count()
    assert load_organisations(by=None) == 0
    assert Succession.objects.count() == successions


def test_the_rehabilitation_company_gives_way_to_the_probation_service() -> None:
    """The company's last day is the day before the service's first."""
    load_organisations(by=None)
    succession = Succession.objects.get(predecessor__code="kss-crc")
    assert succession.successor is not None
    assert succession.successor.name == "Probation Service"
    assert not succession.predecessor.exists_on(datetime.date(2021, 6, 26))
    assert succession.successor.exists_on(datetime.date(2021, 6, 26))


def test_eight_groups_merge_into_one() -> None:
    """The merger of 2020 has eight predecessors."""
    load_organisations(by=None)
    assert Succession.objects.filter(successor__code="kent-medway-ccg").count() == 8


def test_planned_councils_have_a_date_and_no_name() -> None:
    """Every council of the county is planned to end in 2028; who follows is not settled."""
    load_organisations(by=None)
    planned = Succession.objects.filter(is_planned=True)
    assert planned.count() == Organisation.objects.filter(kind="council").count()
    assert all(row.successor is None for row in planned)


def test_foundation_trusts_are_not_in_the_list_as_printed() -> None:
    """Section 9(4)(a) names NHS trusts, not foundation trusts."""
    load_organisations(by=None)
    rows = SectionNineStatus.objects.filter(organisation__name__contains="Foundation Trust")
    assert rows.exists()
    assert not rows.filter(is_section_9_body=True).exists()


A_FILE = """
[[organisation]]
code = "vale-council"
name = "Vale Council"
kind = "council"
short_name = "VC"
starts_on = 2009-04-01
ends_on = 2028-03-31
section_9 = true
statutory_partner = true

[[organisation]]
code = "vale-refuge"
name = "Vale Refuge"
kind = "charity"
section_9 = false
domestic_abuse_specialist = true

[[organisation]]
code = "vale-helpline"
name = "Vale Helpline"
kind = "charity"

[[succession]]
predecessor = "vale-council"
effective_on = 2028-04-01
shape = "split"
is_planned = true
source = "Structural changes"

[[succession]]
predecessor = "vale-helpline"
successor = "vale-refuge"
effective_on = 2027-04-01
shape = "1:1"
source = "Their trustees"

[[former_name]]
organisation = "vale-refuge"
name = "Vale Women's Aid"
until = 2015-06-30
"""
UNKNOWN_BODY = """
[[succession]]
predecessor = "nobody-knows"
effective_on = 2028-04-01
shape = "split"
source = "None"
"""


def a_file(folder: Path, text: str = A_FILE) -> Path:
    """A file of reference data in a folder."""
    path = folder / "vale.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_takes_in_every_column_of_a_body(tmp_path: Path) -> None:
    """What a file does not say is no, empty or not looked up."""
    assert load_organisations(by=None, path=a_file(tmp_path)) == 3
    columns = (
        "code", "name", "short_name", "kind", "starts_on", "ends_on", "is_statutory_partner",
        "is_domestic_abuse_specialist", "source",
    )  # fmt: skip
    first, last, said = datetime.date(2009, 4, 1), datetime.date(2028, 3, 31), "Reference data of the product"
    assert set(Organisation.objects.values_list(*columns)) == {
        ("vale-council", "Vale Council", "VC", "council", first, last, True, False, said),
        ("vale-refuge", "Vale Refuge", "", "charity", None, None, False, True, said),
        ("vale-helpline", "Vale Helpline", "", "charity", None, None, False, False, said),
    }
    listed = SectionNineStatus.objects.values_list("organisation__code", "is_section_9_body", "starts_on", "source")
    assert set(listed) == {
        ("vale-council", True, first, "DVCVA 2004 s.9(4)(a)"),
        ("vale-refuge", False, None, "DVCVA 2004 s.9(4)(a)"),
    }


def test_takes_in_successions_and_former_names_once(tmp_path: Path) -> None:
    path = a_file(tmp_path)
    load_organisations(by=None, path=path)
    assert load_organisations(by=None, path=path) == 0
    columns = ("predecessor__code", "successor__code", "effective_on", "shape", "is_planned", "source")
    assert set(Succession.objects.values_list(*columns)) == {
        ("vale-council", None, datetime.date(2028, 4, 1), "split", True, "Structural changes"),
        ("vale-helpline", "vale-refuge", datetime.date(2027, 4, 1), "1:1", False, "Their trustees"),
    }
    names = OrganisationName.objects.values_list("organisation__code", "name", "until")
    assert list(names) == [("vale-refuge", "Vale Women's Aid", datetime.date(2015, 6, 30))]
    assert Succession.objects.count() == 2


def test_adds_what_is_new_beside_what_is_there(tmp_path: Path) -> None:
    """A body that is there is left as it is, also where somebody has changed it."""
    load_organisations(by=None, path=a_file(tmp_path))
    council = Organisation.objects.get(code="vale-council")
    with change("Test", None):
        council.name = "Vale and Downs Council"
        council.save()
    more = '[[organisation]]\ncode = "vale-police"\nname = "Vale Police"\nkind = "police"\n'
    assert load_organisations(by=None, path=a_file(tmp_path, more + A_FILE)) == 1
    council.refresh_from_db()
    assert (council.name, Organisation.objects.count()) == ("Vale and Downs Council", 4)


def test_takes_in_nothing_of_a_file_that_names_an_unknown_body(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="nobody-knows"):
        load_organisations(by=None, path=a_file(tmp_path, A_FILE + UNKNOWN_BODY))
    assert not Organisation.objects.exists()
