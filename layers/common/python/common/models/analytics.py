"""Figures of the platform by day (UTC), and money that lies for long: what each means, `docs/figures.md` says."""

import datetime
from uuid import UUID

from common.models.base import Output
from common.models.brands import BrandCard


class PlatformDay(Output):
    """What the platform was used for on a day. Artists are brand users, influencers creators, jobs gigs."""

    date: datetime.date
    """The day (UTC)."""
    total_users: int
    """Accounts at the end of the day, without those that were deleted."""
    total_artists: int
    """Of them, who acts for brands."""
    total_influencers: int
    """Of them, creators."""
    active_users_daily: int
    """People who did something that is written down: a change, or a step of a gig or a deal."""
    jobs_created: int
    """Gigs that were made that day, drafts too."""
    jobs_closed: int
    """Gigs that were closed or cancelled that day."""
    total_influencer_claims: int
    """Deals of that day out of gigs, by claim or by application."""
    system_events_logged: int
    """Attempts that guards refused and wrote down."""
    escrow_events_logged: int
    """Steps of gigs and held funds."""
    final: bool
    """Whether no night counts the day again."""
    as_of: datetime.datetime


class FinancialDay(Output):
    """What was paid, given back and earned on a day in one currency, by the day of its booking; in minor units."""

    date: datetime.date
    """The day (UTC)."""
    currency: str
    total_payouts: int
    """Paid to creators that day, also for campaigns."""
    payouts_count: int
    """How many payouts that were."""
    total_refunds: int
    """Back to brands out of gigs and deals."""
    refunds_count: int
    """How many refunds that were."""
    platform_fees: int
    """Fees of campaigns and deals; agents' shares are not in them."""
    net_revenue: int
    """The fees, less what was taken back of them and less Stripe's fees; may be below zero."""
    largest_single_payout: int
    """The largest of the payouts; 0 without any."""
    largest_single_refund: int
    """The largest of the refunds; 0 without any."""
    final: bool
    """Whether no night counts the day again."""
    as_of: datetime.datetime


class AgedDeposit(Output):
    """A deposit that is old, and whose money still lies with us. Amounts are minor units."""

    deposit_id: UUID
    """The deposit, by its id among the transactions of the wallet."""
    wallet_id: UUID
    brand_id: UUID
    brand: BrandCard | None
    currency: str
    amount: int
    remaining: int
    """How much of it is in the wallet, reserved for campaigns or held by gigs: the oldest money is spent first."""
    deposited_at: datetime.datetime
    """When Stripe had received it: from then on its time runs."""
