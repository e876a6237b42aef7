"""Which address of the review leads to which page?"""

from django.urls import URLPattern, URLResolver, include, path

from dhr_cases.views.acts import act
from dhr_cases.views.decision import case_briefing
from dhr_cases.views.people import case_family, case_people, correct_person, show_names
from dhr_cases.views.site_context import brand_css

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("dhr_cases.site_urls")),
    path("brand.css", brand_css, name="brand_css"),
    path("cases/<slug:reference>/decision/", case_briefing, name="case_decision"),
    path("cases/<slug:reference>/people/", case_people, name="case_people"),
    path("cases/<slug:reference>/people/<int:person_id>/correct/", correct_person, name="case_person_correct"),
    path("cases/<slug:reference>/family/", case_family, name="case_family"),
    path("cases/<slug:reference>/people/names/", show_names, name="case_show_names"),
    path("cases/<slug:reference>/do/<slug:verb>/", act, name="act"),
    path("cases/<slug:reference>/do/<slug:verb>/<int:subject_id>/", act, name="act"),
]
