"""Which address leads to which report, dashboard or export?"""

from django.urls import path

from governance.views import dashboard, exports, measures, reports

urlpatterns = [
    path("meetings/<slug:partnership>/library-fields/", exports.governance_library, name="governance_library"),
    path("meetings/<slug:partnership>/dashboard/", dashboard.governance_dashboard, name="governance_dashboard"),
    path("meetings/<slug:partnership>/measures/", measures.governance_measures, name="governance_measures"),
    path("meetings/<slug:partnership>/reports/", reports.governance_reports, name="governance_reports"),
    path("meetings/<slug:partnership>/reports/<slug:report>/", reports.governance_report, name="governance_report"),
]
