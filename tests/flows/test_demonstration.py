"""The demonstration has a case in every stage, made through the acts, and people to sign in with."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from dhr_cases.actions.grants import difference
from dhr_cases.models import (
    Case,
    Hold,
    PaperVersion,
    Partnership,
    PublicRecord,
    PublicState,
    ReadingAccess,
    SectionVersion,
    User,
)
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.plain_text import Table, parts_of
from dhr_cases.release_gate import is_released, record_parts
from dhr_cases.report_texts import current_texts
from dhr_cases.stages import Stage
from learning.briefing_boxes import BriefingKind
from learning.briefings import briefing_of
from workflows.demonstration.people import PARTS, PASSWORD
from workflows.demonstration.scripts import SCRIPTS

REGISTER = {
    "Primrose": PublicState.PUBLISHED,
    "Flax": PublicState.PUBLISHED,
    "Mallow": PublicState.PUBLISHED,
    "Larch": PublicState.WITHDRAWN,
}
"""Which reviews the visitor finds on the public register, and how each stands there."""


@pytest.mark.django_db
def test_brings_every_case_to_the_stage_of_its_script() -> None:
    """Each act asked who and when; nothing was set by hand, and the permission rows agree."""
    out = StringIO()
    call_command("demo", stdout=out)
    call_command("demo", sign_ins=True, stdout=out)
    stages = dict(Case.objects.values_list("pseudonym", "stage"))
    assert stages == {script.pseudonym: script.stage for script in SCRIPTS}
    assert set(stages.values()) == set(Stage)
    assert not any(map(difference, Case.objects.all()))
    assert Hold.objects.filter(ends_on=None).count() == 1
    assert not_printed(out.getvalue()) == []
    register = {record.pseudonym: record for record in PublicRecord.objects.all()}
    assert {name: record.state for name, record in register.items()} == REGISTER
    assert all(record_parts(register[name]) for name in ("Primrose", "Flax", "Mallow", "Larch"))
    assert not_released() == {"Elder"}
    assert briefing_of(register["Mallow"].case, BriefingKind.SEVEN_MINUTE).is_begun
    assert ReadingAccess.objects.get().reader.email == "advocate@demo.invalid"
    assert [len(chronology_of(pseudonym)) for pseudonym in ("Olive", "Tansy")] == [4, 4]
    assert not SectionVersion.objects.filter(is_beside=True).exists()


def chronology_of(pseudonym: str) -> tuple[tuple[str, ...], ...]:
    """The lines of a report's chronology, filled from the tables of two agencies."""
    texts = current_texts(Case.objects.get(pseudonym=pseudonym), PaperKind.OVERVIEW_REPORT)
    (table,) = parts_of(next(text.text for text in texts if text.code == "chronology"))
    return table.rows if isinstance(table, Table) else ()


def not_released() -> set[str]:
    """Reviews with a file for the public that lacks an approval."""
    versions = PaperVersion.objects.filter(paper__kind=PaperKind.PUBLISHED_SUMMARY).select_related("paper__case")
    return {version.paper.case.pseudonym for version in versions if not is_released(version)}


def not_printed(text: str) -> list[str]:
    """What is needed to sign in and is not in the text."""
    return [word for word in (PASSWORD, *(f"{part}@demo.invalid" for part in PARTS)) if word not in text]


@pytest.mark.django_db
def test_refuses_an_installation_in_use() -> None:
    """Real data are never mixed with invented ones."""
    with change("In use", None):
        Partnership.objects.create(code="real", name="A partnership in use", is_home=True)
    with pytest.raises(CommandError, match="already set up"):
        call_command("demo")
    assert not User.objects.exists()


@pytest.mark.django_db
def test_prints_no_sign_ins_where_there_is_no_demonstration() -> None:
    """A real installation never shows a password."""
    out = StringIO()
    call_command("demo", sign_ins=True, stdout=out)
    assert out.getvalue() == ""
