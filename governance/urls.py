"""Which address leads to which page of governance?"""

from django.urls import URLPattern

from governance import meeting_urls, report_urls

urlpatterns: list[URLPattern] = [*meeting_urls.urlpatterns, *report_urls.urlpatterns]
