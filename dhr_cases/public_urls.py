"""Which address of the public register leads to which page? All of them below one word, kept free of cookies."""

from django.urls import URLPattern, path

from dhr_cases.views import public

urlpatterns: list[URLPattern] = [
    path("", public.public_register, name="public_register"),
    path("feed.xml", public.public_feed, name="public_feed"),
    path("reviews.json", public.public_register_json, name="public_register_json"),
    path("schema.json", public.public_schema, name="public_schema"),
    path("of/<slug:code>/", public.public_register, name="public_register_of"),
    path("of/<slug:code>/feed.xml", public.public_feed, name="public_feed_of"),
    path("of/<slug:code>/brand.css", public.public_brand, name="public_brand"),
    path("<slug:slug>/review.json", public.public_record_json, name="public_record_json"),
    path("<slug:slug>/progress.json", public.public_progress_json, name="public_progress_json"),
    path("<slug:slug>/", public.public_record, name="public_record"),
    path("<slug:slug>/<int:file_id>/", public.public_file, name="public_file"),
]
