"""Every button of a mail, and every way back to the front end, leads to a page on a laptop."""

import asyncio
import html
import shlex
from collections.abc import Iterator
from typing import get_args
from uuid import UUID

import pytest

from common.adapters.identity.port import Purpose
from infra.topology import TOPOLOGY
from local.front_end import STANDS, Stand, front_end_routes
from local.gateway.application import LocalRoute
from local.gateway.routing import RouteTable
from local.http1 import Request, Response
from notifications.emails.catalog import ACCOUNT_BUTTONS, BUTTONS, INBOX
from payments.connect.service import REFRESH_PATH, RETURN_PATH
from social_connect.oauth import routes as oauth

ID = UUID("01993c5e-0000-7000-8000-000000000001")
HOST = "127.0.0.1:8180"
DOORS = RouteTable((route, function.name) for function in TOPOLOGY.functions for route in function.routes)
PAGES = RouteTable(front_end_routes())


class Anything(dict[str, str]):
    """Says something for every name."""

    def __missing__(self, name: str) -> str:
        return str(ID) if name.endswith("_id") else "abc"


def ways_here() -> Iterator[str]:
    """The paths that mails, Stripe and platforms lead to."""
    yield from (
        f"/{path.format_map(Anything())}" for path in {*BUTTONS.values(), *ACCOUNT_BUTTONS.values(), INBOX}
    )
    yield from (
        f"/{purpose.replace('_', '-')}?email=a%40b.example&code=X%27Y" for purpose in get_args(Purpose)
    )
    yield from (f"{RETURN_PATH}?stub=1", REFRESH_PATH, f"{oauth.RETURN_PATH}?platform=tiktok&ticket=t", "/")


def follow(target: str, method: str = "GET") -> Response:
    found = PAGES.match(method, target.partition("?")[0])
    assert found is not None, f"{target} leads nowhere on a laptop"
    return asyncio.run(_answer(found.target, Request(method, target, "1.1", [("host", HOST)])))


async def _answer(door: LocalRoute, request: Request) -> Response:
    return await door(request)


@pytest.mark.parametrize("target", sorted(ways_here()))
def test_a_way_to_the_front_end_shows_what_it_would_find_and_ask(target: str) -> None:
    answer = follow(target)
    text = answer.body.decode()
    assert answer.status == 200
    assert "Your front end would be here" in text
    assert "width=device-width" in text
    for told in ("a@b.example", "X&#x27;Y", str(ID), "TikTok"):
        assert (told in text) == (
            told in target.replace("%40", "@").replace("%27", "&#x27;").replace("tiktok", "TikTok")
        )


@pytest.mark.parametrize("stand", STANDS, ids=lambda stand: stand.path)
def test_what_it_would_ask_is_a_route_of_ours(stand: Stand) -> None:
    for ask in stand.asks:
        found = DOORS.match(ask.method, ask.path.format_map(Anything()))
        assert found is not None, ask.path
        assert (found.route.authorization == "none") == ask.is_public


def test_the_command_is_safe_to_paste_and_complete() -> None:
    text = follow("/reset-password?email=a%40b.example&code=X%27%3B%24(reboot)").body.decode()
    command = html.unescape(text).partition("<pre>")[2].partition("</pre>")[0]
    words = shlex.split(command)
    assert words[:4] == ["curl", "-s", "-X", "POST"]
    assert words[4] == f"http://{HOST}/api/v1/auth/reset-password"
    assert '"code": "X\';$(reboot)"' in words[-1]


def test_nothing_of_an_address_is_markup() -> None:
    text = follow("/magic-link?code=%3Cscript%3E&email=%22onload%3D").body.decode()
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_after_a_refusal_nothing_is_to_be_redeemed() -> None:
    text = follow(f"{oauth.RETURN_PATH}?platform=twitter&error=OAUTH_DENIED").body.decode()
    assert "X (Twitter)" in text
    assert "connect-platform" not in text
