"""The Python client of `clients/python` against the running system: every kind of request and answer there is."""

import threading
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest

from atomic_influence import AtomicInfluence, Refused, models
from local.welcome import DEMO_PASSWORD
from tests.e2e.conftest import RunningSystem

PNG = b"\x89PNG\r\n"


@pytest.fixture
def brand(system: RunningSystem) -> Iterator[AtomicInfluence]:
    with AtomicInfluence(system.url).sign_in("brand@example.com", DEMO_PASSWORD) as client:
        yield client


def test_fields_with_defaults_may_be_left_out_and_come_back(brand: AtomicInfluence) -> None:
    made = brand.campaigns.create_campaign(models.CampaignDraft(name="Typed"))
    assert (made.currency, made.status, made.created_at.tzinfo) == ("usd", "draft", UTC)
    changed = brand.campaigns.change_campaign(
        made.id, models.CampaignPatch(category="beauty", timeline_start=datetime.now(UTC).date())
    )
    assert (changed.category, changed.name, changed.timeline_start) == (
        "beauty",
        "Typed",
        datetime.now(UTC).date(),
    )
    assert brand.campaigns.change_campaign(made.id, models.CampaignPatch(category=None)).category is None
    brand.campaigns.delete_campaign(made.id)
    with pytest.raises(Refused) as found:
        brand.campaigns.read_campaign(made.id)
    assert (found.value.status, found.value.code, bool(found.value.request_id)) == (404, "NOT_FOUND", True)


def test_the_same_key_does_it_once(brand: AtomicInfluence) -> None:
    key = str(uuid4())
    first, second = (
        brand.campaigns.create_campaign(models.CampaignDraft(name="Once"), idempotency_key=key)
        for _ in range(2)
    )
    assert first == second
    with pytest.raises(Refused) as found:
        brand.campaigns.create_campaign(models.CampaignDraft(name="Another"), idempotency_key=key)
    assert found.value.code == "IDEMPOTENCY_KEY_REUSED"


def test_a_list_is_read_to_its_end(brand: AtomicInfluence) -> None:
    made = {
        brand.campaigns.create_campaign(models.CampaignDraft(name=f"Row {n}", category="rows")).id
        for n in range(5)
    }
    found = [one.id for one in brand.every(brand.campaigns.list_campaigns, category="rows", limit=2)]
    assert (len(found), set(found)) == (len(set(found)), made)


def test_tables_are_text_and_pictures_bytes(brand: AtomicInfluence) -> None:
    campaign = brand.campaigns.create_campaign(models.CampaignDraft(name="Files"))
    day = datetime.now(UTC).date()
    figures = brand.tracking.download_daily_figures(campaign.id, from_=day - timedelta(days=2), to=day)
    assert figures.startswith('"day","clicks"')
    link = brand.edge.call_tracking_links(
        models.GenerateLink(
            action="generate", campaign_id=campaign.id, destination_url="https://shop.example.com/"
        )
    )
    assert b"<svg" in brand.tracking.download_qr_code(link.id, format="svg")
    assert brand.tracking.download_qr_code(link.id, format="png").startswith(PNG)


def test_an_action_is_answered_as_what_it_is(brand: AtomicInfluence) -> None:
    wallet = brand.wallets.list_wallets().data[0]
    deposit = brand.wallets.start_deposit(wallet.id, models.DepositStart(amount=12_300))
    paid = brand.edge.call_payments(
        models.ConfirmDeposit(action="confirm-deposit", payment_intent_id=deposit.payment_intent_id)
    )
    assert isinstance(paid, models.DepositConfirmed)
    assert brand.wallets.read_wallet(wallet.id).available >= 12_300


def test_the_gateway_refuses_without_a_code(system: RunningSystem) -> None:
    with AtomicInfluence(system.url, access_token="forged") as nobody, pytest.raises(Refused) as found:
        nobody.campaigns.list_campaigns()
    assert (found.value.status, found.value.code, found.value.message) == (401, "", "Unauthorized")


def test_what_is_long_to_wait_for_is_refused_with_how_long(system: RunningSystem) -> None:
    email = f"{uuid4().hex}@example.com"
    with AtomicInfluence(system.url) as client:
        account = models.SignUp(email=email, full_name="A. Person", password=DEMO_PASSWORD, role="creator")
        assert client.auth.sign_up(account).confirmed
        refusals = []
        for _ in range(12):
            with pytest.raises(Refused) as found:
                client.sign_in(email, "wrong-horse-battery")
            refusals.append(found.value)
    assert (refusals[0].code, refusals[-1].code) == ("CREDENTIALS_INVALID", "ACCOUNT_LOCKED")
    assert refusals[-1].retry_after is not None
    assert refusals[-1].retry_after > 60


def test_a_throttled_request_is_sent_again_until_it_is_heard(system: RunningSystem) -> None:
    """Above 20 a second and a burst of 40 the gateway answers 429 to this route; the client's callers never see it."""
    statuses: Counter[int] = Counter()
    codes: Counter[str] = Counter()

    def ask() -> None:
        hooks = {"response": [lambda response: statuses.update([response.status_code])]}
        with httpx.Client(base_url=system.url, timeout=60, event_hooks=hooks) as http:
            client = AtomicInfluence("", http=http, most_tries=12)
            for _ in range(30):
                with pytest.raises(Refused) as found:
                    client.auth.refresh_tokens(models.RefreshToken(refresh_token="unknown"))
                codes[found.value.code] += 1

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses[429] > 0, "nothing was throttled, so nothing was shown"
    assert codes == {"REFRESH_TOKEN_INVALID": 120}


def test_a_session_goes_on_when_its_token_is_refused_and_ends_when_one_signs_out(
    system: RunningSystem,
) -> None:
    client = AtomicInfluence(system.url).sign_in("creator@example.com", DEMO_PASSWORD)
    client.session.access_token = "no longer good"
    assert client.users.read_me().email == "creator@example.com"
    kept = client.session.refresh_token
    assert kept is not None
    client.sign_out()
    with pytest.raises(Refused) as found:
        client.auth.refresh_tokens(models.RefreshToken(refresh_token=kept))
    assert found.value.code == "REFRESH_TOKEN_INVALID"
    with pytest.raises(Refused) as found:
        client.users.read_me()
    assert found.value.status == 401
    client.close()
