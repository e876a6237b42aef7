"""Which address of feedback leads to which page? The first two are open to everybody who has the secret."""

from django.urls import URLPattern, path

from learning.views import feedback, feedback_form

OF_AN_EVENT = "learning/<slug:partnership>/events/<slug:event>/feedback/"

urlpatterns: list[URLPattern] = [
    path("feedback/<str:form_token>/", feedback_form.feedback_give, name="feedback_give"),
    path("feedback/<str:form_token>/thanks/", feedback_form.feedback_thanks, name="feedback_thanks"),
    path("learning/<slug:partnership>/feedback/", feedback.feedback_overview, name="feedback_overview"),
    path(OF_AN_EVENT, feedback.event_feedback, name="event_feedback"),
    path(f"{OF_AN_EVENT}<slug:form_kind>/square.svg", feedback.feedback_square, name="feedback_square"),
    path(f"{OF_AN_EVENT}report/<slug:report_format>/", feedback.feedback_report, name="feedback_report"),
]
