"""Which address leads to which page?"""

from django.urls import include, path

from config.pages import healthz

urlpatterns = [
    path("account/", include("config.account_urls")),
    path("healthz/", healthz, name="healthz"),
    path("", include("workflows.urls")),
    path("", include("dhr_cases.urls")),
    path("", include("funding.urls")),
    path("", include("learning.urls")),
    path("", include("governance.urls")),
]

# Django's own views of the same names show templates/400.html, 403.html, 404.html and 500.html.
handler400 = "django.views.defaults.bad_request"
handler403 = "django.views.defaults.permission_denied"
handler404 = "django.views.defaults.page_not_found"
handler500 = "django.views.defaults.server_error"
