"""Which running process belongs to which case? A process row carries foreign keys and nothing else."""

from typing import ClassVar

from django.db import models
from viewflow.workflow.models import Process

from dhr_cases.models import Case, InformationRequest


class CaseProcess(Process):
    """One run of a flow for one case; ``request`` is set for the process of one information request."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="processes")
    request = models.ForeignKey(InformationRequest, models.PROTECT, null=True, blank=True, related_name="processes")

    objects = models.Manager["CaseProcess"]()
    _default_manager: ClassVar[models.Manager["CaseProcess"]]  # named for the type checker: the engine has no types
