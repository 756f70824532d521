"""Every route declares what it refuses, the document says so, and `tests.declared_refusals` would see another code."""

import importlib
import json
from typing import Any

import httpx
import pytest
from aws_lambda_powertools.event_handler import Response

from common.errors import Conflict, NotFound
from common.errors.campaigns import CampaignNotRunning
from common.http import Api
from common.refusals import refuses
from tests.declared_refusals import hold_over_http
from tests.factories.events import Answer, call, http_event
from tools.error_codes import refusals
from tools.openapi import CAPABILITIES, DOCUMENT

NO_ROUTE = {
    "ACTIVATION_NOT_OPEN": "the scan door's, which no description holds: only pages of ours may knock",
    "APPEND_ONLY": "nobody is granted to change history",
    "ASSET_TRANSITION_FORBIDDEN": "settling a file moves it from `pending` only",
    "BACKFILL_TRANSITION_FORBIDDEN": "backfills are moved by functions that look first",
    "CONNECTED_ACCOUNT_TRANSITION_FORBIDDEN": "accounts of creators are moved by functions that look first",
    "BIRTH_YEAR_NEEDED": "the scan door's",
    "CODE_TOO_SHORT": "codes are made as long as their kind asks",
    "CODE_VERSION_SKIPPED": "a secret's version goes up in one statement, under the row's lock",
    "COMMISSION_EXCEEDED": "commissions are made and taken back by functions that look first",
    "COMMISSION_TRANSITION_FORBIDDEN": "commissions are moved by functions that look first",
    "CONSENT_DENIED": "in the address to which the callback redirects",
    "DEVICE_ELSEWHERE": "a cookie's pseudonym at a brand is that brand's alone",
    "EARNING_TRANSITION_FORBIDDEN": "earnings are moved by functions that look first",
    "EMAIL_BATCH_REFUSED": "the mail worker's",
    "EMAIL_UNCLEAR": "the mail worker's",
    "EMAIL_WAITS": "the mail worker's",
    "EVENTS_TOO_LARGE": "the worker's that tells open connections",
    "EXPORT_TRANSITION_FORBIDDEN": "settling an export moves it from `pending` only",
    "FACT_DATA_INVALID": "facts are written by the functions that do the deeds",
    "FACT_TYPE_UNKNOWN": "facts are written by the functions that do the deeds",
    "FRAUD_GROUP_NOT_UPHELD": "the decision upholds a group before it forfeits what it held",
    "INVITE_LINK_INVALID": "a page",
    "MAIL_UNKNOWN_YET": "the webhook's for mail",
    "PARTICIPANT_TRANSITION_FORBIDDEN": "participants are moved by functions that look first",
    "PAYOUT_TRANSITION_FORBIDDEN": "the payout run's",
    "RATES_UNCLEAR": "the job's that fetches exchange rates",
    "REALTIME_REFUSED": "the worker's that tells open connections",
    "REALTIME_UNCLEAR": "the worker's that tells open connections",
    "ROUTE_UNKNOWN": "where there is no route",
    "SCAN_TICKET_UNKNOWN": "the scan door's",
    "SIGNATURE_INVALID": "the webhooks'",
    "SIGNER_UNAVAILABLE": "the worker's and the job's that sign badges",
    "SOCIAL_ACCOUNT_EXPIRY_UNWEIGHED": "accounts expire by functions that look first",
    "SOCIAL_ACCOUNT_TRANSITION_FORBIDDEN": "accounts are moved by statements that look first",
    "SYNC_TRANSITION_FORBIDDEN": "the sync worker's",
    "TOKEN_REFRESH_UNDER_WAY": "the sync worker's",
    "TOO_MANY_REQUESTS": "a kind: each limit has a code of its own",
    "TRACKED_POST_TRANSITION_FORBIDDEN": "tracked posts are moved by statements that look first",
    "UNSUBSCRIBE_LINK_INVALID": "a page",
}
"""Codes that no route answers, and where they are met."""

app = Api()


class AnotherStatus(NotFound):
    status = 410


@app.get("/declared", responses=refuses(CampaignNotRunning))
def declared() -> str:
    raise CampaignNotRunning


@app.get("/undeclared", responses=refuses(CampaignNotRunning))
def undeclared() -> str:
    raise Conflict


@app.get("/other-status", responses=refuses(NotFound))
def other_status() -> str:
    raise AnotherStatus


@app.get("/page", responses=refuses(CampaignNotRunning))
def page() -> Response[Any]:
    return Response(409, "text/html", "<p>No.</p>")


@app.get("/broken", responses=refuses())
def broken() -> str:
    raise ZeroDivisionError


def get(path: str) -> Answer:
    return call(app.resolve, http_event("GET", path))


@pytest.mark.parametrize(("path", "status"), [("/declared", 409), ("/broken", 500), ("/nowhere", 404)])
def test_what_a_route_declares_and_what_every_route_may_answer_passes(path: str, status: int) -> None:
    assert get(path).status == status


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/undeclared", "GET /undeclared answers 409 CONFLICT, which its route does not declare"),
        ("/other-status", "GET /other-status answers 410 NOT_FOUND: a code has one status"),
        ("/page", "GET /page answers 409 with a page that its route does not declare"),
    ],
)
def test_another_answer_fails_the_test_that_sees_it(path: str, told: str) -> None:
    with pytest.raises(AssertionError, match=told):
        get(path)


def test_another_answer_over_http_fails_the_test_that_sees_it() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(int(request.url.params["status"]), json={"code": request.url.params["code"]})

    hooks = {"response": [hold_over_http]}
    with httpx.Client(
        transport=httpx.MockTransport(answer), base_url="http://127.0.0.1", event_hooks=hooks
    ) as client:
        client.get("/api/v1/campaigns/1", params={"status": 404, "code": "NOT_FOUND"})
        client.get("/nowhere", params={"status": 404, "code": "ROUTE_UNKNOWN"})
        with pytest.raises(AssertionError, match="answers 409 CONFLICT"):
            client.get("/api/v1/campaigns/1", params={"status": 409, "code": "CONFLICT"})


@pytest.mark.parametrize("capability", CAPABILITIES)
def test_every_route_declares_its_refusals(capability: str) -> None:
    routes = importlib.import_module(f"{capability}.api").app
    silent = [
        f"{route.method} {route.path}"
        for route in (*routes._static_routes, *routes._dynamic_routes)
        if route.responses is None
    ]
    assert silent == [], "say `responses=refuses(...)`, also where there is nothing to say"


def test_every_code_is_answered_by_a_route_or_met_elsewhere() -> None:
    """A code that nobody answers any more is not kept."""
    components = json.loads(DOCUMENT.read_text(encoding="utf-8"))["components"]["responses"]
    answered = {code for name in components for code in name.split("-")[1:]}
    assert {refusal.code for refusal in refusals()} - answered == set(NO_ROUTE)
