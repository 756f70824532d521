"""Pictures of badges: one family, small, and nothing in them that a browser would run or fetch."""

import re
from xml.etree import ElementTree

import pytest

from rewards.achievements.pictures import FOLDER, names, picture

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {"svg", "title", "path", "rect", "circle"}
PALETTES = [
    {"#5b2a86", "#7d3fb5", "#9a5fd0", "#d9d3e3"},
    {"#123f6d", "#1c5f9f", "#3a7fc1"},
    {"#0f5540", "#177a5c", "#33997a"},
    {"#7a4b00", "#b06f00", "#cd8c1d"},
]
"""Of creators, brands, agents and everybody: the rim, the field, and what lies in its light."""
OF_ALL = {"#ffffff", "#ffd166", "none"}


def test_there_are_twenty_at_least() -> None:
    assert len(names()) >= 20
    assert {file.name for file in FOLDER.iterdir()} == {f"{name}.svg" for name in names()}


@pytest.mark.parametrize("name", sorted(names()))
def test_a_picture_is_small_and_plain(name: str) -> None:
    text = picture(name)
    assert len(text.encode()) <= 4_096
    assert not re.search(r"<!|<\?|&|href|url\(|style|font|on[a-z]+=", text), "no reference, script or entity"
    root = ElementTree.fromstring(text)
    assert root.attrib["viewBox"] == "0 0 512 512"
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= SHAPES
    assert (root.findtext(f"{SVG}title") or "").strip()
    assert root.attrib["aria-labelledby"] == "t"


@pytest.mark.parametrize("name", sorted(names()))
def test_a_picture_is_of_one_family(name: str) -> None:
    root = ElementTree.fromstring(picture(name))
    used = {
        each.attrib[what] for each in root.iter() for what in ("fill", "stroke") if what in each.attrib
    } - OF_ALL
    assert any(used <= palette for palette in PALETTES), used
    shield = next(each for each in root if each.tag == f"{SVG}path")
    assert shield.attrib["d"] == "M256 24L440 84V264C440 372 362 448 256 490C150 448 72 372 72 264V84Z"


@pytest.mark.parametrize("name", ["", "no-such", "../app", "first-deal.svg", "FIRST-DEAL", "first-deal\0"])
def test_what_is_no_name_is_no_file(name: str) -> None:
    with pytest.raises(KeyError):
        picture(name)
