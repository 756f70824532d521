"""A campaign with money in it: funded wallet, participant, reservation, approved work."""

from dataclasses import dataclass
from typing import LiteralString
from uuid import UUID

from tests.factories.campaigns import make_campaign
from tests.factories.ledger import account, balance, fund_brand
from tests.factories.people import brand_of, make_user
from tests.sessions import without_triggers
from tests.typing import Connection


@dataclass(frozen=True)
class Deal:
    """A brand's campaign and the creator who takes part in it."""

    owner: UUID
    brand: UUID
    campaign: UUID
    creator: UUID
    participant: UUID


def make_deal(
    db: Connection, *, funds: int = 100_000, budget: int | None = None, owner: UUID | None = None
) -> Deal:
    """A brand (of `owner`, or a new one) with `funds` more minor units in its wallet; campaign and participant.

    The campaign is active, and nothing is reserved.
    """
    owner = owner or make_user(db, "brand")
    brand = brand_of(db, owner)
    if funds:
        fund_brand(db, brand, funds)
    campaign = make_campaign(db, owner, status="active", budget_total=budget)
    creator = make_user(db, "creator")
    return Deal(owner, brand, campaign, creator, make_participant(db, campaign, brand, creator))


def make_participant(db: Connection, campaign: UUID, brand: UUID, creator: UUID) -> UUID:
    """A participant who has accepted an invitation."""
    invitation = _id(
        db,
        "insert into campaign_invitations (campaign_id, brand_id, creator_user_id, invited_by, status,"
        " agreed_amount, responded_at, expires_at) values (%s, %s, %s, %s, 'accepted', 0, now(),"
        " now() + interval '14 days') returning id",
        (campaign, brand, creator, creator),
    )
    return _id(
        db,
        "insert into campaign_participants (campaign_id, brand_id, creator_user_id, invitation_id)"
        " values (%s, %s, %s, %s) returning id",
        (campaign, brand, creator, invitation),
    )


def make_submission(db: Connection, deal: Deal, status: str = "pending_review") -> UUID:
    """A submission of the deal's creator, for a deliverable of its own; who spends on it says that it is approved."""
    # Deliverables are fixed once somebody takes part; a story that is told from its middle goes around that.
    with without_triggers(db) as free:
        deliverable = _id(
            free,
            "insert into campaign_deliverables (campaign_id, brand_id, deliverable_type, quantity, compensation_amount)"
            " values (%s, %s, 'tiktok_video', 1, 100) returning id",
            (deal.campaign, deal.brand),
        )
    return _id(
        db,
        "insert into creator_submissions (campaign_id, brand_id, creator_user_id, participant_id, deliverable_id,"
        " submission_type, content_url, status) values (%s, %s, %s, %s, %s, 'url', 'https://example.com/post', %s)"
        " returning id",
        (deal.campaign, deal.brand, deal.creator, deal.participant, deliverable, status),
    )


def _id(db: Connection, query: LiteralString, parameters: tuple[object, ...]) -> UUID:
    row = db.execute(query, parameters).fetchone()
    assert row is not None
    found: UUID = row[0]
    return found


def earn(db: Connection, deal: Deal, gross: int) -> UUID:
    """Reserve and spend `gross` on a new, approved submission; the earning's id. Its hold has just begun."""
    db.execute("select app.reserve_budget(%s, %s)", (deal.participant, gross))
    work = make_submission(db, deal, "approved")
    row = db.execute("select app.spend_budget(%s, %s)", (work, gross)).fetchone()
    assert row is not None
    found: UUID = row[0]
    return found


def let_hold_pass(db: Connection, deal: Deal) -> None:
    """As if all earnings of the deal's creator had been earned eight days ago."""
    db.execute(
        "update earnings set available_at = available_at - interval '8 days' where creator_user_id = %s",
        (deal.creator,),
    )


def connect_account(db: Connection, user: UUID, account_id: str | None = None) -> str:
    """The user's account at Stripe, ready for payouts; its id."""
    account_id = account_id or f"acct_{user.hex}"
    db.execute("select app.set_connected_account(%s, %s, true, null)", (user, account_id))
    return account_id


def make_payout(db: Connection, deal: Deal, gross: int = 60_000) -> UUID:
    """A payout that waits to be sent, of what the deal's creator earned of `gross` minor units (less 10 %)."""
    earn(db, deal, gross)
    let_hold_pass(db, deal)
    connect_account(db, deal.creator)
    batch = _id(db, "select app.prepare_payouts(now())", ())
    return _id(
        db, "select id from payouts where batch_id = %s and creator_user_id = %s", (batch, deal.creator)
    )


def books(db: Connection, deal: Deal) -> dict[str, int]:
    """What each account of the deal holds, in minor units."""
    return {
        "wallet": balance(db, account(db, "brand_available", brand_id=deal.brand)),
        "reserved": balance(
            db, account(db, "campaign_reserved", brand_id=deal.brand, campaign_id=deal.campaign)
        ),
        "creator": balance(db, account(db, "creator_payable", user_id=deal.creator)),
        "platform": balance(db, account(db, "platform_revenue")),
    }


def budgets(db: Connection, deal: Deal) -> tuple[int, int]:
    """What the campaign says is reserved and spent, in minor units."""
    row = db.execute(
        "select budget_reserved, budget_spent from campaigns where id = %s", (deal.campaign,)
    ).fetchone()
    assert row is not None
    return row[0], row[1]
