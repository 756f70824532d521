"""The figures of the business, told by what really happened, once."""

from uuid import UUID

import pytest
import stripe

from common import metrics
from common.adapters.payments import stripe_answers
from common.adapters.payments.port import PaymentRefused, PaymentUnclear
from common.adapters.payments.stub import Magic
from common.adapters.social.answers import ReadNotAllowed
from common.adapters.social.port import (
    ClientRefused,
    HalfTold,
    NotAsked,
    PlatformUnavailable,
    RateLimited,
    TokenDoubted,
)
from common.database import transaction
from common.errors import Conflict
from common.identity import SERVICE
from payments.events.service import handle_due_events
from payments.payouts.service import run_payouts
from social_connect.oauth.service import told_by_browser
from tests.conftest import Database
from tests.counted import counted
from tests.factories.campaigns import make_campaign
from tests.factories.events import call, http_event
from tests.factories.links import make_link
from tests.factories.payments import WEBHOOK_SECRET, deliver, deposit, edge, stub_events
from tests.factories.payouts import LATER, make_earning
from tracking_redirect import redirect

Told = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _stripes_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STRIPE_WEBHOOK_SECRET", WEBHOOK_SECRET)
    monkeypatch.delenv("STRIPE_SECRET_KEY", raising=False)


def test_a_deposit_is_counted_once_however_often_it_is_told(owner: UUID, capsys: Told) -> None:
    intent = deposit(owner, 5_000)
    assert counted(capsys) == {}
    for _ in range(2):
        edge("confirm-deposit", user=owner, payment_intent_id=intent)
        for event in stub_events():
            deliver(event)
        handle_due_events()
    assert counted(capsys) == {"deposits": 1}


def test_a_declined_payment_is_counted_once_however_often_it_is_told(owner: UUID, capsys: Told) -> None:
    intent = deposit(owner, 10_000 + Magic.DEPOSIT_DECLINED)
    for _ in range(2):
        edge("confirm-deposit", user=owner, payment_intent_id=intent)
        for event in stub_events():
            deliver(event)
        handle_due_events()
    assert counted(capsys) == {"deposits_failed": 1}


def test_payouts_are_counted_by_how_they_end(database: Database, admin: UUID, capsys: Told) -> None:
    make_earning(database)
    make_earning(database, 54_000 + Magic.TRANSFER_REFUSED)
    capsys.readouterr()
    run_payouts(LATER)
    assert counted(capsys) == {"payouts": 1, "payouts_failed": 1}


def test_a_webhook_that_nobody_signed_is_counted(database: Database, capsys: Told) -> None:
    assert deliver({"id": "evt_1"}, secret="whsec_of_somebody_else").status == 400
    assert counted(capsys) == {"webhooks_refused": 1}


def test_a_visit_is_counted_where_it_is_stored(
    database: Database, capsys: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", database.url("redirect_login"))
    with database.connect() as db:
        code = make_link(db, make_campaign(db))

    def visit(method: str, suffix: str = "", code: str = code) -> None:
        event = http_event(method, f"/t/{code}{suffix}", user_agent="Mozilla/5.0")
        call(redirect.lambda_handler, {**event, "pathParameters": {"short_code": code}})

    visit("GET")
    visit("GET", "/view.gif")
    assert counted(capsys) == {"visits_stored": 2}
    visit("HEAD")
    visit("GET", code="nowhere")
    visit("GET", "/view.gif", code="nowhere")
    assert counted(capsys) == {}


def test_a_transaction_that_fails_has_counted_nothing(database: Database, capsys: Told) -> None:
    with pytest.raises(Conflict), transaction(SERVICE) as tx:
        tx.fetch_value("select 1")
        metrics.count("deposits")
        raise Conflict
    with transaction(SERVICE) as tx:
        tx.fetch_value("select 1")
        metrics.count("payouts")
        assert counted(capsys) == {}
    assert counted(capsys) == {"payouts": 1}


def test_who_outside_gave_no_answer_is_counted(capsys: Told) -> None:
    def no_answer() -> None:
        raise stripe.APIConnectionError("no answer")  # type: ignore[no-untyped-call]

    def refused() -> None:
        raise stripe.CardError("declined", "card", "card_declined", http_status=402)  # type: ignore[no-untyped-call]

    with pytest.raises(PaymentUnclear):
        stripe_answers.ask(no_answer)
    assert counted(capsys) == {"stripe_unclear": 1}
    with pytest.raises(PaymentRefused):
        stripe_answers.ask(refused)
    assert counted(capsys) == {}
    PlatformUnavailable("no_answer")
    assert counted(capsys) == {"platforms_unclear": 1}


def test_a_platform_that_answers_clearly_or_was_not_asked_is_not_counted(capsys: Told) -> None:
    ClientRefused("invalid_client")
    RateLimited(60)
    TokenDoubted("graph_190")
    ReadNotAllowed("graph_100")
    NotAsked("resting", 60)
    for error in ("access_denied", "unauthorized_client", "server_error", "made_up"):
        told_by_browser(error)
    assert counted(capsys) == {}
    HalfTold([], PlatformUnavailable("no_answer"))
    assert counted(capsys) == {"platforms_unclear": 1}, "once, by what stopped the asking"
