"""The pages about the API: complete, linked, kept by caches, and without anything from elsewhere."""

import base64
import gzip
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest

from common.http import LARGEST_ANSWER_BYTES
from infra.topology import TOPOLOGY
from tests.factories.events import Answer, call, http_event
from tools.openapi import DOCUMENT
from user_management import api
from user_management.documentation import service
from user_management.documentation.reference import Reference, reference
from user_management.documentation.rendering import asset, asset_names, markdown

CHAPTERS = [f"/docs/reference/{tag.slug}" for tag in reference().tags]
GUIDES = [f"/docs/guides/{slug}" for slug in service.GUIDES]
PAGES = ["/docs", "/docs/", *GUIDES, *CHAPTERS]
ELSEWHERE = {"/health", "/_local/outbox", "/_local/dashboard", "https://www.eicar.org"}
"""Pages that are not the documentation's; the outbox and the dashboard are a laptop's."""


class Page(HTMLParser):
    """What a page leads to, and what it has to be led to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "a":
            self.links.append(given["href"])
        if "id" in given:
            self.ids.append(given["id"])
        if tag in {"script", "link", "img"}:
            self.loads.append(given.get("src") or given.get("href") or "inline")
        self.inline += [name for name in given if name == "style" or name.startswith("on")]


@cache
def get(path: str) -> Answer:
    return call(api.lambda_handler, http_event("GET", path))


@cache
def page(path: str) -> Page:
    return Page(get(path).body)


@pytest.mark.parametrize("path", [*PAGES, "/docs/console"])
def test_a_page_is_whole_and_loads_only_what_is_ours(path: str) -> None:
    answer = get(path)
    assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert len(answer.body) < 400_000
    assert re.search(r"<title>[^<]+ · Atomic Influence API</title>", answer.body)
    assert 'name="viewport" content="width=device-width, initial-scale=1"' in answer.body
    assert {load.rpartition("/")[0] for load in page(path).loads} == {"/docs/assets"}
    assert all(get(load).status == 200 for load in page(path).loads)
    assert page(path).inline == []


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_a_page_leads_somewhere(path: str) -> None:
    assert len(page(path).ids) == len(set(page(path).ids)), "two places of one name"
    for link in set(page(path).links) - ELSEWHERE:
        target, _, place = link.partition("#")
        if target.startswith("/docs/console"):
            place = ""
        assert get(target or path).status == 200, link
        if place:
            assert place in page(target or path).ids, link


def test_every_operation_stands_on_the_page_of_its_chapter_and_in_the_contents() -> None:
    described = {
        operation["operationId"]: operation
        for methods in json.loads(DOCUMENT.read_text(encoding="utf-8"))["paths"].values()
        for operation in methods.values()
    }
    shown = [one for path in CHAPTERS for one in page(path).ids if one in described]
    assert sorted(shown) == sorted(described)
    listed = [link.partition("#")[2] for link in page("/docs").links if "#" in link and "/reference/" in link]
    assert sorted(listed) == sorted(described)


def test_an_operation_tells_what_it_takes_and_refuses_and_how_to_call_it() -> None:
    text = get("/docs/reference/campaigns").body
    section = text.partition('<section class="operation" id="createCampaign">')[2].partition("</section>")[0]
    for told in (
        "<code>Idempotency-Key (header)</code>", "<em>required</em>", '<a href="#model-Campaign">Campaign</a>',
        "<code>DESTINATION_REFUSED</code> 422", "api.campaigns.create_campaign(", "await createCampaign({ client",
        "curl -s -X POST &#34;$BASE/api/v1/campaigns&#34;", "default usd", "1–200 characters",
    ):  # fmt: skip
        assert told in section, told
    assert "INTERNAL_ERROR" not in section, "what every operation may answer is told once"
    assert "<code>INTERNAL_ERROR</code>" in get("/docs/guides/errors").body


@pytest.mark.parametrize("path", GUIDES)
@pytest.mark.parametrize(
    "base", ["http://127.0.0.1:8123", "http://localhost:9000/", "https://api.example.com"]
)
def test_a_guide_has_the_address_of_its_api_whatever_host_was_named(
    monkeypatch: pytest.MonkeyPatch, path: str, base: str
) -> None:
    monkeypatch.setenv("API_BASE_URL", base)
    text = str(call(api.lambda_handler, http_event("GET", path, headers={"host": "evil.example.org"})).body)
    address = base.rstrip("/")
    assert address in text or path.rpartition("/")[2] == "changes"
    assert "evil" not in text
    assert not [other for other in re.findall(r"http://(?:127|localhost)[^/\s&<]+", text) if other != address]


@pytest.mark.parametrize(
    "path", ["/docs/guides/none", "/docs/reference/none", "/docs/assets/docs.css", "/docs/assets/.."]
)
def test_what_is_not_there_is_a_404(path: str) -> None:
    answer = get(path)
    assert (answer.status, answer.body["code"]) == (404, "NOT_FOUND")


@pytest.mark.parametrize("path", ["/docs", "/openapi.json", f"/docs/assets/{asset('docs.css').name}"])
def test_who_has_it_is_not_sent_it_again(path: str) -> None:
    tag = get(path).headers["etag"]
    again = call(api.lambda_handler, http_event("GET", path, headers={"if-none-match": f'"other", {tag}'}))
    assert (again.status, again.body or "", again.headers["etag"]) == (304, "", tag)
    changed = call(api.lambda_handler, http_event("GET", path, headers={"if-none-match": 'W/"0"'}))
    assert changed.status == 200


def test_pages_are_kept_a_minute_and_assets_for_ever() -> None:
    assert {get(path).headers["cache-control"] for path in [*PAGES, "/openapi.json"]} == {
        "public, max-age=60"
    }
    for name in asset_names():
        answer = get(f"/docs/assets/{asset(name).name}")
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_nothing_of_elsewhere_and_nothing_inline_may_run() -> None:
    policies = {path: get(path).headers["content-security-policy"] for path in [*PAGES, "/docs/console"]}
    assert all(
        policy.startswith("default-src 'none'; ") and "http" not in policy for policy in policies.values()
    )
    assert all("script-src 'self';" in policy for policy in policies.values())
    assert [path for path, policy in policies.items() if "unsafe" in policy] == ["/docs/console"]


@pytest.mark.parametrize("path", ["/docs", "/docs/reference/campaigns", "/openapi.json", *(
    f"/docs/assets/{asset(name).name}" for name in asset_names()
)])  # fmt: skip
def test_an_answer_is_packed_for_who_can_unpack_it_and_fits_the_gateway_for_who_cannot(path: str) -> None:
    event = http_event("GET", path, headers={"accept-encoding": "br, gzip"})
    raw: dict[str, Any] = api.lambda_handler(event, None)
    plain: dict[str, Any] = api.lambda_handler(http_event("GET", path), None)
    headers = {name.lower(): value for name, value in raw["headers"].items()}
    assert (headers["content-encoding"], raw["isBase64Encoded"]) == ("gzip", True)
    assert gzip.decompress(base64.b64decode(raw["body"])).decode() == plain["body"]
    assert len(json.dumps(plain)) < LARGEST_ANSWER_BYTES


def test_every_page_of_the_map_may_be_kept_by_cloudfront() -> None:
    pages = {route.path for function in TOPOLOGY.functions for route in function.routes if route.is_page}
    assert {path for path, audience in TOPOLOGY.audiences().items() if audience == "reader"} == pages
    assert pages >= {"/docs", "/docs/", "/openapi.json"}


def test_a_cold_start_that_renders_nothing_loads_no_templates() -> None:
    program = (
        "import sys; from user_management import api; print({'jinja2', 'markdown_it'} & set(sys.modules))"
    )
    finished = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert finished.stdout == "set()\n"


def test_markup_in_a_description_is_shown_and_does_not_run() -> None:
    evil = "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) \u202e"
    found = Page(str(markdown(evil)))
    assert (found.loads, found.links, found.inline) == ([], [], [])


def test_a_description_without_examples_tags_and_groups_is_shown_all_the_same() -> None:
    bare = Reference({
        "info": {"title": "T"}, "components": {"schemas": {}},
        "paths": {"/a": {"get": {
            "operationId": "readA", "summary": "Read", "responses": {"204": {"description": ""}},
        }}},
    })  # fmt: skip
    assert [(group.name, [tag.title for tag in group.tags]) for group in bare.groups] == [("More", ["Other"])]
    assert [*_models(bare)] == []


def _models(found: Reference) -> Iterator[str]:
    for tag in found.tags:
        yield from (name for name, _, _ in found.models_of(tag))
