"""Where do people answer, as an address and as a square for a telephone's camera?"""

import io
from typing import Any

import qrcode
from django.conf import settings
from django.urls import reverse
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.image.svg import SvgPathImage

from dhr_cases.actions.core import today
from learning.feedback_scales import FeedbackKind
from learning.models import Event, FeedbackForm

BORDER = 4
"""White modules around the square. Source: ISO/IEC 18004 asks for four [K]."""
POINTS = 12
"""Points of a picture for each module, enough to be printed on a slide."""


def address_of(form: FeedbackForm) -> str:
    """The whole address of a form."""
    return settings.SITE_URL + reverse("feedback_give", args=[form.token])


def link_to(event: Event, kind: FeedbackKind) -> str:
    """The address at which people answer about an event today; "" when no form takes replies."""
    form = FeedbackForm.objects.filter(event=event, kind=kind).first()
    return address_of(form) if form is not None and form.takes_replies(today()) else ""


def square_svg(address: str) -> bytes:
    """The address as a square of modules, drawn as SVG; a quarter of it may be covered or dirty."""
    target = io.BytesIO()
    _code(address).make_image(image_factory=SvgPathImage).save(target)
    return target.getvalue()


def square_png(address: str) -> bytes:
    """The same square as a picture, for a slide or a Word file."""
    target = io.BytesIO()
    _code(address).make_image().save(target)
    return target.getvalue()


def _code(address: str) -> Any:
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, box_size=POINTS, border=BORDER)
    code.add_data(address)
    return code
