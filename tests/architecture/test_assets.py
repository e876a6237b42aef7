"""The styles and scripts carry nobody else's brand, and say plainly when they cannot be prepared."""

import re
from pathlib import Path

import pytest

from config import assets

FOREIGN = ("GDS Transport", "crest", "crown", "/assets/", "govuk-icon", "favicon")
STATIC = assets.ROOT / "static"
needs_packages = pytest.mark.skipif(not assets.MODULES.is_dir(), reason="the npm packages are not on this machine")


def packages(folder: Path, *, style: str) -> Path:
    """A stand-in for node_modules in which every design system has the same style sheet."""
    for system in assets.DESIGN_SYSTEMS:
        for name, text in ((system.style, style), (system.script, "export{initAll};//# sourceMappingURL=x.js.map")):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for name in assets.lists_of_words():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('["ask", "A", "don\'t", "Paris"]', encoding="utf-8")
    for font in assets.FONTS:
        path = folder / assets.FONT_FOLDER / font
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"font")
    return folder


@needs_packages
def test_leaves_nothing_branded_in_what_it_builds(tmp_path: Path) -> None:
    built = assets.build(built=tmp_path / "built")
    names = " ".join(path.name for path in built)
    text = "".join(path.read_text(encoding="utf-8") for path in built if path.suffix == ".css")
    assert not [word for word in FOREIGN if word in text + names]


@needs_packages
def test_builds_the_same_files_twice(tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in assets.build(built=tmp_path / "built")}
    second = {path.name: path.read_bytes() for path in assets.build(built=tmp_path / "built")}
    assert first == second


@needs_packages
def test_brings_every_image_its_styles_name(tmp_path: Path) -> None:
    built = assets.build(built=tmp_path / "built")
    named = {
        name for path in built if path.suffix == ".css" for name in re.findall(r"images/([\w.-]+)", path.read_text())
    }
    assert named == {path.name for path in built if path.parent.name == "images"}


def test_says_what_to_run_when_the_packages_are_missing(tmp_path: Path) -> None:
    with pytest.raises(assets.MissingPackagesError, match="npm ci"):
        assets.build(modules=tmp_path / "nothing", built=tmp_path / "built")


def test_keeps_what_was_built_when_the_packages_are_missing(tmp_path: Path) -> None:
    kept = tmp_path / "built" / "govuk.css"
    kept.parent.mkdir()
    kept.write_text("body{}")
    with pytest.raises(assets.MissingPackagesError):
        assets.build(modules=tmp_path / "nothing", built=kept.parent)
    assert kept.read_text() == "body{}"


def test_stops_when_a_trace_of_the_brand_is_left(tmp_path: Path) -> None:
    modules = packages(tmp_path / "node_modules", style="a{font:700 1rem GDS Transport}")
    with pytest.raises(assets.BrandLeftError, match="GDS Transport"):
        assets.build(modules=modules, built=tmp_path / "built")


def test_starts_each_script_without_naming_a_second_file(tmp_path: Path) -> None:
    modules = packages(tmp_path / "node_modules", style="a{color:red}")
    assets.build(modules=modules, built=tmp_path / "built")
    script = (tmp_path / "built" / "govuk.js").read_text()
    assert script == "export{initAll};\ninitAll();\n"


def test_takes_ordinary_words_and_no_names(tmp_path: Path) -> None:
    modules = packages(tmp_path / "node_modules", style="a{color:red}")
    assets.build(modules=modules, built=tmp_path / "built")
    lines = (tmp_path / "built" / "ordinary_words.txt").read_text().splitlines()
    assert lines[1:] == ["[common]", "ask", "[rarer]", "ask"]


@pytest.mark.parametrize("path", sorted((STATIC / "css").rglob("*.css")), ids=lambda path: path.name)
def test_writes_own_styles_without_force_or_ids(path: Path) -> None:
    css = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    selectors = re.findall(r"([^{};]+)\{", css)
    assert "!important" not in css
    assert not [selector for selector in selectors if "#" in selector]


STYLED_INSIDE = assets.ROOT / "templates" / "papers" / "file.html"
"""A file that is downloaded and opens by itself: no page of the site, so it brings its own style."""


@pytest.mark.parametrize(
    "path",
    sorted({*(assets.ROOT / "templates").rglob("*.html")} - {STYLED_INSIDE}),
    ids=lambda path: str(path.relative_to(assets.ROOT)),
)
def test_keeps_styles_and_scripts_out_of_the_templates(path: Path) -> None:
    html = path.read_text(encoding="utf-8")
    scripts = re.findall(r"<script\b[^>]*>", html)
    assert not re.search(r"\sstyle=|<style\b|\son[a-z]+=|javascript:", html)
    assert not [tag for tag in scripts if "src=" not in tag and 'type="application/json"' not in tag]
