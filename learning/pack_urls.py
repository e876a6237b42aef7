"""Which address of seminar packs leads to which page?"""

from django.urls import URLPattern, URLResolver, path

from learning.views import packs, slide_templates

OURS = "learning/<slug:partnership>/"
PACK = f"{OURS}events/<slug:event>/pack/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(PACK, packs.event_pack, name="event_pack"),
    path(f"{PACK}files/<int:pack_file_id>/", packs.pack_file, name="pack_file"),
    path(f"{OURS}slide-templates/", slide_templates.slide_templates, name="slide_templates"),
    path(f"{OURS}slide-templates/new/", slide_templates.slide_template_new, name="slide_template_new"),
]
