"""Which address of the money leads to which page?"""

from django.urls import URLPattern, URLResolver, path

from funding.views import (
    cost_line,
    cost_pages,
    debt_pages,
    funding_models,
    grants,
    history_pages,
    journal_pages,
    ledger_pages,
    model_rules,
    one_partner,
    one_request,
    papers,
    partner_lane,
    partner_pages,
    requests,
    scenario_pages,
    settings_pages,
    successions,
    year_end_pages,
    year_pages,
)
from funding.views.acts import funding_act

OF_A_YEAR = "funding/<slug:partnership>/<slug:year>/"
OF_A_BODY = "contributions/<slug:partnership>/<slug:body>/<slug:year>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("funding/", year_pages.funding, name="funding"),
    path(OF_A_YEAR, year_pages.funding_year, name="funding_year"),
    path(f"{OF_A_YEAR}successions/", successions.funding_successions, name="funding_successions"),
    path(f"{OF_A_YEAR}partners/", partner_pages.funding_partners, name="funding_partners"),
    path(f"{OF_A_YEAR}partners/<slug:body>/", one_partner.funding_partner, name="funding_partner"),
    path(f"{OF_A_YEAR}what-if/", scenario_pages.funding_scenarios, name="funding_scenarios"),
    path(f"{OF_A_YEAR}requests/", requests.funding_requests, name="funding_requests"),
    path(f"{OF_A_YEAR}requests/<int:row_id>/", one_request.funding_request, name="funding_request"),
    path(f"{OF_A_YEAR}models/", funding_models.funding_models, name="funding_models"),
    path(f"{OF_A_YEAR}models/<int:row_id>/", funding_models.funding_model, name="funding_model"),
    path(f"{OF_A_YEAR}models/<int:row_id>/rules/", model_rules.funding_model_rules, name="funding_model_rules"),
    path(f"{OF_A_YEAR}papers/", papers.funding_papers, name="funding_papers"),
    path(f"{OF_A_YEAR}papers/<slug:paper>/", papers.funding_paper, name="funding_paper"),
    path(f"{OF_A_YEAR}partners/<slug:body>/statement/", papers.funding_body_statement, name="funding_body_statement"),
    path(f"{OF_A_YEAR}requests/<int:row_id>/letter/", papers.funding_letter, name="funding_letter"),
    path(f"{OF_A_YEAR}costs/", cost_pages.funding_costs, name="funding_costs"),
    path(f"{OF_A_YEAR}costs/<int:row_id>/", cost_line.funding_cost, name="funding_cost"),
    path(f"{OF_A_YEAR}ledger/", ledger_pages.funding_ledger, name="funding_ledger"),
    path(f"{OF_A_YEAR}journals/", journal_pages.funding_journals, name="funding_journals"),
    path(f"{OF_A_YEAR}journals/<int:row_id>/", journal_pages.funding_journal, name="funding_journal"),
    path(f"{OF_A_YEAR}debts/", debt_pages.funding_debts, name="funding_debts"),
    path(f"{OF_A_YEAR}year-end/", year_end_pages.funding_year_end, name="funding_year_end"),
    path(f"{OF_A_YEAR}settings/", settings_pages.funding_settings, name="funding_settings"),
    path(f"{OF_A_YEAR}history/", history_pages.funding_history, name="funding_history"),
    path(f"{OF_A_YEAR}do/<slug:act>/", funding_act, name="funding_act"),
    path(f"{OF_A_YEAR}do/<slug:act>/<int:row_id>/", funding_act, name="funding_act"),
    path(f"{OF_A_YEAR}grant/", grants.funding_grant, name="funding_grant"),
    path(f"{OF_A_YEAR}grant/cases/<int:number>/", grants.funding_grant_case, name="funding_grant_case"),
    path(f"{OF_A_YEAR}grant/projects/<slug:key>/", grants.funding_grant_project, name="funding_grant_project"),
    path("contributions/", partner_lane.my_funding, name="my_funding"),
    path(OF_A_BODY, partner_lane.my_funding_year, name="my_funding_year"),
    path(f"{OF_A_BODY}requests/<int:row_id>/", partner_lane.my_funding_request, name="my_funding_request"),
    path(f"{OF_A_BODY}statement/", papers.funding_statement, name="funding_statement"),
    path(f"{OF_A_BODY}requests/<int:row_id>/letter/", papers.my_funding_letter, name="my_funding_letter"),
    path(f"{OF_A_BODY}requests/<int:row_id>/question/", partner_lane.my_funding_question, name="my_funding_question"),
    path(f"{OF_A_BODY}requests/<int:row_id>/done/", partner_lane.my_funding_done, name="my_funding_done"),
]
