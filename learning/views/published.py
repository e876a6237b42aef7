"""What was published since a day, such as the last meeting, and which briefings are there? For a committee paper."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from dhr_cases.deadlines import long_date
from dhr_cases.disclosure import Material
from dhr_cases.models import PublicRecord, PublicState
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.queries import showing
from dhr_cases.views.gate import SignedInRequest, signed_in
from learning.forms.briefings import SinceForm

HEADS = tuple({"label": label} for label in ("Review", "Published", "Briefings made"))


@signed_in
@require_GET
def published_since(request: SignedInRequest) -> HttpResponse:
    """Reviews published since a day, newest first."""
    form = SinceForm(request.GET or None)
    since = form.cleaned_data["since"] if form.is_valid() else None
    rows = [_row(record) for record in published_records(request, since)]
    context = {"form": form, "heads": HEADS, "rows": rows}
    return render(request, "learning/published_since.html", context, status=422 if form.errors else 200)


def published_records(request: SignedInRequest, since: date | None) -> list[PublicRecord]:
    """Public records of the cases whose publication the person works on, newest first."""
    cases = showing(request.user, Material.PUBLICATION)
    records = PublicRecord.objects.filter(state=PublicState.PUBLISHED, case__in=cases).exclude(put_up_on=None)
    if since is not None:
        records = records.filter(put_up_on__gte=since)
    return list(records.prefetch_related("files").order_by("-put_up_on", "title"))


def _row(record: PublicRecord) -> dict[str, object]:
    put_up = long_date(record.put_up_on) if record.put_up_on else ""
    cells = ({"text": record.title}, {"text": put_up}, {"text": ", ".join(_briefings(record)) or "none"})
    return {"url": reverse("public_record", args=[record.slug]), "cells": cells}


def _briefings(record: PublicRecord) -> list[str]:
    briefings = [file for file in record.files.all() if file.kind == PaperKind.BRIEFING]
    return [file.label for file in briefings if not file.taken_down_on]
