"""How are years kept in a spreadsheet taken in? Choose a file, look at what it holds, take it in or not."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dhr_cases.errors import Incomplete, NotPermitted
from dhr_cases.models import Partnership
from dhr_cases.organisation_list import codes_by_words
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.sending import is_confirmed
from funding.actions.core import today
from funding.forms.import_file import ImportFileForm
from funding.imports.checking import known_in
from funding.imports.keys import Row
from funding.imports.reading import FileFaults
from funding.imports.sheets import SHEETS, Sheet
from funding.imports.taking_in import TakenIn, take_in
from funding.imports.workbook import (
    Sorted,
    Tables,
    as_text,
    from_text,
    read_tables,
    sort_out,
    template,
)
from funding.money import in_words
from funding.permissions import can, check_can
from funding.verbs import FundingVerb
from funding.views.frame import frame
from funding.views.gate import funding_page
from funding.views.offers import page_url
from funding.years import FinancialYear

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = {
    "Partners": ("organisation", "amount_pence", "state", "takes_over"),
    "Costs": ("reference", "class", "description", "forecast_pence", "commitment_pence", "actual_pence"),
    "Income": ("organisation", "kind", "amount_pence", "on", "document"),
}
"""Which values of a row the preview shows."""


@funding_page()
def funding_import(request: SignedInRequest, partnership: Partnership, year: FinancialYear) -> HttpResponse:
    """The page: who may not take in sees what it is for; a file is shown before anything is written."""
    if request.method == "POST":
        _check_may(request, partnership)
        if is_confirmed(request):
            return _take_in(request, partnership, year)
    return _look(request, partnership, year)


def _look(request: SignedInRequest, partnership: Partnership, year: FinancialYear) -> HttpResponse:
    """The form for a file, or the preview of the one chosen."""
    form = ImportFileForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return _choose(request, partnership, year, form, 422 if request.method == "POST" else 200)
    tables, source = form.cleaned_data["file"], form.cleaned_data["source"]
    return _preview(request, partnership, year, _sorted(partnership, tables, source), as_text(tables))


@funding_page()
def funding_import_template(request: SignedInRequest, partnership: Partnership, year: FinancialYear) -> HttpResponse:
    """The empty workbook."""
    answer = HttpResponse(template(), content_type=WORKBOOK)
    answer["Content-Disposition"] = 'attachment; filename="years-of-funding.xlsx"'
    return answer


def _check_may(request: SignedInRequest, partnership: Partnership) -> None:
    try:
        check_can(FundingVerb.IMPORT_YEARS, request.user, partnership)
    except NotPermitted as refusal:
        raise PermissionDenied(refusal.sentence) from refusal


def _sorted(partnership: Partnership, tables: Tables, source: str) -> Sorted:
    return sort_out(read_tables(tables, codes_by_words(), source), known_in(partnership, today()))


def _choose(
    request: SignedInRequest, partnership: Partnership, year: FinancialYear, form: ImportFileForm, status: int
) -> HttpResponse:
    context = {
        "form": form,
        "may": can(FundingVerb.IMPORT_YEARS, request.user, partnership),
        "template_url": page_url("funding_import_template", partnership, year),
        "cancel_url": page_url("funding_year", partnership, year),
    }
    return render(request, "funding/import.html", frame(partnership, year, "funding_import", **context), status=status)


def _preview(
    request: SignedInRequest, partnership: Partnership, year: FinancialYear, found: Sorted, content: str
) -> HttpResponse:
    context = {
        "sheets": [_sheet(sheet, found) for sheet in SHEETS.values()],
        "set_aside": [{"cells": [{"text": fault.place}, {"text": fault.sentence}]} for fault in found.set_aside],
        "aside_heads": [{"label": "Row"}, {"label": "Why"}],
        "count": found.rows,
        "aside_count": len(found.set_aside),
        "source": found.file.source,
        "content": content,
        "cancel_url": page_url("funding_import", partnership, year),
    }
    status = 200 if found.rows else 422
    return render(
        request, "funding/import_preview.html", frame(partnership, year, "funding_import", **context), status=status
    )


def _sheet(sheet: Sheet, found: Sorted) -> dict[str, object]:
    """One sheet of the preview: a table of what can be taken in."""
    keys = SHOWN[sheet.name]
    return {
        "name": sheet.name,
        "heads": _sheet_heads(sheet, keys),
        "rows": [_row(year, row, keys) for year in found.file.years for row in year[sheet.part]],
    }


def _sheet_heads(sheet: Sheet, keys: Sequence[str]) -> list[dict[str, object]]:
    heads = {column.key: column.head for column in sheet.columns}
    first: list[dict[str, object]] = [{"label": label, "is_figure": False} for label in ("Row", "Year")]
    return [*first, *({"label": heads[key], "is_figure": key.endswith("_pence")} for key in keys)]


def _row(year: Row, row: Row, keys: Sequence[str]) -> dict[str, object]:
    number = row.place.rpartition(" ")[2]
    return {"cells": [{"text": number}, {"text": year["year"].label}, *_cells(row, keys)]}


def _cells(row: Row, keys: Sequence[str]) -> list[dict[str, object]]:
    return [
        {"text": in_words(row[key], row["qualifier"]), "is_figure": True}
        if key.endswith("_pence")
        else {"text": str(row[key] or "none")}
        for key in keys
    ]


def _take_in(request: SignedInRequest, partnership: Partnership, year: FinancialYear) -> HttpResponse:
    """Take in what the preview showed; where that has changed since, the preview is shown again."""
    content, source = request.POST.get("content", ""), request.POST.get("source", "")[:300]
    try:
        found = _sorted(partnership, from_text(content), source)
        if str(len(found.set_aside)) != request.POST.get("aside_count") or not found.rows:
            return _preview(request, partnership, year, found, content)
        taken = take_in(found.file, code=partnership.code, by=request.user)
    except (Incomplete, FileFaults) as refusal:
        form = ImportFileForm(initial={"source": source})
        messages.error(request, str(refusal))
        return _choose(request, partnership, year, form, 422)
    messages.success(request, _done(found.rows, taken))
    return redirect(page_url("funding_import", partnership, year))


def _done(count: int, taken: TakenIn) -> str:
    rows = "One row is" if count == 1 else f"{count} rows are"
    waiting = " Its entries count once somebody else has approved them." if taken.journals else ""
    return f"Done: {rows} taken in.{waiting}"
