"""On a laptop a creator finishes Stripe's onboarding on a page of ours, and we hear of it as from Stripe."""

import asyncio
import json
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest

from infra.topology import TOPOLOGY
from local.environment import ONBOARDING_PATH
from local.http1 import Request
from local.onboarding_page import OnboardingPage
from payments import webhook
from payments.events.service import handle_due_events
from tests.conftest import Database
from tests.factories.payments import request
from tests.factories.people import make_user

SITE, SECRET = "http://127.0.0.1:3000", "whsec_laptop"


@pytest.fixture(autouse=True)
def laptop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCAL_ONBOARDING_URL", f"http://127.0.0.1:8000{ONBOARDING_PATH}")
    monkeypatch.setenv("STRIPE_WEBHOOK_SECRET", SECRET)
    monkeypatch.setattr(webhook, "wake", lambda _: None)


@pytest.fixture
def creator(database: Database) -> UUID:
    with database.connect() as db:
        return make_user(db, "creator")


async def invoke(name: str, event: bytes) -> bytes:
    """The webhook's Lambda."""
    assert name == "payments-webhook"
    return json.dumps(webhook.lambda_handler(json.loads(event), None)).encode()


def page(secret: str = SECRET) -> OnboardingPage:
    return OnboardingPage(TOPOLOGY, invoke, site_url=SITE, secret=secret)


def begin(creator: UUID) -> str:
    """The link to the onboarding, without its host."""
    begun = request("POST", "/connect/onboarding", user=creator, body={})
    assert begun.status == 201, begun.body
    link = urlsplit(begun.body["url"])
    assert link.path == ONBOARDING_PATH
    return f"{link.path}?{link.query}"


def is_paid(database: Database, creator: UUID) -> bool:
    """What the tables say: nobody asks Stripe."""
    with database.connect() as db:
        row = db.execute(
            "select bool_and(payouts_enabled) from wallets where user_id = %s", (creator,)
        ).fetchone()
    assert row is not None
    return bool(row[0])


def test_who_finishes_can_be_paid_without_anybody_reading_the_status(
    database: Database, creator: UUID
) -> None:
    link = begin(creator)
    assert b"<button>Finish</button>" in (asyncio.run(page().ask(Request("GET", link)))).body
    handle_due_events()
    assert not is_paid(database, creator), "to look finishes nothing"
    answer = asyncio.run(page("whsec_laptop, whsec_before").finish(Request("POST", link)))
    assert (answer.status, dict(answer.headers)["location"]) == (
        303,
        parse_qs(link.partition("?")[2])["return_url"][0],
    )
    assert not is_paid(database, creator), "the worker does it"
    handle_due_events()
    assert is_paid(database, creator)


def test_what_the_webhook_does_not_believe_finishes_nothing(database: Database, creator: UUID) -> None:
    answer = asyncio.run(page("whsec_other").finish(Request("POST", begin(creator))))
    assert answer.status == 502
    handle_due_events()
    assert not is_paid(database, creator)


@pytest.mark.parametrize(
    "query",
    ["", "account=acct_stub_1", "account=acct_stub_1&return_url=https://evil.example/",
     f"account=acct_1&return_url={SITE}/x", f"account=acct_stub_1&return_url={SITE}.evil.example/"],
)  # fmt: skip
def test_the_page_leads_nowhere_else(query: str) -> None:
    target = f"{ONBOARDING_PATH}?{query}"
    assert (asyncio.run(page().ask(Request("GET", target)))).status == 404
    assert (asyncio.run(page().finish(Request("POST", target)))).status == 404
