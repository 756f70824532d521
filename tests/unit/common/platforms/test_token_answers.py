"""What a token endpoint says beside its tokens costs nobody the tokens: a rotated refresh token comes once."""

import codecs
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from common.adapters.social.base import OAuthClient
from common.adapters.social.port import PlatformUnavailable, SocialAdapter, Tokens
from common.models.platform import Platform as Name
from tests.unit.common.platforms.adapters import RENEWAL, adapter_at
from tests.unit.common.platforms.server import Platform

GOOD: dict[str, Any] = {"access_token": "new-access", "token_type": "bearer", "expires_in": 7200}
ROTATES = [Name.TIKTOK, Name.TWITTER, Name.LINKEDIN, Name.YOUTUBE]
LIVES: dict[str, tuple[object, int | None]] = {
    "a text": ("7200", 7200),
    "a fraction": (7199.5, 7199),
    "a fraction in a text": ("7199.5", 7199),
    "nothing": (0, None),
    "less than nothing": (-1, None),
    "null": (None, None),
    "an empty text": ("", None),
    "words": ("two hours", None),
    "too much": (10**30, None),
    "a switch": (True, None),
    "a list": ([7200], None),
    "no number": (float("nan"), None),
    "without end": (float("inf"), None),
}
SCOPES: dict[str, tuple[object, tuple[str, ...]]] = {
    "spaces": ("b a", ("a", "b")),
    "commas": ("b,a", ("a", "b")),
    "commas and spaces": ("b, a,", ("a", "b")),
    "a list": (["b", "a"], ("a", "b")),
    "a list of lists": (["b a", 7, None], ("a", "b")),
    "an object": ({}, ("scope.of.before",)),
    "a number": (7, ("scope.of.before",)),
    "null": (None, ("scope.of.before",)),
    "an empty text": ("", ("scope.of.before",)),
    "an empty list": ([], ("scope.of.before",)),
}


@pytest.fixture(params=list(Name))
def adapter(request: pytest.FixtureRequest, server: Platform, client: OAuthClient) -> SocialAdapter:
    return adapter_at(request.param, server, client)


def renewed(server: Platform, adapter: SocialAdapter, held: Tokens, body: object) -> Tokens:
    server.forget()
    server.tell(RENEWAL[adapter.platform], body)
    return adapter.refresh(held)


IGNORED: tuple[dict[str, object], ...] = (
    {"token_type": "BEARER"}, {"token_type": 7}, {"token_type": None}, {"error": ""}, {"error": None}, {"error": {}},
    {"error": "none", "error_description": 7}, {"refresh_expires_in": "soon"}, {"open_id": None},
)  # fmt: skip
WRITTEN = {
    "a byte order mark": codecs.BOM_UTF8 + json.dumps(GOOD).encode(),
    "blanks around": b"\r\n " + json.dumps(GOOD).encode() + b"\n",
    "no UTF-8": b'{"access_token": "new-access", "scope_name": "caf\xe9"}',
}
NO_TOKENS: tuple[object, ...] = (None, 7, {}, ["new-access"], "new\naccess", "new\x00", "é", "x" * 10_001)


def test_a_life_is_read_as_far_as_it_can_be(server: Platform, adapter: SocialAdapter, held: Tokens) -> None:
    for given, (value, seconds) in LIVES.items():
        tokens = renewed(server, adapter, held, GOOD | {"expires_in": value})
        assert tokens.access_token == "new-access", given
        if seconds is None:
            assert tokens.expires_at is None, given
        else:
            assert tokens.expires_at is not None, given
            left = tokens.expires_at - datetime.now(UTC)
            assert timedelta(seconds=seconds - 60) < left <= timedelta(seconds=seconds), given


def test_scopes_come_in_any_shape_and_stay_where_they_come_in_none(
    server: Platform, adapter: SocialAdapter, held: Tokens
) -> None:
    name = "permissions" if adapter.platform == Name.INSTAGRAM else "scope"
    for given, (value, scopes) in SCOPES.items():
        tokens = renewed(server, adapter, held, GOOD | {name: value})
        assert (tokens.access_token, tokens.scopes) == ("new-access", scopes), given


def test_what_we_do_not_read_is_not_read(server: Platform, adapter: SocialAdapter, held: Tokens) -> None:
    for extra in IGNORED:
        assert renewed(server, adapter, held, GOOD | extra).access_token == "new-access", extra


def test_how_the_answer_is_written_does_not_matter(
    server: Platform, adapter: SocialAdapter, held: Tokens
) -> None:
    for how, body in WRITTEN.items():
        assert renewed(server, adapter, held, body).access_token == "new-access", how


def test_an_access_token_that_is_none_is_no_answer(
    server: Platform, adapter: SocialAdapter, held: Tokens
) -> None:
    for value in ("", *NO_TOKENS):
        with pytest.raises(PlatformUnavailable) as unavailable:
            renewed(server, adapter, held, GOOD | {"access_token": value})
        assert unavailable.value.reason == "unreadable: access_token", value


@pytest.mark.parametrize("platform", ROTATES)
def test_an_empty_refresh_token_is_none_and_the_former_stays(
    server: Platform, client: OAuthClient, held: Tokens, platform: Name
) -> None:
    for value in ("", None):
        tokens = renewed(server, adapter_at(platform, server, client), held, GOOD | {"refresh_token": value})
        assert (tokens.access_token, tokens.refresh_token) == ("new-access", "old-refresh"), value


@pytest.mark.parametrize("platform", ROTATES)
def test_a_refresh_token_that_cannot_be_one_is_no_answer(
    server: Platform, client: OAuthClient, held: Tokens, platform: Name
) -> None:
    adapter = adapter_at(platform, server, client)
    for value in (False, *NO_TOKENS[1:]):
        with pytest.raises(PlatformUnavailable) as unavailable:
            renewed(server, adapter, held, GOOD | {"refresh_token": value})
        assert unavailable.value.reason == "unreadable: refresh_token", value
