"""Which page of the public register stands at which address? Open to everybody, the same for everybody."""

import json
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from dhr_cases.colours import palette
from dhr_cases.forms.public_filter import PublicFilter
from dhr_cases.models import Partnership, PublicFile, PublicRecord
from dhr_cases.papers.uploads import content_type_of
from dhr_cases.public_formats import feed, progress_json, record_json, register_json, register_title, schema
from dhr_cases.public_list import (
    PAGE_SIZE,
    by_year,
    changed_at,
    found_by,
    partnerships_on_the_register,
    progress_of,
    public_records,
    standing,
    years_on_the_register,
)
from dhr_cases.public_pages import (
    ICON,
    SCRIPT,
    STYLES,
    Frame,
    frame_of,
    gone_page,
    list_page,
    missing_page,
    record_page,
)
from dhr_cases.release_gate import Gone, NotServed, servable_files, served_bytes
from dhr_cases.views.gate import anyone
from dhr_cases.views.public_answers import answer

JSON_TYPE = "application/json; charset=utf-8"
INLINE = frozenset({"pdf"})
"""Formats that a browser shows by itself; every other file is saved."""


class SiteLinks:
    """Addresses of the register on this site: whole ones for machines, short ones for pages."""

    def __init__(self, site: str = "", held_back: frozenset[int] = frozenset()) -> None:
        self.site = site
        self.held_back = held_back

    def record(self, record: PublicRecord) -> str:
        """The page of a review."""
        return self.site + reverse("public_record", args=[record.slug])

    def file(self, file: PublicFile) -> str:
        """A file of a review, "" for one held back. Asks nothing: its record is the one it was read with."""
        return "" if file.pk in self.held_back else self.site + reverse("public_file", args=[file.record.slug, file.pk])


PAGES = SiteLinks()
MACHINES = SiteLinks(settings.SITE_URL)


@anyone
@require_safe
@gzip_page
def public_register(request: HttpRequest, code: str = "") -> HttpResponseBase:
    """The home of the register: what a review is, where to get help, the list; of one partnership or of all."""
    owner = _owner(code)
    if code and owner is None:
        return _missing(request)
    all_url = reverse("public_register") if code else ""
    content = _list_content(request, owner, public_records(owner if code else None), all_url)
    return answer(request, content, changed=changed_at())


def _list_content(
    request: HttpRequest, owner: Partnership | None, records: QuerySet[PublicRecord], all_url: str
) -> SafeString:
    """The list as it was asked for; ``all_url`` leads from one partnership's list to that of all."""
    partnerships = [] if all_url else partnerships_on_the_register()
    form = PublicFilter(request.GET, years=years_on_the_register(records), partnerships=partnerships)
    search = form.wanted()
    page = Paginator(found_by(search, records), PAGE_SIZE).get_page(request.GET.get("page"))
    more = {
        "form": form,
        "asks": search.asks,
        "action": request.path,
        "is_first": page.number == 1 and not search.asks,
        "all_url": all_url,
        "partnerships": _own_lists(partnerships),
        **_turning(request.GET, page),
    }
    groups = by_year(page, PAGES, names_partnerships=bool(more["partnerships"]))
    return list_page(_frame(owner), groups, page.paginator.count, more)


def _own_lists(partnerships: list[Partnership]) -> list[dict[str, str]]:
    """The list of each partnership; none where there is but one, since its list is that of all."""
    if len(partnerships) < 2:
        return []
    return [{"name": row.name, "url": reverse("public_register_of", args=[row.code])} for row in partnerships]


def _turning(asked: QueryDict, page: Page[PublicRecord]) -> dict[str, Any]:
    """Links to the pages before and after, which keep what was asked for."""

    def to(number: int) -> str:
        query = asked.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    total = page.paginator.num_pages
    return {
        "previous_url": to(page.previous_page_number()) if page.has_previous() else "",
        "next_url": to(page.next_page_number()) if page.has_next() else "",
        "page_words": f"page {page.number} of {total}" if total > 1 else "",
    }


@anyone
@require_safe
@gzip_page
def public_record(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The page of one review; its address outlives the review."""
    record = public_records().filter(slug=slug).first()
    if record is None:
        return _missing(request)
    json_url = reverse("public_record_json", args=[slug])
    content = record_page(_frame(record.partnership), record, PAGES, json_url)
    return answer(request, content, changed=changed_at(record))


@anyone
@require_safe
def public_file(request: HttpRequest, slug: str, file_id: int) -> HttpResponseBase:
    """The bytes of one file, from the gate alone; 410 with a plain page once it was taken down."""
    files = PublicFile.objects.select_related("record__partnership", "paper_version")
    file = files.filter(record__slug=slug, pk=file_id).first()
    if file is None:
        return _missing(request)
    try:
        content = served_bytes(file)
    except Gone:
        frame = _frame(file.record.partnership)
        return answer(request, gone_page(frame, file, PAGES.record(file.record)), status=HTTPStatus.GONE)
    except NotServed:
        return _missing(request)
    response = answer(request, content, content_type_of(file.file_name), changed=changed_at(file.record))
    for name, value in _saving(file).items():
        response[name] = value
    return response


def _saving(file: PublicFile) -> dict[str, str]:
    """Headers that tell the browser whether it shows the file or saves it; what is saved may run nothing."""
    if file.file_format in INLINE:
        return {"Content-Disposition": f'inline; filename="{file.file_name}"'}
    return {
        "Content-Disposition": f'attachment; filename="{file.file_name}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }


@anyone
@require_safe
@gzip_page
def public_register_json(request: HttpRequest) -> HttpResponseBase:
    """The whole register for machines."""
    told = register_json(public_records(), MACHINES, _schema_url())
    return answer(request, _written(told), JSON_TYPE, changed=changed_at())


@anyone
@require_safe
@gzip_page
def public_record_json(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One review for machines."""
    record = public_records().filter(slug=slug).first()
    if record is None:
        return _missing(request)
    told = record_json(record, SiteLinks(settings.SITE_URL, _held_back(record)), _schema_url())
    return answer(request, _written(told), JSON_TYPE, changed=changed_at(record))


def _held_back(record: PublicRecord) -> frozenset[int]:
    """The keys of files that stand and that the gate does not let out now."""
    servable = {file.pk for file in servable_files(record)}
    return frozenset(file.pk for file in standing(record) if file.pk not in servable)


@anyone
@require_safe
@gzip_page
def public_progress_json(request: HttpRequest, slug: str) -> HttpResponseBase:
    """How far the action plan of one review is, for machines; not there where the partnership does not show it."""
    record = public_records().filter(slug=slug).first()
    if record is None or not progress_of(record):
        return _missing(request)
    changed = changed_at(record)
    told = progress_json(record, MACHINES, _schema_url(), changed)
    return answer(request, _written(told), JSON_TYPE, changed=changed)


@anyone
@require_safe
@gzip_page
def public_schema(request: HttpRequest) -> HttpResponseBase:
    """What the register's JSON may hold."""
    return answer(request, _written(schema()), "application/schema+json")


@anyone
@require_safe
@gzip_page
def public_feed(request: HttpRequest, code: str = "") -> HttpResponseBase:
    """What was put up or taken down last, of one partnership or of all."""
    owner = _owner(code)
    if code and owner is None:
        return _missing(request)
    written = feed(
        public_records(owner if code else None),
        MACHINES,
        title=register_title(owner),
        home=settings.SITE_URL + _home(code),
        address=settings.SITE_URL + request.path,
        site=settings.SITE_URL,
    )
    return answer(request, written, "application/atom+xml; charset=utf-8", changed=changed_at())


@anyone
@require_safe
def public_brand(request: HttpRequest, code: str) -> HttpResponseBase:
    """A partnership's colours as a style sheet."""
    owner = _owner(code)
    if owner is None:
        return _missing(request)
    colours = palette(owner.brand_colour, owner.link_colour)
    return answer(request, render_to_string("brand.css", {"colours": colours}), "text/css")


def _owner(code: str) -> Partnership | None:
    """The partnership of this code; without a code the one that runs the installation."""
    wanted = {"code": code} if code else {"is_home": True}
    found: Partnership | None = Partnership.objects.filter(**wanted).first()
    return found


def _home(code: str) -> str:
    return reverse("public_register_of", args=[code]) if code else reverse("public_register")


def _frame(owner: Partnership | None) -> Frame:
    """A partnership's frame; the one that runs the installation stands for the whole register."""
    styles = [static(name) for name in STYLES]
    if owner is not None:
        styles.append(reverse("public_brand", args=[owner.code]))
    addresses = _addresses("" if owner is None or owner.is_home else owner.code)
    return frame_of(owner, styles=styles, icon=static(ICON), script=static(SCRIPT), addresses=addresses)


def _addresses(code: str) -> dict[str, str]:
    """Where the list stands as a page, as news and for machines; without a code those of the whole register."""
    return {
        "home": _home(code),
        "feed": reverse("public_feed_of", args=[code]) if code else reverse("public_feed"),
        "json": reverse("public_register_json"),
    }


def _missing(request: HttpRequest) -> HttpResponseBase:
    return answer(request, missing_page(_frame(_owner(""))), status=HTTPStatus.NOT_FOUND)


def _schema_url() -> str:
    return settings.SITE_URL + reverse("public_schema")


def _written(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1)
