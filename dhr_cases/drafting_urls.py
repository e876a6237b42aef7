"""Which address of the drafting pages of one case leads to which page?"""

from django.urls import URLPattern, URLResolver, path

from dhr_cases.views.drafting import case_drafting, drafting_paper
from dhr_cases.views.drafting_fill import drafting_fill
from dhr_cases.views.drafting_hints import drafting_hints
from dhr_cases.views.drafting_section import drafting_section, drafting_typing
from dhr_cases.views.drafting_versions import drafting_both, drafting_versions
from dhr_cases.views.drafting_word import drafting_word, drafting_word_split

_PAPER = "<slug:draft_kind>/"
_SECTION = f"{_PAPER}<slug:section_code>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", case_drafting, name="case_drafting"),
    path(_PAPER, drafting_paper, name="drafting_paper"),
    path(f"{_PAPER}hints/", drafting_hints, name="drafting_hints"),
    path(f"{_PAPER}word/", drafting_word, name="drafting_word"),
    path(f"{_PAPER}word/<int:version_id>/", drafting_word_split, name="drafting_word_split"),
    path(_SECTION, drafting_section, name="drafting_section"),
    path(f"{_SECTION}typing/", drafting_typing, name="drafting_typing"),
    path(f"{_SECTION}versions/", drafting_versions, name="drafting_versions"),
    path(f"{_SECTION}both/", drafting_both, name="drafting_both"),
    path(f"{_SECTION}fill/", drafting_fill, name="drafting_fill"),
]
