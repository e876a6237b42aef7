"""Which running process belongs to which case? A process row carries foreign keys and nothing else."""

from typing import ClassVar

from django.db import models
from viewflow.workflow.models import Process

from dhr_cases.models import Case, InformationRequest, Partnership
from funding.models import BusinessCase, FundingRequest, FundingRound


class CaseProcess(Process):
    """One run of a flow for one case; ``request`` is set for the process of one information request."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="processes")
    request = models.ForeignKey(InformationRequest, models.PROTECT, null=True, blank=True, related_name="processes")

    objects = models.Manager["CaseProcess"]()
    _default_manager: ClassVar[models.Manager["CaseProcess"]]  # named for the type checker: the engine has no types


class FundingProcess(Process):
    """One run of a flow over money: for one request to a body, one annual round or one business case."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="funding_processes")
    request = models.ForeignKey(FundingRequest, models.PROTECT, null=True, blank=True, related_name="processes")
    round = models.ForeignKey(FundingRound, models.PROTECT, null=True, blank=True, related_name="processes")
    business_case = models.ForeignKey(BusinessCase, models.PROTECT, null=True, blank=True, related_name="processes")

    objects = models.Manager["FundingProcess"]()
    _default_manager: ClassVar[models.Manager["FundingProcess"]]  # named for the type checker, as above
