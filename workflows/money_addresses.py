"""On which page is a step about money taken?"""

from urllib.parse import urlencode

from django.urls import reverse
from viewflow.workflow.models import Task

from dhr_cases.models import Partnership
from dhr_cases.roles import SitePermission
from funding.forms.registry import FORMS
from funding.models import FundingRequest
from funding.views.gate import year_slug
from funding.views.offers import act_url, page_url
from funding.years import FinancialYear
from workflows.funding_nodes import Followed, FundingTask
from workflows.models import FundingProcess


def row_of(process: FundingProcess) -> Followed:
    """The row that a process over money follows."""
    row: Followed = getattr(process, process.flow_class.subject)
    return row


def year_of_row(row: Followed) -> FinancialYear:
    """The financial year that a followed row concerns."""
    return FinancialYear(row.grant.year if hasattr(row, "grant") else row.year)


def page_of_money(task: Task) -> str:
    """The page on which the task is done: the body's own, the form of its act, or the page that offers its acts."""
    node: FundingTask = task.flow_task
    process: FundingProcess = task.process.fundingprocess
    row = row_of(process)
    if isinstance(row, FundingRequest):
        return request_page(row) if node.permission is SitePermission.ANSWER_FUNDING else keepers_page(row)
    year = year_of_row(row)
    if node.verb is not None and node.verb in FORMS:
        return f"{act_url(process.partnership, year, node.verb, row)}?{urlencode({'back': reverse('home')})}"
    return year_page(node.page, process.partnership, year)


def year_page(name: str, partnership: Partnership, year: FinancialYear) -> str:
    """A page of a year's money, or the year's first page where this installation has none of the name."""
    return page_url(name, partnership, year) or page_url("funding_year", partnership, year)


def keepers_page(request: FundingRequest) -> str:
    """The page on which the partnership works on a request."""
    year = FinancialYear(request.year)
    return page_url("funding_request", request.partnership, year, request.pk) or year_page(
        "funding_requests", request.partnership, year
    )


def request_page(request: FundingRequest) -> str:
    """The page on which a body answers a request."""
    where = (request.partnership.code, request.organisation.code, year_slug(FinancialYear(request.year)))
    return reverse("my_funding_request", args=(*where, request.pk))
