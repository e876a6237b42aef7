"""Which colours go with a council's own? Pure arithmetic on hex colours such as ``#1d3557``.

Source: WCAG 2.2, relative luminance and contrast ratio (success criterion 1.4.3) [V].
"""

import re

WHITE = "#ffffff"
BLACK = "#000000"
ENOUGH = 4.5
_HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)


def is_colour(text: str) -> bool:
    """True for a hash and six hexadecimal digits."""
    return bool(_HEX.fullmatch(text))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance, from 0 for black to 1 for white."""
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def text_on(colour: str) -> str:
    """White where it reads well on the colour, else black."""
    return WHITE if contrast(colour, WHITE) >= ENOUGH else BLACK


def mixed(colour: str, with_colour: str, share: float) -> str:
    """The colour with a share, from 0 to 1, of the other mixed in."""
    pairs = zip(_parts(colour), _parts(with_colour), strict=True)
    return "#" + "".join(f"{round(one * (1 - share) + other * share):02x}" for one, other in pairs)


def palette(brand: str, link: str) -> dict[str, str]:
    """The colours a style sheet needs, worked out from a council's two."""
    return {
        "brand": brand,
        "brand_text": text_on(brand),
        "brand_soft": mixed(brand, WHITE, 0.94),
        "link": link,
        "link_hover": mixed(link, BLACK, 0.4),
    }


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
