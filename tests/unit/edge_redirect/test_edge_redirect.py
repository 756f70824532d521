"""The function at the edge sends a visitor where the Lambda would, or leaves them to it."""

import json
import re
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories.events import http_event
from tests.unit.edge_redirect.edge import FUNCTION, NOW, Asked, ask
from tracking_redirect import redirect
from tracking_redirect.visits.forwarding import LONGEST_LOCATION
from tracking_redirect.visits.port import Followed, Found, Visit

SHOP = "https://shop.example.com/?utm_source=x#top"


def _link(to: str = SHOP, ends: int | None = None) -> str:
    return json.dumps({"to": to, "ends": ends})


def _click_of(answer: dict[str, Any]) -> UUID:
    found = re.search(r"[?&]aclid=([0-9a-f]{32})(?:#|$)", answer["headers"]["location"]["value"])
    assert found
    return UUID(found[1])


def _lambdas(asked: Asked, click: UUID) -> dict[str, Any]:
    """What the Lambda answers the same visitor, where the link is known and the click has this id."""

    class Recorder:
        def follow(self, visit: Visit) -> Followed | None:
            link = json.loads(asked.store[visit["code"]]) if visit["code"] in asked.store else None
            return Followed(link["to"], click) if link else None

        def find(self, code: str) -> Found | None:
            return Found(json.loads(asked.store[code])["to"], None, False) if code in asked.store else None

        def record_view(self, visit: Visit) -> None:
            raise AssertionError(visit)

    event = http_event(asked.method, asked.path, headers=asked.headers)
    event["rawQueryString"] = asked.query
    event["pathParameters"] = {"short_code": asked.path.removeprefix("/t/")}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(redirect, "recorder", Recorder)
        return redirect.lambda_handler(event, None)


def _same(asked: Asked, answer: dict[str, Any]) -> None:
    click = _click_of(answer)
    lambdas = _lambdas(asked, click)
    assert (answer["statusCode"], lambdas["statusCode"]) == (302, 302)
    headers = {name: one["value"] for name, one in answer["headers"].items()}
    assert headers.pop("content-type") == f"text/html; click={click.hex}"
    assert headers == lambdas["headers"]


def test_a_visitor_of_a_hot_link_is_sent_on_with_an_id_of_their_own() -> None:
    asked = Asked(query="utm_source=ig&fbclid=1", store={"abc": _link()})
    [answer, other] = ask(asked, Asked(store={"abc": _link()}, request_id="another"))
    assert answer
    assert other
    _same(asked, answer)
    click = _click_of(answer)
    assert click.version == 7
    assert click.variant == "specified in RFC 4122"
    assert click.int >> 80 == NOW, "PostgreSQL finds the day in it"
    assert click != _click_of(other)
    assert ask(asked) == [answer], "the same request has the same id"


@pytest.mark.parametrize(
    "asked",
    [
        Asked(store={}),
        Asked(method="HEAD"), Asked(method="POST"), Asked(method="OPTIONS"),
        Asked(path="/t/abc/view.gif"), Asked(path="/t/abc."), Asked(path="/t/abc/"), Asked(path="/t/%61bc"),
        Asked(path="/t/ABC"), Asked(path="/t/"), Asked(path="/t"), Asked(path=f"/t/{'a' * 65}"),
        Asked(path="/functions/v1/tracking-links/abc"),
        Asked(headers={"Sec-Purpose": "prefetch;prerender"}), Asked(headers={"purpose": "Prefetch"}),
        Asked(headers={"X-Purpose": "preview"}), Asked(headers={"X-Moz": "prefetch"}),
        Asked(store={"abc": _link(ends=NOW)}), Asked(store={"abc": _link(ends=NOW - 1)}),
        Asked(store={"abc": "no JSON"}), Asked(store={"abc": "{}"}), Asked(store={"abc": "null"}),
        Asked(query="n=münchen"), Asked(query="a=b\r\nset-cookie: x=1"), Asked(query="a=#b"), Asked(query='a="'),
        Asked(query="%ff=1"), Asked(query="%zz=1"),
    ],
    ids=lambda asked: f"{asked.method} {asked.path[:40]}?{asked.query} {asked.headers} {asked.store}",
)  # fmt: skip
def test_what_it_is_not_sure_of_goes_on_to_the_lambda(asked: Asked) -> None:
    known = asked if asked.store or asked == Asked() else _known(asked)
    assert ask(known) == [None]


def _known(asked: Asked) -> Asked:
    return Asked(asked.path, asked.query, asked.method, asked.headers, {"abc": _link()})


def test_a_link_ends_to_the_millisecond_and_a_word_that_only_begins_so_is_no_prefetch() -> None:
    going = [
        Asked(store={"abc": _link(ends=NOW + 1)}),
        Asked(store={"abc": _link()}, headers={"sec-purpose": "x-prefetch", "purpose": "prefetching"}),
        Asked(store={"abc": _link(f"https://s.example/{'a' * 7_000}")}, query="b" * 2_000),
    ]
    for asked, answer in zip(going, ask(*going), strict=True):
        assert answer
        _same(asked, answer)


_NAMES = st.sampled_from(
    ["utm_source", "a", "aclid", "%61clid", "qr", "%71r", "a+b", "a%20b", "%c3%bc", "", "x[]"]
)
_VALUES = st.text("abc019%+&=;/?:@!$'()*,~._-[]|", max_size=6)
_PART = st.builds("{}={}".format, _NAMES, _VALUES) | _NAMES | _VALUES
_QUERY = st.lists(_PART, max_size=6).map("&".join)
_ANY_QUERY = _QUERY | st.text(max_size=12) | st.just("a" * LONGEST_LOCATION)
_DESTINATION = st.builds(
    "https://shop.example{}{}{}".format,
    st.sampled_from(["", "/", "/p/q", "/%c3%bc"]),
    st.just("") | _QUERY.map("?{}".format),
    st.sampled_from(["", "#top", "#/r?x=1", "#"]),
)
_PURPOSE = st.sampled_from(["", "prefetch", "Prefetch, x", "preview", "prerender;x", "x-prefetch", "pre"])
_ASKED = st.builds(
    lambda to, query, purpose, method: Asked(
        query=query, method=method, headers={"sec-purpose": purpose}, store={"abc": _link(to)}
    ),
    _DESTINATION, _ANY_QUERY, _PURPOSE, st.sampled_from(["GET", "GET", "GET", "HEAD"]),
)  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(st.lists(_ASKED, min_size=20, max_size=60))
def test_the_same_link_and_query_lead_to_the_same_place_or_to_the_lambda(many: list[Asked]) -> None:
    for asked, answer in zip(many, ask(*many), strict=True):
        if answer is not None:
            _same(asked, answer)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(_DESTINATION, _QUERY), min_size=20, max_size=40))
def test_what_is_sent_as_it_should_be_is_answered_at_the_edge(many: list[tuple[str, str]]) -> None:
    """Or the property above would hold for a function that does nothing."""
    asked = [Asked(query=query, store={"abc": _link(to)}) for to, query in many]
    answered = [
        answer
        for one, answer in zip(asked, ask(*asked), strict=True)
        if not re.search("%(?![0-9a-fA-F]{2})|%[89a-fA-F]", one.query + json.loads(one.store["abc"])["to"])
    ]
    assert all(answered)


def test_it_fits_into_cloudfronts_runtime() -> None:
    text = FUNCTION.read_text(encoding="utf-8")
    assert len(text.encode()) < 10_240
    text = re.sub(r"//.*|= /.*/;", "", text)
    for word in (r"\?\.", r"\?\?", r"\.\.\.", r"\bclass\b", r" of ", r"\brequire\b", r"\blet\b.*=>", r"\*\*"):
        assert not re.search(word, text), f"{word} is not in cloudfront-js-2.0, or was never looked up"
