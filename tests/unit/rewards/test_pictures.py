"""Pictures of badges: one family, small, and nothing in them that a browser would run or fetch."""

import re
import struct
from xml.etree import ElementTree

import pytest

from rewards.achievements.pictures import FOLDER, names

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {"svg", "title", "path", "rect", "circle"}
PALETTES = [
    {"#5b2a86", "#7d3fb5", "#9a5fd0", "#d9d3e3"},
    {"#123f6d", "#1c5f9f", "#3a7fc1"},
    {"#0f5540", "#177a5c", "#33997a"},
    {"#7a4b00", "#b06f00", "#cd8c1d"},
]
"""Of creators, brands, agents and everybody: the rim, the field, and what lies in its light."""
WITHOUT_ACHIEVEMENT = {"badge"}
"""The picture of a badge that has none of its own."""
NAMES = sorted(names() - WITHOUT_ACHIEVEMENT)
OF_ALL = {"#ffffff", "#ffd166", "none"}


def drawn(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")


def test_there_are_twenty_each_for_screens_and_for_files() -> None:
    assert len(NAMES) == 20
    assert {file.name for file in FOLDER.iterdir()} == {
        f"{name}{end}" for name in names() for end in (".svg", ".png")
    }


@pytest.mark.parametrize("name", NAMES)
def test_the_png_is_as_large_as_the_drawing_and_what_is_around_it_is_clear(name: str) -> None:
    data = (FOLDER / f"{name}.png").read_bytes()
    assert data[:16] == b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
    width, height, depth, colour = struct.unpack(">IIBB", data[16:26])
    assert (width, height, depth, colour) == (512, 512, 8, 6), "red, green, blue, and how clear"
    assert len(data) < 40_000


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_small_and_plain(name: str) -> None:
    text = drawn(name)
    assert len(text.encode()) <= 4_096
    assert not re.search(r"<!|<\?|&|href|url\(|style|font|on[a-z]+=", text), "no reference, script or entity"
    root = ElementTree.fromstring(text)
    assert root.attrib["viewBox"] == "0 0 512 512"
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= SHAPES
    assert (root.findtext(f"{SVG}title") or "").strip()
    assert root.attrib["aria-labelledby"] == "t"


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_of_one_family(name: str) -> None:
    root = ElementTree.fromstring(drawn(name))
    used = {
        each.attrib[what] for each in root.iter() for what in ("fill", "stroke") if what in each.attrib
    } - OF_ALL
    assert any(used <= palette for palette in PALETTES), used
    shield = next(each for each in root if each.tag == f"{SVG}path")
    assert shield.attrib["d"] == "M256 24L440 84V264C440 372 362 448 256 490C150 448 72 372 72 264V84Z"
