"""Which address of the review leads to which page?"""

from django.urls import URLPattern, URLResolver, include, path

from dhr_cases.views import (
    action_lane,
    action_sheets,
    agency,
    assessment,
    gather_pages,
    paper_orders,
    qa_letter,
    reading_copies,
    reading_room,
    set_up_pages,
)
from dhr_cases.views.acts import act
from dhr_cases.views.anonymity import case_anonymity, case_anonymity_list
from dhr_cases.views.anonymity_texts import anonymity_pasted, anonymity_section
from dhr_cases.views.assurance import case_assurance
from dhr_cases.views.case_action import case_action, case_action_file
from dhr_cases.views.decision import case_briefing
from dhr_cases.views.members import case_members
from dhr_cases.views.money_list import money
from dhr_cases.views.overlays import case_clocks_page
from dhr_cases.views.papers import case_papers, paper_file
from dhr_cases.views.people import case_family, case_people, correct_person, show_names
from dhr_cases.views.plan_import import plan_import
from dhr_cases.views.publication import case_publication
from dhr_cases.views.readings import case_readings
from dhr_cases.views.recommendations import case_recommendations
from dhr_cases.views.release import case_release, case_release_file, case_release_finding
from dhr_cases.views.said_before import recommendation_before
from dhr_cases.views.site_context import brand_css
from dhr_cases.views.taking_on import case_take_on, case_take_on_file, case_take_on_template

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("dhr_cases.site_urls")),
    path("public/", include("dhr_cases.public_urls")),
    path("brand.css", brand_css, name="brand_css"),
    path("take-on/", case_take_on, name="case_take_on"),
    path("take-on/file/", case_take_on_file, name="case_take_on_file"),
    path("take-on/heads.csv", case_take_on_template, name="case_take_on_template"),
    path("cases/<slug:reference>/decision/", case_briefing, name="case_decision"),
    path("cases/<slug:reference>/people/", case_people, name="case_people"),
    path("cases/<slug:reference>/people/<int:person_id>/correct/", correct_person, name="case_person_correct"),
    path("cases/<slug:reference>/family/", case_family, name="case_family"),
    path("cases/<slug:reference>/people/names/", show_names, name="case_show_names"),
    path("cases/<slug:reference>/anonymity/", case_anonymity, name="case_anonymity"),
    path("cases/<slug:reference>/anonymity/list/", case_anonymity_list, name="case_anonymity_list"),
    path("cases/<slug:reference>/anonymity/pasted/", anonymity_pasted, name="anonymity_pasted"),
    path(
        "cases/<slug:reference>/anonymity/names/", show_names, {"back": "case_anonymity"}, name="case_anonymity_names"
    ),
    path(
        "cases/<slug:reference>/anonymity/text/<slug:draft_kind>/<slug:section_code>/",
        anonymity_section,
        name="anonymity_section",
    ),
    path("cases/<slug:reference>/papers/", case_papers, name="case_papers"),
    path("cases/<slug:reference>/papers/<int:version_id>/file/", paper_file, name="paper_file"),
    path("cases/<slug:reference>/papers/make/", paper_orders.make_papers, name="make_papers"),
    path("cases/<slug:reference>/papers/make/<slug:made>/", paper_orders.make_paper, name="make_paper"),
    path("cases/<slug:reference>/papers/orders/<int:order_id>/", paper_orders.paper_order, name="paper_order"),
    path("cases/<slug:reference>/drafting/", include("dhr_cases.drafting_urls")),
    path("cases/<slug:reference>/reading/", case_readings, name="case_readings"),
    path("cases/<slug:reference>/reading/comments/", reading_copies.case_comments, name="case_comments"),
    path("cases/<slug:reference>/reading/copies/<int:reading_id>/", reading_copies.case_copy, name="case_copy"),
    path("reading/", reading_room.my_readings, name="my_readings"),
    path("reading/<int:reading_id>/", reading_room.reading, name="reading"),
    path("reading/<int:reading_id>/open/", reading_room.reading_still_open, name="reading_still_open"),
    path("reading/<int:reading_id>/finished/", reading_room.reading_finished, name="reading_finished"),
    path("reading/<int:reading_id>/comments/<int:comment_id>/", reading_room.reading_comment, name="reading_comment"),
    path("reading/<int:reading_id>/<int:passage_id>/", reading_room.reading_passage, name="reading_passage"),
    path("cases/<slug:reference>/home-office/", case_assurance, name="case_assurance"),
    path("cases/<slug:reference>/home-office/letter/", qa_letter.case_qa_letter, name="case_qa_letter"),
    path(
        "cases/<slug:reference>/home-office/letter/<int:version_id>/",
        qa_letter.case_qa_letter_points,
        name="case_qa_letter_points",
    ),
    path("cases/<slug:reference>/self-assessment/", assessment.case_assessment, name="case_assessment"),
    path("cases/<slug:reference>/publication/", case_publication, name="case_publication"),
    path("cases/<slug:reference>/publication/release/", case_release, name="case_release"),
    path("cases/<slug:reference>/publication/release/<int:version_id>/", case_release_file, name="case_release_file"),
    path(
        "cases/<slug:reference>/publication/release/<int:version_id>/<int:finding>/",
        case_release_finding,
        name="case_release_finding",
    ),
    path("cases/<slug:reference>/recommendations/", case_recommendations, name="case_recommendations"),
    path("cases/<slug:reference>/recommendations/take-in/", plan_import, name="plan_import"),
    path(
        "cases/<slug:reference>/recommendations/<int:recommendation_id>/before/",
        recommendation_before,
        name="recommendation_before",
    ),
    path("cases/<slug:reference>/recommendations/actions/<int:action_id>/", case_action, name="case_action"),
    path(
        "cases/<slug:reference>/recommendations/evidence/<int:evidence_id>/file/",
        case_action_file,
        name="case_action_file",
    ),
    path("actions/", include("dhr_cases.board_urls")),
    path("my-actions/sheet/", action_sheets.my_actions_sheet, name="my_actions_sheet"),
    path("my-actions/sheet/file/", action_sheets.my_actions_sheet_file, name="my_actions_sheet_file"),
    path("my-actions/", action_lane.my_actions, name="my_actions"),
    path("my-actions/<int:action_id>/", action_lane.my_action, name="my_action"),
    path("my-actions/<int:action_id>/evidence/", action_lane.my_action_evidence, name="my_action_evidence"),
    path(
        "my-actions/<int:action_id>/evidence/<int:evidence_id>/file/",
        action_lane.my_action_file,
        name="my_action_file",
    ),
    path("cases/<slug:reference>/clocks/", case_clocks_page, name="case_clocks"),
    path("cases/<slug:reference>/members/", case_members, name="case_members"),
    path("cases/<slug:reference>/panel/", set_up_pages.case_panel, name="case_panel"),
    path("cases/<slug:reference>/terms/", set_up_pages.case_terms, name="case_terms"),
    path("cases/<slug:reference>/money/", set_up_pages.case_money, name="case_money"),
    path("cases/<slug:reference>/agencies/", gather_pages.case_requests, name="case_requests"),
    path("cases/<slug:reference>/agencies/<int:request_id>/", gather_pages.case_request, name="case_request"),
    path("cases/<slug:reference>/meetings/", gather_pages.case_meetings, name="case_meetings"),
    path("money/", money, name="money"),
    path("requests/", agency.my_requests, name="my_requests"),
    path("requests/<int:request_id>/", agency.request, name="request"),
    path("cases/<slug:reference>/do/<slug:verb>/", act, name="act"),
    path("cases/<slug:reference>/do/<slug:verb>/<int:subject_id>/", act, name="act"),
]
