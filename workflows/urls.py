"""Which address of the workflow leads to which page?"""

from django.urls import URLPattern, URLResolver, path

from dhr_cases.views.new_case import case_new
from workflows.views import due, tasks
from workflows.views.case_list import cases, cases_export
from workflows.views.home import home
from workflows.views.notices import notice
from workflows.views.workspace import history, workspace

TASK = "tasks/<int:process_pk>/<slug:node>/<int:task_pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("cases/", cases, name="cases"),
    path("cases.csv", cases_export, name="cases_export"),
    path("news/<int:notice_id>/", notice, name="notice"),
    path("due/", due.due_list, name="due"),
    path("due/calendar/new/", due.calendar_new, name="calendar_new"),
    path("due/calendar/end/", due.calendar_end, name="calendar_end"),
    path("calendar/<str:key>.ics", due.calendar, name="calendar"),
    path(
        "cases/new/", case_new, name="case_new"
    ),  # before the workspace, whose address would take "new" for a reference
    path("cases/<slug:reference>/", workspace, name="case"),
    path("cases/<slug:reference>/history/", history, name="case_history"),
    path("cases/<slug:reference>/do/<slug:verb>/", tasks.step_or_act, name="step"),
    path(TASK, tasks.task_page, name="task"),
    path(f"{TASK}take/", tasks.take, name="take_task"),
    path(f"{TASK}give-back/", tasks.give_back, name="give_back_task"),
]
