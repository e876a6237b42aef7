"""Which address of bodies, meetings and what they resolve leads to which page?"""

from django.urls import URLPattern, path

from governance.views import home, items, matters, meetings, partner_lane
from governance.views.acts import governance_act

OF_A_PARTNERSHIP = "meetings/<slug:partnership>/"

urlpatterns: list[URLPattern] = [
    path("meetings/", home.governance, name="governance"),
    path(OF_A_PARTNERSHIP, home.governance_home, name="governance_home"),
    path(f"{OF_A_PARTNERSHIP}open/", matters.governance_log, name="governance_log"),
    path(f"{OF_A_PARTNERSHIP}plan/", matters.governance_plan, name="governance_plan"),
    path(f"{OF_A_PARTNERSHIP}bodies/<int:body_id>/", home.governance_body, name="governance_body"),
    path(f"{OF_A_PARTNERSHIP}dates/<int:meeting_id>/", meetings.governance_meeting, name="governance_meeting"),
    path(
        f"{OF_A_PARTNERSHIP}dates/<int:meeting_id>/papers/<slug:meeting_paper>/",
        meetings.governance_paper,
        name="governance_paper",
    ),
    path(f"{OF_A_PARTNERSHIP}items/<int:item_id>/", items.governance_item, name="governance_item"),
    path(f"{OF_A_PARTNERSHIP}files/<int:meeting_file_id>/", meetings.governance_file, name="governance_file"),
    path(
        f"{OF_A_PARTNERSHIP}answers/<int:partner_answer_id>/",
        items.governance_answer_file,
        name="governance_answer_file",
    ),
    path(f"{OF_A_PARTNERSHIP}do/<slug:governance_verb>/", governance_act, name="governance_act"),
    path(f"{OF_A_PARTNERSHIP}do/<slug:governance_verb>/<int:governance_row>/", governance_act, name="governance_act"),
    path("asked-by-meetings/", partner_lane.my_meeting_requests, name="my_meeting_requests"),
    path("asked-by-meetings/<int:meeting_request_id>/", partner_lane.my_meeting_request, name="my_meeting_request"),
    path(
        "asked-by-meetings/<int:meeting_request_id>/files/<int:partner_answer_id>/",
        partner_lane.my_meeting_request_file,
        name="my_meeting_request_file",
    ),
]
