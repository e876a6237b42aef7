"""Which address of learning leads to which page?"""

from django.urls import URLPattern, URLResolver, path

from learning import event_urls, feedback_urls, pack_urls, theme_urls
from learning.views import briefings, published

OF_A_CASE = "cases/<slug:reference>/briefings/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("published/", published.published_since, name="published_since"),
    path(OF_A_CASE, briefings.case_briefings, name="case_briefings"),
    path(f"{OF_A_CASE}<slug:briefing>/", briefings.case_briefing, name="case_briefing"),
    path(f"{OF_A_CASE}<slug:briefing>/<slug:box>/", briefings.briefing_box, name="briefing_box"),
    *event_urls.urlpatterns,
    *pack_urls.urlpatterns,
    *feedback_urls.urlpatterns,
    *theme_urls.urlpatterns,
]
