"""Which address leads to which page of governance?"""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
