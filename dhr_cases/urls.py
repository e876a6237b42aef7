"""Which address of the review leads to which page?"""

from django.urls import URLPattern, URLResolver, path

from dhr_cases.views.acts import act
from dhr_cases.views.site_context import brand_css

urlpatterns: list[URLPattern | URLResolver] = [
    path("brand.css", brand_css, name="brand_css"),
    path("cases/<slug:reference>/do/<slug:verb>/", act, name="act"),
    path("cases/<slug:reference>/do/<slug:verb>/<int:subject_id>/", act, name="act"),
]
