"""Which slide templates has a partnership brought, and how does it bring one?"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from dhr_cases.deadlines import long_date
from dhr_cases.errors import ReviewError
from dhr_cases.models import Partnership
from dhr_cases.roles import SitePermission
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.sending import status_of
from dhr_cases.views.tables import Row, heads, row
from dhr_cases.views.team_gate import team_page
from learning.actions.slide_templates import bring_slide_template
from learning.forms.packs import BringSlideTemplateForm
from learning.models import SlideTemplate
from learning.verbs import VERBS, LearningVerb
from learning.views.frame import frame
from learning.views.offers import act_url

HEADS = heads("File", "Brought", "State")


@team_page(SitePermission.MANAGE_LEARNING)
@require_GET
def slide_templates(request: SignedInRequest, partnership: Partnership) -> HttpResponse:
    """The templates of a partnership, newest first."""
    rows = SlideTemplate.objects.filter(partnership=partnership).select_related("added_by").order_by("-pk")
    context = frame(
        partnership,
        "events",
        heading="Slide templates",
        heads=HEADS,
        rows=[_row(partnership, each, request.path) for each in rows],
        add_url=reverse("slide_template_new", args=(partnership.code,)),
    )
    return render(request, "learning/slide_templates.html", context)


def _row(partnership: Partnership, template: SlideTemplate, back: str) -> Row:
    state = {"text": "In use", "state": "running"} if template.is_used else {"text": "Out of use", "state": "done"}
    brought = f"{long_date(timezone.localtime(template.added_at).date())} by {template.added_by}"
    verb = LearningVerb.RETIRE_SLIDE_TEMPLATE
    url = act_url(partnership, verb, template, back) if template.is_used else ""
    return row(template.file_name, brought, state, url=url)


@team_page(SitePermission.MANAGE_LEARNING)
def slide_template_new(request: SignedInRequest, partnership: Partnership) -> HttpResponse:
    """Bring a template. What is wrong with it is said beside the file."""
    back = reverse("slide_templates", args=(partnership.code,))
    form = BringSlideTemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            bring_slide_template(partnership=partnership, by=request.user, upload=form.cleaned_data["upload"])
        except ReviewError as refusal:
            form.add_error("upload", refusal.sentence)
        else:
            messages.success(request, "The template is taken. The next slides are written into it.")
            return redirect(back)
    label = VERBS[LearningVerb.BRING_SLIDE_TEMPLATE].label
    crumbs = {"label": "Slide templates", "url": back}
    more = {"form": form, "submit_label": "Try and take the template", "cancel_url": back}
    context = frame(partnership, "events", crumbs, heading=label, **more)
    return render(request, "learning/slide_template.html", context, status=status_of(request, form))
