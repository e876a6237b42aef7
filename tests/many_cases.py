"""How does a test get hundreds of cases in a second? By copying one that was led there through the actions.

Only for counting queries: the copies have the same stage, memberships, events and open task as their model.
"""

from django.db import models
from viewflow.workflow.models import Process, Task

from dhr_cases.models import Case, CaseEvent, CaseGroupPermission, CaseMembership, CaseUserPermission
from workflows.models import CaseProcess


def copies_of(model: Case, count: int) -> list[Case]:
    """Write ``count`` copies of the case, with everything lists and clocks read, past the audited querysets."""
    start = Case.objects.count()
    plain: models.QuerySet[Case] = models.QuerySet(Case)
    copies = plain.bulk_create([_copy(model, start + number) for number in range(count)])
    for case in copies:
        _copy_rows(CaseGroupPermission, model, case, "content_object")
        _copy_rows(CaseUserPermission, model, case, "content_object")
        _copy_rows(CaseMembership, model, case, "case")
        _copy_rows(CaseEvent, model, case, "case")
        _copy_process(model, case)
    return copies


def _copy(model: Case, number: int) -> Case:
    values = {field.attname: getattr(model, field.attname) for field in Case._meta.concrete_fields}
    values |= {"id": None, "reference": f"COPY-{number:04}"}
    values |= {name: getattr(model, name) for name in ("death_date", "referred_on", "aware_on")}
    return Case(**{key: value for key, value in values.items() if not key.endswith("_precision")})


def _copy_rows(table: type[models.Model], model: Case, case: Case, name: str) -> None:
    rows = list(table._default_manager.filter(**{name: model}))
    for row in rows:
        row.pk = None
        row._state.adding = True
        setattr(row, name, case)
    plain: models.QuerySet[models.Model] = models.QuerySet(table)
    plain.bulk_create(rows)


def _copy_process(model: Case, case: Case) -> None:
    running = CaseProcess.objects.filter(case=model, finished=None).first()
    if running is None:
        return
    process = Process.objects.create(flow_class=running.flow_class)
    CaseProcess(process_ptr=process, case=case).save_base(raw=True)
    for task in Task.objects.filter(process_id=running.pk, finished=None):
        Task.objects.create(
            process=process,
            flow_task=task.flow_task,
            flow_task_type=task.flow_task_type,
            status=task.status,
            owner=task.owner,
        )
