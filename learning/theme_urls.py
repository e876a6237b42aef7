"""Which address about themes, coding, actions and search leads to which page?"""

from django.urls import URLPattern, URLResolver, path

from learning.views import coding, event_actions, search, theme_actions, themes

OF_A_TEAM = "learning/<slug:partnership>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{OF_A_TEAM}themes/", themes.learning_themes, name="learning_themes"),
    path(f"{OF_A_TEAM}themes/figures/", themes.theme_figures, name="theme_figures"),
    path(f"{OF_A_TEAM}themes/agreement/", themes.theme_agreement, name="theme_agreement"),
    path(f"{OF_A_TEAM}themes/<int:theme_id>/", themes.theme, name="theme"),
    path(f"{OF_A_TEAM}actions/", theme_actions.learning_actions, name="learning_actions"),
    path(f"{OF_A_TEAM}actions/list/", theme_actions.theme_actions, name="theme_actions"),
    path(f"{OF_A_TEAM}actions/events/", event_actions.events_actions, name="events_actions"),
    path(f"{OF_A_TEAM}recommendations/", coding.coding_recommendations, name="coding_recommendations"),
    path(f"{OF_A_TEAM}coding/", coding.coding, name="coding"),
    path(f"{OF_A_TEAM}coding/<slug:review>/", coding.coding_review, name="coding_review"),
    path(f"{OF_A_TEAM}search/", search.learning_search, name="learning_search"),
]
