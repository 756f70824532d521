"""The demo creator's part: paid for one campaign, at work in another, asked for a third."""

from datetime import UTC, datetime
from uuid import UUID

from psycopg.types.json import Jsonb

from common.adapters.payments.keys import account_key
from local.demo_acting import Running, Story, accept, hand_in, invite, review

EMAIL, COUNTRY = "creator@example.com", "US"


def tell_of_demo_creator(story: Story, running: Running, state: str) -> None:
    """What the demo creator does in a campaign of that state, if anything."""
    creator, is_first_brand = story.creators[0], running.owner == story.brands[0]
    if is_first_brand and state == "completed":
        _be_paid(story, running, creator)
    elif is_first_brand and state == "active":
        accept(story, creator, invite(story, running, creator))
        review(story, running, hand_in(story, running, creator, 1), "approved")
        hand_in(story, running, creator, 2)
    elif running.owner == story.brands[1] and state == "active":
        invite(story, running, creator)


def _be_paid(story: Story, running: Running, creator: UUID) -> None:
    """Two reels, approved while an administrator has lifted the hold, so that the money goes out today."""
    with story.acting(story.admin):
        story.value(
            "insert into admin_settings (key, value, updated_by) values ('payout_hold_days', '0', auth.uid())"
            " returning key"
        )
    accept(story, creator, invite(story, running, creator))
    for unit in (1, 2):
        review(story, running, hand_in(story, running, creator, unit), "approved")
    with story.acting(story.admin):
        story.value("delete from admin_settings where key = 'payout_hold_days' returning key")
    account = open_account(story, creator, EMAIL)
    with story.acting(None):
        pay_out(story, account, datetime.now(UTC))


def pay_out(story: Story, account: str, as_of: datetime) -> None:
    """Payouts of what is due, all of it the account's. For the service."""
    db = story.db
    batch = story.value("select app.prepare_payouts(%s)", as_of)
    db.execute("select app.claim_payouts(100, interval '5 minutes')")
    payouts = db.execute(
        "select id, amount, currency, idempotency_key from payouts where batch_id = %s", (batch,)
    )
    for payout, amount, currency, key in payouts.fetchall():
        body = {"amount": amount, "currency": currency, "amount_reversed": 0, "destination": account,
                "payout_id": str(payout)}  # fmt: skip
        transfer = _remember(story, "transfer", f"tr_stub_{payout.hex}", key, body)
        story.value("select app.settle_payout(%s, %s)", payout, transfer)


def open_account(story: Story, creator: UUID, email: str) -> str:
    """Somebody's account at the stub of Stripe, with its onboarding done; its id there."""
    with story.acting(creator):
        begun: UUID = story.value("select app.begin_account(%s)", COUNTRY)
    with story.acting(None):
        body = {"user_id": str(creator), "email": email, "country": COUNTRY, "transfers_active": True,
                "link_was_made": True}  # fmt: skip
        key = account_key(begun, email, COUNTRY)
        account = _remember(story, "account", f"acct_stub_{begun.hex}", key, body)
        story.value("select app.set_connected_account(%s, %s, true, null)", creator, account)
    return account


def _remember(story: Story, kind: str, object_id: str, key: str, body: dict[str, object]) -> str:
    """What the stub of Stripe would have made, so that it knows it when it is asked later; its id."""
    story.db.execute(
        "insert into payment_stub_objects (id, kind, idempotency_key, body) values (%s, %s, %s, %s)",
        (object_id, kind, key, Jsonb({**body, "id": object_id})),
    )
    return object_id
