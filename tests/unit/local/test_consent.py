"""The page that plays a platform."""

import asyncio

import pytest

from local import consent
from local.http1 import Request


@pytest.mark.parametrize(("platform", "name"), consent.PLATFORMS.items())
def test_it_bears_the_platforms_name_and_our_frame(platform: str, name: str) -> None:
    answer = asyncio.run(consent.ask(Request("GET", f"{consent.PATH}?platform={platform}&state=s%22%3E")))
    text = answer.body.decode()
    assert f"<h1>{name}, pretended</h1>" in text
    assert "width=device-width" in text
    assert '<link rel="stylesheet"' in text
    assert 'value="s&quot;&gt;"' in text
    assert ".py" not in text, "a page for people names no source"


@pytest.mark.parametrize("query", ["", "platform=myspace&state=s", "platform=tiktok"])
def test_of_nothing_that_there_is_it_says_so(query: str) -> None:
    assert asyncio.run(consent.ask(Request("GET", f"{consent.PATH}?{query}"))).status == 404
