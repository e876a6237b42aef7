"""Is a picture on a page the picture of a page of writing?"""

import pikepdf
from PIL import Image

SHORT_SIDE = 500
"""Pixels a page of writing needs at least on its short side to be read [D]."""
_LIKE_THE_PAGE = 0.15
_PALE = 200
_MOSTLY = 0.6
_SAMPLES = 120


def is_scan(picture: pikepdf.Stream, page: pikepdf.Page) -> bool:
    """True when the picture has the shape of the page and is mostly pale, as paper is."""
    width, height = int(picture.get("/Width", 0)), int(picture.get("/Height", 0))
    if min(width, height) < SHORT_SIDE or not _has_shape(width / height, page):
        return False
    try:
        image = pikepdf.PdfImage(picture).as_pil_image()
    except (pikepdf.PdfError, NotImplementedError, OSError, ValueError, Image.DecompressionBombError):
        return True  # what cannot be looked at may be writing
    small = image.convert("L").resize((_SAMPLES, _SAMPLES), Image.Resampling.NEAREST)
    return sum(small.histogram()[_PALE:]) / _SAMPLES**2 > _MOSTLY


def _has_shape(shape: float, page: pikepdf.Page) -> bool:
    left, low, right, high = (float(side) for side in page.mediabox)
    if right == left or high == low:
        return False
    of_page = (right - left) / (high - low)
    return any(abs(shape / one - 1) < _LIKE_THE_PAGE for one in (of_page, 1 / of_page))
