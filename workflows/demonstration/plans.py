"""Which plans does a visitor of the demonstration meet beside those of the reviews themselves? All invented.

An older plan is taken in from a table, with a line set aside and an action of a body that no longer exists; a sheet of
a body without an account came back with two answers.
"""

from django.core.files.base import ContentFile
from django.db.models import QuerySet

from dhr_cases.actions.plan_import import take_in_plan
from dhr_cases.actions.sheet_return import take_in_sheet
from dhr_cases.models import Action, Case
from dhr_cases.papers.action_plan.plan_file import read_plan
from dhr_cases.papers.action_sheet.columns import Key
from dhr_cases.papers.action_sheet.sheet_in import SheetLine
from dhr_cases.papers.action_sheet.sheet_out import sheet_rows
from dhr_cases.papers.uploads import check_upload
from dhr_cases.stages import Stage
from workflows.demonstration.people import Town

PLAN = """No.,Recommendation,Scope,Action to take,Lead agency,Key milestones,Target date,Status,Outcome
3,Ask about abuse at every first appointment,Local,Add the question to the form,kmpt,Form drafted,December 2027,,
,,,Tell new staff at induction,kmpt,,2028,In progress,
4,Share risk assessments between prison and community,Regional,Agree a form for release,kss-crc,Form drafted,June 2021,,
5,Fund specialist services for three years at a time,National,Write to the Home Office,kent-county-council,,ongoing,,
,,,,kent-police,,,,
"""
"""A plan as somebody kept it in a spreadsheet; its last line says nothing that can be done."""

ANSWERS = (
    ("In progress", "The form is with the printers; two wards use it already.", ""),
    ("Done", "", "All new staff since May were told, counted by the induction register."),
)


def take_plans_in(town: Town) -> None:
    """The older plan comes into the review that is monitored, and the sheet of one body comes back."""
    case = Case.objects.filter(stage=Stage.MONITORING).order_by("pk").first()
    if case is None:
        return
    upload = check_upload(ContentFile(PLAN.encode(), "plan.csv"))
    take_in_plan(case=case, by=town.company.coordinator, plan=read_plan(upload))
    reach = Action.objects.filter(recommendation__case=case, recommendation__ref="3")
    lines = [_line(number, action, answer) for number, (action, answer) in enumerate(_answered(reach), 2)]
    take_in_sheet(by=town.company.coordinator, lines=lines, reach=reach)


def _answered(reach: QuerySet[Action]) -> list[tuple[Action, tuple[str, str, str]]]:
    return list(zip(sheet_rows(reach), ANSWERS, strict=True))


def _line(number: int, action: Action, answer: tuple[str, str, str]) -> SheetLine:
    """A line of the sheet as the body filled it in."""
    status, progress, outcome = answer
    key = Key(action.pk, vars(action)["said"]).text
    return SheetLine(number, key, status, progress, outcome, reason="", expected="", completed="")
