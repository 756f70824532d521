"""ledger.owner_of: whom an account belongs to."""

from uuid import UUID, uuid4

from tests.database.sql_functions import call
from tests.factories.campaigns import make_campaign
from tests.factories.ledger import account
from tests.factories.people import brand_of, make_user
from tests.typing import Connection

PLATFORM = UUID(int=0)


def test_the_narrowest_that_is_named_owns_it(db: Connection) -> None:
    brand, user, campaign, gig, deal, program = (uuid4() for _ in range(6))
    assert call(db, "ledger.owner_of", brand, user, campaign, gig, deal, program) == program
    assert call(db, "ledger.owner_of", None, None, None, None, None, program) == program
    assert call(db, "ledger.owner_of", brand, user, campaign, gig, deal, None) == deal
    assert call(db, "ledger.owner_of", brand, None, None, gig, None, None) == gig
    assert call(db, "ledger.owner_of", brand, None, campaign, None, None, None) == campaign
    assert call(db, "ledger.owner_of", None, user, None, None, None, None) == user
    assert call(db, "ledger.owner_of", brand, None, None, None, None, None) == brand
    assert call(db, "ledger.owner_of", None, None, None, None, None, None) == PLATFORM


def test_accounts_are_kept_under_that_owner(db: Connection) -> None:
    owner, creator = make_user(db, "brand"), make_user(db)
    brand, campaign = brand_of(db, owner), make_campaign(db, owner)
    kept = {
        account(db, "stripe_clearing"): PLATFORM,
        account(db, "refunds", brand_id=brand): brand,
        account(db, "campaign_reserved", brand_id=brand, campaign_id=campaign): campaign,
        account(db, "payout_in_transit", user_id=creator): creator,
    }
    stored = db.execute(
        "select id, owner_id from ledger.accounts where id = any(%s)", (list(kept),)
    ).fetchall()
    assert dict(stored) == kept
