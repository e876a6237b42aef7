"""Which address of the workflow leads to which page?"""

from django.urls import URLPattern, URLResolver, path

from workflows.views.case_list import cases
from workflows.views.home import home
from workflows.views.workspace import workspace

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("cases/", cases, name="cases"),
    path("cases/<slug:reference>/", workspace, name="case"),
]
