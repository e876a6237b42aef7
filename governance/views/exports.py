"""What can be had as data: published reviews in the fields of the Home Office's library."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from dhr_cases.models import Partnership
from dhr_cases.roles import SitePermission
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.team_gate import team_page
from governance.exports.reading import library_archive


@team_page(SitePermission.VIEW_GOVERNANCE)
@require_GET
def governance_library(request: SignedInRequest, partnership: Partnership) -> HttpResponse:
    """Four CSV files in one ZIP file."""
    answer = HttpResponse(library_archive(partnership), content_type="application/zip")
    name = f"library-fields-{partnership.code}-{timezone.localdate().isoformat()}.zip"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store, private"
    return answer
