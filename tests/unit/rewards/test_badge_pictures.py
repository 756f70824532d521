"""Pictures of badges: each SVG has the PNG that was drawn of it, and neither runs or loads anything."""

import json
import struct
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from openbadgeslib.baking import extract_png

from rewards.badges.rendering import PICTURES, baked, picture
from tools.badge_pictures import DRAWN, PIXELS, digests

SVGS = sorted(PICTURES.glob("*.svg"))
NAMES = [path.stem for path in SVGS]


def test_each_picture_was_drawn_after_its_last_change() -> None:
    assert json.loads(DRAWN.read_text()) == digests(), "python -m tools.badge_pictures"
    assert sorted(path.stem for path in PICTURES.glob("*.png")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_png_has_the_size_of_a_badge(name: str) -> None:
    png = picture(name, "png")
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", png[16:24]) == (PIXELS, PIXELS)
    assert len(png) < 200_000


@pytest.mark.parametrize("path", SVGS, ids=lambda path: path.stem)
def test_an_svg_runs_nothing_and_loads_nothing(path: Path) -> None:
    for element in ET.fromstring(path.read_text()).iter():
        assert element.tag.rpartition("}")[2] not in {"script", "foreignObject", "image", "a", "iframe"}
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            assert "://" not in value
            assert not value.startswith("data:")


def test_what_has_no_picture_of_its_own_has_that_of_all() -> None:
    assert picture("no-such-picture", "svg") == picture("badge", "svg")


@pytest.mark.parametrize("token", ["a.b.c", "x" * 20_000])
def test_a_token_is_found_in_the_picture_it_was_put_into(token: str) -> None:
    png = picture("badge", "png")
    assert extract_png(png, keyword=b"openbadgecredential") is None
    assert extract_png(baked(png, token), keyword=b"openbadgecredential") == token
