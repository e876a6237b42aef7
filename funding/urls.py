"""Which address of the money leads to which page?"""

from django.urls import URLPattern, URLResolver, path

from funding.views import grants, successions, year_pages
from funding.views.acts import funding_act

OF_A_YEAR = "funding/<slug:partnership>/<slug:year>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("funding/", year_pages.funding, name="funding"),
    path(OF_A_YEAR, year_pages.funding_year, name="funding_year"),
    path(f"{OF_A_YEAR}successions/", successions.funding_successions, name="funding_successions"),
    path(f"{OF_A_YEAR}do/<slug:act>/", funding_act, name="funding_act"),
    path(f"{OF_A_YEAR}do/<slug:act>/<int:row_id>/", funding_act, name="funding_act"),
    path(f"{OF_A_YEAR}grant/", grants.funding_grant, name="funding_grant"),
    path(f"{OF_A_YEAR}grant/cases/<int:number>/", grants.funding_grant_case, name="funding_grant_case"),
    path(f"{OF_A_YEAR}grant/projects/<slug:key>/", grants.funding_grant_project, name="funding_grant_project"),
]
