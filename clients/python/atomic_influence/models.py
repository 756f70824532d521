"""What requests and answers are made of. Generated from the description by `make clients`."""

from __future__ import annotations

from datetime import date as date_aliased
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, ConfigDict, Field
from typing_extensions import TypeAliasType

from atomic_influence.base import Model


class AcceptTeamInvitation(Model):
    """The token that came by e-mail."""

    model_config = ConfigDict(
        extra="forbid",
    )
    token: str
    """What stands in the mail's link."""


class Account(Model):
    """A new account. `confirmed`: it may sign in at once."""

    confirmed: bool
    """Whether it may sign in at once; else a code is on its way."""

    email: str
    role: Literal["agent", "brand", "creator"]
    """What the account is for."""

    user_id: UUID
    """The person, by the account's id."""


AccountFigure = TypeAliasType(
    "AccountFigure", Literal["username", "followers", "posts", "post_figures", "audience"]
)
"""What an account may not show us."""


AchievementAudience = TypeAliasType("AchievementAudience", Literal["everybody", "creator", "brand", "agent"])
"""Whom it is for: one role, or everybody."""


class AchievementWords(Model):
    """An achievement in a language."""

    criteria: str
    """What they did for it, as its badge says."""

    description: str
    """What it says of somebody."""

    name: str


Action = TypeAliasType("Action", Literal["warn", "hold", "remove"])
"""What becomes of a message: delivered with a warning, kept for an administrator, refused."""


class ActivationCode(Model):
    """One code of an activation."""

    activation_id: UUID
    """The activation."""

    brand_id: UUID
    """Whose it is."""

    created_at: AwareDatetime
    disabled_at: AwareDatetime | None
    """Since when it is off; null: it is on."""

    expires_at: AwareDatetime | None
    """Until when it is found; null: as long as its activation."""

    id: UUID
    label: str
    """What the brand calls it, as the place where it hangs."""

    max_uses: int | None
    """How often it counts; null: as often as it is scanned."""

    secret_version: int
    """Of a rotating code: how often its screens were shut out."""

    short_code: str
    """What stands in its address: seven characters of a printed one, twelve of a rotating or single-use one."""

    updated_at: AwareDatetime
    url: str
    """Where it leads: what its QR code says."""

    used: int
    """How often it counted, where `max_uses` bounds it; else 0."""


class ActivationCodeChange(Model):
    """What may change of a code. What is left out stays."""

    model_config = ConfigDict(
        extra="forbid",
    )
    disabled: bool | None = None
    """Whether it is off: who scans it is told that it leads nowhere."""

    expires_at: AwareDatetime | None = None
    """Until when it is found; null: as long as its activation."""

    label: str | None = None
    """What the brand calls it."""

    renew_secret: bool | None = None
    """true: what screens have shown, and show now, is worth nothing any more; they show others within half a minute."""


ActivationKind = TypeAliasType("ActivationKind", Literal["qr", "event", "locker"])
"""qr: codes wherever they hang. event: codes at a gate or on a screen. locker: codes that open a prize."""


ActivationStatus = TypeAliasType("ActivationStatus", Literal["draft", "active", "paused", "completed"])
"""draft → active ⇄ paused → completed."""


AddOutcome = TypeAliasType("AddOutcome", Literal["added", "already_listed", "not_a_creator"])
"""What became of a creator whom somebody added."""


class AddResult(Model):
    """The outcome for one of those who were named."""

    creator_user_id: UUID
    """The creator, by the account's id."""

    outcome: AddOutcome


class AddResults(Model):
    """A result for each, in the order in which they were named."""

    added: int
    """How many are in the list now and were not before."""

    results: list[AddResult]
    """One for each who was named, in that order."""


class AddressGiven(Model):
    """Where a code is to go."""

    code_challenge: None = Field(None)
    """Of the flow `pkce`, which there is not: tokens come back in the fragment of the address (flow `implicit`)."""

    email: str


class AddressOnly(Model):
    """Where to send a code."""

    model_config = ConfigDict(
        extra="forbid",
    )
    email: str


class AgentDay(Model):
    """What came of an agent's links and people on one day (UTC)."""

    active: int
    """Referred people with a deal released in the 90 days up to that day."""

    clicks: int
    """How often their links were followed."""

    day: date_aliased
    """The day (UTC)."""

    deals: int
    """Deals of referred people that were released that day."""

    signups: int
    """Whom they brought that day."""


class AgentMoneyDay(Model):
    """Money of one day (UTC) in one currency, in minor units."""

    commission: int
    """What the agent earned of it, less what was taken back that day; below zero where that is more."""

    currency: str
    """ISO 4217, in lower case."""

    day: date_aliased
    """The day (UTC)."""

    gmv: int
    """What was released in deals of referred people: prices and fees."""


AgentStatus = TypeAliasType("AgentStatus", Literal["active", "paused", "banned"])
"""Paused: nobody new, and those there are earn on. Banned: earns nothing from then on."""


class AgentTier(Model):
    """What agents reach by what they brought in the last 90 days."""

    created_at: AwareDatetime
    min_active_referrals: int
    """Referred people with a deal released within 90 days, at least."""

    min_commission_90d: int
    """Commissions of 90 days at least, in minor units of the currency in which they are most."""

    name: str
    perks: list[str]
    """What else the tier brings, in words."""

    rank: int
    """Its place, the lowest tier first."""

    share_bp: int | None
    """The part of a fee, in hundredths of a percent; null: the setting `agent_share_basis_points`."""

    tier: str
    """Its key, which never changes."""

    updated_at: AwareDatetime
    updated_by: UUID | None
    """Which administrator changed it last; null: nobody yet."""


class AgentTiers(Model):
    """All tiers, the lowest first."""

    data: list[AgentTier]


class AgentTotals(Model):
    """The days together."""

    clicks: int
    """How often the agent's links were followed."""

    conversion: str | None
    """Sign-ups by clicks, a decimal number; null without clicks. Above 1 where codes are typed that nobody clicked."""

    deals: int
    """Deals of referred people that were released."""

    signups: int
    """Whom they brought."""


class Among(Model):
    """A field of the fact is one of these."""

    model_config = ConfigDict(
        extra="forbid",
    )
    field: str
    """The field of the fact."""

    op: Literal["in"]
    """How it is compared."""

    value: list[int] | list[str]
    """1 to 50 of them, all numbers or all texts."""


class ApplicationDraft(Model):
    """A creator asks for a gig."""

    model_config = ConfigDict(
        extra="forbid",
    )
    answers: list[str] | None = None
    """One for each question of the gig, in their order."""

    gig_id: UUID
    """The gig."""

    note: str = ""
    """What the brand writes of them, at most 2,000 characters."""

    price: int
    """What the creator asks for, in minor units, within the gig's prices; the fee comes on top for the brand."""


ApplicationStatus = TypeAliasType(
    "ApplicationStatus", Literal["submitted", "shortlisted", "approved", "rejected", "withdrawn", "expired"]
)
"""submitted → shortlisted → approved, rejected, withdrawn or expired; shortlisted may be left out."""


AssetPurpose = TypeAliasType("AssetPurpose", Literal["campaign", "submission"])
"""A brand's file for all who take part, or a creator's file to hand in."""


AssetStatus = TypeAliasType("AssetStatus", Literal["pending", "stored", "refused"])
"""Whether a file has arrived, and was what it was said to be."""


class AttachedFile(Model):
    """A file of a message."""

    file_name: str
    """As people call it, without folders."""

    id: UUID
    media_type: str
    """As `image/jpeg`."""

    size_bytes: int
    """Bytes."""


class AudienceMetrics(Model):
    """Who follows an account, on a day."""

    ages: dict[str, float]
    """Share (0 to 1) by range of ages."""

    countries: dict[str, float]
    """Share (0 to 1) by country, ISO 3166-1 alpha-2."""

    created_at: AwareDatetime
    genders: dict[str, float]
    """Share (0 to 1) by gender, as the platform names them."""

    id: UUID
    metric_date: date_aliased
    """The day (UTC)."""

    social_account_id: UUID
    """The connected account."""

    user_id: UUID
    """The person, by the account's id."""


class AuditEntry(Model):
    """A critical write: who did what to which row."""

    action: str
    """What was done, as `campaigns.update`."""

    created_at: AwareDatetime
    id: UUID
    metadata: dict[str, Any]
    """What was before and after, from which address and agent, and why."""

    resource_id: str
    """Which row of it."""

    resource_type: str
    """Which table."""

    user_id: UUID | None
    """Who did it; null: the system."""


class Authorization(Model):
    """Where the person says yes; good for ten minutes and one use."""

    url: str
    """The platform's page where the person says yes; good once, for ten minutes."""


Availability = TypeAliasType("Availability", Literal["open", "limited", "closed"])
"""Whether a creator takes new work. Who is closed is not suggested for campaigns."""


class AvatarDraft(Model):
    """A picture that is about to be uploaded. `size_bytes` is the most that S3 will take."""

    model_config = ConfigDict(
        extra="forbid",
    )
    checksum_sha256: str | None = None
    """SHA-256 of the file, in hexadecimal."""

    media_type: Literal["image/jpeg", "image/png", "image/webp"]
    """As `image/jpeg`."""

    size_bytes: int
    """Bytes."""


AwardFailure = TypeAliasType(
    "AwardFailure", Literal["budget_exhausted", "program_ended", "not_configured", "refused"]
)
"""Why there is nothing to claim."""


AwardKind = TypeAliasType(
    "AwardKind", Literal["money", "token", "points", "badge", "coupon", "tier_boost", "locker"]
)
"""What it is. Tokens, coupons and lockers cannot be granted yet."""


AwardStatus = TypeAliasType(
    "AwardStatus", Literal["granted", "claimed", "expired", "revoked", "fulfilled", "failed"]
)
"""
granted → claimed, expired or revoked; failed → granted, once there is a budget again.

Money that is claimed is an earning from then on; what costs no budget is fulfilled with the claim.
"""


BackfillStatus = TypeAliasType("BackfillStatus", Literal["waiting", "running", "done", "failed"])
"""waiting → running → done or failed; one that failed can be asked for again, and goes on where it was."""


class Badge(Model):
    """What is unread, over all conversations that are not archived."""

    conversations: int
    """Conversations that have any, or are marked as unread."""

    unread: int
    """Messages of others that were not read."""


class BadgeReward(Model):
    """An achievement, with its badge."""

    model_config = ConfigDict(
        extra="forbid",
    )
    achievement: str
    """The achievement's key."""

    kind: Literal["badge"]
    level: int = 1
    """Which of the achievement's levels."""


class BalanceComparison(Model):
    """
    What Stripe held in a currency beside the clearing account; minor units. A difference is after what was in
    transit: moved at Stripe and not booked, or booked and not read, in the last day, and refunds under way.
    """

    at_stripe: int
    """What Stripe held, in minor units."""

    compared_at: AwareDatetime
    """When both were read."""

    currency: str
    """ISO 4217, in lower case."""

    difference: int
    """What nothing explains, in minor units."""

    in_books: int
    """What the books say, in minor units."""

    in_transit: int
    """What explains a difference: not yet on both sides, in minor units."""


class BanUser(Model):
    """Edge action: out at once and everywhere, until an administrator takes it back."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["ban-user"]
    reason: str
    """Why, for the account's history."""

    user_id: UUID
    """The person, by the account's id."""


class BlockDraft(Model):
    """Why one wants nothing of somebody."""

    model_config = ConfigDict(
        extra="forbid",
    )
    reason: str = ""
    """For oneself; nobody else reads it."""


class BlockedAttempt(Model):
    """What a guard has refused somebody."""

    action: str
    """What was tried, as the guard says."""

    actor_user_id: UUID | None
    """Who tried it, by the account's id; null: a machine, or nobody who is signed in."""

    at: AwareDatetime
    """When it was tried."""

    constraint_name: str | None
    """The rule that refused; null: it has no name."""

    data: dict[str, Any]
    id: UUID
    source: str
    """Where it was tried: the function of ours."""

    sqlstate: str
    """The guard's code in the database."""


BoardPeriod = TypeAliasType("BoardPeriod", Literal["all", "month", "week"])
"""Of the calendar (UTC), the one that the last whole day is of; or of all time."""


class Brand(Model):
    """An organization that runs campaigns."""

    created_at: AwareDatetime
    description: str
    id: UUID
    industry: str | None
    logo_url: str | None
    name: str
    owner_user_id: UUID
    """Who opened it, by the account's id."""

    slug: str
    """The brand's name in addresses."""

    updated_at: AwareDatetime
    website: str | None


class BrandCard(Model):
    """Who a brand is, wherever something of its campaigns is shown."""

    id: UUID
    logo_url: str | None
    name: str
    slug: str
    """The brand's name in addresses."""


class BrandDraft(Model):
    """A new brand; its slug follows from its name and can be changed later."""

    model_config = ConfigDict(
        extra="forbid",
    )
    name: str


class BrandFit(Model):
    """What fits a brand."""

    brand_id: UUID
    """The brand."""

    categories: list[str]
    """Subjects, as `beauty`."""

    created_at: AwareDatetime
    excluded_categories: list[str]
    """What must not come beside the brand."""

    target_age_ranges: list[str]
    """Ages as `18-24`, the last one as `65+`."""

    target_locations: list[str]
    """Countries (ISO 3166-1 alpha-2) and cities in them: `DE`, `DE/Berlin`."""

    tone: str
    """How the brand speaks."""

    updated_at: AwareDatetime


class BrandFitDraft(Model):
    """What fits a brand, all of it: what is left out is emptied. Campaigns that say nothing else use it."""

    model_config = ConfigDict(
        extra="forbid",
    )
    categories: list[str] | None = None
    """Subjects, as `beauty`."""

    excluded_categories: list[str] | None = None
    """What must not come beside the brand."""

    target_age_ranges: list[str] | None = None
    """Ages as `18-24`, the last one as `65+`."""

    target_locations: list[str] | None = None
    """Countries (ISO 3166-1 alpha-2) and cities in them: `DE`, `DE/Berlin`."""

    tone: str = ""
    """How the brand speaks."""


class BrandOpened(Model):
    """A brand that the caller has opened."""

    id: UUID


class BrandPatch(Model):
    """Only what is sent changes."""

    model_config = ConfigDict(
        extra="forbid",
    )
    description: str | None = None
    industry: str | None = None
    logo_url: str | None = None
    name: str | None = None
    slug: str | None = None
    """The brand's name in addresses."""

    website: str | None = None


class BrandRequest(Model):
    """Which brand it is about."""

    model_config = ConfigDict(
        extra="forbid",
    )
    code: str
    """A code that was scanned: it names the brand."""


BrandRole = TypeAliasType("BrandRole", Literal["brand_admin", "campaign_manager", "analyst"])
"""Roles of a brand's members."""


class CampaignMessageDraft(Model):
    """What to say."""

    model_config = ConfigDict(
        extra="forbid",
    )
    body: str


class CampaignShare(Model):
    """What one campaign, one deal, or one program of rewards is in a payout."""

    amount: int
    """Minor units of the currency."""

    brand_name: str
    """Empty where the platform paid it."""

    campaign_id: UUID | None
    """The campaign that paid it; null: a deal, a program, or a transfer that came back."""

    campaign_name: str
    """The name of the campaign or program, or the title of the deal."""

    deal_id: UUID | None
    """The deal that paid it; null: none did."""

    fee_amount: int
    """The platform's fee, in minor units."""

    gross_amount: int
    """Before the platform's fee, in minor units."""

    program_id: UUID | None
    """The program of rewards that paid it; null: none did."""


class CampaignSnapshot(Model):
    """A campaign's figures at a moment: daily, and at its completion. Money in minor units."""

    campaign_id: UUID
    """The campaign."""

    created_at: AwareDatetime
    figures: dict[str, Any]
    """Budgets; invitations, participants and submissions by status; clicks and conversions."""

    id: UUID
    kind: Literal["daily", "completion"]
    """Taken in a night, or when the campaign completed."""

    snapshot_date: date_aliased
    """The day (UTC)."""


CampaignStatus = TypeAliasType(
    "CampaignStatus", Literal["draft", "active", "paused", "completed", "cancelled"]
)
"""The campaign's state machine; the database holds the transitions (trigger `status_machine`)."""


class CategoryFamily(Model):
    """
    Categories that are related: who asks for one of them is given creators of the others for half the points.

    A category may stand in several families.
    """

    family: str
    """What they have in common."""

    members: list[str]
    """The categories, as profiles have them."""


CheckStatus = TypeAliasType("CheckStatus", Literal["ok", "degraded", "failed"])
"""How a check came out."""


class Claimed(Model):
    """The running deal of a claim; its money is held."""

    deal_id: UUID
    """The deal."""


class ClawbackStart(Model):
    """Take back (part of) an earning; net, as the creator earned it."""

    model_config = ConfigDict(
        extra="forbid",
    )
    amount: int
    """What is taken back, after the fee, as the creator earned it; minor units."""

    reason: str
    """Why, for the creator to read."""


ClosedBecause = TypeAliasType(
    "ClosedBecause", Literal["draft", "paused", "completed", "not_yet", "over", "brand_barred"]
)
"""
Why no scan counts now.

not_yet, over: it is before its start, or past its end. brand_barred: nobody of its brand can act.
"""


CodeMode = TypeAliasType("CodeMode", Literal["static", "rotating", "single_use"])
"""static: printed once. rotating: a screen shows another proof each few seconds. single_use: each counts once."""


class CodeOf(Model):
    """A code that came by e-mail."""

    model_config = ConfigDict(
        extra="forbid",
    )
    code: str
    """What came by mail."""

    email: str


class CodeSent(Model):
    """Says the same whether there is such an account or not."""

    message: str = "If there is such an account, a code is on its way."


CommissionKind = TypeAliasType("CommissionKind", Literal["earned", "reversal", "returned", "advance"])
"""
Part of a fee, taken back, owed again because a transfer came back, or paid by one that turned up too late.

An advance is a pair: what that transfer paid, and the same below zero, which the next payout takes off.
"""


class CommissionLine(Model):
    """One commission in a payout; of the deal that brought it no more than the month is told."""

    amount: int
    """Minor units of the currency."""

    commission_id: UUID
    """The commission."""

    kind: CommissionKind
    month: str
    """When it was earned or taken back: year and month (UTC), as 2030-04."""

    reason: str
    """Why it was taken back, or came about."""


CommissionSide = TypeAliasType("CommissionSide", Literal["brand", "creator", "both"])
"""Which side of the deal the agent had brought."""


CommissionStatus = TypeAliasType(
    "CommissionStatus", Literal["pending", "available", "paid", "reversed", "held"]
)
"""
Whether an agent has it: it waits for its time, or for a check (`held`), or for the next payout (`available`); it
was paid, or wholly taken back before.
"""


class CommissionTotal(Model):
    """What commissions of a currency and status come to, less what was taken back of them."""

    amount: int
    """Minor units of the currency."""

    count: int
    """How many rows."""

    currency: str
    """ISO 4217, in lower case."""

    status: CommissionStatus


class Compares(Model):
    """A number of the fact is above, or below, a number."""

    model_config = ConfigDict(
        extra="forbid",
    )
    field: str
    """The field of the fact."""

    op: Literal["gt", "gte", "lt", "lte"]
    """How it is compared."""

    value: int
    """A whole number; amounts in minor units."""


class ConfirmDeposit(Model):
    """Edge action: ask Stripe whether a deposit was paid."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["confirm-deposit"]
    payment_intent_id: str
    """Stripe's id of the payment."""


class ConnectStatus(Model):
    """Whether somebody can be paid, and what is missing, in words."""

    blocked_reason: str | None
    """What is missing, in Stripe's words; null: nothing."""

    connected: bool
    """Whether there is an account at Stripe."""

    payouts_enabled: bool
    """Whether Stripe says that the creator can be paid."""

    skipped_reason: str | None
    """Why the last run of the payouts passed them over; null: it did not."""


ContactFileKind = TypeAliasType("ContactFileKind", Literal["csv", "vcard"])
"""How the file is written."""


ContactSource = TypeAliasType("ContactSource", Literal["csv", "vcard", "manual"])
"""How a contact came."""


ContactStatus = TypeAliasType("ContactStatus", Literal["new", "invited", "joined", "opted_out", "bounced"])
"""How far it has come with a contact. joined: they signed up by an invite."""


class Contains(Model):
    """A list in the fact holds this."""

    model_config = ConfigDict(
        extra="forbid",
    )
    field: str
    """The field of the fact."""

    op: Literal["contains"]
    """How it is compared."""

    value: str
    """A text."""


class ContentPost(Model):
    """A post of a connected account with its newest figures; `likes` is null where the person hides them."""

    caption: str
    comments: int
    created_at: AwareDatetime
    id: UUID
    last_synced_at: AwareDatetime | None
    """When the platform was last read; null: never."""

    likes: int | None
    platform_post_id: str
    """The platform's id of the post."""

    posted_at: AwareDatetime | None
    """When it was posted, as the platform says; null where it does not."""

    shares: int
    social_account_id: UUID
    """The connected account."""

    updated_at: AwareDatetime
    url: str | None
    """The address of the post; null where the platform does not tell."""

    user_id: UUID
    """The person, by the account's id."""

    views: int
    """Views, as the platform last told."""


class ConversationExport(Model):
    """Why an administrator takes a conversation along; it is audited."""

    model_config = ConfigDict(
        extra="forbid",
    )
    reason: str
    """Why, for the audit log."""


ConversationKind = TypeAliasType("ConversationKind", Literal["deal", "gig", "campaign", "direct", "support"])
"""What a conversation is about; a deal, an application to a gig and a participation have a subject."""


class ConversationMember(Model):
    """What a conversation is to whoever asks."""

    archived_at: AwareDatetime | None
    """Since when it is out of the way; null: it is not."""

    last_delivered_seq: int
    """Up to this number one of their devices has got it."""

    last_read_seq: int
    """Up to this number they have read."""

    marked_unread: bool
    """Whether they want to come back to it; reading takes the mark away."""

    muted_until: AwareDatetime | None
    """Until then no mail tells of it; null: it is not muted."""

    unread_count: int
    """Messages of others behind `last_read_seq`."""


class ConversationMessageDraft(Model):
    """What is to be sent: words, files, or both."""

    model_config = ConfigDict(
        extra="forbid",
    )
    attachment_ids: list[UUID] | None = None
    """Files that have arrived in this conversation and were not sent yet."""

    body: str = ""
    client_id: UUID
    """Of your choice, another one for each message: sent again, it is the same message."""

    reply_to_seq: int | None = None
    """The number of the message that it answers."""


class ConversationPatch(Model):
    """What a conversation is to oneself; what is sent changes."""

    model_config = ConfigDict(
        extra="forbid",
    )
    archived: bool | None = None
    """Whether it is out of the way until something is written; it does not count in the badge."""

    marked_unread: bool | None = None
    """Whether to come back to it."""

    muted_until: AwareDatetime | None = None
    """Until then no mail tells of its messages; null: not muted."""


class Conversion(Model):
    """
    An order that followed a click.

    `value` is what counts of it, in minor units of the campaign's `currency`, after refunds. What it is worth and what
    was given back are in the order's own; `exchange_rate` is what one unit of that was in `currency` on `rate_day`.
    """

    campaign_id: UUID
    """The campaign."""

    click_id: UUID | None
    """The click that it followed: the `aclid` in the address that the visitor came with."""

    converted_at: AwareDatetime
    """When it was bought."""

    created_at: AwareDatetime
    creator_user_id: UUID | None
    """The creator whose link was followed; null: the campaign's own link."""

    currency: str
    """ISO 4217, in lower case."""

    exchange_rate: str | None
    """What one unit of the order's currency was in the campaign's; null where both are the same."""

    id: UUID
    order_currency: str
    """The order's own currency, ISO 4217 in lower case."""

    order_id: str
    """The shop's number of the order."""

    order_value: int
    """What the order is worth in its own currency, refunds not taken off; minor units."""

    rate_day: date_aliased | None
    """The day (UTC) whose reference rates count; null where nothing was converted."""

    refunded_at: AwareDatetime | None
    """When something was last given back; null: never."""

    refunded_value: int
    """What was given back of it, in its own currency; minor units."""

    tracking_link_id: UUID
    """The link."""

    value: int
    """What counts of it, after refunds, in minor units of the campaign's currency."""


class ConversionChange(Model):
    """
    A correction or a refund: who (null: the shop, with its link's key), when and why.

    `amount` is what the order was corrected to, or what was given back, in its own currency.
    """

    amount: int
    """Minor units of the currency."""

    changed_by: UUID | None
    """Who did it, by the account's id; null: the shop."""

    created_at: AwareDatetime
    id: UUID
    kind: Literal["correction", "refund"]
    """What happened."""

    order_value_before: int
    """What the order was worth until then, in its own currency; minor units."""

    reason: str
    """Why, where somebody said so."""

    reference: str
    """The shop's number of the change: sent again, it is the same one."""

    refunded_value_before: int
    """What had been given back until then, in its own currency; minor units."""

    tracking_link_id: UUID | None
    """The link whose key signed it; null: a person did it."""

    value_after: int
    """What counts of it from then on, in minor units of the campaign's currency."""

    value_before: int
    """What counted of it until then, in minor units of the campaign's currency."""


class ConversionHistory(Model):
    """A conversion with all that was changed of it, oldest first."""

    campaign_id: UUID
    """The campaign."""

    changes: list[ConversionChange]
    """Oldest first."""

    click_id: UUID | None
    """The click that it followed: the `aclid` in the address that the visitor came with."""

    converted_at: AwareDatetime
    """When it was bought."""

    created_at: AwareDatetime
    creator_user_id: UUID | None
    """The creator whose link was followed; null: the campaign's own link."""

    currency: str
    """ISO 4217, in lower case."""

    exchange_rate: str | None
    """What one unit of the order's currency was in the campaign's; null where both are the same."""

    id: UUID
    order_currency: str
    """The order's own currency, ISO 4217 in lower case."""

    order_id: str
    """The shop's number of the order."""

    order_value: int
    """What the order is worth in its own currency, refunds not taken off; minor units."""

    rate_day: date_aliased | None
    """The day (UTC) whose reference rates count; null where nothing was converted."""

    refunded_at: AwareDatetime | None
    """When something was last given back; null: never."""

    refunded_value: int
    """What was given back of it, in its own currency; minor units."""

    tracking_link_id: UUID
    """The link."""

    value: int
    """What counts of it, after refunds, in minor units of the campaign's currency."""


class ConversionKey(Model):
    """What a shop signs with: `?signature=hex(HMAC-SHA-256(key, body))`."""

    key: str
    """Signs with HMAC-SHA-256; a secret of the shop."""


class ConversionReceipt(Model):
    """What an order counts now, in its campaign's currency. `is_new` is false where this was reported before."""

    currency: str
    """ISO 4217, in lower case."""

    id: UUID
    is_new: bool
    """Whether this was not reported before."""

    value: int
    """What counts of it now, in minor units of the campaign's currency."""


class Correction(Model):
    """The same, of an order of that campaign."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["correct"]
    campaign_id: UUID
    """The campaign."""

    currency: str
    """ISO 4217, in lower case."""

    order_id: str
    """The shop's number of the order."""

    reason: str = ""
    """Why, for whoever reads the order's history."""

    reference: str
    """The shop's number of the change: sent again, it is the same one."""

    value: int
    """What the order is worth after all, in minor units of its own currency."""


class Correspondent(Model):
    """Who says something, as both sides may call them."""

    avatar_url: str | None
    name: str
    """The person's; of a brand's people the brand's, of administrators "Support"."""

    user_id: UUID | None
    """By the account's id; null: their account is gone."""


class CountSpec(Model):
    """What is added up."""

    model_config = ConfigDict(
        extra="forbid",
    )
    field: str | None = None
    """Whose numbers or texts: given for `sum` and `distinct` and for nothing else."""

    what: Literal["events", "sum", "distinct", "streak_days"] = "events"
    """Facts, a number of theirs, the different texts in a field of theirs, or days in a row with one."""


class CountedFact(Model):
    """Something that the caller did, and that counted."""

    at: AwareDatetime
    """When it happened."""

    data: dict[str, Any]
    """What it was about, as its type says: a price in minor units, a platform, a campaign."""

    type: str
    """What it was, as `deal.released`."""


class CouponReward(Model):
    """A coupon of a plan; it cannot be granted yet."""

    model_config = ConfigDict(
        extra="forbid",
    )
    coupon: str
    """The coupon's name."""

    kind: Literal["coupon"]
    plan: str
    """Whose price is less by it."""


class CreateWallet(Model):
    """Edge action: open (or find) the caller's wallet in a currency."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["create-wallet"]
    brand_id: UUID | None = None
    """The brand whose wallet it is; needed by members of several brands only."""

    currency: Literal["aud", "cad", "chf", "dkk", "eur", "gbp", "jpy", "nok", "nzd", "pln", "sek", "usd"] = (
        "usd"
    )
    """ISO 4217, in lower case."""


class CreatorCard(Model):
    """
    Who a creator is, wherever something of theirs is shown; `slug` is the address of a public media kit.

    Of an account that was erased only the id is left: its name is "Former creator".
    """

    avatar_url: str | None
    display_name: str
    id: UUID
    slug: str | None
    """The last part of the public media kit's address; null: there is none."""


class CreatorList(Model):
    """A list of creators, shared by the people of a brand."""

    brand_id: UUID
    """The brand."""

    created_at: AwareDatetime
    created_by: UUID | None
    """Who made it, by the account's id; null: that account is gone."""

    id: UUID
    member_count: int
    """How many are in it."""

    name: str
    updated_at: AwareDatetime


class CreatorLog(Model):
    """What is held against a creator: late work, work that never came or was not approved in the end, giving up."""

    created_at: AwareDatetime
    creator_user_id: UUID
    """The creator, by the account's id."""

    data: dict[str, Any]
    deal_id: UUID
    """The deal."""

    id: UUID
    kind: str
    """What kind it is."""


CreatorOrder = TypeAliasType("CreatorOrder", Literal["followers", "engagement", "newest", "name"])
"""How a list of creators is sorted: the most, the best and the newest first, names from A on."""


class CtaLink(Model):
    """A labelled link of a campaign."""

    campaign_id: UUID
    """The campaign."""

    created_at: AwareDatetime
    destination_url: str
    """Where visitors are sent: https, at a public host that is not ours."""

    id: UUID
    label: str
    short_code: str
    """The last part of the link's address."""

    url: str
    """What visitors get: whoever follows it is counted and sent on."""


class CurrencyResult(Model):
    """A month in one currency, by the day of booking (UTC). Nothing is converted or added up over currencies."""

    card_costs: int
    """What Stripe took of payments."""

    currency: str
    """ISO 4217, in lower case."""

    fees: int
    """Fees of deals and campaigns, less what was taken back of them."""

    kept: int
    """What agents left."""

    result: int
    """What was kept, less the card costs: below zero where agents have more than is left."""

    to_agents: int
    """What agents have of it, less what was taken back."""


class Day(Model):
    """Figures of one day (UTC)."""

    clicks: int
    """Visits by people, scans among them."""

    conversion_value: int
    """What the orders are worth after refunds, in minor units of the campaign's currency."""

    conversions: int
    """Orders that followed clicks."""

    day: date_aliased
    """The day (UTC)."""

    final: bool
    """Whether counting changes nothing of it any more."""

    scans: int
    """Clicks that came from a QR code."""

    unique_clicks: int
    """Clicks that differ in link, clock hour or visitor."""

    views: int
    """Pixels of the links' content that people loaded."""


DealStatus = TypeAliasType(
    "DealStatus", Literal["offered", "active", "completed", "cancelled", "declined", "expired"]
)
"""An offer is answered or runs out; a running deal ends with its last milestone: completed if one was paid."""


class DealSubmission(Model):
    """Work that was handed in: a link, a file or words. Newer work replaces it."""

    content_url: str | None
    """The address of the post or page."""

    creator_user_id: UUID
    """The creator, by the account's id."""

    escrow_id: UUID
    """The held funds."""

    file: str | None
    """The `object_key` of a stored upload; null: none."""

    id: UUID
    kind: str
    """What kind it is."""

    live_checked_at: AwareDatetime | None
    """When it was first seen so; null: never."""

    live_status: str
    """Whether the post is there, as its platform last told: unknown, live or gone."""

    note: str
    """What the brand writes of them, at most 2,000 characters."""

    recalled_at: AwareDatetime | None
    """When its creator took it back; null: they did not."""

    revision: int
    """Which revision, from 1."""

    submitted_at: AwareDatetime
    """When it was handed in."""


class DealSummary(Model):
    """A deal in a list."""

    application_id: UUID | None
    """The application that was approved; null: a claim or a direct offer."""

    brand: BrandCard
    brand_accepted_at: AwareDatetime | None
    """When the brand agreed; null: it has not."""

    brand_id: UUID
    """The brand."""

    closed_at: AwareDatetime | None
    """When it ended; null: it has not."""

    created_at: AwareDatetime
    creator: CreatorCard
    creator_accepted_at: AwareDatetime | None
    """When the creator agreed; null: they have not."""

    creator_user_id: UUID
    """The creator, by the account's id."""

    currency: str
    """ISO 4217, in lower case."""

    fee: int
    """The platform's fee on top, in minor units."""

    fee_basis_points: int
    """The fee on top, in ten thousandths of each price."""

    gig_id: UUID | None
    """The gig that it comes from; null: a direct offer."""

    id: UUID
    is_frozen: bool
    """Whether a disputed card payment holds one of its milestones up."""

    next_deadline: AwareDatetime | None
    """When time does something with one of its milestones, or with the offer; null: nothing is to come by itself."""

    offer_expires_at: AwareDatetime | None
    """Until when the offer can be accepted; null: it was not an offer."""

    price: int
    """What the creator gets, in minor units."""

    slot_id: UUID | None
    """The slot that it fills; null: it was not claimed."""

    status: DealStatus
    title: str
    total: int
    """Price and fee together, in minor units."""

    what_happens_then: str | None
    """What happens then, or why nothing does, in a sentence; null: nothing is to come by itself."""


class Decision(Model):
    """Why it is decided so."""

    model_config = ConfigDict(
        extra="forbid",
    )
    reason: str
    """The sender is told."""


DeliverableType = TypeAliasType(
    "DeliverableType",
    Literal[
        "instagram_post",
        "instagram_story",
        "instagram_reel",
        "tiktok_video",
        "youtube_video",
        "youtube_short",
        "tweet",
        "twitter_thread",
        "linkedin_post",
        "linkedin_article",
        "blog_post",
        "other",
    ],
)
"""What a creator can be asked for."""


DeliveryStatus = TypeAliasType(
    "DeliveryStatus", Literal["pending", "held", "digested", "sent", "suppressed", "failed"]
)
"""How far the delivery of a notification is; `held` waits for the day's digest, `digested` was told in one."""


class DepositFunds(Model):
    """Edge action: begin a deposit; pay it with the client secret."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["deposit-funds"]
    amount: int
    """Minor units of the currency."""

    brand_id: UUID | None = None
    """The brand whose wallet it goes to; needed by members of several brands only."""

    currency: Literal["aud", "cad", "chf", "dkk", "eur", "gbp", "jpy", "nok", "nzd", "pln", "sek", "usd"] = (
        "usd"
    )
    """ISO 4217, in lower case."""


class DepositStart(Model):
    """A deposit into a wallet; with `escrow_id`, by card for one milestone of a deal."""

    model_config = ConfigDict(
        extra="forbid",
    )
    amount: int
    """Minor units of the currency."""

    escrow_id: UUID | None = None
    """The held funds that it pays: exactly their total. They are locked once the money has come."""


class DepositStarted(Model):
    """What the front end needs to collect the payment."""

    amount: int
    """Minor units of the currency."""

    client_secret: str | None
    """Pays the deposit, with Stripe's library; keep it from logs."""

    currency: str
    """ISO 4217, in lower case."""

    payment_intent_id: str
    """Stripe's id of the payment."""

    status: str
    """Stripe's word for how the payment stands, as `requires_payment_method`."""

    transaction_id: UUID
    """The wallet's transaction."""


class Depth(Model):
    """Of `ring`."""

    model_config = ConfigDict(
        extra="forbid",
    )
    depth: int
    """The longest circle that is looked for, in edges."""


class Devices(Model):
    """Of `identical_position`."""

    model_config = ConfigDict(
        extra="forbid",
    )
    devices: int
    """More devices than so many do not name one place to the last digit, within 48 hours."""


Disclosure = TypeAliasType("Disclosure", Literal["found", "missing", "unknown"])
"""Whether a post says that it is advertising; unknown where its text is not told."""


class Dismissal(Model):
    """Why nothing is wrong."""

    model_config = ConfigDict(
        extra="forbid",
    )
    note: str
    """For administrators."""


class DisputeAnswer(Model):
    """What the other side says, and what it would pay or take."""

    model_config = ConfigDict(
        extra="forbid",
    )
    answer: str
    """What happened as this side sees it, and why its amount is right."""

    answer_amount: int
    """What the creator is to get, in minor units: 0 to the price."""


class DisputeAppeal(Model):
    """Why a decision is wrong."""

    model_config = ConfigDict(
        extra="forbid",
    )
    appeal: str
    """What the decision has overlooked."""


class DisputeDecision(Model):
    """A decision of an administrator."""

    model_config = ConfigDict(
        extra="forbid",
    )
    creator_amount: int
    """What the creator gets, in minor units: 0 to the price."""

    reason: str
    """Why; both sides read it."""


DisputeReason = TypeAliasType(
    "DisputeReason", Literal["not_delivered", "quality", "late", "not_paid", "rights", "not_live", "other"]
)
"""What a dispute is about."""


DisputeStatus = TypeAliasType(
    "DisputeStatus", Literal["open", "answered", "decided", "resolved", "withdrawn"]
)
"""Whose turn it is: the other side's, ours, both sides' to appeal; resolved and withdrawn are final."""


class Domains(Model):
    """Of `disposable_domain`."""

    model_config = ConfigDict(
        extra="forbid",
    )
    domains: list[str]
    """Domains beside those that a list knows; what lies under them counts, too."""


class Download(Model):
    """An address that answers GET for a while, with the file as an attachment."""

    expires_at: AwareDatetime
    """From when on it is good no more; null: never."""

    url: str
    """Where the file is; no token is sent there."""


class DueDeliverable(Model):
    """What one creator has yet to hand in of a deliverable; late once the day is over (UTC)."""

    brand_id: UUID
    """The brand."""

    campaign_id: UUID
    """The campaign."""

    creator_user_id: UUID
    """The creator, by the account's id."""

    deliverable_id: UUID
    """What was asked for."""

    deliverable_type: DeliverableType
    due_date: date_aliased
    """The last day (UTC) to hand it in; null: any day."""

    handed_in: int
    """How many units were handed in."""

    is_late: bool
    """Whether the day to hand it in was over."""

    participant_id: UUID
    """The participation: this creator in this campaign."""

    quantity: int
    """How many units of it."""


class Earned(Model):
    """What an agent earned by somebody, less what was taken back."""

    amount: int
    """In minor units of the currency; below zero where more was taken back than earned."""

    currency: str
    """ISO 4217 in lower case."""


EarningKind = TypeAliasType("EarningKind", Literal["earned", "clawback", "returned", "advance", "reward"])
"""
Earned by work, taken back, owed again because a transfer came back, paid by one that turned up too late, or a
reward that was claimed.

An advance is a pair: what that transfer paid, and the same below zero, which the next payout takes off.
"""


EarningStatus = TypeAliasType("EarningStatus", Literal["pending", "paid", "cancelled"])
"""Whether a creator has it."""


class EmailChange(Model):
    """A new address for who is signed in; it counts once the code that goes there has come back."""

    model_config = ConfigDict(
        extra="forbid",
    )
    code: str | None = None
    """What `requestReauthenticationCode` sent, in place of the password."""

    current_password: str | None = None
    """The password of today, in place of a code."""

    email: str


EmailDecision = TypeAliasType("EmailDecision", Literal["allowed", "one_message", "share_only"])
"""allowed: one mail and one reminder; one_message: no reminder; share_only: we send none."""


class EmailInvitationDraft(Model):
    """Whom to invite, for how much (minor units; without it, what the deliverables will pay together)."""

    model_config = ConfigDict(
        extra="forbid",
    )
    agreed_amount: int | None = None
    """What the creator works for before the fee, in minor units."""

    email: str
    message: str = ""
    terms: str = ""
    """What both sides agree on besides the amount."""


EmailInvitationStatus = TypeAliasType(
    "EmailInvitationStatus", Literal["pending", "invited", "withdrawn", "lapsed", "expired"]
)
"""pending becomes an invitation of the campaign, is withdrawn, lapses or expires."""


Encoding = TypeAliasType("Encoding", Literal["utf-8", "utf-16", "windows-1252"])
"""How a file's bytes were read."""


class Equals(Model):
    """A field of the fact is this, or is there and is something else (`ne`)."""

    model_config = ConfigDict(
        extra="forbid",
    )
    field: str
    """The field of the fact."""

    op: Literal["eq", "ne"]
    """How it is compared."""

    value: int | str
    """A number or a text, as the field is one."""


ErasureStatus = TypeAliasType("ErasureStatus", Literal["requested", "done", "refused", "cancelled"])
"""How a request to be forgotten stands."""


class ErrorBody(Model):
    """What every refusal looks like."""

    code: str
    """The machine's word: go by it, never by the sentence."""

    details: list[dict[str, Any]] = []
    """Facts that belong to the code: faults of the request (`field`, `type`, `message`), amounts, the present state."""

    error: str
    """A sentence for a person."""

    request_id: str
    """Finds our log line: name it when you ask us."""


EscrowStatus = TypeAliasType(
    "EscrowStatus",
    Literal[
        "pending_payment",
        "payment_processing",
        "failed",
        "locked",
        "work_in_progress",
        "work_submitted",
        "under_review",
        "rejected",
        "approved",
        "releasing",
        "released",
        "disputed",
        "refunding",
        "refunded",
        "cancelled",
    ],
)
"""Where the money of a milestone and the work on it stand; released, refunded and cancelled are final."""


class Exists(Model):
    """The fact has the field, or lacks it (false)."""

    model_config = ConfigDict(
        extra="forbid",
    )
    field: str
    """The field of the fact."""

    op: Literal["exists"]
    """How it is compared."""

    value: bool = True
    """Whether it has it."""


ExportKind = TypeAliasType(
    "ExportKind",
    Literal[
        "personal_data",
        "statement",
        "campaign_report",
        "conversation",
        "activation_codes_pdf",
        "activation_codes_svg",
    ],
)
"""What the file holds."""


ExportStatus = TypeAliasType("ExportStatus", Literal["pending", "ready", "failed"])
"""Whether the file is there."""


class ExportWithLink(Model):
    """An export, and the address of its file where it is ready."""

    activation_id: UUID | None = None
    """Whose codes it prints; null: none."""

    campaign_id: UUID | None
    """The campaign."""

    checksum_sha256: str | None = None
    """Of the file, in hexadecimal, once it is there."""

    conversation_id: UUID | None = None
    """Which conversation it is about; null: none."""

    created_at: AwareDatetime
    download: Download | None = None
    expires_at: AwareDatetime
    """From when on it is good no more; null: never."""

    id: UUID
    kind: ExportKind
    since: AwareDatetime | None
    """The first moment of the span; null: from the beginning."""

    size_bytes: int | None
    """Bytes."""

    status: ExportStatus
    until: AwareDatetime | None
    """The end of the span, which is not part of it; null: up to now."""

    updated_at: AwareDatetime
    user_id: UUID
    """The person, by the account's id."""

    wallet_id: UUID | None
    """The wallet."""


class External(Model):
    """The ways to sign in."""

    anonymous_users: bool = False
    """Whether one may come in without an address: no."""

    email: bool = True
    phone: bool = False


class FactType(Model):
    """A deed that triggers can count, and what a condition may ask of it."""

    description: str
    is_reversible: bool
    """Whether it can be undone: then it is taken back from what was counted."""

    key: str
    """Its name: a trigger's `on`."""

    numeric_fields: list[str]
    """What is a number, and can be compared and added up; money in minor units."""

    text_fields: list[str]
    """What is a word or an id, or several: never what a person wrote."""


class FactTypes(Model):
    """All types there are."""

    data: list[FactType]


FailureKind = TypeAliasType("FailureKind", Literal["message", "delivery", "stripe_event"])
"""What failed: a message of the outbox, the mail of a notification, an event of Stripe."""


class FanBrand(Model):
    """A brand, by its name."""

    id: UUID
    name: str


class FanCodeRequest(Model):
    """Where six digits go. One of `email` and `phone` is said."""

    model_config = ConfigDict(
        extra="forbid",
    )
    code: str
    """A code that was scanned: it names the brand."""

    email: str | None = None
    """An address, to be shown to be one's own."""

    phone: str | None = None
    """Not yet: 422 `PHONE_UNAVAILABLE`."""


class FanCodeRequested(Model):
    """The same for every address."""

    expires_in_seconds: int
    """How long the digits are good for, if there are any: an address gets three mails an hour."""


class FanConfirmation(Model):
    """Six digits from a mail."""

    model_config = ConfigDict(
        extra="forbid",
    )
    code: str
    """A code that was scanned: it names the brand."""

    digits: str
    """From the newest mail."""


class FanDevice(Model):
    """A browser that scanned, by its pseudonym at this brand."""

    cookie_ends_on: date_aliased
    """Thirty days later it is forgotten."""

    first_seen: date_aliased
    """The day (UTC) of its first scan."""

    id: UUID
    last_seen: date_aliased
    """The day (UTC) of its last scan."""


class FanFacts(Model):
    """What is known of a fan themselves."""

    age_band: str | None
    """How old they are, in spans of years; null: it was never asked."""

    confirmed_at: AwareDatetime | None
    """When an address was confirmed last."""

    created_at: AwareDatetime
    email: str | None
    """The address that was confirmed."""

    has_joined_an_account: bool
    """Whether scans count for an account of theirs (`joinFan`)."""

    id: UUID
    locale: str | None
    """The language of mails to them; null: none is known."""

    phone: str | None


class FanForgotten(Model):
    """Somebody was forgotten."""

    scans: int
    """How many scans are nobody's now: they are counted on, without place and device."""


class FanLink(Model):
    """A brand whose fan somebody is, with their account."""

    brand_id: UUID
    """The brand."""

    brand_name: str
    created_at: AwareDatetime
    """When the brand first knew them as a fan."""

    devices: int
    """From how many browsers."""

    id: UUID
    """The fan's: `eraseFan` and lists of scans name the same."""


class FanScan(Model):
    """A scan of one's own."""

    accuracy_m: int | None
    """How exact the place was, in metres."""

    activation: str
    """The activation's name."""

    at: AwareDatetime
    """When we took it."""

    country: str | None
    """Out of which country it came (ISO 3166)."""

    device_id: UUID | None
    """The browser, as `devices` names it; null: a gate sent it without one."""

    distance_m: int | None
    """How far from the fence, in metres; 0: inside; null: no place, or no fence."""

    id: UUID
    lat: float | None
    lng: float | None
    reasons: list[str]
    """Why it was refused, as it was told then."""

    review: str | None
    """Of a flagged one: `open`, `cleared` (it counts) or `confirmed` (it does not)."""

    source: str
    """`online`, `offline` or `staff`."""

    verdict: str
    """`accepted`, `flagged` or `refused`."""


class FanTicket(Model):
    """What joins a fan to an account."""

    expires_in_seconds: int
    """How long it is good for."""

    ticket: str
    """For `joinFan`, with the token of who is signed in: once."""


FenceMode = TypeAliasType("FenceMode", Literal["off", "flag", "refuse"])
"""
What becomes of scans that are outside, or of which nobody can tell.

off: nobody asks for a place. flag: those from outside, and those without a place, are counted and wait for a
decision. refuse: both are refused.
"""


class FencePoint(Model):
    """Where somebody might stand."""

    model_config = ConfigDict(
        extra="forbid",
    )
    accuracy: float | None = 0.0
    """How exact a phone says that it is, in metres; up to 150 m speak for the visitor. null: it does not say."""

    lat: float
    """Degrees."""

    lng: float
    """Degrees."""


FenceShape = TypeAliasType("FenceShape", Literal["circle", "polygon"])
"""circle: metres around a place. polygon: a ring of places."""


FileCode = TypeAliasType(
    "FileCode",
    Literal[
        "FILE_MISSING",
        "FILE_TOO_LARGE",
        "FILE_EMPTY",
        "FILE_IS_NO_TEXT",
        "COLUMNS_UNKNOWN",
        "NO_CARDS",
        "TOO_MANY_ROWS",
        "AGENT_BANNED",
        "GIVEN_UP",
    ],
)
"""Why nothing of a file was used. GIVEN_UP: we could not, several times; upload it again."""


class FinancialDay(Model):
    """What was paid, given back and earned on a day in one currency, by the day of its booking; in minor units."""

    as_of: AwareDatetime
    """The moment up to which it is counted."""

    currency: str
    """ISO 4217, in lower case."""

    date: date_aliased
    """The day (UTC)."""

    final: bool
    """Whether no night counts the day again."""

    largest_single_payout: int
    """The largest of the payouts; 0 without any."""

    largest_single_refund: int
    """The largest of the refunds; 0 without any."""

    net_revenue: int
    """The fees, less what was taken back of them and less Stripe's fees; may be below zero."""

    payouts_count: int
    """How many payouts that were."""

    platform_fees: int
    """Fees of campaigns and deals; agents' shares are not in them."""

    refunds_count: int
    """How many refunds that were."""

    total_payouts: int
    """Paid to creators that day, also for campaigns."""

    total_refunds: int
    """Back to brands out of gigs and deals."""


class FindMatches(Model):
    """Edge body: whom to invite to a campaign."""

    model_config = ConfigDict(
        extra="forbid",
    )
    campaign_id: UUID
    """The campaign."""

    limit: int = 20
    """The most creators that are found."""


FraudAction = TypeAliasType("FraudAction", Literal["flag", "hold", "reject"])
"""What happens before anybody decides: nothing, money waits, or money waits and the referral does not count."""


FraudResolution = TypeAliasType("FraudResolution", Literal["upheld", "dismissed"])
"""What an administrator said to it."""


FraudScope = TypeAliasType("FraudScope", Literal["referral", "activation"])
"""What a rule looks at."""


FraudSeverity = TypeAliasType("FraudSeverity", Literal["low", "medium", "high"])
"""How bad it is; what is of high severity never expires undecided."""


FraudStatus = TypeAliasType("FraudStatus", Literal["pending", "resolved", "expired"])
"""Of a group: it waits, was decided, or nothing came of it for 30 days."""


FraudSubject = TypeAliasType("FraudSubject", Literal["agent", "referral", "escrow"])
"""What was found is about an agent, a referral (by the person who came), or held funds of a deal."""


Funding = TypeAliasType("Funding", Literal["wallet", "card", "gig"])
"""Where the money came from: the brand's wallet, a card, or what the gig holds."""


class FundsToLock(Model):
    """Held funds, or the deal whose next milestone is to be paid for."""

    model_config = ConfigDict(
        extra="forbid",
    )
    deal_id: UUID | None = None
    """The deal whose next milestone without money is meant; without it the held funds are named."""

    escrow_id: UUID | None = None
    """The held funds; without it the deal is named."""

    funding: Literal["wallet", "card"] = "wallet"
    """Where the money comes from. A card pays by a deposit: the refusal names all that `startDeposit` needs."""


class GateAnswer(Model):
    """What became of one scan of a gate."""

    reasons: list[str]
    """Of a refusal: `already_counted`, `limit_reached`, `not_open`, `unknown_code` (none of this activation's), `try_again`."""

    scan_id: UUID | None
    """null: it was kept nowhere."""

    scan_key: UUID
    """Which one."""

    verdict: Literal["accepted", "flagged", "refused"]
    """`flagged`: it counts, and is being checked."""


class GateAnswers(Model):
    """One answer for each scan that was sent, in their order."""

    data: list[GateAnswer]
    """All of them."""


class GateScan(Model):
    """A code that was shown at a gate."""

    model_config = ConfigDict(
        extra="forbid",
    )
    claimed_at: AwareDatetime
    """When it was scanned, by the gate's clock."""

    code: str
    """What stands in its address."""

    scan_key: UUID
    """Drawn by the gate: the same key counts once, however often it is sent."""


class GateScans(Model):
    """What a gate has scanned, in any order, with what it sent before or without."""

    model_config = ConfigDict(
        extra="forbid",
    )
    scans: list[GateScan]
    """At most 500."""

    sent_at: AwareDatetime
    """What the gate's clock says now: what it is wrong by is taken off."""


class GatewayError(Model):
    """What API Gateway says before any code of ours runs. It has no code: go by the status."""

    message: str
    """A word for a developer, as `Unauthorized`."""


class GenerateLink(Model):
    """Edge action: a new link of a campaign, for a creator or for the brand itself."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["generate"]
    alias: str | None = None
    """The last part of the address, of one's own choice, in any case; a random one without it."""

    campaign_id: UUID
    """The campaign."""

    creator_user_id: UUID | None = None
    """One of the campaign's creators; without it, a link of the campaign itself."""

    destination_url: str
    """Where visitors are sent: https, at a public host that is not ours."""

    expired_url: str | None = None
    """Where visitors are sent after its end; null: nowhere."""

    expires_at: AwareDatetime | None = None
    """From when on it is good no more; null: never."""


class Geofence(Model):
    """A fence of a brand."""

    brand_id: UUID
    """Whose it is."""

    country: str | None
    """The country that it is in (ISO 3166, two letters): a scan from elsewhere is looked at; null: any may come."""

    created_at: AwareDatetime
    created_by: UUID
    """Who drew it, by the account's id."""

    id: UUID
    name: str
    origin_lat: float
    """The middle, in degrees; of a polygon worked out of its ring."""

    origin_lng: float
    """The middle, in degrees; of a polygon worked out of its ring."""

    radius_m: int | None
    """Metres around the middle; null: it is a polygon."""

    ring: list[list[float]] | None
    """The corners as they were given, each `[lat, lng]` in degrees; null: it is a circle."""

    shape: FenceShape
    updated_at: AwareDatetime


class GeofenceChange(Model):
    """What may change of a fence that nothing launched uses."""

    model_config = ConfigDict(
        extra="forbid",
    )
    country: str | None = None
    """The country that it is in; null: it does not matter."""

    name: str | None = None
    origin_lat: float | None = None
    """The middle of a circle."""

    origin_lng: float | None = None
    """The middle of a circle."""

    radius_m: int | None = None
    """Metres around the middle of a circle; null: it becomes a polygon."""

    ring: list[list[float]] | None = None
    """The corners of a polygon, each `[lat, lng]`; null: it becomes a circle."""

    shape: FenceShape | None = None


class GeofenceTest(Model):
    """Positions to try on a fence."""

    model_config = ConfigDict(
        extra="forbid",
    )
    points: list[FencePoint]
    """At most 100."""


class GigClosed(Model):
    """What closing gave back of slots that nobody took, in minor units."""

    currency: str
    """ISO 4217, in lower case."""

    gig_id: UUID
    """The gig."""

    refunded_amount: int
    """How much of it was given back, in minor units."""


class GigClosing(Model):
    """Why it is closed, for the brand's own record."""

    model_config = ConfigDict(
        extra="forbid",
    )
    reason: str = ""
    """Why, in a few words; empty: nothing was said."""


class GigEvent(Model):
    """What happened to a gig, or to a deal that fills one of its slots."""

    actor_user_id: UUID | None
    """Who did it, by the account's id; null: time."""

    amount: int | None
    """Minor units; null: no money moved."""

    created_at: AwareDatetime
    escrow_id: UUID | None
    """The held funds that it happened to; null: the gig itself."""

    event_type: str
    """What happened: the status that was reached, or claimed, influencer_paid, refund, reminded, frozen, unfrozen, dispute_withdrawn."""

    from_status: str | None
    """The status before; null: there was none."""

    gig_id: UUID
    """The gig."""

    id: UUID
    reason: str
    """Why, in a few words; empty: nothing was said."""

    slot_number: int | None
    """The slot's number; null: no slot."""

    to_status: str | None
    """The status after; null: no step."""


GigGap = TypeAliasType("GigGap", Literal["followers", "platform", "country", "language"])
"""What a creator may lack of what a gig asks for; what nobody knows of them is lacking."""


GigMode = TypeAliasType("GigMode", Literal["application", "claim"])
"""Whether creators apply and the brand chooses, or the first who come claim the slots."""


GigSort = TypeAliasType("GigSort", Literal["new", "price"])
"""In which order gigs are found."""


GigStatus = TypeAliasType("GigStatus", Literal["draft", "open", "paused", "closed", "cancelled"])
"""draft → open ⇄ paused → closed; cancelled: closed without a single deal."""


class GoingLive(Model):
    """Which version counts from now on, and what becomes of what was counted before."""

    model_config = ConfigDict(
        extra="forbid",
    )
    backfill: bool = False
    """Whether facts from before count, too (those of 400 days); not with `carry_counters`: they are in there."""

    carry_counters: bool
    """True: it goes on with the counters of the version before, which counted the same; false: all begin anew."""

    version: int
    """A draft."""


class Grant(Model):
    """What tokens are asked for with: address and password, or a refresh token."""

    code_challenge: None = Field(None)
    """Of the flow `pkce`, which there is not: tokens come back in the fragment of the address (flow `implicit`)."""

    email: str | None = None
    password: str | None = None
    refresh_token: str | None = None
    """Good once, within 7 days."""


class Haste(Model):
    """Of `instant_deal`."""

    model_config = ConfigDict(
        extra="forbid",
    )
    minutes: int
    """Between the later sign-up of both sides and the release."""


class Health(Model):
    """The system can answer; where it cannot, the answer is a refusal."""

    database: Literal["ok"]
    status: Literal["ok"]


class HealthLog(Model):
    """A check whose result changed: what it was from then on, and why."""

    check_name: str
    """`jobs`, `outbox` or `stripe_events`."""

    created_at: AwareDatetime
    details: dict[str, Any]
    """What was found: the jobs, the topics, how many events."""

    id: UUID
    status: CheckStatus


class HeldCommissions(Model):
    """What waits for the decision, in one currency."""

    amount: int
    """In minor units, less what was taken back."""

    commissions: int
    """How many."""

    currency: str
    """ISO 4217, in lower case."""


HeldStatus = TypeAliasType("HeldStatus", Literal["held", "released", "refused"])
"""What became of a message that was kept back."""


Holder = TypeAliasType("Holder", Literal["users", "brands"])
"""To whom a tier is given, as paths name it: a person, or everybody who is active in a brand."""


class Identity(Model):
    """How a person signs in: there is one way, by their address."""

    created_at: AwareDatetime
    email: str
    id: UUID
    """The account's id."""

    identity_data: dict[str, Any]
    """What `user_metadata` is."""

    identity_id: UUID
    """The account's id."""

    last_sign_in_at: AwareDatetime | None
    """When the person last signed in; null: never."""

    provider: Literal["email"] = "email"
    updated_at: AwareDatetime
    user_id: UUID
    """The person, by the account's id."""


ImportStatus = TypeAliasType("ImportStatus", Literal["queued", "running", "done", "failed"])
"""Whether the file was read."""


class IntegrationState(Model):
    """How an integration works in this stage; the reason names a secret, never its value."""

    mode: Literal["live", "stub", "off"]
    """The real one, one that pretends, or none."""

    name: str
    reason: str
    """Why: as the name of a secret that is missing."""


class Integrations(Model):
    """All integrations."""

    integrations: list[IntegrationState]


class InvitationAccepted(Model):
    """The brand that the caller belongs to from the next request on."""

    brand_id: UUID
    """The brand."""


class InvitationDecline(Model):
    """Why not, if the creator says so."""

    model_config = ConfigDict(
        extra="forbid",
    )
    reason: str = ""
    """Why, for the brand to read."""


class InvitationDraft(Model):
    """Whom to invite, for how much (minor units; without it, what the deliverables pay together)."""

    model_config = ConfigDict(
        extra="forbid",
    )
    agreed_amount: int | None = None
    """What the creator works for before the fee, in minor units; without it, what the deliverables pay together."""

    creator_user_id: UUID
    """The creator, by the account's id."""

    expires_at: AwareDatetime | None = None
    """Until when it can be answered; without it, 14 days from now, or what an administrator has set."""

    message: str = ""
    terms: str = ""
    """What both sides agree on besides the amount."""


InvitationStatus = TypeAliasType(
    "InvitationStatus", Literal["pending", "accepted", "declined", "expired", "withdrawn"]
)
"""pending is answered once, expires, or is withdrawn by the brand."""


InviteChannel = TypeAliasType("InviteChannel", Literal["email", "sms", "share"])
"""email: we write; share: the agent sends the text; sms: not there yet."""


class InviteDraft(Model):
    """Whom to invite, and how: one contact or a list."""

    model_config = ConfigDict(
        extra="forbid",
    )
    channel: InviteChannel
    contact_id: UUID | None = None
    """A contact of one's own, in place of a list."""

    contact_ids: list[UUID] | None = None
    """Contacts of one's own; one that is named twice is invited once."""

    message: str = ""
    """What the agent writes beside our text, without links."""


InviteOutcome = TypeAliasType(
    "InviteOutcome",
    Literal["queued", "share_only", "no_address", "already_invited", "joined", "opted_out", "bounced"],
)
"""
What became of inviting a contact.

queued: there is an invite. share_only: we may not write there, the agent sends the text. no_address: the
contact has no mail address. already_invited: by this agent, in the last 180 days. joined, opted_out, bounced: as
the contact.
"""


InviteStatus = TypeAliasType("InviteStatus", Literal["sent", "opened", "clicked", "joined", "bounced"])
"""
How far an invite got, as its agent is shown it.

`sent` from the first moment, also where its mail waits, fails, or never goes out because the address wants none,
had one of another agent or has an account. `joined`: somebody signed up by it.
"""


class InviteToTeam(Model):
    """Whom to invite into a brand, and as what."""

    model_config = ConfigDict(
        extra="forbid",
    )
    email: str
    role: BrandRole


JobRunStatus = TypeAliasType("JobRunStatus", Literal["running", "succeeded", "failed"])
"""How a run stands."""


JobState = TypeAliasType("JobState", Literal["failed", "missed", "never_run", "running", "ok"])
"""How a job does, the worst first; `missed`: the last time of its timer went by without a run."""


JsonValue = TypeAliasType("JsonValue", Any)


class KeyRotation(Model):
    """For how many hours the key before is still taken; 0 for one that got into wrong hands: all older ones end now."""

    model_config = ConfigDict(
        extra="forbid",
    )
    overlap_hours: int = 24
    """For how many hours the key before is still taken; 0: all older ones end now."""


LapseReason = TypeAliasType(
    "LapseReason",
    Literal["campaign_ended", "brand_barred", "on_both_sides", "already_invited", "not_allowed"],
)
"""What no longer held when somebody came by an invitation, or before."""


class LaunchProblem(Model):
    """A reason why a campaign cannot be launched, or why whoever launches it may want to wait."""

    code: str
    """The machine's word: go by it, never by the sentence."""

    message: str


LawfulBasis = TypeAliasType("LawfulBasis", Literal["consent", "existing_customer", "personal_acquaintance"])
"""On what ground the agent has the addresses, as they declare."""


LeaderboardMetric = TypeAliasType("LeaderboardMetric", Literal["commission", "signups", "active", "deals"])
"""What agents are compared by. `active` is the figure of the last day, whatever the period."""


LeaderboardPeriod = TypeAliasType("LeaderboardPeriod", Literal["week", "month", "quarter", "year", "all"])
"""Of the calendar (UTC); the one that holds the last whole day."""


class LeaderboardPlace(Model):
    """Somebody of the leaderboard."""

    display_name: str
    """"Agent" for who has not said that the board may name them."""

    is_own: bool
    """Whether it is the caller."""

    rank: int
    """From 1; who has as much shares it."""

    value: int
    """What they are ranked by: a number, or minor units of the board's currency."""


class LegalHold(Model):
    """Whether nothing of a conversation may go."""

    model_config = ConfigDict(
        extra="forbid",
    )
    on: bool
    """true: neither age nor erasure takes anything away; false: both may again."""

    reason: str
    """It is written into the audit log."""


class LevelAwards(Model):
    """How often a level would be granted."""

    awards: int
    """How many awards of it there would be."""

    level: int
    """Which of the trigger's levels."""


LineCode = TypeAliasType(
    "LineCode",
    Literal[
        "NO_HANDLE",
        "NO_PLATFORM",
        "PLATFORM_UNKNOWN",
        "ADDRESS_UNKNOWN",
        "PLATFORMS_DIFFER",
        "HANDLE_INVALID",
        "FOLLOWERS_INVALID",
        "TAGS_INVALID",
        "NOTE_TOO_LONG",
        "LINE_UNREADABLE",
    ],
)
"""Why a line was refused."""


LineOutcome = TypeAliasType(
    "LineOutcome",
    Literal["added", "matched", "updated", "unchanged", "already_listed", "duplicate", "refused"],
)
"""
added: nobody here has connected that account. matched: a creator has. already_listed: under another account.

duplicate: of a line before. refused: `code` and `error` say why.
"""


class LineResult(Model):
    """What became of a line of the file, which is counted from 1, as editors do."""

    code: LineCode | None = None
    """Why it was refused; null: it was not."""

    error: str | None = None
    """Why it was refused, in a sentence; null: it was not."""

    line: int
    """Which line of the file, from 1."""

    outcome: LineOutcome


class LinkChange(Model):
    """What may change of a link; null as `expires_at`: for ever; as `expired_url`: no fallback."""

    model_config = ConfigDict(
        extra="forbid",
    )
    destination_url: str | None = None
    """Where visitors are sent: https, at a public host that is not ours."""

    disabled: bool | None = None
    """Whether it is switched off."""

    expired_url: str | None = None
    """Where visitors are sent after its end; null: nowhere."""

    expires_at: AwareDatetime | None = None
    """From when on it is good no more; null: never."""


class LinkFigures(Model):
    """Figures of one link over its life."""

    clicks: int
    """Visits by people, scans among them."""

    conversion_rate: str | None
    """converted_clicks / clicks, with four decimals; null without clicks."""

    conversion_value: int
    """What the orders are worth after refunds, in minor units of the campaign's currency."""

    conversions: int
    """Orders that followed clicks."""

    converted_clicks: int
    """Clicks that at least one order followed."""

    creator: CreatorCard | None
    creator_user_id: UUID | None
    """Whose link it is; null: the campaign's own."""

    disabled_at: AwareDatetime | None
    """When it was switched off; null: it is on."""

    label: str | None
    """Of a labelled link, for its brand; null: it has none."""

    scans: int
    """Clicks that came from a QR code."""

    short_code: str
    """The last part of the link's address."""

    tracking_link_id: UUID
    """The link."""

    unique_clicks: int
    """Clicks that differ in link, clock hour or visitor."""

    views: int
    """Pixels of the links' content that people loaded."""


class LinkPage(Model):
    """Links with their figures, newest first."""

    as_of: AwareDatetime
    """The moment up to which it is counted."""

    data: list[LinkFigures]
    final: bool
    """Whether counting changes nothing of it any more."""

    final_through: date_aliased
    """The last day (UTC) up to which counting changes nothing any more."""

    next_cursor: str | None = None
    """Send it as `cursor` for the next page; null on the last one."""


class ListDraft(Model):
    """A new list, of the caller's only brand unless one is named."""

    model_config = ConfigDict(
        extra="forbid",
    )
    brand_id: UUID | None = None
    """The brand."""

    name: str


class ListPatch(Model):
    """What to change; a field that is left out stays."""

    model_config = ConfigDict(
        extra="forbid",
    )
    name: str | None = None


class LockerReward(Model):
    """An item of a drop; it cannot be granted yet."""

    model_config = ConfigDict(
        extra="forbid",
    )
    drop_id: UUID
    """The drop."""

    item_id: UUID
    """The item in it."""

    kind: Literal["locker"]


class LowBalance(Model):
    """Below what a brand's wallet is low, and since when its people know that it is."""

    currency: str
    """ISO 4217, in lower case."""

    is_default: bool
    """Whether it is what the currency says, and nobody's choice."""

    threshold: int
    """Below this the wallet is low, in minor units; 0: never."""

    told_at: AwareDatetime | None
    """Since when its people know that it is low; null: it is not."""

    wallet_id: UUID
    """The wallet."""


class LowBalanceDraft(Model):
    """Below what the brand's wallet is low."""

    model_config = ConfigDict(
        extra="forbid",
    )
    threshold: int | None
    """Minor units; null: as the currency says (about 100 US dollars); 0: never."""


class MadeActivationCodes(Model):
    """The codes that were made, in the order of their numbers."""

    data: list[ActivationCode]
    """All of them."""


class Mark(Model):
    """Up to which message."""

    model_config = ConfigDict(
        extra="forbid",
    )
    seq: int
    """The number of the message; a smaller one than before changes nothing."""


class MarkAllRead(Model):
    """Edge action: the caller has read all that was there."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["mark-all-read"]


class MarkRead(Model):
    """Edge action: the caller has read this."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["mark-read"]
    notification_id: UUID
    """The notification."""


class Marked(Model):
    """How it stands after a mark."""

    badge: Badge
    me: ConversationMember
    """What the conversation is to whoever asks."""


class MarkedRead(Model):
    """How many notifications were unread until now."""

    marked: int
    """How many were unread until now."""


MediaType = TypeAliasType(
    "MediaType",
    Literal[
        "image/jpeg",
        "image/png",
        "image/webp",
        "image/gif",
        "image/heic",
        "image/heif",
        "image/avif",
        "video/mp4",
        "video/quicktime",
        "video/webm",
        "application/pdf",
    ],
)
"""The kinds of files that we keep; each is recognized by its first bytes."""


class MeetsGig(Model):
    """Whether a creator has what a gig asks for: a slot is claimed by who lacks nothing."""

    missing: list[GigGap]
    """What they lack; empty: they are eligible."""


class Member(Model):
    """A member of a brand, as the other members see them."""

    avatar_url: str | None
    created_at: AwareDatetime
    email: str
    full_name: str
    roles: list[BrandRole]
    user_id: UUID
    """The person, by the account's id."""


class MemberPatch(Model):
    """What the brand writes of a member; a field that is left out stays."""

    model_config = ConfigDict(
        extra="forbid",
    )
    note: str | None = None
    """What the brand writes of them, at most 2,000 characters."""

    tags: list[str] | None = None
    """Words that the brand sorts them by."""


class MemberRoles(Model):
    """All roles that a member shall have."""

    model_config = ConfigDict(
        extra="forbid",
    )
    roles: list[BrandRole]


MemberState = TypeAliasType("MemberState", Literal["here", "not_here_yet", "unavailable"])
"""here: a creator. not_here_yet: an account that nobody has connected. unavailable: a creator who is barred now."""


class MembersToRemove(Model):
    """Who shall leave a list, by the ids of the members."""

    model_config = ConfigDict(
        extra="forbid",
    )
    member_ids: list[UUID]
    """The members, as `listCreatorListMembers` names them."""


class MessageDraft(Model):
    """What is said to everybody in the dispute."""

    model_config = ConfigDict(
        extra="forbid",
    )
    body: str


class MessageHit(Model):
    """A message that was found; `snippet` is plain text around the first place with what was looked for."""

    conversation_id: UUID
    """Where it was written."""

    created_at: AwareDatetime
    id: UUID
    sender_user_id: UUID | None
    """Who wrote it, by the account's id; null: the system."""

    seq: int
    """Its number: `before_seq` and `after_seq` of `listMessages` lead to what stands around it."""

    side: str
    """Who wrote it: brand, person, support or system."""

    snippet: str
    """What stands around the place, at most 262 characters."""


class MessageHits(Model):
    """Messages that were found, newest first; a hundred at most, so that who finds too many looks for more words."""

    data: list[MessageHit]


MessageKind = TypeAliasType("MessageKind", Literal["text", "file", "system", "offer"])
"""What a message is: words, files (with or without words), news of the system, or an offer."""


class MessageWarning(Model):
    """What the sender should know of a message, whatever became of it."""

    rule: str
    """The key of the rule."""

    sentence: str
    """What it says to whoever wrote it."""


class MessagesRead(Model):
    """How many messages were marked as read."""

    read: int
    """How many were unread until now."""


class MilestoneDraft(Model):
    """A part of an offer."""

    model_config = ConfigDict(
        extra="forbid",
    )
    due_days: int = 14
    """Days for the work, from when its money is held."""

    price: int
    """What the creator gets, in minor units; the fee comes on top for the brand."""

    title: str


class MoneyReward(Model):
    """Money of the program's budget, in its currency."""

    model_config = ConfigDict(
        extra="forbid",
    )
    amount: int
    """Minor units of the currency."""

    currency: str
    """ISO 4217, in lower case."""

    kind: Literal["money"]


class NegativeBalance(Model):
    """What an agent owes in one currency: paid to them, taken back since, and not netted by anything later."""

    agent_user_id: UUID
    """The agent."""

    balance: int
    """Below zero: all that they are owed in this currency, as an agent and as a creator, less what was taken back."""

    commission_balance: int
    """What of it they owe as an agent."""

    currency: str
    """ISO 4217, in lower case."""

    display_name: str
    negative_since: AwareDatetime
    """Since when it is below zero without a break."""


class NegotiationDraft(Model):
    """An offer: amount in minor units; terms replace the invitation's where they are given."""

    model_config = ConfigDict(
        extra="forbid",
    )
    amount: int
    """Minor units of the currency."""

    terms: str = ""
    """What both sides agree on besides the amount."""


NegotiationStatus = TypeAliasType(
    "NegotiationStatus", Literal["proposed", "countered", "accepted", "rejected", "withdrawn"]
)
"""proposed is answered once: by a counter-offer, yes or no of the other side, or withdrawn by its own."""


class Networks(Model):
    """Of `datacenter`."""

    model_config = ConfigDict(
        extra="forbid",
    )
    asns: list[int]
    """Numbers of networks (ASN) of those that rent out machines. Those of iCloud Private Relay are refused."""


class NewActivation(Model):
    """An activation to be made, as a draft: it gets its codes, and is launched then."""

    model_config = ConfigDict(
        extra="forbid",
    )
    campaign_id: UUID
    """The campaign that it is of."""

    code_mode: CodeMode = "static"
    ends_at: AwareDatetime
    """At most 400 days behind its start."""

    fence_mode: FenceMode = "off"
    """Needs `geofence_id`, but for `off`."""

    geofence_id: UUID | None = None
    """Where it is; null: anywhere."""

    grace_steps: int = 1
    """How many proofs before and after the one that is shown are taken, too."""

    kind: ActivationKind
    landing_url: str | None = None
    """Where visitors go behind their scan; null: nowhere."""

    limit_per_device_day: int = 3
    """Scans of one device that count on a day."""

    limit_per_fan_total: int | None = None
    """Scans of one fan that count in all; null: no limit."""

    limit_total: int | None = None
    """Scans of all together that count; null: no limit."""

    locale: str = "en"
    """The language of its page, where the visitor's is none of ours."""

    min_age: int | None = None
    """How old one has to be; null: nobody is asked."""

    name: str
    """What visitors read above the button."""

    peak: bool = False
    """true: scans are taken first and judged a moment later, for tens of thousands at once."""

    rotate_seconds: int = 30
    """How long a screen shows a proof of a rotating code."""

    starts_at: AwareDatetime
    """From when on scans count, once it is launched."""

    time_zone: str = "UTC"
    """Whose day counts (IANA), as `Europe/Berlin`."""


class NewActivationCodes(Model):
    """Codes to be made, one or many."""

    model_config = ConfigDict(
        extra="forbid",
    )
    count: int = 1
    """How many, at most 5,000 at once."""

    expires_at: AwareDatetime | None = None
    """Until when they are found; null: as long as their activation."""

    label: str | None = None
    """What the brand calls them; of many, each has its number behind it."""

    max_uses: int | None = None
    """How often each counts; null: as often as it is scanned. A single-use code counts once whatever stands here."""


class NewConversion(Model):
    """
    An order that followed a click; `click_id` is the `aclid` that came along, `value` in minor units.

    `converted_at`: when it was bought, now without it; its day (UTC) counts. In another currency than the campaign's,
    the value is converted at the rate of that day.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["report"] = "report"
    click_id: UUID
    """The click that it followed: the `aclid` in the address that the visitor came with."""

    converted_at: AwareDatetime | None = None
    """When it was bought; now without it."""

    currency: str
    """ISO 4217, in lower case."""

    order_id: str
    """The shop's number of the order."""

    value: int
    """What the order is worth, in minor units of its own currency."""


class NewCtaLink(Model):
    """A labelled link of the campaign itself."""

    model_config = ConfigDict(
        extra="forbid",
    )
    alias: str | None = None
    """The last part of the address, of one's own choice, in any case; a random one without it."""

    destination_url: str
    """Where visitors are sent: https, at a public host that is not ours."""

    label: str


class NewDryRun(Model):
    """Of which version, over which time; all may be left out."""

    model_config = ConfigDict(
        extra="forbid",
    )
    since: AwareDatetime | None = None
    """Facts of which time count, from this moment on; null: all that are kept (400 days)."""

    until: AwareDatetime | None = None
    """Up to this moment, which is not in it; null: now."""

    version: int | None = None
    """Of which version; null: the newest."""


class NewFanLink(Model):
    """A ticket that a browser was given."""

    model_config = ConfigDict(
        extra="forbid",
    )
    ticket: str
    """As `makeFanTicket` answered it."""


class NewGeofence(Model):
    """A fence to be made: a circle has `origin_lat`, `origin_lng` and `radius_m`, a polygon its `ring`."""

    model_config = ConfigDict(
        extra="forbid",
    )
    brand_id: UUID | None = None
    """The brand whose fence it is; needed by members of several brands, and by administrators."""

    country: str | None = None
    """The country that it is in (ISO 3166, two letters): a scan from elsewhere is looked at."""

    name: str
    origin_lat: float | None = None
    """The middle of a circle."""

    origin_lng: float | None = None
    """The middle of a circle."""

    radius_m: int | None = None
    """Metres around the middle of a circle."""

    ring: list[list[float]] | None = None
    """The corners of a polygon, each `[lat, lng]`, at most 200; the last may be the first again."""

    shape: FenceShape


class NewLimit(Model):
    """`rate` in the class's hours, `burst` of it at once."""

    model_config = ConfigDict(
        extra="forbid",
    )
    burst: int
    """How much there may be at once."""

    rate: int
    """How much there may be in the class's hours."""


class NewMediaValueRate(Model):
    """What somebody published that a thousand views, or a thousand engagements, cost as advertising; at least one."""

    model_config = ConfigDict(
        extra="forbid",
    )
    per_mille_engagements: int | None = None
    """What a thousand engagements cost, in minor units; null: not published."""

    per_mille_views: int | None = None
    """What a thousand views cost, in minor units; null: not published."""

    published_on: date_aliased
    """The day on which it was published."""

    source: str
    """Who published it, and in what."""

    source_url: str
    """Where it can be read."""


class NewMembers(Model):
    """Whom to take into a list."""

    model_config = ConfigDict(
        extra="forbid",
    )
    creator_user_ids: list[UUID]
    """The creators, by their accounts' ids."""


class NewReferralCode(Model):
    """A code to be made: one of one's own choice, or else one that is drawn."""

    model_config = ConfigDict(
        extra="forbid",
    )
    campaign: str = ""
    """What it belongs to, for oneself."""

    code: str | None = None
    """Letters, digits and single hyphens; kept in capitals. What looks alike (O and 0, I, L and 1) is the same code."""

    label: str = ""
    """For oneself; nobody else reads it."""

    max_uses: int | None = None
    """How many people may use it; null: without end."""


class NewRewardProgram(Model):
    """A program to be made, as a draft without a budget."""

    model_config = ConfigDict(
        extra="forbid",
    )
    brand_id: UUID | None = None
    """The brand whose program it is; needed by members of several brands only. An administrator who names none makes one of the platform."""

    claim_days: int = 90
    """How many days people have to claim what they were granted; then it is in the budget again."""

    currency: (
        Literal["aud", "cad", "chf", "dkk", "eur", "gbp", "jpy", "nok", "nzd", "pln", "sek", "usd"] | None
    ) = None
    """What its rewards and its budget are in; null: it grants points and badges alone."""

    ends_at: AwareDatetime | None = None
    """When it ends by itself; null: when somebody ends it."""

    name: str
    starts_at: AwareDatetime | None = None
    """From when on it grants, once it is active; null: at once."""

    terms_url: str | None = None
    """Where its terms stand, for those whom it rewards."""


NextStep = TypeAliasType(
    "NextStep",
    Literal[
        "cancel",
        "await_payment",
        "refund_unstarted",
        "refund_late",
        "open_review",
        "remind_review",
        "approve",
        "refund_rejected",
        "warn_hold",
        "end_hold",
        "release",
        "look_live",
        "dispute_gone",
        "decide",
        "remind_dispute",
        "settle_between",
        "carry_out",
        "uphold",
        "lapse_cancellation",
    ],
)
"""What time does next with held funds."""


class NextTier(Model):
    """The tier above, and what is missing for it."""

    missing_active_referrals: int
    """How many more referred people with a deal released within 90 days."""

    missing_commission: int
    """How much more commission within 90 days, in minor units."""

    name: str
    tier: str
    """Its key, as `listAgentTiers` names it."""


class Nothing(Model):
    """An empty object: it is done, or is on its way."""


class NothingToSay(Model):
    """Of a rule that is as it is."""

    model_config = ConfigDict(
        extra="forbid",
    )


NotificationCategory = TypeAliasType(
    "NotificationCategory",
    Literal["agents", "campaigns", "deals", "messages", "payments", "rewards", "submissions", "system"],
)
"""What a notification is about; people choose per category."""


class NotificationDelivery(Model):
    """How the delivery of a notification went."""

    attempts: int
    """How often it was tried."""

    channel: Literal["email"]
    created_at: AwareDatetime
    error: str | None
    """What went wrong; null: nothing."""

    id: UUID
    next_attempt_at: AwareDatetime
    """When it is tried next."""

    notification_id: UUID
    """The notification."""

    provider_id: str | None
    """The mail provider's id of the message."""

    status: DeliveryStatus
    told_by: UUID | None
    """The delivery whose mail told this one too; null: its own."""

    updated_at: AwareDatetime


class NotificationSent(Model):
    """How many people were told; the id of the notification where it went to one user."""

    notification_id: UUID | None
    """The notification; null where a brand was told."""

    notified: int
    """How many people were told."""


class OfferDraft(Model):
    """An offer to one creator, with up to twenty milestones that are done and paid in turn."""

    model_config = ConfigDict(
        extra="forbid",
    )
    brand_id: UUID | None = None
    """The brand that offers; needed by members of several brands only."""

    creator_user_id: UUID
    """The creator, by the account's id."""

    currency: Literal["aud", "cad", "chf", "dkk", "eur", "gbp", "jpy", "nok", "nzd", "pln", "sek", "usd"] = (
        "usd"
    )
    """ISO 4217, in lower case."""

    description: str = ""
    keep_live_days: int = 0
    """Days that a post has to stay before it is paid."""

    milestones: list[MilestoneDraft]
    review_hours: int = 72
    """Hours for a review; then work is approved."""

    revision_limit: int = 2
    """How often rejected work may be done again."""

    title: str


class OnboardingLink(Model):
    """Single use and short-lived: open it at once, never store it."""

    expires_at: AwareDatetime | None
    """From when on it is good no more; null: never."""

    url: str
    """Stripe's pages for this person: good once, for some minutes."""


class OnboardingStart(Model):
    """Where the creator or agent lives: ISO 3166-1 alpha-2. Cannot be changed later."""

    model_config = ConfigDict(
        extra="forbid",
    )
    country: str = "US"
    """ISO 3166-1 alpha-2."""


class OrderedRun(Model):
    """A run that was ordered; `GET /api/v1/system/job-runs?job=` tells how it ends."""

    as_of: AwareDatetime
    """The moment that the job takes for now."""

    job: str
    """Its name."""

    scheduled_at: AwareDatetime
    """By which `listJobRuns` tells this run from others."""


class OutboxTopic(Model):
    """Messages of a topic that are not done: waiting, and given up after too many failures."""

    given_up: int
    """How many failed too often."""

    oldest_at: AwareDatetime | None
    """Since when the oldest waits; null: none does."""

    topic: str
    """What the messages are for."""

    waiting: int
    """How many wait."""


class OwnAgentPatch(Model):
    """What is to be different from now on."""

    model_config = ConfigDict(
        extra="forbid",
    )
    display_name: str | None = None
    leaderboard_name: bool | None = None
    """Whether the leaderboard names one beside one's figures."""

    slug: str | None = None
    """A name of small letters, digits and single hyphens that no other agent and no brand has."""


class OwnBalance(Model):
    """What one of the caller's wallets holds, or one of a brand of theirs, in one currency."""

    available: int
    """What can be spent; of a creator or agent, what is past its hold. Minor units, as all amounts here."""

    brand: BrandCard | None
    """The brand whose it is; null: the caller's own."""

    brand_id: UUID | None
    """The brand whose it is; null: the caller's own."""

    currency: str
    """ISO 4217, in lower case."""

    debt: int
    """What a brand owes, which is paid before anything is available."""

    held: int
    """What is held for gigs and deals: of a brand with the fees, of a creator the prices."""

    in_transit: int
    """Withdrawals that Stripe has not completed yet; of a creator or agent, payouts on their way."""

    pending: int
    """Deposits that are not paid yet; of a creator or agent, what is on hold."""

    reserved: int
    """What a brand has promised to campaigns; of anybody else 0."""

    wallet_id: UUID
    """The wallet."""


class OwnBalances(Model):
    """All that the caller has, and the brands of theirs."""

    balances: list[OwnBalance]
    """One for each currency."""


class OwnMembership(Model):
    """A brand that the person belongs to, and what they may do there."""

    brand_id: UUID
    """The brand."""

    name: str
    permissions: list[str]
    """What one may do there: `read`, `campaign`, `money`, `members`."""

    roles: list[BrandRole]
    slug: str
    """The brand's name in addresses."""


class OwnRank(Model):
    """The caller's place, and which days count."""

    rank: int | None
    """From 1, also where nothing was reached; null: the caller is no agent."""

    since: date_aliased | None
    """The first day that counts (UTC); null: all days do."""

    until: date_aliased | None
    """The last day that counts (UTC); null: nobody has reached anything."""

    value: int
    """What they are ranked by: a number, or minor units of the board's currency."""


class Pace(Model):
    """Of `velocity`."""

    model_config = ConfigDict(
        extra="forbid",
    )
    hours: int
    """Within so many hours."""

    sign_ups: int
    """More than so many by one code are found."""


class Parameters(Model):
    """Of `paid_traffic`."""

    model_config = ConfigDict(
        extra="forbid",
    )
    parameters: list[str]
    """Names in the query of a link that advertisements put there."""


class ParticipantDeparture(Model):
    """Why the creator leaves, for the brand to read."""

    model_config = ConfigDict(
        extra="forbid",
    )
    reason: str = ""
    """Why, for the brand to read."""


class ParticipantRemoval(Model):
    """Why the creator is removed."""

    model_config = ConfigDict(
        extra="forbid",
    )
    reason: str = ""
    """Why, for the creator to read."""


ParticipantStatus = TypeAliasType("ParticipantStatus", Literal["active", "inactive", "completed"])
"""inactive: left, removed, or the campaign was cancelled."""


class Participation(Model):
    """Whether the caller wants to be named on leaderboards."""

    model_config = ConfigDict(
        extra="forbid",
    )
    named: bool
    """False: a place without a name, from this moment on."""


class ParticipationAnswer(Model):
    """Whether the caller is named."""

    named: bool
    """Whether leaderboards show their name."""


class PasswordChange(Model):
    """A new password for who is signed in."""

    model_config = ConfigDict(
        extra="forbid",
    )
    code: str | None = None
    """What `requestReauthenticationCode` sent, in place of the password."""

    current_password: str | None = None
    """The password of today, in place of a code."""

    password: str
    """From 12 to 128 characters, and not easy to guess."""


class PasswordReset(Model):
    """A new password, allowed by a code that came by e-mail."""

    model_config = ConfigDict(
        extra="forbid",
    )
    code: str
    """What came by mail."""

    email: str
    password: str
    """From 12 to 128 characters, and not easy to guess."""


class PastedFact(Model):
    """A fact that there is not."""

    model_config = ConfigDict(
        extra="forbid",
    )
    at: AwareDatetime | None = None
    """When it would have happened; null: now."""

    data: dict[str, int | str | list[str]] | None = Field(None, max_length=40)
    """What conditions ask: numbers and texts by their fields, `role` and `brand_id` too; amounts in minor units."""

    depth: int = 0
    """How many rewards would have caused it, one by another; above 3 it is counted nowhere."""

    type: str
    """The type of fact, `deal.released` for instance."""


PatternKind = TypeAliasType("PatternKind", Literal["regex", "words", "domain", "phone", "card"])
"""
How a pattern is read: expressions of RE2 or words (a line each), domains, regions (ISO 3166), or nothing.

Domains: `name.tld` and what lies under it; `~name.tld` what looks like it, `~own` like ours; `!name.tld` never.
"""


PausedReason = TypeAliasType("PausedReason", Literal["asked", "budget_exhausted", "brand_barred"])
"""
Why a program is paused.

asked: somebody paused it. budget_exhausted: it goes on by itself when it is funded. brand_barred: nobody of its
brand can act.
"""


class PayoutLine(Model):
    """One earning in a payout: gross, less the platform's fee, is `amount`."""

    amount: int
    """Minor units of the currency."""

    brand_name: str
    """Empty where the platform paid it."""

    campaign_id: UUID | None
    """The campaign that paid it; null: a deal, a reward, or a transfer that came back."""

    campaign_name: str
    """The name of the campaign or program, or the title of the deal."""

    deal_id: UUID | None
    """The deal that paid it; null: none did."""

    earned_at: AwareDatetime
    """When it was earned."""

    earning_id: UUID
    """The earning."""

    fee_amount: int
    """The platform's fee, in minor units."""

    gross_amount: int
    """Before the platform's fee, in minor units."""

    kind: EarningKind
    program_id: UUID | None
    """The program of rewards that paid it; null: none did."""

    reason: str
    """Why it was taken back, or came about."""

    submission_id: UUID | None
    """The submission."""


PayoutLineKind = TypeAliasType("PayoutLineKind", Literal["earnings", "commissions"])
"""What somebody is paid for: their own work, or the deals of people whom they brought."""


PayoutSchedule = TypeAliasType("PayoutSchedule", Literal["daily", "weekly", "monthly", "manual"])
"""
When a person is paid what is past its hold: by the run of every day, of Mondays, of the 1st of a month (UTC),
or only when they ask for it.
"""


class PayoutScheduleDraft(Model):
    """When a creator or agent is paid what is past its hold."""

    model_config = ConfigDict(
        extra="forbid",
    )
    schedule: PayoutSchedule


PayoutStatus = TypeAliasType("PayoutStatus", Literal["pending", "paid", "failed", "manual_review"])
"""Where a transfer is; `manual_review` means that nobody knows yet."""


class PayoutSum(Model):
    """What a payout is of one kind; below zero where more was taken back than earned, which the other kind pays."""

    amount: int
    """Minor units of the currency."""

    kind: PayoutLineKind


class People(Model):
    """Of `same_visitor`."""

    model_config = ConfigDict(
        extra="forbid",
    )
    people: int
    """So many people by one browser within a day are too many."""


class PersonalData(Model):
    """All that is held about a person: table → rows. Secrets (hashes, tokens) are left out."""

    data: dict[str, list[dict[str, Any]]]
    """By table, its rows."""

    exported_at: AwareDatetime
    """When it was put together."""

    user_id: UUID
    """The person, by the account's id."""


Platform = TypeAliasType("Platform", Literal["instagram", "tiktok", "twitter", "linkedin", "youtube"])
"""The social platforms."""


class PlatformDay(Model):
    """What the platform was used for on a day. Artists are brand users, influencers creators, jobs gigs."""

    active_users_daily: int
    """People who did something that is written down: a change, or a step of a gig or a deal."""

    as_of: AwareDatetime
    """The moment up to which it is counted."""

    date: date_aliased
    """The day (UTC)."""

    escrow_events_logged: int
    """Steps of gigs and held funds."""

    final: bool
    """Whether no night counts the day again."""

    jobs_closed: int
    """Gigs that were closed or cancelled that day."""

    jobs_created: int
    """Gigs that were made that day, drafts too."""

    system_events_logged: int
    """Attempts that guards refused and wrote down."""

    total_artists: int
    """Of them, who acts for brands."""

    total_influencer_claims: int
    """Deals of that day out of gigs, by claim or by application."""

    total_influencers: int
    """Of them, creators."""

    total_users: int
    """Accounts at the end of the day, without those that were deleted."""


class PlatformResults(Model):
    """What a campaign's posts on one platform achieved."""

    as_of: AwareDatetime | None
    """The oldest reading of its live posts; null: there is none."""

    comments: int | None
    comments_known: int
    """Of how many posts `comments` is the sum."""

    cost_per_engagement: str | None
    """What an engagement cost on the posts whose engagements are known, in minor units with four decimals; null: not known."""

    cost_per_mille: int | None
    """What a thousand views cost on the posts whose views are known, in minor units; null: not known."""

    count: int
    """How many posts there are."""

    engagements: int | None
    """Likes, comments, shares and saves that are told; null: likes or comments are not."""

    engagements_known: int
    """Of how many posts `engagements` is the sum."""

    gone: int
    """Of them, those that were not found a day later either."""

    likes: int | None
    likes_known: int
    """Of how many posts `likes` is the sum."""

    live: int
    """Of them, those that were there at the last reading."""

    missing: int
    """Of them, those that the last reading did not find."""

    platform: Platform
    reach: int | None
    """How many people saw it, as the platform estimates; null: it does not tell."""

    reach_known: int
    """Of how many posts `reach` is the sum."""

    saves: int | None
    """How often it was kept; null: the platform does not tell."""

    saves_known: int
    """Of how many posts `saves` is the sum."""

    shares: int | None
    shares_known: int
    """Of how many posts `shares` is the sum."""

    spend: int
    """Spent on approved work, in minor units."""

    unread: int
    """Of them, those of which no figures were read yet."""

    views: int | None
    """How often it was seen, as its platform counts; null: it does not tell."""

    views_known: int
    """Of how many posts `views` is the sum."""


class PlatformRun(Model):
    """What a run did, as counts; `more_due` is 1 where a worker goes on with the rest."""

    counts: dict[str, int]
    """How much of what was done."""


class PointBalance(Model):
    """Points that a program granted and did not revoke."""

    points: int
    """How many."""

    program_id: UUID
    """Which program granted them."""

    updated_at: AwareDatetime
    user_id: UUID
    """Whose they are, by the account's id."""


class PointsReward(Model):
    """Points, which are shown and ranked and buy nothing."""

    model_config = ConfigDict(
        extra="forbid",
    )
    kind: Literal["points"]
    points: int
    """How many."""


PostStatus = TypeAliasType("PostStatus", Literal["live", "missing", "gone"])
"""missing: not found when the platform was last asked; gone: nor a day later."""


class PostSums(Model):
    """Sums over posts. `as_of` is the oldest reading of those that are live: no figure of them is older."""

    as_of: AwareDatetime | None
    """The oldest reading of its live posts; null: there is none."""

    comments: int | None
    comments_known: int
    """Of how many posts `comments` is the sum."""

    cost_per_engagement: str | None
    """What an engagement cost on the posts whose engagements are known, in minor units with four decimals; null: not known."""

    cost_per_mille: int | None
    """What a thousand views cost on the posts whose views are known, in minor units; null: not known."""

    count: int
    """How many posts there are."""

    engagements: int | None
    """Likes, comments, shares and saves that are told; null: likes or comments are not."""

    engagements_known: int
    """Of how many posts `engagements` is the sum."""

    gone: int
    """Of them, those that were not found a day later either."""

    likes: int | None
    likes_known: int
    """Of how many posts `likes` is the sum."""

    live: int
    """Of them, those that were there at the last reading."""

    missing: int
    """Of them, those that the last reading did not find."""

    reach: int | None
    """How many people saw it, as the platform estimates; null: it does not tell."""

    reach_known: int
    """Of how many posts `reach` is the sum."""

    saves: int | None
    """How often it was kept; null: the platform does not tell."""

    saves_known: int
    """Of how many posts `saves` is the sum."""

    shares: int | None
    shares_known: int
    """Of how many posts `shares` is the sum."""

    spend: int
    """Spent on approved work, in minor units."""

    unread: int
    """Of them, those of which no figures were read yet."""

    views: int | None
    """How often it was seen, as its platform counts; null: it does not tell."""

    views_known: int
    """Of how many posts `views` is the sum."""


class Preference(Model):
    """`enabled` is what the person wants (yes, until they say no); `effective` whether mail is really sent."""

    category: NotificationCategory
    channel: Literal["email"]
    effective: bool
    """Whether mail is really sent."""

    enabled: bool
    """Whether the person wants it: yes, until they say no."""


class PreferenceChoice(Model):
    """Whether a category is wanted on a channel."""

    model_config = ConfigDict(
        extra="forbid",
    )
    category: NotificationCategory
    channel: Literal["email"] = "email"
    enabled: bool
    """Whether it is wanted."""


class PreferenceChoices(Model):
    """What to change; what is not named stays. Switching mail on takes an earlier "unsubscribe from all" back."""

    model_config = ConfigDict(
        extra="forbid",
    )
    data: list[PreferenceChoice]


class Price(Model):
    """Of `price_outlier`."""

    model_config = ConfigDict(
        extra="forbid",
    )
    least_deals: int
    """Of so few deals nobody knows what is usual."""

    times_median: float
    """How far above the median of 90 days, in the same currency."""


class ProcessEligiblePayouts(Model):
    """Edge action: pay what is past its hold; service and administrators only."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["process-eligible-payouts"]


class ProcessTransitions(Model):
    """Edge action: move every campaign and invitation whose time has come."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["process-transitions"]


ProfilePart = TypeAliasType(
    "ProfilePart",
    Literal[
        "headline",
        "avatar",
        "categories",
        "country",
        "city",
        "languages",
        "rates",
        "portfolio_links",
        "account",
        "engagement",
    ],
)
"""What a whole profile consists of."""


class ProfilePatch(Model):
    """What a person changes about themselves; only what is sent changes."""

    model_config = ConfigDict(
        extra="forbid",
    )
    avatar_url: str | None = None
    bio: str | None = None
    full_name: str | None = None
    location: str | None = None
    """A place, in words."""

    phone: str | None = None
    time_zone: str | None = None
    """Nobody is mailed at night there that messages wait."""


class ProgramEnded(Model):
    """What ending a program gave back at once, in minor units; what may still be claimed comes back when it expires."""

    currency: str | None
    """null: it had no budget."""

    program_id: UUID
    """The program."""

    returned_amount: int
    """What went back to the wallet, or to the platform's revenue."""


class ProgramFunding(Model):
    """Money for a program."""

    model_config = ConfigDict(
        extra="forbid",
    )
    amount: int
    """In minor units of the program's currency."""


ProgramStatus = TypeAliasType("ProgramStatus", Literal["draft", "active", "paused", "ended"])
"""draft → active ⇄ paused → ended; a draft may be ended, too."""


class Progress(Model):
    """How far the caller is with a level."""

    counted: list[CountedFact] | None
    """The last twenty that were counted, the newest first; null: the next level of the achievement lists them."""

    remaining: int
    """How much is left to the target."""

    target: int
    """At how much it is unlocked."""

    value: int
    """What was counted so far: deeds, days in a row, different things or minor units, as its criteria say."""

    window: str
    """After which time counting starts anew: `lifetime` (never), `day`, `week`, `month`, `campaign`, or a `rolling:30d` that moves on with the days."""


class Publication(Model):
    """What is to be public."""

    model_config = ConfigDict(
        extra="forbid",
    )
    level: int | None = None
    """Which level's badge; null: those of all levels that are unlocked."""


class Published(Model):
    """What was made public."""

    published: int
    """How many badges of the achievement are public by it."""


QuestionKind = TypeAliasType("QuestionKind", Literal["text", "single", "multiple", "rating", "nps"])
"""rating is 1 to 5, nps 0 to 10."""


class QuestionResult(Model):
    """
    How a question was answered: each answer with its count, and the mean of numbers.

    Of the answers the 100 most frequent, and of long ones as many as have 200,000 characters together.
    """

    answered: int
    """How many answered it."""

    counts: dict[str, int]
    """How often each answer was given."""

    kind: QuestionKind
    mean: float | None
    """The mean of numbers; null where the answers are none."""

    position: int
    """Which question, from 1."""

    prompt: str
    """The question."""

    question_id: UUID
    """The question."""


class RateClassLimit(Model):
    """A limit of a class of work, per whom."""

    burst: int
    """How much there may be at once."""

    hours: int
    """How many hours the rate is for."""

    key: str
    """The class of work."""

    per: str
    """Whom the limit counts."""

    rate: int
    """How much there may be in these hours."""

    updated_at: AwareDatetime


class RateClassLimits(Model):
    """All limits."""

    data: list[RateClassLimit]


class RateDraft(Model):
    """What a creator asks for one piece, in minor units of the currency."""

    model_config = ConfigDict(
        extra="forbid",
    )
    amount: int
    """Minor units of the currency."""

    currency: Literal["aud", "cad", "chf", "dkk", "eur", "gbp", "jpy", "nok", "nzd", "pln", "sek", "usd"]
    """ISO 4217, in lower case."""

    deliverable_type: DeliverableType


class RealtimeConnection(Model):
    """Where to connect, with one's access token, and what to listen to."""

    channel: str
    """One's own channel. Its name changes when a sign-in ends: ask again after `subscribe_error`."""

    endpoint: str
    """The WebSocket of AppSync Events, for clients that speak its protocol themselves."""

    http_domain: str
    """The host of the Events API: client libraries want `https://{http_domain}/event`, and each request its name."""


class Reassignment(Model):
    """Who brought somebody, from now on."""

    model_config = ConfigDict(
        extra="forbid",
    )
    agent_user_id: UUID | None
    """The agent; null: nobody did."""

    reason: str
    """It is written into the audit log."""


class Reconciliation(Model):
    """
    A proof of the books: clean, or a list of findings (check, subject, expected, found); with the last comparison
    with Stripe's balance.
    """

    account_count: int
    """Accounts of the ledger that were looked at."""

    balances: list[BalanceComparison]
    """One for each currency."""

    created_at: AwareDatetime
    duration_ms: int
    """Milliseconds that the proof took."""

    entry_count: int
    """Entries of the ledger that were looked at."""

    findings: list[dict[str, Any]]
    """What does not agree: check, subject, expected, found."""

    id: UUID
    is_clean: bool
    """Whether nothing was found."""


class Redaction(Model):
    """Why a text is taken away."""

    model_config = ConfigDict(
        extra="forbid",
    )
    reason: str
    """Both sides read it, and the sender is told."""


class RedeemEmailInvitation(Model):
    """The token that came by e-mail."""

    model_config = ConfigDict(
        extra="forbid",
    )
    token: str
    """What stands in the address of the mail's button."""


class RedeemedEmailInvitation(Model):
    """What has become of an invitation to the caller's address; null where the campaign takes nobody (now)."""

    campaign_id: UUID
    """The campaign."""

    invitation_id: UUID | None
    """The invitation of the campaign; null: the campaign takes nobody, or nobody now."""

    status: EmailInvitationStatus


class ReferralClaim(Model):
    """Who brought the caller."""

    model_config = ConfigDict(
        extra="forbid",
    )
    code: str
    """An agent's code: letters that look alike, blanks and hyphens make no difference."""


class ReferralCode(Model):
    """A code of an agent, its short link, and a text to send along. Who signs up with it is brought by the agent."""

    campaign: str
    """What it belongs to, for oneself."""

    code: str
    """The machine's word: go by it, never by the sentence."""

    created_at: AwareDatetime
    disabled_at: AwareDatetime | None
    """Since when it is switched off: it brings nobody, and its link leads nowhere."""

    id: UUID
    label: str
    """For oneself; nobody else reads it."""

    link: str
    """What people get: it leads to the site, which then knows who sent them."""

    max_uses: int | None
    """How many people may use it; null: without end."""

    share_text: str
    """What the agent may send to people, from an address of their own; we send it to nobody."""

    uses: int
    """How many people have used it."""


class ReferralCodeChange(Model):
    """What may change of a code; the code itself stays."""

    model_config = ConfigDict(
        extra="forbid",
    )
    campaign: str | None = None
    """What it belongs to, for oneself."""

    disabled: bool | None = None
    """Whether it is switched off."""

    label: str | None = None
    """For oneself; nobody else reads it."""

    max_uses: int | None = None
    """How many people may use it; null: without end."""


class ReferralGiven(Model):
    """Who sent a newcomer, as far as it is known; what is not understood is passed over."""

    model_config = ConfigDict(
        extra="forbid",
    )
    code: str | None = None
    """An agent's code, as it was typed."""

    invite: str | None = None
    """What the link of an invite brought along."""

    touch: str | None = None
    """What an agent's link brought along as `ref`."""


ReferralSource = TypeAliasType("ReferralSource", Literal["code", "link", "invite", "manual"])
"""By what somebody came."""


ReferralStatus = TypeAliasType("ReferralStatus", Literal["pending", "active", "rejected", "expired"])
"""Whether an agent earns by somebody."""


class ReferredPerson(Model):
    """Somebody whom an agent brought: what an agent may know of them."""

    commissions: list[Earned]
    """Per currency."""

    id: UUID
    """Of the referral: no account has it."""

    joined_month: str
    """In which they signed up: `2026-12`."""

    name: str
    """`Former member` once their account is shut."""

    role: str | None
    """`agent`, `brand` or `creator`; null once the account is erased."""

    status: ReferralStatus
    """Whether the agent earns by them."""


class RefreshToken(Model):
    """What a client holds between sign-ins."""

    model_config = ConfigDict(
        extra="forbid",
    )
    refresh_token: str
    """Good once, within 7 days; the answer has the next one."""


class RefreshTokens(Model):
    """Edge action: renew tokens that end soon; service and administrators only."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["refresh-tokens"]


class Refund(Model):
    """The same, of an order of that campaign."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["refund"]
    campaign_id: UUID
    """The campaign."""

    currency: str
    """ISO 4217, in lower case."""

    order_id: str
    """The shop's number of the order."""

    reason: str = ""
    """Why, for whoever reads the order's history."""

    reference: str
    """The shop's number of the change: sent again, it is the same one."""

    value: int | None = None
    """What was given back, in minor units of the order's own currency; all that is left without it."""


Refusal = TypeAliasType("Refusal", Literal["size", "type", "checksum"])
"""What about a file is not as announced."""


RejectionCode = TypeAliasType(
    "RejectionCode", Literal["off_brief", "quality", "incomplete", "rights", "late", "other"]
)
"""What is wrong with work."""


RejectionReason = TypeAliasType("RejectionReason", Literal["price", "fit", "audience", "filled", "other"])
"""Why a brand says no to an application; filled: all slots have their deals."""


class Reminder(Model):
    """What a second mail says."""

    model_config = ConfigDict(
        extra="forbid",
    )
    message: str = ""
    """What the agent writes beside our text, without links."""


class RemoveResult(Model):
    """Whether there was such a member."""

    member_id: UUID
    """The member, as the request named them."""

    removed: bool
    """Whether there was such a member."""


class RemoveResults(Model):
    """A result for each, in the order in which they were named."""

    removed: int
    """How many were in the list and are not any more."""

    results: list[RemoveResult]
    """One for each who was named, in that order."""


ReportReason = TypeAliasType("ReportReason", Literal["spam", "abuse", "fraud", "off_platform", "other"])
"""What is wrong with a message; off_platform: it leads away from here."""


ReportStatus = TypeAliasType("ReportStatus", Literal["open", "upheld", "dismissed"])
"""What an administrator says to a report."""


class Resend(Model):
    """Which code is to go out again; of `email_change` the address is the present one."""

    code_challenge: None = Field(None)
    """Of the flow `pkce`, which there is not: tokens come back in the fragment of the address (flow `implicit`)."""

    email: str
    type: Literal["signup", "email_change"]
    """The event, as `payout_failed`."""


Resolution = TypeAliasType(
    "Resolution", Literal["silence", "agreement", "decision", "appeal", "time", "loss"]
)
"""How it ended: unanswered, agreed on, decided, decided once more, undecided for too long, or with a lost card."""


class RetriedFailure(Model):
    """It is due again; where it fails again, it comes back to the list."""

    failure_id: str
    """The id of the message, delivery or event."""

    kind: FailureKind


ReviewDecision = TypeAliasType("ReviewDecision", Literal["approved", "changes_requested", "rejected"])
"""What a review says."""


class ReviewDraft(Model):
    """The decision; feedback is needed unless it is yes. `revision`: the one that was looked at."""

    model_config = ConfigDict(
        extra="forbid",
    )
    decision: ReviewDecision
    feedback: str = ""
    """What is good, or has to change; needed unless the work is approved."""

    revision: int | None = None
    """The one that was looked at: where there is a newer one, it is refused. The newest without it."""


class RewardAudience(Model):
    """Whom it is for, beside what they did; empty lists: everybody."""

    model_config = ConfigDict(
        extra="forbid",
    )
    roles: list[Literal["creator", "brand", "agent"]] | None = None
    """Who has one of these roles when the fact is counted."""

    segment_id: None = Field(None)
    """Always null: there are no segments yet."""

    tiers: list[str] | None = None
    """Who is an agent of one of these tiers then."""


class RewardAward(Model):
    """What a trigger granted somebody for a level in a period, once."""

    amount: int | None
    """Money in minor units, or how many tokens or points; null: none of these."""

    brand: BrandCard | None
    """Null: the platform pays."""

    brand_id: UUID | None
    """Who pays; null: the platform."""

    cause_fact_id: UUID | None
    """The deed that reached the level; null: none did alone."""

    claim_by: AwareDatetime
    """Until when it can be claimed. Points and badges do not expire."""

    claimed_at: AwareDatetime | None
    """Null: not yet."""

    created_at: AwareDatetime
    currency: str | None
    """Null: neither money nor tokens."""

    ended_at: AwareDatetime | None
    """When it expired or was revoked; null: it was not."""

    failure: AwardFailure | None
    """Null: nothing failed."""

    fulfilled_at: AwareDatetime | None
    """When there was nothing left to do for it; null: there is, or it is money, which is an earning."""

    granted_at: AwareDatetime
    """When the level was reached, or when there was a budget for it."""

    id: UUID
    kind: AwardKind
    level: int
    """Which of the trigger's levels was reached."""

    name: str
    """What it is for, as the trigger was called when it granted it."""

    period_key: str
    """The period that it was reached in: `all`, a day, week or month, a campaign, or the running number of a round."""

    program_id: UUID
    """Which program granted it."""

    reason: str | None
    """Why it was revoked; null: it was not."""

    reward: dict[str, Any]
    """What was promised (`Reward`)."""

    status: AwardStatus
    trigger_id: UUID
    """What was counted for it."""

    user_id: UUID
    """Whose it is, by the account's id."""

    version: int
    """Of the trigger, when it granted it."""


class RewardBackfill(Model):
    """How far the backfill of a version is."""

    awards: int
    """How many awards they brought, those included that the budget did not suffice for."""

    created_at: AwareDatetime
    cursor_at: AwareDatetime | None
    """Up to which time facts are done; null: it has not begun."""

    facts: int
    """How many facts it has looked at."""

    finished_at: AwareDatetime | None
    """When it was over; null: it is not."""

    id: UUID
    live_at: AwareDatetime
    """When the version went live: facts counted before are the backfill's, all others are counted as they come."""

    requested_by: UUID | None
    """Who asked for it, by the account's id; null: their account is erased."""

    status: BackfillStatus
    trigger_id: UUID
    """The trigger, whatever its version."""

    updated_at: AwareDatetime
    version: int
    """Which version of it counts them."""


class RewardLeaderboardPlace(Model):
    """Somebody on the board."""

    display_name: str
    """"Somebody" for who does not want to be named."""

    is_own: bool
    """Whether it is the caller."""

    rank: int
    """From 1; who has as much shares it."""

    value: int
    """What they are ranked by."""


class RewardPage(Model):
    """One page of rewards, with the points of all programs."""

    data: list[RewardAward]
    next_cursor: str | None = None
    """Send it as `cursor` for the next page; null on the last one."""

    points: list[PointBalance]
    """Of each program that granted some, the most first; at most a hundred programs."""


class RewardProgram(Model):
    """A program of a brand, or of the platform, and what is left of its budget."""

    brand_id: UUID | None
    """Whose it is; null: the platform's."""

    budget_left: int
    """What it can still grant, or what is still to go back once it has ended."""

    budget_reserved: int
    """What was granted and is not claimed yet."""

    budget_returned: int
    """What went back when it had ended."""

    budget_spent: int
    """What was claimed."""

    budget_total: int
    """What it was funded with, in all."""

    claim_days: int
    """How many days people have to claim what they were granted."""

    closed_at: AwareDatetime | None
    """Since when nobody can claim anything more, and what was left has gone back."""

    created_at: AwareDatetime
    created_by: UUID | None
    """Who made it, by the account's id; null: their account is erased."""

    currency: str | None
    """null: it grants points and badges alone, and has no budget."""

    ended_at: AwareDatetime | None
    """Since when it grants nothing more; null: it has not ended."""

    ends_at: AwareDatetime | None
    """When it ends by itself; null: when somebody ends it."""

    id: UUID
    name: str
    paused_reason: PausedReason | None
    starts_at: AwareDatetime | None
    """From when on it grants; null: as soon as it is active."""

    status: ProgramStatus
    terms_url: str | None
    """Where its terms stand."""

    updated_at: AwareDatetime


class RewardProgramChange(Model):
    """What may change of a program: all of a draft, and of one that was activated what is not promised yet."""

    model_config = ConfigDict(
        extra="forbid",
    )
    claim_days: int | None = None
    """Days for what is granted from now on."""

    currency: (
        Literal["aud", "cad", "chf", "dkk", "eur", "gbp", "jpy", "nok", "nzd", "pln", "sek", "usd"] | None
    ) = None
    """Of a draft that has no budget."""

    ends_at: AwareDatetime | None = None
    """When it ends by itself; null: when somebody ends it."""

    name: str | None = None
    starts_at: AwareDatetime | None = None
    """Of a draft."""

    terms_url: str | None = None
    """Where its terms stand; null: nowhere."""


class RewardRevocation(Model):
    """Why it is taken back."""

    model_config = ConfigDict(
        extra="forbid",
    )
    reason: str
    """The person reads it."""


Role = TypeAliasType("Role", Literal["admin", "agent", "brand", "creator"])
"""Global roles, highest first; a person may hold several."""


class RotatedKey(Model):
    """The new key. The one before it is taken until then, so that a shop can change over; null where there was none."""

    key: str
    """Signs with HMAC-SHA-256; a secret of the shop."""

    previous_key_valid_until: AwareDatetime | None
    """Until when the key before is taken; null: there was none."""


RowNote = TypeAliasType("RowNote", Literal["email_dropped", "phone_dropped"])
"""What was left out of a row that was taken: an address or a number that is none."""


RowReason = TypeAliasType(
    "RowReason",
    Literal[
        "no_address",
        "email_invalid",
        "phone_invalid",
        "line_unreadable",
        "card_unreadable",
        "card_too_large",
        "too_many_photos",
        "own_address",
    ],
)
"""Why nobody was taken from a row, or a card."""


class RunOrder(Model):
    """A run between the times of the timer. `as_of` is the moment that the job takes for now; without it, now."""

    model_config = ConfigDict(
        extra="forbid",
    )
    as_of: AwareDatetime | None = None
    """The moment that the job takes for now: one that is over, or left out for now."""


class Rush(Model):
    """Of `burst`."""

    model_config = ConfigDict(
        extra="forbid",
    )
    minutes: int
    """within so many minutes."""

    scans: int
    """More than so many without a cookie, by one kind of browser behind one address,"""


class SavedSearch(Model):
    """A search of the directory that a brand keeps by name; `filters` are the query parameters of it."""

    brand_id: UUID
    """The brand."""

    created_at: AwareDatetime
    created_by: UUID | None
    """Who saved it, by the account's id; null: that account is gone."""

    filters: dict[str, JsonValue]
    """The query parameters of `findCreators`."""

    id: UUID
    name: str
    updated_at: AwareDatetime


class ScanAnswer(Model):
    """A verdict, or that there is none yet."""

    next: Literal["landing"] | None
    """What comes now; null: nothing."""

    reasons: list[str]
    """Of a refusal: not_open, already_counted, limit_reached, too_far, place_needed, try_again."""

    retry_after: int | None
    """Seconds, after which to ask again; null: never."""

    scan_id: UUID
    """The scan."""

    verdict: Literal["accepted", "flagged", "refused", "pending"]
    """flagged: it is counted, and somebody looks at it. pending: ask again."""


class ScanCounts(Model):
    """Scans by verdict."""

    accepted: int
    """They counted."""

    flagged: int
    """They wait for a decision, or did when they came."""

    refused: int
    """They did not count."""


ScanDecision = TypeAliasType("ScanDecision", Literal["confirmed", "cleared"])
"""What is said to it."""


class ScanEvidence(Model):
    """Figures about a flagged scan and its device. Each count ends at 1,000; none says a place."""

    activations_in_hour: int | None
    """Of so many activations of the brand it scanned codes within the hour; null: the scan itself is kept no more."""

    device_risk: int | None
    """Points of what was confirmed about it before (0 to 100); null: it is not known any more."""

    devices_at_place: int | None
    """So many other devices named this place to the last digit that day (UTC); null: the place was not exact."""

    kmh: int | None
    """At least so fast (km/h) the device came from the place that it named before; null: no two places to compare."""

    scans_of_device: int
    """So many scans it made within the day before."""

    scans_of_visitor: int | None
    """So many scans came by this kind of browser behind this address within ten minutes; null: it is not known."""


class ScanReviewDecision(Model):
    """What is decided, and why."""

    model_config = ConfigDict(
        extra="forbid",
    )
    decision: ScanDecision
    """`cleared`: it counts after all. `confirmed`: it never does."""

    note: str = ""
    """For those who look later; the fan is not told."""


ScanReviewStatus = TypeAliasType("ScanReviewStatus", Literal["open", "confirmed", "cleared"])
"""It waits, never counts, or counts after all."""


class ScanRulePrecision(Model):
    """How often a rule was right, as people decided in the last 90 days."""

    active: bool
    """Whether it counts now."""

    cleared_by_time: int
    """Those that nobody looked at in time; they are not decided."""

    confirmed: int
    """Those of them that were confirmed."""

    decided: int
    """Those that somebody decided on."""

    key: str
    """As in `listFraudRules`."""

    open: int
    """Flagged scans in which it found something and that wait."""

    precision: float | None
    """Confirmed of decided, 0 to 1; null: nobody has decided yet."""

    weight: int | None
    """Its points; null: it counts for nothing."""


class ScanRules(Model):
    """All rules against cheated scans, by their keys."""

    data: list[ScanRulePrecision]


ScanSource = TypeAliasType("ScanSource", Literal["online", "offline", "staff"])
"""online: the visitor's own phone. offline: a gate sent it later. staff: a gate, at once."""


ScanVerdict = TypeAliasType("ScanVerdict", Literal["accepted", "flagged", "refused"])
"""flagged: it waits for a decision, and earns nothing until it is cleared."""


class ScannedWhere(Model):
    """What is kept of the scan beside its place."""

    accuracy_m: int | None
    """How exact its place was, in metres."""

    campaign_id: UUID
    """The campaign."""

    claimed_at: AwareDatetime
    """When it was made, as a gate says that sends it later."""

    code_id: UUID
    """The code that was scanned."""

    country: str | None
    """Out of which country it came (ISO 3166)."""

    distance_m: int | None
    """How far from the fence, in metres; 0: inside; null: no place, or no fence."""

    source: str
    """`online`, `offline` or `staff`."""


Scope = TypeAliasType("Scope", Literal["always", "before_deal"])
"""When a rule holds: always, or until money of a deal between both is held."""


class Screen(Model):
    """The pictures of a code: of a rotating one those of the next ten minutes at least."""

    first_step: int
    """The step of the first picture: `now` divided by `rotate_seconds`."""

    now: float
    """Seconds since 1970, by our clock: a screen counts from here, whatever its own clock says."""

    pictures: list[str]
    """SVG, one for each step."""

    rotate_seconds: int
    """How long each picture is shown; 0: the code does not rotate, and there is one picture."""


class SeenFile(Model):
    """A file that had been handed in."""

    checksum_sha256: str | None
    """SHA-256 of its bytes, in hexadecimal; null: its creator gave none."""

    file_name: str
    """As people call it, without folders."""

    handed_in_at: AwareDatetime
    """When it was handed in; null: not yet."""

    id: UUID
    media_type: str
    """As `image/jpeg`."""

    object_key: str
    """Where it is stored."""

    size_bytes: int
    """Bytes."""


class SeenWork(Model):
    """Work as it was when the dispute was opened, with the review of it."""

    content_url: str | None
    """The address of the post or page."""

    decision: str | None
    """What the brand said of it: approved or rejected; null: nothing."""

    file: str | None
    """The `object_key` of a stored upload; null: none."""

    id: UUID
    kind: str
    """What kind it is."""

    live_status: str
    """Whether the post was there: unknown, live or gone."""

    note: str
    """What the brand writes of them, at most 2,000 characters."""

    reason_code: str | None
    """Why it was rejected; null: it was not."""

    review_note: str | None
    """What the brand wrote about it; null: it was not reviewed."""

    reviewed_at: AwareDatetime | None
    """When it was reviewed; null: it was not."""

    revision: int
    """Which revision, from 1."""

    submitted_at: AwareDatetime
    """When it was handed in."""


class SendNotification(Model):
    """
    Edge action: tell one user, or each active member of a brand with `permission` (read, if not said).

    Service and administrators only.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["send"]
    brand_id: UUID | None = None
    """The brand whose members are told; else `user_id` says."""

    category: NotificationCategory
    message: str
    metadata: dict[str, Any] | None = None
    """Facts about it, as its type has them."""

    permission: Literal["read", "campaign", "money", "members"] | None = None
    """Which members: those who may do this; `read` without it."""

    title: str
    type: str
    """The event, as `payout_failed`."""

    user_id: UUID | None = None
    """Whom to tell; else `brand_id` says."""


SendingStatus = TypeAliasType("SendingStatus", Literal["sent", "held", "released", "refused"])
"""What became of a message."""


class SentEmailInvitation(Model):
    """What was asked for. Whether the address has an account, or wants no mail, it does not tell."""

    agreed_amount: int | None
    """What the creator works for before the fee, in minor units."""

    campaign_id: UUID
    """The campaign."""

    email: str
    expires_at: AwareDatetime
    """From when on it is good no more; null: never."""

    id: UUID


class SessionsEnd(Model):
    """`this`: the sign-in of the access token; `others`: all but it; `all`: on all devices."""

    model_config = ConfigDict(
        extra="forbid",
    )
    which: Literal["this", "others", "all"] = "this"
    """`this`: the sign-in of the access token; `others`: all but it; `all`: on all devices."""


class Setting(Model):
    """What an administrator may tune, with the value in force."""

    default_value: int
    """What is in force without anybody's choice."""

    description: str
    key: str
    """The setting's name."""

    maximum: int
    """The most that it takes."""

    minimum: int
    """The least that it takes."""

    updated_at: AwareDatetime | None
    updated_by: UUID | None
    """Who changed it last, by the account's id; null: nobody."""

    value: int
    """What is in force."""


class SettingValue(Model):
    """A new value, within the setting's range."""

    model_config = ConfigDict(
        extra="forbid",
    )
    value: int
    """What shall be in force, within the setting's range."""


class Settings(Model):
    """All settings."""

    data: list[Setting]


Severity = TypeAliasType("Severity", Literal["info", "warning", "critical"])
"""How much a sign matters."""


class ShareText(Model):
    """What an agent sends to somebody themselves."""

    link: str
    """Where it leads: of a referral code, or of the invite."""

    text: str
    """A text with the link in it, to be changed as one likes."""


SheetFormat = TypeAliasType("SheetFormat", Literal["pdf", "svg"])
"""pdf: pages of A4, each code with its label and address. svg: a ZIP archive with a picture for each code."""


Side = TypeAliasType("Side", Literal["brand", "creator"])
"""A side of a deal."""


class SignIn(Model):
    """A password sign-in."""

    model_config = ConfigDict(
        extra="forbid",
    )
    email: str
    password: str


class SignInTicket(Model):
    """What `signInWithTicket` takes; good once."""

    expires_in: int
    """For how many seconds the ticket is good."""

    ticket: str
    """Goes to `signInWithTicket`."""


class SignOut(Model):
    """`everywhere`: on all devices, not only where this refresh token lives."""

    model_config = ConfigDict(
        extra="forbid",
    )
    everywhere: bool = False
    """Whether all sign-ins of the account end, and not only this one."""

    refresh_token: str
    """Good once, within 7 days; the answer has the next one."""


SignState = TypeAliasType("SignState", Literal["open", "resolved"])
"""Whether the cause of a sign is still there."""


class SignUp(Model):
    """A new account. `admin` is no role that anybody gives themselves."""

    model_config = ConfigDict(
        extra="forbid",
    )
    email: str
    full_name: str
    password: str
    """From 12 to 128 characters, and not easy to guess."""

    referral: ReferralGiven | None = None
    """Who sent them: the code first, then the invite, then the touch."""

    role: Literal["agent", "brand", "creator"]
    """What the account is for."""


class SignUpData(Model):
    """Of what a front end tells about a newcomer, what makes the account; the rest is kept for it."""

    model_config = ConfigDict(
        extra="allow",
    )
    full_name: str
    referral: ReferralGiven | None = None
    """Who sent them, as `signUp` takes it. It is not kept with the rest."""

    role: Literal["agent", "brand", "creator"] = "creator"
    """What the account is for."""


class SignedCorrection(Model):
    """What an order is worth after all, in its own currency; refunds stay. `reference` is the shop's number of this."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["correct"]
    currency: str
    """ISO 4217, in lower case."""

    order_id: str
    """The shop's number of the order."""

    reason: str = ""
    """Why, for whoever reads the order's history."""

    reference: str
    """The shop's number of the change: sent again, it is the same one."""

    value: int
    """What the order is worth after all, in minor units of its own currency."""


class SignedRefund(Model):
    """
    A part of an order that was given back, in its own currency; without `value`, all that is left.

    `reference` is the shop's number of this refund: sent again, it is the same one.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["refund"]
    currency: str
    """ISO 4217, in lower case."""

    order_id: str
    """The shop's number of the order."""

    reason: str = ""
    """Why, for whoever reads the order's history."""

    reference: str
    """The shop's number of the change: sent again, it is the same one."""

    value: int | None = None
    """What was given back, in minor units of the order's own currency; all that is left without it."""


class Skew(Model):
    """Of `time_skew`."""

    model_config = ConfigDict(
        extra="forbid",
    )
    hours_back: int
    """What a gate sends was made longer ago than so many hours,"""

    minutes_ahead: int
    """or more than so many minutes from now."""


SkippedPayoutReason = TypeAliasType(
    "SkippedPayoutReason",
    Literal[
        "NO_CONNECTED_ACCOUNT", "ACCOUNT_NOT_READY", "BELOW_MINIMUM", "USER_BLOCKED", "EARLIER_PAYOUT_UNCLEAR"
    ],
)
"""Why somebody was not paid in a run."""


class Slice(Model):
    """Clicks of one referrer, device, browser or country."""

    clicks: int
    """Visits by people, scans among them."""

    name: str


SlotStatus = TypeAliasType("SlotStatus", Literal["open", "claimed", "approved", "refunded"])
"""open → claimed → approved or refunded; a deal that ends unpaid while the gig is open opens its slot again."""


SmsDecision = TypeAliasType("SmsDecision", Literal["opted_in", "share_only"])
"""opted_in: to those who agreed themselves; share_only: we send none."""


SocialAccountStatus = TypeAliasType(
    "SocialAccountStatus", Literal["connected", "expired", "revoked", "error"]
)
"""Whether an account can be read now."""


class SocialSignInProof(Model):
    """What came back, with what never left the browser."""

    model_config = ConfigDict(
        extra="forbid",
    )
    ticket: str
    """What our redirect appended to the front end's address; good once, for a minute."""

    verifier: str
    """The random text of which `challenge` is the hash."""


class SocialSignInStart(Model):
    """Which platform, and a hash of what the browser keeps to itself until it comes back."""

    model_config = ConfigDict(
        extra="forbid",
    )
    challenge: str
    """The SHA-256 of `verifier`, in base64url without padding (as `code_challenge` of RFC 7636)."""

    platform: Literal["instagram", "tiktok", "twitter"]
    """The platform of the account that was connected."""


class Speed(Model):
    """Of `impossible_travel`."""

    model_config = ConfigDict(
        extra="forbid",
    )
    kmh: int
    """Faster between two scans of a device (km/h) nobody is."""


class SplitProposal(Model):
    """What one side would settle for, or takes of the other."""

    model_config = ConfigDict(
        extra="forbid",
    )
    amount: int
    """What the creator is to get, in minor units: 0 to the price."""


StaffKind = TypeAliasType("StaffKind", Literal["gate", "screen"])
"""What a link opens: `gate` takes codes of fans, `screen` shows a code."""


class StaffLink(Model):
    """A link of one activation; its token was shown once, and is kept nowhere."""

    activation_id: UUID
    """The activation."""

    brand_id: UUID
    """Whose it is."""

    created_at: AwareDatetime
    created_by: UUID
    """Who made it."""

    expires_at: AwareDatetime
    """48 hours after the end of the activation."""

    id: UUID
    kind: StaffKind
    """What it opens."""

    label: str
    """What the brand calls it, as the name of the gate."""

    last_seen_at: AwareDatetime | None
    """When it was used last, to a quarter of an hour."""

    revoked_at: AwareDatetime | None
    """Since when it opens nothing any more; null: it does."""

    updated_at: AwareDatetime


class StatementExport(Model):
    """A span of a statement, `since` included and `until` not; without an end, from the first booking, or to now."""

    model_config = ConfigDict(
        extra="forbid",
    )
    since: AwareDatetime | None = None
    """The first moment of the span; null: from the beginning."""

    until: AwareDatetime | None = None
    """The end of the span, which is not part of it; null: up to now."""


StripeEventStatus = TypeAliasType("StripeEventStatus", Literal["received", "processed", "ignored", "failed"])
"""How far the work on it is; `ignored`: there was nothing to do, `failed`: given up after too many tries."""


class SubmissionReview(Model):
    """A review of one revision."""

    campaign_id: UUID
    """The campaign."""

    decision: ReviewDecision
    feedback: str
    """What is good, or has to change; needed unless the work is approved."""

    id: UUID
    reviewed_at: AwareDatetime
    """When it was reviewed."""

    reviewer_user_id: UUID | None
    """Who reviewed, by the account's id; null: the time for a review was over."""

    revision: int
    """Which revision, from 1."""

    submission_id: UUID
    """The submission."""


SubmissionStatus = TypeAliasType(
    "SubmissionStatus", Literal["pending_review", "approved", "changes_requested", "rejected"]
)
"""changes_requested is answered by a new revision; approved and rejected are final."""


SubmissionType = TypeAliasType("SubmissionType", Literal["url", "file", "text"])
"""How the content is handed over."""


class SupabaseRefusal(Model):
    """A refusal as supabase-js reads it."""

    code: str
    """The machine's word: go by it, never by the sentence."""

    message: str
    request_id: str
    """Finds our log line: name it when you ask us."""


class SupabaseSignUp(Model):
    """A new account."""

    code_challenge: None = Field(None)
    """Of the flow `pkce`, which there is not: tokens come back in the fragment of the address (flow `implicit`)."""

    data: SignUpData
    email: str
    password: str
    """From 12 to 128 characters, and not easy to guess."""


class SupabaseUser(Model):
    """The account as supabase-js knows it."""

    app_metadata: dict[str, Any]
    """How the person signs in, and the roles that they have."""

    aud: Literal["authenticated"] = "authenticated"
    confirmed_at: AwareDatetime | None
    """When the address was confirmed; null: not yet."""

    created_at: AwareDatetime
    email: str
    email_confirmed_at: AwareDatetime | None
    """When the address was confirmed; null: not yet."""

    id: UUID
    identities: list[Identity]
    is_anonymous: Literal[False] = False
    last_sign_in_at: AwareDatetime | None
    """When the person last signed in; null: never."""

    new_email: str | None = None
    """The address that waits for its code; told where it is asked for only."""

    phone: Literal[""] = ""
    role: Literal["authenticated"] = "authenticated"
    updated_at: AwareDatetime
    user_metadata: dict[str, Any]
    """What the front end keeps of its user, with name, address and role."""


SuppressionReason = TypeAliasType("SuppressionReason", Literal["unsubscribed", "bounced", "complained"])
"""Why an address gets no mail: the person said so, or the provider did."""


class SurveyAnswer(Model):
    """text and single: a text; multiple: a list of texts; rating and nps: a number."""

    model_config = ConfigDict(
        extra="forbid",
    )
    answer: str | int | list[str]
    """A text for `text` and `single`, several for `multiple`, a whole number for `rating` (1 to 5) and `nps` (0 to 10)."""

    question_id: UUID
    """The question."""


class SurveyAnswers(Model):
    """All answers of one creator, given once."""

    model_config = ConfigDict(
        extra="forbid",
    )
    answers: list[SurveyAnswer]


class SurveyQuestion(Model):
    """A question in its place."""

    id: UUID
    kind: QuestionKind
    options: list[str]
    """What may be chosen."""

    position: int
    """Which question, from 1."""

    prompt: str
    """The question."""

    required: bool
    """Whether it needs an answer."""


class SurveyQuestionDraft(Model):
    """A question; single and multiple offer 2 to 50 options, the others none."""

    model_config = ConfigDict(
        extra="forbid",
    )
    kind: QuestionKind
    options: list[str] | None = None
    """What may be chosen: two or more for `single` and `multiple`, none for the others."""

    prompt: str
    """The question."""

    required: bool = True
    """Whether it needs an answer."""


class SurveyReceipt(Model):
    """That, and when, a survey was answered."""

    id: UUID
    respondent_user_id: UUID
    """Who answered, by the account's id."""

    submitted_at: AwareDatetime
    """When it was handed in."""

    survey_id: UUID
    """The survey."""


SurveyStatus = TypeAliasType("SurveyStatus", Literal["draft", "open", "closed"])
"""Only an open survey takes answers; a closed one may be opened again."""


class SuspendUser(Model):
    """Edge action: as a ban, for the time of an inquiry."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["suspend-user"]
    reason: str
    """Why, for the account's history."""

    user_id: UUID
    """The person, by the account's id."""


class SyncAllPlatforms(Model):
    """Edge action: read what is due; service and administrators only."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["sync-all-platforms"]


SyncStatus = TypeAliasType("SyncStatus", Literal["pending", "running", "succeeded", "failed"])
"""How far a synchronisation is."""


class TakenLimit(Model):
    """A bucket that something was taken from lately."""

    full_at: AwareDatetime
    """When all that was taken will have come back."""

    key: str
    """The bucket; of an address, a hash."""

    limit: str
    """`request` for the general limit, or the class of work."""

    per: str
    """Whom the limit counts."""

    user_id: UUID | None
    """Whose it is, if it is a person's."""


TalkingSide = TypeAliasType("TalkingSide", Literal["brand", "person", "support", "system"])
"""For whom something is said."""


class TargetLocation(Model):
    """Where the audience is: a country (ISO 3166-1 alpha-2), and a city in it if that matters."""

    model_config = ConfigDict(
        extra="forbid",
    )
    city: str | None = None
    country: str
    """ISO 3166-1 alpha-2."""

    required: bool = False
    """Matching suggests only creators of this place; otherwise they come before the others."""


class TeamInvitation(Model):
    """An invitation into a brand; open while it is neither accepted nor revoked nor expired."""

    accepted_at: AwareDatetime | None
    """When it was accepted; null: not yet."""

    brand_id: UUID
    """The brand."""

    created_at: AwareDatetime
    email: str
    expires_at: AwareDatetime
    """From when on it is good no more; null: never."""

    id: UUID
    invited_by: UUID | None
    """Who invited, by the account's id; null: their account is gone."""

    revoked_at: AwareDatetime | None
    """When it was taken back; null: it was not."""

    role: BrandRole


class TextToTry(Model):
    """A text that nobody is sent."""

    model_config = ConfigDict(
        extra="forbid",
    )
    before_deal: bool = True
    """Whether the rules for those without a funded deal hold."""

    text: str
    """As somebody might write it."""


class TicketOf(Model):
    """What shows otherwise who they are."""

    model_config = ConfigDict(
        extra="forbid",
    )
    ticket: str
    """What `proveSocialAccount` answered; good once."""


Tier = TypeAliasType("Tier", Literal["premium"])
"""Tiers that are given; whoever has none is anonymous or authenticated."""


class TierBoost(Model):
    """A tier that a reward lends an agent for some days; their part of a fee is the better of both tiers'."""

    name: str
    tier: str
    """Its key, as `listAgentTiers` names it."""

    until: AwareDatetime
    """When their own tier alone counts again."""


class TierBoostReward(Model):
    """An agent is of a tier for some days, and of their own again afterwards."""

    model_config = ConfigDict(
        extra="forbid",
    )
    days: int
    """For how many days."""

    kind: Literal["tier_boost"]
    tier: str
    """The tier's name, `gold` for instance."""


class TierPatch(Model):
    """What is to be different from now on."""

    model_config = ConfigDict(
        extra="forbid",
    )
    min_active_referrals: int | None = None
    """Referred people with a deal released within 90 days, at least."""

    min_commission_90d: int | None = None
    """Commissions of 90 days at least, in minor units of the currency in which they are most."""

    name: str | None = None
    perks: list[str] | None = None
    """What else the tier brings, in words."""

    share_bp: int | None = None
    """The part of a fee, in hundredths of a percent; null: the setting `agent_share_basis_points`."""


class TokenReward(Model):
    """Tokens of the program's budget; they cannot be granted yet."""

    model_config = ConfigDict(
        extra="forbid",
    )
    amount: int
    """Minor units of the currency."""

    currency: str
    """The token, `impact` for instance."""

    kind: Literal["token"]


class TokenSet(Model):
    """Tokens; `expires_in` is the access token's life in seconds."""

    access_token: str
    """Goes into `Authorization: Bearer` of each request."""

    expires_in: int
    """For how many seconds the access token is good."""

    refresh_token: str
    """Good once, within 7 days; the answer has the next one."""

    token_type: Literal["Bearer"] = "Bearer"


class TrackedPost(Model):
    """The post of an approved submission, as its platform last told; a figure is null where it is not known."""

    checked_at: AwareDatetime | None
    """When its text was last looked at; null: never."""

    comments: int | None
    disclosure: Disclosure
    disclosure_terms: list[str]
    """The words, or the platform's label, by which the post says that it is advertising."""

    gone_at: AwareDatetime | None
    """When it was given up; null: it was not."""

    last_synced_at: AwareDatetime | None
    """When the platform was last read; null: never."""

    likes: int | None
    missing_since: AwareDatetime | None
    """When it was not found for the first time; null: it is there."""

    platform: Platform
    platform_post_id: str
    """The platform's id of the post."""

    reach: int | None
    """How many people saw it, as the platform estimates; null: it does not tell."""

    saves: int | None
    """How often it was kept; null: the platform does not tell."""

    shares: int | None
    status: PostStatus
    views: int | None
    """Views, as the platform last told."""


class TrackingLink(Model):
    """A link that counts who follows it; `url` is what visitors get, and `expired_url` where they go after its end."""

    campaign_id: UUID
    """The campaign."""

    created_at: AwareDatetime
    creator_user_id: UUID | None
    """Whose link it is; null: the campaign's own."""

    destination_url: str
    """Where visitors are sent: https, at a public host that is not ours."""

    disabled_at: AwareDatetime | None
    """When it was switched off; null: it is on."""

    expired_url: str | None
    """Where visitors are sent after its end; null: nowhere."""

    expires_at: AwareDatetime | None
    """From when on it is good no more; null: never."""

    id: UUID
    short_code: str
    """The last part of the link's address."""

    url: str
    """What visitors get: whoever follows it is counted and sent on."""


class TransitionCounts(Model):
    """What a pass did. `more_due`: the pass was bounded and something is left for the next one."""

    activated: int
    """Drafts that became active."""

    completed: int
    """Campaigns that completed."""

    errors: int
    """Campaigns and invitations that stayed as they were."""

    expired_invitations: int
    """Invitations that expired."""

    more_due: bool
    """Whether something was left for the next pass."""

    paused: int
    """Campaigns that paused, as their budget is spent."""


class TriedWarning(Model):
    """What the sender would be told."""

    rule: str
    """The key of the rule."""

    sentence: str
    """What the sender would be told."""


Where1 = TypeAliasType(
    "Where1", Annotated[Compares | Equals | Among | Contains | Exists, Field(..., discriminator="op")]
)


class TriggerDefinition(Model):
    """What is counted: which facts of a type (`on`), how, over which time, and at which levels something is granted."""

    model_config = ConfigDict(
        extra="forbid",
    )
    audience: RewardAudience | None = None
    """Whom it is for; null: everybody."""

    cooldown: str | None = None
    """How long after something was granted nothing is; null: no time."""

    count: CountSpec | None = None
    """What is added up."""

    levels: list[int] | None = None
    """At each of them something is granted, once."""

    on: str
    """The type of fact, `deal.released` for instance."""

    per_subject_max: int | None = None
    """The most that one person is granted, over all levels and periods; null: any number."""

    requires: list[str] | None = None
    """Achievements that somebody must have before anything is granted; counting goes on without them."""

    time_zone: str = "user"
    """In which days begin: the person's own (`user`), `UTC`, or a place as `Europe/Berlin`."""

    where: list[Where1] | None = None
    """Conditions, all of which a fact meets; empty: any fact of the type."""

    who: Literal["creator", "brand", "agent"] | None = None
    """On which side of the deed; null: on any."""

    window: str = "lifetime"
    """When counting starts anew: never (`lifetime`), each `day`, `week` or `month`, for each `campaign`; `rolling:30d`: the last 30 days count (at most 90)."""


class TriggerSchema(Model):
    """JSON Schemas (draft 2020-12) of what a trigger counts and of what it grants."""

    definition: dict[str, Any]
    """Of `definition`."""

    reward: dict[str, Any]
    """Of `reward`."""


TriggerStatus = TypeAliasType("TriggerStatus", Literal["draft", "live", "paused", "retired"])
"""draft → live ⇄ paused → retired; a draft can be retired, too."""


class TriggerTrial(Model):
    """A fact to test a trigger with."""

    model_config = ConfigDict(
        extra="forbid",
    )
    fact: PastedFact
    """The fact."""

    user_id: UUID | None = None
    """Whose fact, for administrators; null: that of somebody without a past, whom the audience is not asked about."""

    version: int | None = None
    """Of which version; null: the newest."""


class TriggerTrialResult(Model):
    """What the trigger would make of the fact. Nothing was counted or granted."""

    counts: bool
    """Whether the fact counts."""

    explanation: str
    """The same for a person."""

    levels: list[int] | None = None
    """At which levels something would be granted by it."""

    member: str | None = None
    """Which member or day it would be; null: neither is counted."""

    period_key: str | None = None
    """Of which day, week, month or campaign an award would be; `all`: of a lifetime."""

    reason: str | None = None
    """Why it does not, as a code: `condition`, `who` and others; null: it counts."""

    value: int | None = None
    """By how much a sum would rise, in minor units for money; 1 where facts, members or days are counted."""

    value_after: int | None = None
    """What the counter would be afterwards."""

    version: int
    """Which version was tried."""

    waits_for: list[str] | None = None
    """Achievements that are required and that somebody lacks: what it would grant waits for them."""


class TriggerVersion(Model):
    """One version, in short."""

    carry_counters: bool
    """Whether it went on with the counters of the version before it."""

    created_at: AwareDatetime
    live_at: AwareDatetime | None
    """When it went live; null: never."""

    name: str
    status: TriggerStatus
    version: int
    """Its number, from 1 on."""


class UnbanUser(Model):
    """Edge action: let a banned or suspended person in again; they sign in anew."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["unban-user"]
    reason: str = ""
    """Why, for the account's history."""

    user_id: UUID
    """The person, by the account's id."""


class UnreadCount(Model):
    """How many notifications the caller has not read."""

    unread_count: int
    """How many are not read."""


class UnreadMessages(Model):
    """How many messages to the caller are unread, for one participant."""

    campaign_id: UUID
    """The campaign."""

    participant_id: UUID
    """The participation: this creator in this campaign."""

    unread: int
    """How many nobody of one's own side has read."""


class UpdateRole(Model):
    """Edge action. `set`: this role and no other; `grant`: this one too; `revoke`: not this one."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["update-role"]
    change: Literal["set", "grant", "revoke"] = "set"
    """Whether it is the only role from now on, one more, or one less."""

    role: Role
    user_id: UUID
    """The person, by the account's id."""


class Upholding(Model):
    """Why something is wrong, and what follows."""

    model_config = ConfigDict(
        extra="forbid",
    )
    note: str
    """For administrators; where the message is redacted, both sides read it as the reason."""

    redact: bool = False
    """Whether the text of the message is taken away."""


class Upload(Model):
    """A form for a `multipart/form-data` POST: all `fields` as they are, and the file as last field `file`."""

    expires_at: AwareDatetime
    """From when on it is good no more; null: never."""

    fields: dict[str, str]
    """The form's fields, before the file."""

    url: str
    """Where to post the form."""


class UserBlock(Model):
    """Somebody of whom one wants nothing."""

    blocked_user_id: UUID
    """Who is blocked, by the account's id."""

    created_at: AwareDatetime
    name: str | None
    """What one calls them: their name, or their brand's; null: there is no conversation with them."""

    reason: str
    """Why; nobody else reads it."""


UserStatus = TypeAliasType("UserStatus", Literal["active", "suspended", "banned", "deleted"])
"""An account that is not active is refused at every door, whatever token it shows."""


class UserUpdate(Model):
    """What a person changes: only what is sent. Password and address ask for `current_password` or a `nonce`."""

    code_challenge: None = Field(None)
    """Of the flow `pkce`, which there is not: tokens come back in the fragment of the address (flow `implicit`)."""

    current_password: str | None = None
    """The password of today, in place of a `nonce`."""

    data: dict[str, Any] | None = None
    """What the front end keeps of its user: what is sent changes, the rest stays."""

    email: str | None = None
    nonce: str | None = None
    """The code that `requestSupabaseNonce` sent, in place of the password."""

    password: str | None = None
    """From 12 to 128 characters, and not easy to guess."""


Verdict = TypeAliasType("Verdict", Literal["uphold", "dismiss"])
"""What is said to it."""


class Verification(Model):
    """A code that came by mail: with its address, or as the token of a mail's link."""

    code_challenge: None = Field(None)
    """Of the flow `pkce`, which there is not: tokens come back in the fragment of the address (flow `implicit`)."""

    email: str | None = None
    token: str | None = None
    """The code, beside its address."""

    token_hash: str | None = None
    """What stands in the mail's link, in place of code and address."""

    type: Literal["signup", "email", "magiclink", "recovery", "email_change"]
    """The event, as `payout_failed`."""


class VerifySocial(Model):
    """Which platform the person wants to prove an account of."""

    model_config = ConfigDict(
        extra="forbid",
    )
    platform: Platform


class VersionedRewardTrigger(Model):
    """A trigger as it counts now (or as its newest version says), with its latest hundred versions, newest first."""

    auto_claim: bool
    """Whether what it grants is claimed at once; of points and badges alone."""

    brand_id: UUID | None
    """Whose program it is; null: the platform's."""

    carry_counters: bool
    """Whether this version went on with the counters of the one before it."""

    created_at: AwareDatetime
    created_by: UUID | None
    """Who made this version; null: nobody by hand."""

    definition: dict[str, Any]
    """What is counted (`TriggerDefinition`)."""

    id: UUID
    key: str
    """Its name for machines, one over all versions."""

    live_at: AwareDatetime | None
    """Since when it counts facts as they come; null: it was never live."""

    name: str
    priority: int
    """Which of several triggers is asked first: the lowest number."""

    program_id: UUID
    """The program whose budget pays for what it grants."""

    reward: dict[str, Any]
    """What is granted at each level (`Reward`)."""

    status: TriggerStatus
    updated_at: AwareDatetime
    version: int
    """Its number, from 1 on."""

    versions: list[TriggerVersion]
    """Newest first; at most a hundred."""


Voice = TypeAliasType("Voice", Literal["brand", "creator", "admin"])
"""For whom somebody speaks in a dispute; admin: who decides."""


class Walk(Model):
    """Of `scan_velocity`."""

    model_config = ConfigDict(
        extra="forbid",
    )
    activations: int
    """A device does not come to more activations than so many."""

    hours: int
    """Within so many hours."""


class Wallet(Model):
    """
    The wallet of a brand or of a user in one currency, with what it holds.

    Brand: available, reserved for campaigns, pending deposits, and its `debt` for money that was taken back after it
    was spent: whatever comes in pays that first, and nothing is available meanwhile. Creator or agent: what is past
    its hold, in transit to the bank, and on hold, of earnings and commissions alike, less what is taken back.
    """

    available: int
    """What can be spent or is paid out next, in minor units."""

    brand_id: UUID | None
    """The brand whose it is; null: a person's."""

    created_at: AwareDatetime
    currency: str
    """ISO 4217, in lower case."""

    debt: int
    """Taken back after it was spent, in minor units: whatever comes in pays that first."""

    held: int
    """What is held for gigs and deals: of a brand with the fees on top, of a creator the prices."""

    id: UUID
    payout_schedule: PayoutSchedule
    """When a creator or agent is paid what is past its hold; to a brand it means nothing."""

    payout_skipped_reason: SkippedPayoutReason | None
    payouts_blocked_reason: str | None
    """Why Stripe does not pay the creator or agent, in its words; null: it does."""

    payouts_enabled: bool
    """Whether Stripe says that the creator can be paid."""

    pending: int
    """On its way: deposits of a brand, earnings on hold of a creator; minor units."""

    reserved: int
    """Held for campaigns of a brand, or on its way to a creator's bank; minor units."""

    user_id: UUID | None
    """The person whose it is; null: a brand's."""


class WalletBalance(Model):
    """What one wallet holds (see `Wallet`)."""

    available: int
    """What can be spent or is paid out next, in minor units."""

    currency: str
    """ISO 4217, in lower case."""

    debt: int
    """Taken back after it was spent, in minor units: whatever comes in pays that first."""

    held: int
    """What is held for gigs and deals: of a brand with the fees, of a creator the prices."""

    pending: int
    """On its way: deposits of a brand, earnings on hold of a creator; minor units."""

    reserved: int
    """Held for campaigns of a brand, or on its way to a creator's bank; minor units."""

    wallet_id: UUID
    """The wallet."""


class WalletBalances(Model):
    """The caller's wallets, a balance per currency."""

    balances: list[WalletBalance]
    """One for each currency."""


class WalletPayoutSchedule(Model):
    """When the person whose wallet it is, in one currency, is paid what is past its hold."""

    currency: str
    """ISO 4217, in lower case."""

    next_run_on: date_aliased | None
    """The day (UTC) of the next run that pays under it; null: only when it is asked for."""

    schedule: PayoutSchedule
    wallet_id: UUID
    """The wallet."""


WalletTransactionStatus = TypeAliasType(
    "WalletTransactionStatus", Literal["pending", "completed", "failed", "cancelled"]
)
"""How far it got."""


WalletTransactionType = TypeAliasType(
    "WalletTransactionType", Literal["deposit", "withdrawal", "reservation", "release", "transfer"]
)
"""What kind of business operation it was."""


Where = TypeAliasType("Where", Literal["inside", "outside", "unknown"])
"""unknown: the position is too vague (500 m) for anybody to tell."""


WhyKept = TypeAliasType("WhyKept", Literal["redaction", "erasure"])
"""Why a text is shown no more."""


class Withdraw(Model):
    """Money out of one's wallet in a currency: of a brand what is unspent, of a person what is past its hold."""

    model_config = ConfigDict(
        extra="forbid",
    )
    amount: int | None = None
    """Minor units; all that there is without it. Of a creator or agent only that: what they earned is paid whole."""

    brand_id: UUID | None = None
    """The brand whose money it is. Without it a creator or agent is paid what they earned, and anybody else means their only brand."""

    currency: str
    """ISO 4217, in lower case."""


class WithdrawalStart(Model):
    """Unspent money back to where it came from, the newest deposit first."""

    model_config = ConfigDict(
        extra="forbid",
    )
    amount: int
    """Minor units of the currency."""


class Words(Model):
    """An achievement in a language, all of it."""

    model_config = ConfigDict(
        extra="forbid",
    )
    criteria: str
    """What they did for it, as its badge says."""

    description: str
    """What it says of somebody."""

    name: str


class WorkApproval(Model):
    """A yes to the work that was looked at."""

    model_config = ConfigDict(
        extra="forbid",
    )
    note: str = ""
    """What the brand writes of them, at most 2,000 characters."""

    submission_id: UUID
    """The work that was looked at: newer work is another."""


class WorkDraft(Model):
    """Work: a link (url), the `object_key` of a stored upload (file), or words in the note."""

    model_config = ConfigDict(
        extra="forbid",
    )
    content_url: str | None = None
    """The address of the post or page."""

    file: str | None = None
    """The `object_key` of a stored upload; null: none."""

    kind: SubmissionType
    note: str = ""
    """What the brand writes of them, at most 2,000 characters."""


class WorkRejection(Model):
    """A no, with its reason."""

    model_config = ConfigDict(
        extra="forbid",
    )
    note: str = ""
    """What the brand writes of them, at most 2,000 characters."""

    reason_code: RejectionCode
    submission_id: UUID
    """The work that was looked at: newer work is another."""


class AccountSign(Model):
    """A sign of trouble with an account; it is open until its cause is gone."""

    created_at: AwareDatetime
    details: dict[str, Any]
    """Which platforms or payments it is about, or since when."""

    id: UUID
    indicator: str
    """`bounced_mail`, `complaint_about_mail`, `expired_social_accounts` or `open_payment_alerts`."""

    resolved_at: AwareDatetime | None
    """When its cause was found gone; null while the sign is open."""

    severity: Severity
    user_id: UUID
    """The person, by the account's id."""

    value: str
    """How many there are of it."""


class Achievement(Model):
    """What can be achieved, as administrators see it."""

    audience: AchievementAudience
    created_at: AwareDatetime
    criteria: str
    """What they did for it, as its badge says."""

    description: str
    """What it says of somebody, in English."""

    hidden: bool
    """Whether those alone see it who have it."""

    image_key: str
    """Which of our pictures its badge shows."""

    key: str
    """Its name for machines, which never changes."""

    levels: list[int]
    """From the lowest up; what each asks for is said by the trigger that grants it."""

    name: str
    points: int
    """What each level gives, beside the badge."""

    retired_at: AwareDatetime | None
    """Since when nobody can earn it any more; null: it can be earned."""

    translations: dict[str, AchievementWords]
    """The words in other languages than English, by ISO 639-1, as `de`."""

    updated_at: AwareDatetime
    updated_by: UUID | None
    """Which administrator changed it last; null: it is as we made it."""


class AchievementDefinitions(Model):
    """All that can be achieved, by their keys."""

    data: list[Achievement]


class AchievementDraft(Model):
    """What can be achieved from now on."""

    model_config = ConfigDict(
        extra="forbid",
    )
    audience: AchievementAudience = "everybody"
    criteria: str
    """What they did for it, as its badge says."""

    description: str
    """What it says of somebody, in English."""

    hidden: bool = False
    """Whether those alone see it who have it."""

    image_key: str
    """Which of our pictures its badge shows, as those of the starter set are called."""

    key: str
    """Its name for machines, in small letters, digits and hyphens, which never changes."""

    levels: list[int] | None = None
    """From the lowest up; a trigger whose reward is the badge grants each."""

    name: str
    points: int = 0
    """What each level gives, beside the badge."""

    translations: dict[str, Words] | None = Field(None, max_length=20)
    """The words in other languages than English, by ISO 639-1, as `de`."""


class AchievementPatch(Model):
    """What is to be different from now on."""

    model_config = ConfigDict(
        extra="forbid",
    )
    audience: AchievementAudience | None = None
    criteria: str | None = None
    """What they did for it; badges that were signed say what it was then."""

    description: str | None = None
    """What it says of somebody, in English."""

    hidden: bool | None = None
    """Whether those alone see it who have it."""

    image_key: str | None = None
    """Which of our pictures its badge shows."""

    levels: list[int] | None = None
    """From the lowest up; a level that somebody has, or that a live trigger grants, stays."""

    name: str | None = None
    points: int | None = None
    """What each level gives to whoever unlocks it from now on."""

    retired: bool | None = None
    """Whether nobody can earn it any more; who has it keeps it."""

    translations: dict[str, Words] | None = Field(None, max_length=20)
    """All of them; a language that is not named is gone."""


class Activation(Model):
    """What people scan, one campaign's."""

    brand_id: UUID
    """Whose it is."""

    campaign_id: UUID
    """The campaign."""

    closed_because: ClosedBecause | None
    """Why no scan counts now; null: it is open."""

    code_mode: CodeMode
    completed_at: AwareDatetime | None
    """Since when no scan counts any more; null: it is not completed."""

    created_at: AwareDatetime
    created_by: UUID
    """Who made it, by the account's id."""

    ends_at: AwareDatetime
    """Until when they do; two days later it is completed."""

    fence_mode: FenceMode
    geofence_id: UUID | None
    """Where it is; null: anywhere."""

    grace_steps: int
    """How many proofs before and after the one that is shown are taken, too."""

    id: UUID
    kind: ActivationKind
    landing_url: str | None
    """Where visitors go behind their scan; null: nowhere."""

    launched_at: AwareDatetime | None
    """When it became active first; null: it is a draft."""

    limit_per_device_day: int
    """Scans of one device that count on a day."""

    limit_per_fan_total: int | None
    """Scans of one fan that count in all; null: no limit."""

    limit_total: int | None
    """Scans of all together that count; null: no limit."""

    locale: str
    """The language of its page, where the visitor's is none of ours."""

    min_age: int | None
    """How old one has to be; null: nobody is asked."""

    name: str
    """What visitors read above the button."""

    peak: bool
    """Whether scans are taken first and judged a moment later: for tens of thousands at once."""

    rotate_seconds: int
    """How long a screen shows a proof of a rotating code."""

    starts_at: AwareDatetime
    """From when on scans count, once it is active."""

    status: ActivationStatus
    time_zone: str
    """Whose day counts (IANA), as `Europe/Berlin`."""

    updated_at: AwareDatetime


class ActivationChange(Model):
    """What may change of an activation: all of a draft, and of one that was launched what nobody relies on."""

    model_config = ConfigDict(
        extra="forbid",
    )
    code_mode: CodeMode | None = None
    """Of a draft."""

    ends_at: AwareDatetime | None = None
    """Not in the past: what is to end now is completed."""

    fence_mode: FenceMode | None = None
    """Of a draft."""

    geofence_id: UUID | None = None
    """Of a draft; null: anywhere."""

    grace_steps: int | None = None
    """Of a draft."""

    landing_url: str | None = None
    """Where visitors go behind their scan; null: nowhere."""

    limit_per_device_day: int | None = None
    """Scans of one device that count on a day."""

    limit_per_fan_total: int | None = None
    """Scans of one fan that count in all; null: no limit."""

    limit_total: int | None = None
    """Scans of all together that count, not fewer than have; null: no limit."""

    locale: str | None = None
    """The language of its page, where the visitor's is none of ours."""

    min_age: int | None = None
    """How old one has to be; null: nobody is asked."""

    name: str | None = None
    """What visitors read above the button."""

    peak: bool | None = None
    """Of a draft."""

    rotate_seconds: int | None = None
    """Of a draft."""

    starts_at: AwareDatetime | None = None
    """From when on scans count."""

    time_zone: str | None = None
    """Of a draft."""


class AgedDeposit(Model):
    """A deposit that is old, and whose money still lies with us. Amounts are minor units."""

    amount: int
    """Minor units of the currency."""

    brand: BrandCard | None
    brand_id: UUID
    """The brand."""

    currency: str
    """ISO 4217, in lower case."""

    deposit_id: UUID
    """The deposit, by its id among the transactions of the wallet."""

    deposited_at: AwareDatetime
    """When Stripe had received it: from then on its time runs."""

    remaining: int
    """How much of it is in the wallet, reserved for campaigns or held by gigs: the oldest money is spent first."""

    wallet_id: UUID
    """The wallet."""


class Agent(Model):
    """An agent, what they have reached in the last 90 days, and what the next tier asks for."""

    active_referrals: int
    """Referred people with a deal released in these days."""

    boost: TierBoost | None
    """Null: no reward lends them a tier."""

    commission_90d: int
    """Commissions less what was taken back, in minor units of `commission_currency`."""

    commission_currency: str | None
    """The currency in which they are most; null: nothing was earned."""

    commission_months_override: int | None
    """Months after a sign-up in which they earn from it, 0 for ever; null: the setting `commission_months`."""

    created_at: AwareDatetime
    display_name: str
    leaderboard_name: bool
    """Whether the leaderboard names them beside their figures."""

    next_tier: NextTier | None
    """Null: there is no higher one. Tiers rise in the night after all is reached."""

    share_bp: int
    """Their part of a fee as it is now, in hundredths of a percent."""

    share_override_bp: int | None
    """Their own part of a fee, in hundredths of a percent; null: their tier's, else the setting."""

    slug: str
    """A name of small letters and digits that only this agent has."""

    status: AgentStatus
    status_changed_at: AwareDatetime
    """Since when they are active, paused or banned."""

    status_reason: str
    """Why they are paused or banned, as they were told; empty while they are active."""

    tier: str
    """The key of the tier, as `listAgentTiers` names it."""

    tier_since: AwareDatetime
    """When they came to it."""

    updated_at: AwareDatetime
    user_id: UUID
    """The person, by the account's id."""


class AgentAccount(Model):
    """An agent with what is in force for them."""

    commission_months_override: int | None
    """Months after a sign-up in which they earn from it, 0 for ever; null: the setting `commission_months`."""

    created_at: AwareDatetime
    display_name: str
    leaderboard_name: bool
    """Whether the leaderboard names them beside their figures."""

    share_bp: int
    """Their part of a fee as it is now, in hundredths of a percent."""

    share_override_bp: int | None
    """Their own part of a fee, in hundredths of a percent; null: their tier's, else the setting."""

    slug: str
    """A name of small letters and digits that only this agent has."""

    status: AgentStatus
    status_changed_at: AwareDatetime
    """Since when they are active, paused or banned."""

    status_reason: str
    """Why they are paused or banned, as they were told; empty while they are active."""

    tier: str
    """The key of the tier, as `listAgentTiers` names it."""

    tier_since: AwareDatetime
    """When they came to it."""

    updated_at: AwareDatetime
    user_id: UUID
    """The person, by the account's id."""


class AgentContact(Model):
    """Somebody whom an agent knows, visible to this agent alone; gone at `forget_at`."""

    agent_user_id: UUID
    """Whose it is, by the account's id."""

    country: str | None
    """ISO 3166; null: not known."""

    created_at: AwareDatetime
    email: str | None
    forget_at: AwareDatetime
    """90 days after they came, or 180 after the last invite."""

    id: UUID
    import_id: UUID | None
    """Which import brought them; null: none."""

    last_invited_at: AwareDatetime | None
    """When the last invite went to them; null: none did."""

    lawful_basis: LawfulBasis
    name: str
    phone_e164: str | None
    """With its country's prefix: +4915112345678."""

    source: ContactSource
    status: ContactStatus
    updated_at: AwareDatetime


class AgentDecision(Model):
    """What is to be different from now on; null takes an override back."""

    model_config = ConfigDict(
        extra="forbid",
    )
    commission_months_override: int | None = None
    """Months after a sign-up in which they earn from it, 0 for ever; null: the setting `commission_months`."""

    share_override_bp: int | None = None
    """Their own part of a fee, in hundredths of a percent; null: their tier's, else the setting."""

    status: AgentStatus | None = None
    status_reason: str | None = None
    """Why: the agent reads it. Needed to pause or ban."""


class AgentInvite(Model):
    """An invite of an agent to one of their contacts."""

    agent_user_id: UUID
    """Whose it is, by the account's id."""

    channel: InviteChannel
    contact_id: UUID | None
    """Whom it went to; null: the contact is forgotten."""

    created_at: AwareDatetime
    id: UUID
    reminder_of: UUID | None
    """The invite that it reminds of; null: it is a first one."""

    status: InviteStatus
    template: str
    """What was sent: `agent_invite`, or `share_text` for the agent to send."""


class AgentMoney(Model):
    """The days together in one currency, in minor units. Nothing is converted."""

    commission: int
    """What the agent earned of it, less what was taken back in these days."""

    currency: str
    """ISO 4217, in lower case."""

    days: list[AgentMoneyDay]
    """Those on which something moved, the first one first."""

    gmv: int
    """What was released in deals of referred people: prices and fees."""


class AgentPerformance(Model):
    """What came of an agent's links and people on days of a span, both ends included (UTC)."""

    active_referrals: int
    """Referred people with a deal released in the 90 days before now."""

    agent_id: UUID
    """Whose it is, by the account's id."""

    days: list[AgentDay]
    """Every day of the span up to yesterday, the first one first: a day is counted by the nights after it."""

    money: list[AgentMoney]
    """By currency."""

    since: date_aliased
    """The first day."""

    tier: str
    """The agent's tier now, by its key."""

    totals: AgentTotals
    until: date_aliased
    """The last day."""


class ApplicationAnswer(Model):
    """What becomes of an application: the brand says shortlisted, approved or rejected, its author withdrawn."""

    model_config = ConfigDict(
        extra="forbid",
    )
    reapply_after: AwareDatetime | None = None
    """From when a rejected creator may ask again; without it, at once."""

    rejection_note: str = ""
    """What the brand adds to its no, in its own words."""

    rejection_reason: RejectionReason | None = None
    """Why; needed with rejected, and with nothing else."""

    status: Literal["shortlisted", "approved", "rejected", "withdrawn"]
    """What is said of it."""


class AssetDraft(Model):
    """A file that is about to be uploaded. `size_bytes` is the most that S3 will take."""

    model_config = ConfigDict(
        extra="forbid",
    )
    checksum_sha256: str | None = None
    """SHA-256 of the file, in hexadecimal."""

    file_name: str
    """As people call it, without folders."""

    media_type: MediaType
    purpose: AssetPurpose = "campaign"
    size_bytes: int
    """The size in bytes: the most that is taken."""


class AssetWithLinks(Model):
    """A file and how to get at it: `upload` while it is pending, `download` once it is stored."""

    brand_id: UUID
    """The brand."""

    campaign_id: UUID
    """The campaign."""

    checksum_sha256: str | None
    """SHA-256 of the file, in hexadecimal."""

    created_at: AwareDatetime
    creator_user_id: UUID | None
    """Whose file it is; null: the brand's."""

    download: Download | None = None
    file_name: str
    """As people call it, without folders."""

    handed_in_at: AwareDatetime | None
    """When it was handed in; null: not yet."""

    id: UUID
    media_type: str
    """As `image/jpeg`."""

    object_key: str
    """Where the file lies: the `file_path` of a submission. Final once the file is stored."""

    refusal_reason: Refusal | None
    size_bytes: int
    """Bytes."""

    status: AssetStatus
    updated_at: AwareDatetime
    upload: Upload | None = None
    uploaded_by: UUID
    """Who announced it, by the account's id."""


class AttachmentDraft(Model):
    """A file that is about to be uploaded. `size_bytes` is the most that S3 will take."""

    model_config = ConfigDict(
        extra="forbid",
    )
    checksum_sha256: str | None = None
    """SHA-256 of the file, in hexadecimal."""

    file_name: str
    """As people call it, without folders."""

    media_type: MediaType
    size_bytes: int
    """The size in bytes: the most that is taken."""


class AttachmentWithLinks(Model):
    """A file and how to get at it: `upload` while it is pending, `download` once it is stored."""

    checksum_sha256: str | None
    """SHA-256 of the file, in hexadecimal."""

    conversation_id: UUID
    """Where it is sent, or is to be sent."""

    created_at: AwareDatetime
    download: Download | None = None
    file_name: str
    """As people call it, without folders."""

    id: UUID
    media_type: str
    """As `image/jpeg`."""

    object_key: str
    """Where the file lies: the `file_path` of a submission. Final once the file is stored."""

    refusal_reason: Refusal | None
    seq: int | None
    """The number of the message that it was sent with; null: not sent yet."""

    size_bytes: int
    """Bytes."""

    status: AssetStatus
    updated_at: AwareDatetime
    upload: Upload | None = None
    uploaded_by: UUID
    """Who announced it, by the account's id."""


class AuthSettings(Model):
    """What front ends ask before they draw a form."""

    disable_signup: bool = False
    """Whether nobody may sign up: anybody may."""

    external: External | None = None
    mailer_autoconfirm: bool
    """Whether an address counts at once, without a code."""

    phone_autoconfirm: bool = False
    """Whether a telephone number does: there are none."""

    saml_enabled: bool = False
    """Whether one may sign in by SAML: no."""

    sms_provider: str = ""
    """Who sends text messages: nobody does."""


class AvatarWithLinks(Model):
    """A picture: the form to upload it while it is pending, and its address once it is stored."""

    avatar_url: str | None = None
    """Where it is shown once it is stored, on this host; null before."""

    checksum_sha256: str | None
    """SHA-256 of the file, in hexadecimal."""

    created_at: AwareDatetime
    id: UUID
    media_type: str
    """As `image/jpeg`."""

    object_key: str
    """Where the file lies."""

    refusal_reason: Refusal | None
    size_bytes: int
    """Bytes: as announced, and as they are once it is stored."""

    status: AssetStatus
    updated_at: AwareDatetime
    upload: Upload | None = None
    user_id: UUID
    """The person, by the account's id."""


class Booking(Model):
    """
    A line of a wallet's statement. Of what a creator earned, `gross_amount` and `fee_amount` say how the amount
    came about.
    """

    amount: int
    """Signed, in minor units."""

    balance_after: int
    """What was available then, in minor units."""

    booked_at: AwareDatetime
    """When it was booked."""

    brand: BrandCard | None
    """Whose campaign it was earned in; null: on a brand's wallet, and where no campaign brought it."""

    creator: CreatorCard | None
    """For whose work it was reserved, released or taken back; null: on a creator's wallet, and where nobody's."""

    currency: str
    """ISO 4217, in lower case."""

    debt_after: int
    """What the brand owed then, in minor units."""

    description: str
    fee_amount: int | None
    """The platform's fee, in minor units."""

    gross_amount: int | None
    """Before the platform's fee, in minor units."""

    kind: str
    """What was booked, finer than the transaction's type."""

    place: int
    """Counts the wallet's bookings from 1, without a gap."""

    transaction_id: UUID | None
    """The wallet's transaction."""

    transaction_type: WalletTransactionType | None


class Breakdown(Model):
    """Clicks by referrer (host names), device, browser or country (ISO 3166 alpha-2), most first."""

    as_of: AwareDatetime
    """The moment up to which it is counted."""

    by: Literal["referrer", "device", "browser", "country"]
    """What the clicks are told apart by."""

    counted_from: date_aliased
    """The first day of the span that is counted: of days before it there are no clicks one by one any more."""

    data: list[Slice]
    final: bool
    """Whether counting changes nothing of it any more."""

    final_through: date_aliased
    """The last day (UTC) up to which counting changes nothing any more."""


class CampaignAsset(Model):
    """
    A file in S3 under `object_key`; size in bytes, `checksum_sha256` in hexadecimal.

    What was announced until the file is stored, what is there from then on. `object_key`, which a submission takes as
    its `file_path`, is final only then: read it out of the answer of `complete`. `creator_user_id` is null for a
    brand's file; a creator's becomes visible to the brand when it is handed in.
    """

    brand_id: UUID
    """The brand."""

    campaign_id: UUID
    """The campaign."""

    checksum_sha256: str | None
    """SHA-256 of the file, in hexadecimal."""

    created_at: AwareDatetime
    creator_user_id: UUID | None
    """Whose file it is; null: the brand's."""

    file_name: str
    """As people call it, without folders."""

    handed_in_at: AwareDatetime | None
    """When it was handed in; null: not yet."""

    id: UUID
    media_type: str
    """As `image/jpeg`."""

    object_key: str
    """Where the file lies: the `file_path` of a submission. Final once the file is stored."""

    refusal_reason: Refusal | None
    size_bytes: int
    """Bytes."""

    status: AssetStatus
    updated_at: AwareDatetime
    uploaded_by: UUID
    """Who announced it, by the account's id."""


class CampaignChange(Model):
    """One change of a campaign's status."""

    actor_user_id: UUID | None
    """Who did it, by the account's id; null: nobody, it happened by itself."""

    campaign_id: UUID
    """The campaign."""

    created_at: AwareDatetime
    from_status: CampaignStatus
    id: UUID
    reason: str
    """Who moved it: `user`, `schedule`, or `budget_exhausted`."""

    to_status: CampaignStatus


class CampaignMessage(Model):
    """What one side wrote to the other, which reads it at `read_at`."""

    body: str
    brand: BrandCard
    campaign_id: UUID
    """The campaign."""

    created_at: AwareDatetime
    creator: CreatorCard
    from_creator: bool
    """Whether the creator made it; else the brand."""

    id: UUID
    participant_id: UUID
    """The participation: this creator in this campaign."""

    read_at: AwareDatetime | None
    """When it was read; null: not yet."""

    sender_user_id: UUID
    """Who wrote it, by the account's id."""


class CategoryFamilies(Model):
    """All categories there are."""

    data: list[CategoryFamily]


class CodeSheet(Model):
    """What kind of sheet is wanted."""

    model_config = ConfigDict(
        extra="forbid",
    )
    format: SheetFormat
    """A PDF to be printed and cut, or a ZIP archive of SVG pictures for whoever sets the type."""


class Commission(Model):
    """An agent's part of a fee; below zero where it was taken back."""

    agent_user_id: UUID
    """The agent, by the account's id."""

    amount: int
    """Minor units of the currency."""

    available_at: AwareDatetime
    """From when on it is paid."""

    base_fee: int | None
    """The fee that it is a part of; for administrators, who alone are told of the deal."""

    currency: str
    """ISO 4217, in lower case."""

    escrow_id: UUID | None
    """Whose fee; for administrators."""

    id: UUID
    kind: CommissionKind
    ledger_transaction_id: UUID | None
    """What moved it; for administrators."""

    month: str
    """In which it was booked (UTC), as `2026-12`."""

    paid_at: AwareDatetime | None
    """When the payout was made; null: not yet."""

    payout_id: UUID | None
    """Which payout pays it; null: none yet."""

    reverses: UUID | None
    """Of which commission it was taken back."""

    side: CommissionSide | None
    """Null where a transfer came back."""

    status: CommissionStatus


class CommissionPage(Model):
    """One page of commissions, with what all that were asked for come to."""

    data: list[Commission]
    next_cursor: str | None = None
    """Send it as `cursor` for the next page; null on the last one."""

    totals: list[CommissionTotal]
    """Of all pages, by currency and status. Nothing is converted or added up over currencies."""


class CommissionResult(Model):
    """A month of fees, and who has them."""

    agent_share_basis_points: int
    """The agents' part of a fee in general, in hundredths of a percent, as it is set now."""

    currencies: list[CurrencyResult]
    """Those in which something moved."""

    month: str
    """As `2026-12`."""


class ConnectAccount(Model):
    """What a callback's ticket stands for, or a code that came past us."""

    model_config = ConfigDict(
        extra="forbid",
    )
    code: str | None = None
    """What the platform appended, where the front end received it itself."""

    platform: Platform | None = None
    state: str | None = None
    """The round trip that the code came by."""

    ticket: str | None = None
    """What the callback appended to the front end's address; good once, for a minute."""


class ConnectPlatform(Model):
    """Edge action: connect the account that a callback's ticket stands for, or a code that came past us."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["connect-platform"]
    code: str | None = None
    """What the platform appended, where the front end received it itself."""

    platform: Platform | None = None
    state: str | None = None
    """The round trip that the code came by."""

    ticket: str | None = None
    """What the callback appended to the front end's address; good once, for a minute."""


class ContactCount(Model):
    """How many contacts of an agent have come so far."""

    contacts: int
    """How many there are."""

    status: ContactStatus


class ContactCounts(Model):
    """How many contacts an agent has."""

    by_status: list[ContactCount]
    contacts: int
    """All of them."""


class ContactDraft(Model):
    """Somebody whom the agent knows: an address, a number, or both."""

    model_config = ConfigDict(
        extra="forbid",
    )
    country: str | None = None
    """Null: that of the number; without one, not known."""

    email: str | None = None
    lawful_basis: LawfulBasis
    """On what ground you have these; it is written down."""

    name: str = ""
    phone: str | None = None
    """As people write it: with its country's prefix, or as it is dialled in `country`."""


class ContactFileDraft(Model):
    """A file of contacts that is about to be uploaded: `text/csv`, or `text/vcard`."""

    model_config = ConfigDict(
        extra="forbid",
    )
    checksum_sha256: str | None = None
    """SHA-256 of the file, in hexadecimal."""

    kind: ContactFileKind
    size_bytes: int
    """The size in bytes: the most that is taken."""


class ContactUploadForm(Model):
    """A file that is awaited, and the form to upload it."""

    agent_user_id: UUID
    """Whose it is, by the account's id."""

    created_at: AwareDatetime
    delete_after: AwareDatetime
    """When file and form are gone."""

    id: UUID
    kind: ContactFileKind
    size_bytes: int
    """Bytes."""

    upload: Upload


class ContentInput(Model):
    """The content itself: a link (url), the `object_key` of a stored upload (file), or the text in description."""

    model_config = ConfigDict(
        extra="forbid",
    )
    content_url: str | None = None
    """The address of the post or page."""

    description: str = ""
    file_path: str | None = None
    """The `object_key` of a stored upload."""

    submission_type: SubmissionType


class ConversationDraft(Model):
    """Whom one wants to write to, and about what."""

    model_config = ConfigDict(
        extra="forbid",
    )
    brand_id: UUID | None = None
    """Of `direct`: the brand."""

    kind: ConversationKind
    subject_id: UUID | None = None
    """The deal, the application to a gig (`gig`) or the participation in a campaign; of `direct` and `support` none."""

    user_id: UUID | None = None
    """Of `direct`, from the brand: the person. Of `support`, from an administrator: whom it is for. Else oneself."""


class CreatorAccount(Model):
    """A connected account: its public figures, as they were `as_of` (null: not read yet)."""

    as_of: AwareDatetime | None
    """When the platform told these figures; null: it was not read yet."""

    engagement_rate: str
    """(likes + comments + shares) / followers over the recent posts, a decimal number."""

    followers: int
    """Followers, as the platform last told."""

    platform: Platform
    profile_url: str | None
    username: str


class CreatorAnalytics(Model):
    """A creator's figures on one platform on one day."""

    created_at: AwareDatetime
    creator_user_id: UUID
    """The creator, by the account's id."""

    engagement_rate: str
    """(likes + comments + shares) / followers over the recent posts, a decimal number."""

    id: UUID
    metric_date: date_aliased
    """The day (UTC)."""

    platform: Platform
    posts_count: int
    """Recent posts that the rate is about."""

    total_engagement: int
    """Likes, comments and shares of the recent posts."""

    total_followers: int
    """Followers, as the platforms last told."""


class CreatorRate(Model):
    """What a creator asks for one piece; `amount` in minor units of `currency`."""

    amount: int
    """Minor units of the currency."""

    currency: str
    """ISO 4217, in lower case."""

    deliverable_type: DeliverableType


class CreatorResults(Model):
    """What one participant brought over a campaign's life."""

    clicks: int
    """Visits by people, scans among them."""

    conversion_value: int
    """What the orders are worth after refunds, in minor units of the campaign's currency."""

    conversions: int
    """Orders that followed clicks."""

    cost_per_click: int | None
    """What was spent for each click, in minor units; null without clicks."""

    cost_per_conversion: int | None
    """What was spent for each order, in minor units; null without orders."""

    creator: CreatorCard
    creator_user_id: UUID
    """The creator, by the account's id."""

    participant_id: UUID
    """The participation: this creator in this campaign."""

    posts: PostSums
    return_on_investment: str | None
    """(conversion_value - spend) / spend, as a decimal number; null where nothing was spent."""

    return_on_spend: str | None
    """conversion_value / spend, as a decimal number; null where nothing was spent."""

    spend: int
    """Spent on approved work, in minor units."""


class CreatorSearch(Model):
    """A page of the directory: what is looked for, and in which order."""

    model_config = ConfigDict(
        extra="forbid",
    )
    category: list[str] | None = None
    """Only who has one of these categories; several with commas between them."""

    country: list[str] | None = None
    """Only who is in one of these countries, ISO 3166-1 alpha-2; several with commas between them."""

    engagement_min: float | str | None = None
    """At least this engagement rate on the best platform: 0.03 is 3 %."""

    followers_max: int | None = None
    """No more followers than this on all platforms together."""

    followers_min: int | None = None
    """At least so many followers on all platforms together."""

    language: list[str] | None = None
    """Only who speaks one of these languages, as `de`; several with commas between them."""

    platform: list[Platform] | None = None
    """Only who has an account on one of these platforms; several with commas between them."""

    rate_currency: str | None = None
    """The currency of the rate, ISO 4217 in lower case."""

    rate_max: int | None = None
    """Only who publishes a rate of at most this, in minor units."""

    rate_type: DeliverableType | None = None
    """What the rate is for; with `rate_currency` and `rate_max`, or none of them."""

    search: str | None = None
    """Words of a name, each from its beginning, without regard to case and accents."""

    sort: CreatorOrder = "followers"
    """`followers`, `engagement` or `newest`: the most, the best or the newest first; `name`: names from A on."""


class DailySeries(Model):
    """One row per day, none left out."""

    as_of: AwareDatetime
    """The moment up to which it is counted."""

    data: list[Day]
    final: bool
    """Whether counting changes nothing of it any more."""

    final_through: date_aliased
    """The last day (UTC) up to which counting changes nothing any more."""


class DealFile(Model):
    """
    A file for a milestone in S3 under `object_key`; size in bytes, `checksum_sha256` in hexadecimal.

    What was announced until the file is stored, what is there from then on. `object_key`, which work takes as its
    `file`, is final only then: read it out of the answer of `completeWorkFile`. The brand sees it once it is handed in.
    """

    brand_id: UUID
    """The brand."""

    checksum_sha256: str | None
    """SHA-256 of the file, in hexadecimal."""

    created_at: AwareDatetime
    creator_user_id: UUID
    """The creator, by the account's id."""

    escrow_id: UUID
    """The held funds."""

    file_name: str
    """As people call it, without folders."""

    handed_in_at: AwareDatetime | None
    """When work named it first; null: not yet."""

    id: UUID
    media_type: str
    """As `image/jpeg`."""

    object_key: str
    """Where the file lies: the `file_path` of a submission. Final once the file is stored."""

    refusal_reason: Refusal | None
    size_bytes: int
    """Bytes."""

    status: AssetStatus
    updated_at: AwareDatetime


class DealFileWithLinks(Model):
    """A file and how to get at it: `upload` while it is pending, `download` once it is stored."""

    brand_id: UUID
    """The brand."""

    checksum_sha256: str | None
    """SHA-256 of the file, in hexadecimal."""

    created_at: AwareDatetime
    creator_user_id: UUID
    """The creator, by the account's id."""

    download: Download | None = None
    escrow_id: UUID
    """The held funds."""

    file_name: str
    """As people call it, without folders."""

    handed_in_at: AwareDatetime | None
    """When work named it first; null: not yet."""

    id: UUID
    media_type: str
    """As `image/jpeg`."""

    object_key: str
    """Where the file lies: the `file_path` of a submission. Final once the file is stored."""

    refusal_reason: Refusal | None
    size_bytes: int
    """Bytes."""

    status: AssetStatus
    updated_at: AwareDatetime
    upload: Upload | None = None


class Deliverable(Model):
    """What a campaign asks of each creator."""

    campaign_id: UUID
    """The campaign."""

    compensation_amount: int
    """What one unit pays before the fee, in minor units."""

    deliverable_type: DeliverableType
    description: str
    due_date: date_aliased | None
    """The last day (UTC) to hand it in; null: any day."""

    id: UUID
    quantity: int
    """How many units of it."""


class DeliverableDraft(Model):
    """A new deliverable."""

    model_config = ConfigDict(
        extra="forbid",
    )
    compensation_amount: int = 0
    """What one unit pays before the fee, in minor units."""

    deliverable_type: DeliverableType
    description: str = ""
    due_date: date_aliased | None = None
    """The last day (UTC) to hand it in; null: any day."""

    quantity: int = 1
    """How many units of it."""


class DeliverablePatch(Model):
    """What to change; a field that is left out stays."""

    model_config = ConfigDict(
        extra="forbid",
    )
    compensation_amount: int | None = None
    """What one unit pays before the fee, in minor units."""

    deliverable_type: DeliverableType | None = None
    description: str | None = None
    due_date: date_aliased | None = None
    """The last day (UTC) to hand it in; null: any day."""

    quantity: int | None = None
    """How many units of it."""


class DepositCancelled(Model):
    """A deposit that was called off; `pending` where its money is on its way and Stripe does not let go of it."""

    amount: int
    """Minor units of the currency."""

    currency: str
    """ISO 4217, in lower case."""

    failure_reason: str | None
    """Why it did not work, in words; null where it did."""

    status: WalletTransactionStatus
    transaction_id: UUID
    """The wallet's transaction."""


class DepositConfirmed(Model):
    """What Stripe says about a deposit; `status` is the wallet transaction's."""

    amount: int
    """Minor units of the currency."""

    currency: str
    """ISO 4217, in lower case."""

    failure_reason: str | None
    """Why it did not work, in words; null where it did."""

    payment_intent_id: str
    """Stripe's id of the payment."""

    payment_intent_status: str
    """Stripe's word for how the payment stands, as `succeeded`."""

    status: WalletTransactionStatus
    transaction_id: UUID
    """The wallet's transaction."""


class DisconnectPlatform(Model):
    """Edge action: forget an account and its tokens."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["disconnect-platform"]
    platform: Platform


class DisputeDraft(Model):
    """What is wrong, and what the creator is to get."""

    model_config = ConfigDict(
        extra="forbid",
    )
    claim: str
    """What happened, and why the amount is right."""

    opener_amount: int
    """What the creator is to get, in minor units: 0 to the price."""

    reason_code: DisputeReason
    side: Side | None = None
    """For administrators: for which side they open it; null: the brand. Everybody else speaks for their own."""


class DisputeMessage(Model):
    """What somebody says in a dispute, to everybody in it."""

    body: str
    created_at: AwareDatetime
    dispute_id: UUID
    """The dispute."""

    id: UUID
    sender_user_id: UUID
    """Who wrote it, by the account's id."""

    side: Voice
    """For whom they speak."""


class DisputeSummary(Model):
    """A dispute in a list."""

    also_appeal: str | None
    """What the other side's own appeal says; null: there is none."""

    answer: str | None
    """What the other side says; null: nothing."""

    answer_amount: int | None
    """What the creator is to get, says the other side, in minor units; null: it has not answered."""

    answered_at: AwareDatetime | None
    """When the other side answered; null: it has not."""

    appeal: str | None
    """What the first appeal says; null: there is none."""

    appeal_until: AwareDatetime | None
    """Until when each side may appeal; null: there is no decision."""

    appealed_at: AwareDatetime | None
    """When somebody appealed first; null: nobody did."""

    appealed_side: Side | None
    """Who appealed first; null: nobody."""

    brand: BrandCard
    brand_id: UUID
    """The brand."""

    claim: str
    """What who opened it says."""

    created_at: AwareDatetime
    creator: CreatorCard
    creator_amount: int | None
    """What the creator gets, by decision or in the end, in minor units; null: that is open."""

    creator_user_id: UUID
    """The creator, by the account's id."""

    currency: str
    """ISO 4217, in lower case."""

    deal_id: UUID
    """The deal."""

    deal_title: str
    """The title of the deal."""

    decided_at: AwareDatetime | None
    """When we decided; null: we have not."""

    decision_reason: str | None
    """Why we decided so; null: we have not."""

    escrow_id: UUID
    """The held funds."""

    first_amount: int | None
    """Our first decision, where an appeal or an agreement has replaced it, in minor units; null: nothing has."""

    first_reason: str | None
    """Why our first decision was so; null: it stands, or there was none."""

    id: UUID
    next_deadline: AwareDatetime | None
    """When time does something next; null: it is over, or stands still."""

    next_step: NextStep | None
    """What happens then, as a word; null: it is over, or stands still."""

    opened_at: AwareDatetime
    """When it was opened: its times run from then."""

    opener_amount: int
    """What the creator is to get, says who opened it; minor units."""

    price: int
    """The most that the creator can get, in minor units."""

    proposed_amount: int | None
    """What it gives the creator, in minor units."""

    proposed_side: Side | None
    """Whose proposal stands; the other side may accept it."""

    reason_code: DisputeReason
    resolution: Resolution | None
    """How it ended; null: it has not, or it was withdrawn."""

    resolved_at: AwareDatetime | None
    """When it ended; null: it has not, or it was withdrawn."""

    side: Side
    """Who opened it."""

    status: DisputeStatus
    what_happens_then: str | None
    """What happens at `next_deadline`, in a sentence; null: it is over, or stands still."""

    withdrawn_at: AwareDatetime | None
    """When it was withdrawn; null: it was not."""


class DryRun(Model):
    """What a backfill of the version would grant as things are now. Nothing was counted or granted."""

    amount: int | None
    """What they cost, in minor units of the currency; null: no money is granted."""

    awards: int
    """How many awards there would be, without those that people have already."""

    budget_left: int | None
    """What the program has for it, in minor units; null: no money is granted."""

    currency: str | None
    """ISO 4217 in lower case; null: no money is granted."""

    facts: int
    """How many facts count."""

    is_covered: bool
    """Whether the budget suffices for all of it."""

    levels: list[LevelAwards]
    """The same by level."""

    people: int
    """To how many people something would be granted."""

    points: int
    """How many points they come to."""

    trigger_id: UUID
    """The trigger, whatever its version."""

    version: int
    """Which version was tried."""

    waiting: int
    """How many more have reached a level, and lack an achievement that is required."""


class Earning(Model):
    """
    What somebody is owed for one approved submission to a campaign, for one milestone of a deal, or as a reward.

    Campaigns take the fee out of the gross; of a deal it came on top of the price, which is `amount`. Rewards: none.
    """

    amount: int
    """After the platform's fee, in minor units; below zero where it is taken back."""

    available_at: AwareDatetime
    """The end of its hold."""

    award_id: UUID | None
    """The reward that was claimed; null: none was."""

    brand: BrandCard | None
    """Who pays; null: a reward of the platform's."""

    campaign_id: UUID | None
    """The campaign that paid it; null: a deal, a reward, or a transfer that came back."""

    clawback_of: UUID | None
    """The earning that it takes back; null: none."""

    created_at: AwareDatetime
    creator: CreatorCard
    creator_user_id: UUID
    """The creator, by the account's id."""

    currency: str
    """ISO 4217, in lower case."""

    escrow_id: UUID | None
    """The held funds that paid it; null: none did."""

    fee_amount: int
    """The platform's fee, in minor units."""

    gross_amount: int
    """Before the platform's fee, in minor units."""

    id: UUID
    kind: EarningKind
    paid_at: AwareDatetime | None
    """When it was paid; null: not yet."""

    payable_on: date_aliased
    """The first day (UTC) on which a run may pay it or, where the schedule is `manual`, its owner may ask for it."""

    payout_id: UUID | None
    """The payout that pays it; null as long as none does."""

    reason: str
    """Why it was taken back, or came about."""

    status: EarningStatus
    submission_id: UUID | None
    """The submission."""


class EmailInvitation(Model):
    """
    An invitation that went to an address; agreed_amount in minor units of the campaign's currency.

    Without an amount it is what the deliverables pay together when it becomes the invitation `invitation_id`.
    """

    agreed_amount: int | None
    """What was offered before the fee, in minor units; null: what the deliverables pay together."""

    brand_id: UUID
    """The brand."""

    campaign_id: UUID
    """The campaign."""

    created_at: AwareDatetime
    email: str
    ended_at: AwareDatetime | None
    """When it was taken up, withdrawn, or came to nothing; null: it is open."""

    expires_at: AwareDatetime
    """From when on it is good no more; null: never."""

    id: UUID
    invitation_id: UUID | None
    """The invitation of the campaign that it has become; null: none."""

    invited_by: UUID
    """Who invited, by the account's id."""

    lapse_reason: LapseReason | None
    message: str
    status: EmailInvitationStatus
    terms: str
    """What both sides agree on besides the amount."""

    updated_at: AwareDatetime


class ErasureRequest(Model):
    """A request to be forgotten."""

    completed_at: AwareDatetime | None
    """When it was completed; null: not yet."""

    created_at: AwareDatetime
    due_at: AwareDatetime
    """When it is carried out."""

    id: UUID
    obstacles: list[str]
    """What stood in its way, in words of the machine."""

    receipt: dict[str, int]
    """How much was removed, by table."""

    status: ErasureStatus
    user_id: UUID
    """The person, by the account's id."""


class Escrow(Model):
    """The held funds of one milestone, and what time does with them next."""

    approved_at: AwareDatetime | None
    """When the work was approved; null: it was not."""

    brand_id: UUID
    """The brand."""

    cancel_asked_at: AwareDatetime | None
    """When it was asked to cancel; null: nobody asks."""

    cancel_asked_side: Side | None
    """Who asks to cancel; null: nobody."""

    cancelled_at: AwareDatetime | None
    """When it was called off; null: it was not."""

    created_at: AwareDatetime
    creator_user_id: UUID
    """The creator, by the account's id."""

    currency: str
    """ISO 4217, in lower case."""

    deal_id: UUID
    """The deal."""

    disputed_from: EscrowStatus | None
    """The status before the dispute; null: there was none."""

    fee: int
    """The platform's fee on top, in minor units."""

    fee_amount: int
    """What the platform got, in minor units."""

    funding: Funding | None
    """Where the money comes from; null: not paid for yet."""

    id: UUID
    is_frozen: bool
    """Whether a disputed card payment holds everything up."""

    locked_at: AwareDatetime | None
    """Since when the money is held."""

    milestone_id: UUID
    """The milestone."""

    next_deadline: AwareDatetime | None
    """When time does something next; null: nothing is to come by itself."""

    next_step: NextStep | None
    """What happens then, as a word; null: nothing is to come by itself."""

    price: int
    """What the creator gets, in minor units."""

    refunded_amount: int
    """What went back, in minor units."""

    refunded_at: AwareDatetime | None
    """When it went back; null: it did not."""

    rejected_at: AwareDatetime | None
    """When work was rejected last; null: never."""

    released_amount: int
    """What the creator got, in minor units."""

    released_at: AwareDatetime | None
    """When it was paid out; null: it was not."""

    revisions_used: int
    """How often rejected work was taken up again."""

    started_at: AwareDatetime | None
    """When it began; null: not yet."""

    status: EscrowStatus
    submitted_at: AwareDatetime | None
    """When it was handed in."""

    total: int
    """Price and fee together, in minor units."""

    version: int
    """How many events it has."""

    what_happens_then: str | None
    """What happens at `next_deadline`, or why nothing does, in a sentence; null: nothing is to come by itself."""


class EscrowEvent(Model):
    """A step, or a reminder."""

    actor_user_id: UUID | None
    """Who did it, by the account's id; null: time."""

    amount: int | None
    """Minor units; null: no money moved."""

    created_at: AwareDatetime
    escrow_id: UUID | None
    """The held funds that it happened to; null: a gig."""

    event_type: str
    """What happened: the status that was reached, or claimed, influencer_paid, refund, reminded, frozen, unfrozen, dispute_withdrawn."""

    from_status: EscrowStatus | None
    """The status before; null: there was none."""

    id: UUID
    reason: str
    """Why, in a few words; empty: nothing was said."""

    seq: int
    """Its place among the events, from 1, without a gap."""

    to_status: EscrowStatus | None
    """The status after; null: no step."""


class Export(Model):
    """
    A file that somebody asked for; size in bytes, null until it is there.

    Which wallet, campaign, conversation and span (`since` included, `until` not) it is about. Row and file are gone at
    `expires_at`.
    """

    activation_id: UUID | None = None
    """Whose codes it prints; null: none."""

    campaign_id: UUID | None
    """The campaign."""

    checksum_sha256: str | None = None
    """Of the file, in hexadecimal, once it is there."""

    conversation_id: UUID | None = None
    """Which conversation it is about; null: none."""

    created_at: AwareDatetime
    expires_at: AwareDatetime
    """From when on it is good no more; null: never."""

    id: UUID
    kind: ExportKind
    since: AwareDatetime | None
    """The first moment of the span; null: from the beginning."""

    size_bytes: int | None
    """Bytes."""

    status: ExportStatus
    until: AwareDatetime | None
    """The end of the span, which is not part of it; null: up to now."""

    updated_at: AwareDatetime
    user_id: UUID
    """The person, by the account's id."""

    wallet_id: UUID | None
    """The wallet."""


class Failure(Model):
    """Something that was given up after its last attempt; `subject` is its topic, channel or type."""

    attempts: int
    """How often it was tried."""

    begun_at: AwareDatetime
    """When it came into being."""

    can_be_retried: bool
    """False for account mail, which has lost its code."""

    error: str | None
    """What the last attempt said."""

    failure_id: str
    """The id of the message, delivery or event."""

    kind: FailureKind
    subject: str
    """The topic of the message, the channel of the delivery, the type of the event."""


class FanData(Model):
    """All that is held about a fan at one brand."""

    brand: FanBrand
    devices: list[FanDevice]
    fan: FanFacts | None
    """Null as long as no address was confirmed and no account joined."""

    scans: list[FanScan]
    """Clicks that came from a QR code."""


class FileDraft(Model):
    """A file that is about to be uploaded. `size_bytes` is the most that S3 will take."""

    model_config = ConfigDict(
        extra="forbid",
    )
    checksum_sha256: str | None = None
    """SHA-256 of the file, in hexadecimal."""

    file_name: str
    """As people call it, without folders."""

    media_type: MediaType
    size_bytes: int
    """The size in bytes: the most that is taken."""


class FraudDecision(Model):
    """What is decided, and why."""

    model_config = ConfigDict(
        extra="forbid",
    )
    ban_agent: bool = False
    """With `uphold`: the agents concerned earn nothing from now on."""

    reason: str
    """For administrators; the agent is not told."""

    resolution: Verdict


class FraudEvent(Model):
    """What a rule saw: ids, counts and times, no names and no addresses."""

    created_at: AwareDatetime
    evidence: dict[str, Any]
    """What was seen, in the words of the rule."""

    group_id: UUID
    """The group in which it is decided."""

    id: UUID
    rule_key: str
    """The rule that saw it."""

    subject_id: UUID
    """The agent's or the referred person's account, or the escrow."""

    subject_type: FraudSubject


class FraudGroup(Model):
    """What one rule found about one subject, decided together."""

    action: FraudAction
    """What happened at once."""

    created_at: AwareDatetime
    id: UUID
    last_event_at: AwareDatetime
    """When something new was found the last time."""

    reason: str | None
    """Why it was decided so; for administrators only."""

    reminded_at: AwareDatetime | None
    """When administrators were reminded of it the last time."""

    resolution: FraudResolution | None
    """Null: nobody has decided."""

    resolved_at: AwareDatetime | None
    """When it was decided; null: not yet."""

    resolved_by: UUID | None
    """Who decided; null: nobody yet."""

    rule_key: str
    """The rule that found it."""

    severity: FraudSeverity
    """As the rule said when it was found."""

    status: FraudStatus
    subject_id: UUID
    """The agent's or the referred person's account, or the escrow."""

    subject_type: FraudSubject


class FraudGroupDetail(Model):
    """A group with all that was found, the latest first, and what waits for its decision."""

    action: FraudAction
    """What happened at once."""

    created_at: AwareDatetime
    events: list[FraudEvent]
    """At most the latest hundred."""

    held: list[HeldCommissions]
    """By currency; empty: no money waits."""

    id: UUID
    last_event_at: AwareDatetime
    """When something new was found the last time."""

    reason: str | None
    """Why it was decided so; for administrators only."""

    reminded_at: AwareDatetime | None
    """When administrators were reminded of it the last time."""

    resolution: FraudResolution | None
    """Null: nobody has decided."""

    resolved_at: AwareDatetime | None
    """When it was decided; null: not yet."""

    resolved_by: UUID | None
    """Who decided; null: nobody yet."""

    rule_key: str
    """The rule that found it."""

    severity: FraudSeverity
    """As the rule said when it was found."""

    status: FraudStatus
    subject_id: UUID
    """The agent's or the referred person's account, or the escrow."""

    subject_type: FraudSubject


class FraudRule(Model):
    """A rule."""

    action: FraudAction
    active: bool
    """Whether it is looked for."""

    config: dict[str, Any]
    """What it is told beside its name."""

    created_at: AwareDatetime
    description: str
    key: str
    """Its name, which never changes: what it finds names it."""

    scope: FraudScope
    severity: FraudSeverity
    updated_at: AwareDatetime
    updated_by: UUID | None
    """Who changed it last; null: it came with the system."""

    weight: int | None
    """Points, for those that add up points; null: it does not count among them."""


class FraudRulePatch(Model):
    """What is to be different from now on."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: FraudAction | None = None
    active: bool | None = None
    """Whether it is looked for."""

    config: (
        Pace
        | Price
        | Domains
        | People
        | Parameters
        | Haste
        | Depth
        | Speed
        | Devices
        | Networks
        | Walk
        | Skew
        | Rush
        | NothingToSay
        | None
    ) = None
    """All that the rule is told beside its name: each rule has fields of its own."""

    severity: FraudSeverity | None = None
    weight: int | None = None
    """Points, for those that add up points; null: it does not count among them."""


class FraudRules(Model):
    """All rules, by their keys."""

    data: list[FraudRule]


class Gig(Model):
    """A gig as creators and its brand see it. Prices are the creator's; the fee comes on top for the brand."""

    applications_close_at: AwareDatetime | None
    """Until when one may apply; null: as long as it is open."""

    brand: BrandCard
    brand_id: UUID
    """The brand."""

    budget_total: int | None
    """What the slots' prices add up to, or the lid of what deals may cost, without fees; null: no lid, or not shown."""

    category: str | None
    """Its subject, as `beauty`."""

    close_reason: str | None
    """Why it was closed; null: it is not."""

    closed_at: AwareDatetime | None
    """When it ended; null: it has not."""

    countries: list[str]
    """Countries (ISO 3166) that the creator has to live in one of; empty: any."""

    created_at: AwareDatetime
    currency: str
    """ISO 4217, in lower case."""

    description: str
    due_days: int
    """Days for the work, from when its money is held."""

    ends_at: AwareDatetime | None
    """When it closes by itself."""

    followers_max: int | None
    """The most followers that a creator may have; null: any number."""

    followers_min: int | None
    """The fewest followers that a creator has; null: any number."""

    funded_total: int | None
    """What opening took out of the wallet, with fees; null: not shown."""

    id: UUID
    keep_live_days: int
    """Days that a post has to stay before it is paid."""

    languages: list[str]
    """ISO 639-1, as `de`."""

    mode: GigMode
    my_application_id: UUID | None
    """The reader's own last application; null: none."""

    my_deal_id: UUID | None
    """The reader's own last deal of this gig; null: none."""

    opened_at: AwareDatetime | None
    """When it was shown to creators first."""

    platforms: list[Platform]
    price_max: int | None
    """The most that a creator gets, in minor units; null: a draft that does not say it yet."""

    price_min: int | None
    """The least that a creator gets, in minor units; null: a draft that does not say it yet."""

    questions: list[Any]
    """What applicants are asked."""

    review_hours: int
    """Hours for a review; then work is approved."""

    revision_limit: int
    """How often rejected work may be done again."""

    slots_left: int
    """How many deals it still takes."""

    slots_total: int
    """How many deals it takes."""

    status: GigStatus
    title: str
    updated_at: AwareDatetime


class GigApplication(Model):
    """A creator asks for a gig, at a price of their own (minor units, without the fee)."""

    answered_at: AwareDatetime | None
    """When it was answered; null: it was not."""

    answers: list[Any]
    """One for each question of the gig, in their order."""

    brand: BrandCard
    brand_id: UUID
    """The brand."""

    created_at: AwareDatetime
    creator: CreatorCard
    creator_user_id: UUID
    """The creator, by the account's id."""

    expires_at: AwareDatetime
    """From when on it is good no more; null: never."""

    gig_id: UUID
    """The gig."""

    id: UUID
    meets: dict[str, Any]
    """`missing`: what of the gig's wishes (followers, platform, country, language) the creator did not meet."""

    note: str
    """What the brand writes of them, at most 2,000 characters."""

    price: int
    """What the creator gets, in minor units."""

    reapply_after: AwareDatetime | None
    """From when the creator may ask again; null: at once."""

    rejection_note: str
    """What the brand adds to its no, in its own words."""

    rejection_reason: RejectionReason | None
    """Why it was rejected; null: it was not."""

    status: ApplicationStatus


class GigDraft(Model):
    """What a gig says. A gig that is claimed takes its prices from its budget when it is opened."""

    model_config = ConfigDict(
        extra="forbid",
    )
    applications_close_at: AwareDatetime | None = None
    """Until when one may apply; null: as long as it is open."""

    brand_id: UUID | None = None
    """The brand whose gig it is; needed by members of several brands only."""

    budget_total: int | None = None
    """What the slots' prices add up to, or the lid of what deals by application may cost; fees come on top."""

    category: str | None = None
    """Its subject, as `beauty`."""

    countries: list[str] | None = None
    """Countries (ISO 3166) that the creator has to live in one of; empty: any."""

    currency: Literal["aud", "cad", "chf", "dkk", "eur", "gbp", "jpy", "nok", "nzd", "pln", "sek", "usd"] = (
        "usd"
    )
    """ISO 4217, in lower case."""

    description: str = ""
    due_days: int = 14
    """Days for the work, from when its money is held."""

    ends_at: AwareDatetime | None = None
    """When it closes by itself, at most 60 days after it opens; without it, as late as that."""

    followers_max: int | None = None
    """The most followers that a creator may have; null: any number."""

    followers_min: int | None = None
    """The fewest followers that a creator has; null: any number."""

    keep_live_days: int = 0
    """Days that a post has to stay before it is paid."""

    languages: list[str] | None = None
    """ISO 639-1, as `de`."""

    mode: GigMode = "application"
    platforms: list[Platform] | None = None
    price_max: int | None = None
    """The most that a creator gets, in minor units; needed to open a gig by application."""

    price_min: int | None = None
    """The least that a creator gets, in minor units; needed to open a gig by application."""

    questions: list[str] | None = None
    """What applicants are asked."""

    review_hours: int = 72
    """Hours for a review; then work is approved."""

    revision_limit: int = 2
    """How often rejected work may be done again."""

    slots_total: int = 1
    """How many deals it takes."""

    title: str


class GigSlot(Model):
    """A slot of a gig that is claimed: price for the creator, fee on top of it, total for the brand."""

    deal_id: UUID | None
    """The deal that fills it; null: none."""

    fee: int
    """The platform's fee on top, in minor units."""

    gig_id: UUID
    """The gig."""

    id: UUID
    number: int
    """Its place, from 1."""

    price: int
    """What the creator gets, in minor units."""

    status: SlotStatus
    total: int
    """Price and fee together, in minor units."""

    updated_at: AwareDatetime


class HeldMessage(Model):
    """A message that a rule has kept back."""

    attachment_ids: list[UUID]
    """The files that go with it."""

    body: str
    brand_id: UUID | None
    """None: with support."""

    client_id: UUID
    """Which the sender's client chose for it."""

    conversation_id: UUID
    """The conversation."""

    created_at: AwareDatetime
    id: UUID
    person_user_id: UUID
    """The person of the conversation, by the account's id."""

    reason: str | None
    """Why it was released or refused."""

    reply_to_seq: int | None
    """The number of the message that it answers."""

    reviewed_at: AwareDatetime | None
    """When it was decided; null: not yet."""

    reviewed_by: UUID | None
    """Who decided, for administrators only."""

    rule: str
    """The key of the rule that kept it."""

    sender_user_id: UUID
    """Who wrote it, by the account's id."""

    seq: int | None
    """Its number in the conversation, once it is released."""

    side: TalkingSide
    status: HeldStatus
    warnings: list[str]
    """Keys of other rules, which only warn: they stay with it once it is released."""


class HeldNotice(Model):
    """A message that waits until an administrator has seen it; it has no number yet."""

    body: str
    id: UUID
    status: SendingStatus
    warnings: list[str]
    """Keys of rules that only warn: they stay with it once it is released."""


class ImportDraft(Model):
    """A file to import, and what the agent declares of it."""

    model_config = ConfigDict(
        extra="forbid",
    )
    country: str | None = None
    """Of numbers and rows that name none; null: numbers need their country's prefix."""

    declaration_version: str
    """Which text of the declaration was shown."""

    dry_run: bool = False
    """Only count: nobody is taken, and the file stays."""

    file: UUID
    """As `announceContactFile` answered it."""

    kind: ContactFileKind
    lawful_basis: LawfulBasis
    """On what ground you have these addresses; it is written down."""


class ImportResults(Model):
    """What became of a file: its lines in order, how it was read, and which columns were of no use."""

    columns: dict[str, str]
    """By what was looked for, the column that it was found in."""

    counts: dict[str, int]
    """How many lines had each outcome."""

    delimiter: str
    """What separates its cells."""

    encoding: Encoding
    ignored_columns: list[str]
    """Columns of no known name, the first fifty of them."""

    results: list[LineResult]
    """One for each line, in the order of the file."""

    warnings: list[str]
    """What to look at, in sentences."""


class Invitation(Model):
    """An invitation to a campaign, with what was agreed on so far, in the campaign's currency."""

    agreed_amount: int
    """What the creator works for before the fee, in minor units."""

    brand: BrandCard
    brand_id: UUID
    """The brand."""

    campaign_id: UUID
    """The campaign."""

    creator: CreatorCard
    creator_user_id: UUID
    """The creator, by the account's id."""

    decline_reason: str | None
    """Why the creator declined, where they say so."""

    expires_at: AwareDatetime
    """From when on it is good no more; null: never."""

    fee_basis_points: int
    """The platform's fee at this moment (1000 is 10 %); that of the approval counts."""

    id: UUID
    invited_at: AwareDatetime
    """When the creator was invited."""

    invited_by: UUID
    """Who of the brand invited, by the account's id."""

    message: str
    net_amount: int
    """What the creator earns of it, after the fee of this moment; minor units."""

    responded_at: AwareDatetime | None
    """When the creator answered; null: not yet."""

    status: InvitationStatus
    terms: str
    """What both sides agree on besides the amount."""

    withdrawn_at: AwareDatetime | None
    """When the brand took it back; null: it did not."""


class InvitationBatch(Model):
    """Up to 100 invitations, each with a result of its own."""

    model_config = ConfigDict(
        extra="forbid",
    )
    invitations: list[InvitationDraft]


class InvitationResult(Model):
    """What became of one invitation of a batch; `code` and `error` as in an error body where it was refused."""

    code: str | None = None
    """The machine's word: go by it, never by the sentence."""

    creator_user_id: UUID
    """The creator, by the account's id."""

    error: str | None = None
    """A sentence for a person; null: it was not refused."""

    invitation: Invitation | None = None
    invited: bool
    """Whether there is an invitation now."""


class InvitationResults(Model):
    """The results of a batch, in its order."""

    invited: int
    """How many were invited."""

    refused: int
    """How many were not."""

    results: list[InvitationResult]


class InvitePolicy(Model):
    """What we may send to a country. A country without one: nothing."""

    country: str
    """As ISO 3166 names it in two letters."""

    created_at: AwareDatetime
    email: EmailDecision
    note: str
    """The law that says so."""

    sms: SmsDecision
    updated_at: AwareDatetime
    updated_by: UUID | None
    """Who changed it last; null: it came with the system."""


class InvitedContact(Model):
    """What became of inviting one contact."""

    contact_id: UUID
    """Whom it is about."""

    invite: AgentInvite | None
    """What was made; null: nothing, the outcome says why."""

    outcome: InviteOutcome
    """What became of it."""

    share: ShareText | None
    """What to send oneself; null: we write, or there is nothing to send (no referral code that is good)."""


class InvitedContacts(Model):
    """What became of each contact, in no particular order."""

    data: list[InvitedContact]


class JobRun(Model):
    """One occurrence of a scheduled job."""

    attempts: int
    """How often it was tried."""

    counts: dict[str, int]
    """How much of what it did."""

    error: str | None
    """What went wrong; null: nothing."""

    finished_at: AwareDatetime | None
    """When it was over; null: it is not."""

    job: str
    """The job's name."""

    scheduled_at: AwareDatetime
    """The time that the run is for."""

    started_at: AwareDatetime
    """When it began; null: not yet."""

    status: JobRunStatus


class Leaderboard(Model):
    """A page of the leaderboard, the first rank first."""

    currency: str | None
    """Of a board of commissions; null: it is not about money."""

    data: list[LeaderboardPlace]
    metric: LeaderboardMetric
    next_cursor: str | None
    """Send it as `cursor` for the next page; null on the last one."""

    own: OwnRank
    period: LeaderboardPeriod


class ListFile(Model):
    """A CSV file (comma, semicolon or tab) as base64; `platform` is that of lines that name none."""

    model_config = ConfigDict(
        extra="forbid",
    )
    content: str = Field(..., json_schema_extra={"contentEncoding": "base64"})
    """The file, as base64: UTF-8, UTF-16 with its mark, or Windows-1252."""

    platform: Platform | None = None
    """Of the lines that name none; null: those are refused unless they have a profile's address."""


class ListMember(Model):
    """
    A member of a list: a creator, or an account that a file named.

    `platform`, `handle`, `claimed_name` and `claimed_followers` are what the file said. `creator` is null unless they
    are here.
    """

    brand_id: UUID
    """The brand."""

    claimed_followers: int | None
    """How many followers the file said; null: none."""

    claimed_name: str
    """What the file called them; empty: nothing."""

    created_at: AwareDatetime
    creator: CreatorCard | None
    creator_user_id: UUID | None
    """The creator, by the account's id; null: nobody here has connected the account."""

    handle: str | None
    """Their name on the platform, as the file said; null: a creator was added."""

    id: UUID
    list_id: UUID
    """The list."""

    note: str
    """What the brand writes of them, at most 2,000 characters."""

    platform: Platform | None
    state: MemberState
    tags: list[str]
    """Words that the brand sorts them by."""

    updated_at: AwareDatetime


class ListedCreator(Model):
    """
    A creator as the directory shows them; rates in minor units, `available_from` a day in UTC.

    `slug` is the address of a public media kit, null where there is none. Followers add up over the connected
    platforms, of engagement the best one counts.
    """

    availability: Availability
    available_from: date_aliased | None
    """The day (UTC) from which on they take work again; null: none is said."""

    avatar_url: str | None
    best_engagement_rate: str
    """The highest of the platforms: (likes + comments + shares) / followers, a decimal number."""

    categories: list[str]
    """Subjects, as `beauty`."""

    city: str | None
    country_code: str | None
    """ISO 3166-1 alpha-2."""

    display_name: str
    headline: str
    """What they say of themselves in one line; empty: nothing."""

    id: UUID
    joined_at: AwareDatetime
    """When they became a creator here."""

    languages: list[str]
    """ISO 639-1, as `de`."""

    platforms: list[Platform]
    rates: list[CreatorRate]
    slug: str | None
    """The last part of the public media kit's address; null: there is none."""

    total_followers: int
    """Followers, as the platforms last told."""

    verified: bool
    """Whether an administrator says that they are who they seem to be."""


class MatchedCreator(Model):
    """A creator with the score for a campaign, its parts, and what a brand sees of them."""

    best_engagement_rate: str
    """The highest of the platforms: (likes + comments + shares) / followers, a decimal number."""

    brand_id: UUID
    """The brand."""

    campaign_id: UUID
    """The campaign."""

    categories: list[str]
    """Subjects, as `beauty`."""

    category_score: str
    """0 to 20: 20 for a category that is asked for, 10 for a related one."""

    city: str | None
    computed_at: AwareDatetime
    """When it was searched."""

    country_code: str | None
    """ISO 3166-1 alpha-2."""

    created_at: AwareDatetime
    creator: CreatorCard
    creator_user_id: UUID
    """The creator, by the account's id."""

    display_name: str
    engagement_score: str
    """0 to 30: 15 for what is usual at that size."""

    followers_score: str
    """0 to 40: how near the followers are to the range that is wanted."""

    id: UUID
    location_score: str
    """0 to 10: 10 for a place that is asked for, 5 for its region."""

    platforms: list[Platform]
    rank: int
    """The place in the search, from 1."""

    reason: str
    """A sentence why."""

    score: str
    """The sum of the parts: 0 to 100, a decimal number."""

    total_followers: int
    """Followers, as the platforms last told."""

    verified: bool
    """Whether the creator is marked as verified."""


class MatchedGig(Model):
    """An open gig with the score of the creator who looks, its parts, and what they lack for it."""

    category_score: str
    """0 to 20: 20 for a category that is asked for, 10 for a related one."""

    engagement_score: str
    """0 to 30: 15 for what is usual at that size."""

    followers_score: str
    """0 to 40: how near the followers are to the range that is wanted."""

    gig: Gig
    location_score: str
    """0 to 10: 10 for a place that is asked for, 5 for its region."""

    meets: MeetsGig
    reason: str
    """A sentence why."""

    score: str
    """The sum of the parts: 0 to 100, a decimal number."""


class MatchedInfluencer(Model):
    """A creator with the score for a gig or a campaign, its parts, and what a brand sees of them."""

    application_id: UUID | None
    """The creator's last application to the gig; null: none."""

    application_status: ApplicationStatus | None
    """What became of the last application; null: there is none."""

    best_engagement_rate: str
    """The highest of the platforms: (likes + comments + shares) / followers, a decimal number."""

    categories: list[str]
    """Subjects, as `beauty`."""

    category_score: str
    """0 to 20: 20 for a category that is asked for, 10 for a related one."""

    city: str | None
    country_code: str | None
    """ISO 3166-1 alpha-2."""

    creator: CreatorCard
    creator_user_id: UUID
    """The creator, by the account's id."""

    deal_id: UUID | None
    """The creator's last deal of the gig; null: none."""

    display_name: str
    engagement_score: str
    """0 to 30: 15 for what is usual at that size."""

    followers_score: str
    """0 to 40: how near the followers are to the range that is wanted."""

    location_score: str
    """0 to 10: 10 for a place that is asked for, 5 for its region."""

    meets: MeetsGig | None
    """What the creator lacks of what the gig asks for; null: a campaign was named."""

    platforms: list[Platform]
    rank: int
    """The place in the search, from 1."""

    reason: str
    """A sentence why."""

    score: str
    """The sum of the parts: 0 to 100, a decimal number."""

    total_followers: int
    """Followers, as the platforms last told."""

    verified: bool
    """Whether the creator is marked as verified."""


class Matches(Model):
    """The best creators for a campaign, best first. They are saved: `GET /api/v1/campaigns/{id}/matches`."""

    campaign_id: UUID
    """The campaign."""

    matches: list[MatchedCreator]


class Me(Model):
    """The caller: account, profile, and brands with permissions."""

    avatar_url: str | None
    bio: str
    brands: list[OwnMembership]
    confirmed_at: AwareDatetime | None
    """When the address was confirmed; null: not yet."""

    created_at: AwareDatetime
    email: str
    full_name: str
    id: UUID
    last_sign_in_at: AwareDatetime | None
    """When the person last signed in; null: never."""

    location: str
    """A place, in words."""

    phone: str | None
    roles: list[Role]
    status: UserStatus
    time_zone: str | None
    """Where it is what time for them, as they said; null: not said."""


class MediaValueRate(Model):
    """What somebody published (`source`) that a thousand views or engagements cost as advertising, in minor units."""

    currency: str
    """ISO 4217, in lower case."""

    id: UUID
    per_mille_engagements: int | None
    """What a thousand engagements cost, in minor units; null: not published."""

    per_mille_views: int | None
    """What a thousand views cost, in minor units; null: not published."""

    platform: Platform
    published_on: date_aliased
    """The day on which it was published."""

    source: str
    """Who published it, and in what."""

    source_url: str
    """Where it can be read."""

    updated_at: AwareDatetime


class MediaValueRates(Model):
    """All rates, by platform and currency."""

    data: list[MediaValueRate]


class MessageOriginal(Model):
    """The text of a message as it was, before it was taken away."""

    body: str
    conversation_id: UUID
    """The conversation."""

    created_at: AwareDatetime
    """When it was taken away."""

    seq: int
    """The number of the message."""

    why: WhyKept


class MessageReport(Model):
    """What somebody finds wrong with a message."""

    brand_id: UUID | None
    """None: with support."""

    conversation_id: UUID
    """The conversation."""

    created_at: AwareDatetime
    id: UUID
    note: str
    """In the words of who reports."""

    person_user_id: UUID
    """The person of the conversation, by the account's id."""

    reason: ReportReason
    reporter_user_id: UUID
    """Who reports, by the account's id."""

    review_note: str | None
    """Why, for administrators only."""

    reviewed_at: AwareDatetime | None
    """When it was decided; null: not yet."""

    reviewed_by: UUID | None
    """Who decided, for administrators only."""

    seq: int
    """The number of the message."""

    status: ReportStatus


class Milestone(Model):
    """A part of a deal, with its held funds once the deal runs."""

    due_at: AwareDatetime | None
    """When the work is due; null: its money is not held yet."""

    due_days: int
    """Days for the work, from when its money is held."""

    escrow: Escrow | None
    """Its held funds; null: the offer is not accepted."""

    fee: int
    """The platform's fee on top, in minor units."""

    id: UUID
    number: int
    """Its place, from 1."""

    price: int
    """What the creator gets, in minor units."""

    title: str
    total: int
    """Price and fee together, in minor units."""


class MissingPart(Model):
    """What a profile lacks, and how many points of 100 that costs in a campaign that asks for it, at most."""

    matching_points: str
    """How many points of 100 it costs in a campaign that asks for it, at most; a decimal number."""

    part: ProfilePart


class ModerationRule(Model):
    """A rule."""

    action: Action
    active: bool
    """Whether messages are judged by it."""

    created_at: AwareDatetime
    key: str
    """Its name, which never changes: messages name it."""

    pattern: str
    """What is looked for, as its kind says; of cards nothing."""

    pattern_kind: PatternKind
    scope: Scope
    sentence: str
    """What the sender is told."""

    updated_at: AwareDatetime
    updated_by: UUID | None
    """Who changed it last; null: it came with the system."""

    version: int
    """Raised with each change."""


class ModerationRules(Model):
    """All rules, by their keys."""

    data: list[ModerationRule]


class Negotiation(Model):
    """An offer about an invitation, in the campaign's currency."""

    amount: int
    """Minor units of the currency."""

    answered_at: AwareDatetime | None
    """When it was answered or withdrawn; null: not yet."""

    brand: BrandCard
    brand_id: UUID
    """The brand."""

    campaign_id: UUID
    """The campaign."""

    created_at: AwareDatetime
    creator: CreatorCard
    creator_user_id: UUID
    """The creator, by the account's id."""

    fee_basis_points: int
    """The platform's fee at this moment (1000 is 10 %); that of the approval counts."""

    from_creator: bool
    """Whether the creator made it; else the brand."""

    id: UUID
    invitation_id: UUID
    """The invitation."""

    net_amount: int
    """What the creator earns of it, after the fee of this moment; minor units."""

    proposed_by: UUID
    """Who made the offer, by the account's id."""

    status: NegotiationStatus
    terms: str
    """What both sides agree on besides the amount."""


class NewInvitePolicy(Model):
    """What holds for a country from now on."""

    model_config = ConfigDict(
        extra="forbid",
    )
    email: EmailDecision
    note: str = ""
    """The law that says so."""

    sms: SmsDecision = "share_only"


class NewRewardTrigger(Model):
    """A trigger as it begins: a draft, its first version."""

    model_config = ConfigDict(
        extra="forbid",
    )
    auto_claim: bool = False
    """Whether what it grants is claimed at once; of points and badges alone."""

    definition: TriggerDefinition
    """What is counted."""

    key: str
    """Its name for machines, one in its program and for ever."""

    name: str
    priority: int = 0
    """Which of several triggers is asked first: the lowest number."""

    program_id: UUID
    """The program whose budget pays for what it grants."""

    reward: (
        MoneyReward | TokenReward | PointsReward | BadgeReward | CouponReward | TierBoostReward | LockerReward
    ) = Field(..., discriminator="kind")
    """What is granted at each level."""


class NewStaffLink(Model):
    """A link for whoever stands at a gate, or for a screen."""

    model_config = ConfigDict(
        extra="forbid",
    )
    kind: StaffKind
    """What it opens."""

    label: str
    """What the brand calls it, so that it knows which one to revoke."""


class NewTier(Model):
    """A tier, until when (null: until it is taken back), and why."""

    model_config = ConfigDict(
        extra="forbid",
    )
    reason: str
    """Why, for the next administrator."""

    tier: Tier = "premium"
    until: AwareDatetime | None = None
    """When it ends; null: when it is taken back."""


class NewlyMadeStaffLink(Model):
    """A link, and its address, which is shown this once."""

    activation_id: UUID
    """The activation."""

    brand_id: UUID
    """Whose it is."""

    created_at: AwareDatetime
    created_by: UUID
    """Who made it."""

    expires_at: AwareDatetime
    """48 hours after the end of the activation."""

    id: UUID
    kind: StaffKind
    """What it opens."""

    label: str
    """What the brand calls it, as the name of the gate."""

    last_seen_at: AwareDatetime | None
    """When it was used last, to a quarter of an hour."""

    revoked_at: AwareDatetime | None
    """Since when it opens nothing any more; null: it does."""

    updated_at: AwareDatetime
    url: str
    """What staff open. Whoever has it is let in: send it to nobody else."""


class NotedRow(Model):
    """A row that was taken, but for something."""

    reason: RowNote
    row: int
    """The line of the file in which it begins."""


class Notification(Model):
    """A message to a user."""

    category: NotificationCategory
    created_at: AwareDatetime
    id: UUID
    message: str
    metadata: dict[str, Any]
    """Facts about it, as its type has them."""

    read_at: AwareDatetime | None
    """When it was read; null: not yet."""

    title: str
    type: str
    """The event, as `payout_failed`."""

    user_id: UUID
    """The person, by the account's id."""


class OwnLevel(Model):
    """A level of an achievement, and where the caller is with it."""

    badge_url: str | None
    """The badge's page, which answers nobody before it is published; null: there is none."""

    level: int
    """Its number, as its trigger grants it."""

    progress: Progress | None
    """Null: it is unlocked, or nothing counts towards it now."""

    published_at: AwareDatetime | None
    """Since when its page is public; null: it is private."""

    revoked_at: AwareDatetime | None
    """When it was taken back; null: it was not."""

    revoked_reason: str | None
    """Why; null: it was not taken back."""

    unlocked_at: AwareDatetime | None
    """Null: not yet, or it was revoked."""


class OwnReferral(Model):
    """Who brought the caller."""

    agent_name: str
    """The agent's display name."""

    attributed_at: AwareDatetime
    """Since when."""

    source: ReferralSource
    """By what they came."""

    status: ReferralStatus
    """Whether it counts."""


class Participant(Model):
    """A creator in a campaign, in whose currency amounts are."""

    brand: BrandCard
    brand_id: UUID
    """The brand."""

    budget_allocated: int
    """What was agreed on, before the fee, in minor units."""

    campaign_id: UUID
    """The campaign."""

    creator: CreatorCard
    creator_user_id: UUID
    """The creator, by the account's id."""

    fee_basis_points: int
    """The platform's fee at this moment (1000 is 10 %); that of the approval counts."""

    id: UUID
    invitation_id: UUID
    """The invitation."""

    joined_at: AwareDatetime
    """When the creator accepted."""

    left_at: AwareDatetime | None
    """When the creator left; null: they did not leave by themselves."""

    net_amount: int
    """What the creator earns of it, after the fee of this moment; minor units."""

    removal_reason: str | None
    """Why it ended before its time: the brand's words, or the creator's where `left_at` says that they left."""

    status: ParticipantStatus
    tracking_link: UUID | None
    """The id of the creator's link; null as long as nothing says where it leads."""


class Payout(Model):
    """Money on its way to one creator or agent."""

    amount: int
    """Minor units of the currency."""

    attempts: int
    """How often it was tried."""

    batch_id: UUID
    """The run of the payouts."""

    created_at: AwareDatetime
    creator: CreatorCard
    creator_user_id: UUID
    """Who is paid: a creator, an agent, or somebody who is both."""

    currency: str
    """ISO 4217, in lower case."""

    failure_code: str | None
    """The provider's word; null where it worked, and for everybody but administrators."""

    failure_reason: str | None
    """Why it did not work, in words; null where it did."""

    id: UUID
    lines: list[PayoutSum]
    """What it is of each kind, in minor units: their sum is the amount. A kind that comes to nothing is left out."""

    paid_at: AwareDatetime | None
    """When it was paid; null: not yet."""

    reversed_amount: int
    """What came back of it, in minor units."""

    status: PayoutStatus
    stripe_transfer_id: str | None
    """The transfer at Stripe; null: none yet."""


class PayoutReport(Model):
    """
    What a payout is made of, or was, if it failed.

    The sum of lines, or of campaigns, and of commissions is the payout's amount; a commission is its own gross.
    """

    amount: int
    """Minor units of the currency."""

    campaigns: list[CampaignShare]
    commissions: list[CommissionLine]
    """What an agent earned; empty for who is none."""

    fee_amount: int
    """The platform's fee, in minor units."""

    gross_amount: int
    """Before the platform's fee, in minor units."""

    lines: list[PayoutLine]
    payout: Payout


class PlatformList(Model):
    """A campaign's platforms, those with posts."""

    currency: str
    """ISO 4217, in lower case."""

    data: list[PlatformResults]


class PostResult(Model):
    """A post of approved work with the figures of its last reading, `as_of`; one that is gone keeps them."""

    as_of: AwareDatetime | None
    """When its figures were last read; null: not yet."""

    comments: int | None
    cost_per_engagement: str | None
    """What one of its engagements cost, in minor units with four decimals; null: not known."""

    cost_per_mille: int | None
    """What a thousand of its views cost, in minor units; null: not known."""

    creator: CreatorCard
    creator_user_id: UUID
    """The creator, by the account's id."""

    engagements: int | None
    """Likes, comments, shares and saves that are told; null: likes or comments are not."""

    gone_at: AwareDatetime | None
    """When it was not found a day later either; null: it is not gone."""

    id: UUID
    likes: int | None
    missing_since: AwareDatetime | None
    """When a reading first did not find it; null: it is there."""

    platform: Platform
    platform_post_id: str
    """The platform's id of the post."""

    reach: int | None
    """How many people saw it, as the platform estimates; null: it does not tell."""

    saves: int | None
    """How often it was kept; null: the platform does not tell."""

    shares: int | None
    spend: int
    """Spent on the work that it is, less what was taken back; minor units."""

    status: PostStatus
    submissions: int
    """How many pieces of approved work it is."""

    url: str
    """The address of the post."""

    views: int | None
    """How often it was seen, as its platform counts; null: it does not tell."""


class Preferences(Model):
    """Every category on every channel. `suppressed_by`: why no mail goes to the person's address at all."""

    data: list[Preference]
    suppressed_by: list[SuppressionReason]


class ProfileDraft(Model):
    """
    The whole profile: what is left out is empty from then on.

    `categories` are those of `GET /api/v1/creator-categories`, or other names of them. A public media kit needs a
    slug; `available_from` (a day, UTC) is for who is limited or closed until then.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    availability: Availability = "open"
    available_from: date_aliased | None = None
    """The day (UTC) from which on they take work again: for who is limited or closed until then."""

    categories: list[str] | None = None
    """Those of `listCreatorCategories`, or other names of them."""

    city: str | None = None
    country_code: str | None = None
    """ISO 3166-1 alpha-2."""

    display_name: str
    headline: str = ""
    """What they say of themselves in one line; empty: nothing."""

    languages: list[str] | None = None
    """ISO 639-1, as `de`."""

    media_kit_public: bool = False
    """Whether the media kit is shown to everybody, which needs a slug."""

    portfolio_links: list[str] | None = None
    """Addresses of work that they show."""

    rates: list[RateDraft] | None = None
    slug: str | None = None
    """The last part of the media kit's address; null: none."""

    time_zone: str | None = None
    """The name of a place in the IANA database, as `Europe/Berlin`; null: none is said."""


class QuotedMessage(Model):
    """The beginning of a message: the last one of a conversation, or one that is answered."""

    body: str
    """At most 200 characters."""

    created_at: AwareDatetime
    kind: MessageKind
    redacted: bool
    """Whether an administrator has taken its text away."""

    seq: int
    """Its number in the conversation."""

    side: TalkingSide


class RateTier(Model):
    """Who may ask more often than others: a person, or everybody who is active in a brand."""

    brand_id: UUID | None
    """The brand."""

    created_at: AwareDatetime
    given_by: UUID | None
    """The administrator who gave it."""

    id: UUID
    reason: str
    """Why it was given."""

    tier: Tier
    until: AwareDatetime | None
    """When it ends; null: when it is taken back."""

    updated_at: AwareDatetime
    user_id: UUID | None
    """The person, by the account's id."""


class Referral(Model):
    """Who brought a person, as administrators see it."""

    agent_user_id: UUID
    """By whom, by the account's id."""

    attributed_at: AwareDatetime
    """When that was written down first."""

    code_id: UUID | None
    """The code that was typed, or whose link was opened."""

    created_at: AwareDatetime
    first_deal_at: AwareDatetime | None
    """When the first of their deals was released."""

    id: UUID
    """What the agent knows it by."""

    invite_id: UUID | None
    """The invite whose token they had."""

    month: date_aliased
    """That in which it was attributed: its first day."""

    referred_user_id: UUID
    """Who was brought, by the account's id."""

    reject_reason: str | None
    """Why not: `self`, `same_payout_account`, or what an administrator wrote."""

    source: ReferralSource
    """By what they came; `manual`: an administrator said so."""

    status: ReferralStatus
    """Whether the agent earns by them."""

    touch_id: UUID | None
    """The opening of a link."""

    updated_at: AwareDatetime
    window_days: int | None
    """Within how many days of the link's opening they had to come."""


class RefusedRow(Model):
    """A row of which nobody was taken, and why; the first line of the file is 1."""

    reason: RowReason
    row: int
    """The line of the file in which it begins."""


class ReportDraft(Model):
    """What is wrong with a message."""

    model_config = ConfigDict(
        extra="forbid",
    )
    note: str = ""
    """More about it, for administrators."""

    reason: ReportReason


class RewardLeaderboard(Model):
    """A page of it, the first rank first."""

    computed_at: AwareDatetime | None
    """When it was written; null: not yet."""

    data: list[RewardLeaderboardPlace]
    is_named: bool
    """Whether the caller is named on leaderboards."""

    key: str
    """What it ranks by: `points`, `achievements` or `deals`."""

    next_cursor: str | None
    """Send it as `cursor` for the next page; null on the last one."""

    own_rank: int | None
    """What the caller's value of now would be on it; null: none of the first thousand."""

    own_value: int
    """What the caller has by now."""

    people: int
    """How many people have a place, beyond the first thousand too."""

    period: str
    """`all`, `2026-11` or `2026-W48`."""


class RewardTrigger(Model):
    """One version of a trigger; the id is one over all versions."""

    auto_claim: bool
    """Whether what it grants is claimed at once; of points and badges alone."""

    brand_id: UUID | None
    """Whose program it is; null: the platform's."""

    carry_counters: bool
    """Whether this version went on with the counters of the one before it."""

    created_at: AwareDatetime
    created_by: UUID | None
    """Who made this version; null: nobody by hand."""

    definition: dict[str, Any]
    """What is counted (`TriggerDefinition`)."""

    id: UUID
    key: str
    """Its name for machines, one over all versions."""

    live_at: AwareDatetime | None
    """Since when it counts facts as they come; null: it was never live."""

    name: str
    priority: int
    """Which of several triggers is asked first: the lowest number."""

    program_id: UUID
    """The program whose budget pays for what it grants."""

    reward: dict[str, Any]
    """What is granted at each level (`Reward`)."""

    status: TriggerStatus
    updated_at: AwareDatetime
    version: int
    """Its number, from 1 on."""


class RewardTriggerPatch(Model):
    """What is to be different; a definition and a reward are sent whole."""

    model_config = ConfigDict(
        extra="forbid",
    )
    auto_claim: bool | None = None
    """Whether what it grants is claimed at once; of points and badges alone."""

    definition: TriggerDefinition | None = None
    """What is counted."""

    name: str | None = None
    priority: int | None = None
    """Which of several triggers is asked first: the lowest number."""

    reward: (
        MoneyReward
        | TokenReward
        | PointsReward
        | BadgeReward
        | CouponReward
        | TierBoostReward
        | LockerReward
        | None
    ) = Field(None, discriminator="kind")
    """What is granted at each level."""


class RuleDraft(Model):
    """A new rule."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Action
    active: bool = True
    """Whether messages are judged by it."""

    key: str
    """Its name, in small letters, which never changes."""

    pattern: str
    """What is looked for, as its kind says; of cards nothing."""

    pattern_kind: PatternKind
    scope: Scope = "always"
    sentence: str
    """What the sender is told."""


class RulePatch(Model):
    """What is to be different from now on."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Action | None = None
    active: bool | None = None
    """Whether messages are judged by it."""

    pattern: str | None = None
    """What is looked for, as its kind says; of cards nothing."""

    pattern_kind: PatternKind | None = None
    scope: Scope | None = None
    sentence: str | None = None
    """What the sender is told."""


class Scan(Model):
    """One scan, and what became of it."""

    accuracy_m: int | None
    """How exact the visitor's position was, in metres; null: none was given."""

    activation_id: UUID
    """What was scanned."""

    at: AwareDatetime
    """When we took it."""

    campaign_id: UUID
    """The campaign."""

    claimed_at: AwareDatetime
    """When it was made: earlier than `at` where a gate sent it later."""

    code_id: UUID
    """Which of the activation's codes was scanned."""

    country: str | None
    """Where the request came from (ISO 3166, two letters); null: not known."""

    day: date_aliased
    """The day that it counts on, in the activation's time zone."""

    device_id: UUID | None
    """The browser, by its name at this brand alone; null: there was none, or it was forgotten."""

    distance_m: int | None
    """Metres to the fence, 0 inside; null: not known."""

    fan_id: UUID | None
    """The fan whose device it is; null: not known."""

    id: UUID
    reasons: list[str]
    """Rules and limits that made the verdict; of an accepted scan what was noticed beside."""

    score: int
    """Points of the rules: from 60 it is flagged, from 90 refused."""

    source: ScanSource
    verdict: ScanVerdict


class ScanMinute(Model):
    """Scans of one minute, of one verdict and source."""

    minute: AwareDatetime
    """When it begins, by when we took the scans."""

    n: int
    """How many, at least one."""

    source: ScanSource
    verdict: ScanVerdict


class ScanReview(Model):
    """A flagged scan, and what was decided about it."""

    activation_id: UUID
    """The activation."""

    brand_id: UUID
    """The brand."""

    created_at: AwareDatetime
    decided_at: AwareDatetime | None
    """When somebody decided, or time cleared it; null: it waits."""

    device_id: UUID | None
    """The pseudonym of the browser at this brand; null: a gate sent it without one."""

    due_at: AwareDatetime
    """What weighs less than 70 is cleared then; the rest waits on."""

    note: str
    """What who decided wrote to it."""

    reasons: list[str]
    """Keys of those rules, and `too_far` or `place_needed` where the fence only flags."""

    reminded_at: AwareDatetime | None
    """When the brand was told that it waits."""

    reviewer_user_id: UUID | None
    """Who decided; null: nobody yet, or time cleared it."""

    scan_at: AwareDatetime
    """When we took it."""

    scan_id: UUID
    """The scan."""

    score: int
    """Points of the rules that found something: from 60 on a scan is flagged, from 90 on refused."""

    status: ScanReviewStatus


class ScanReviewDetail(Model):
    """A flagged scan with all that may be seen of it."""

    activation_id: UUID
    """The activation."""

    brand_id: UUID
    """The brand."""

    created_at: AwareDatetime
    decided_at: AwareDatetime | None
    """When somebody decided, or time cleared it; null: it waits."""

    device_id: UUID | None
    """The pseudonym of the browser at this brand; null: a gate sent it without one."""

    due_at: AwareDatetime
    """What weighs less than 70 is cleared then; the rest waits on."""

    evidence: ScanEvidence
    note: str
    """What who decided wrote to it."""

    reasons: list[str]
    """Keys of those rules, and `too_far` or `place_needed` where the fence only flags."""

    reminded_at: AwareDatetime | None
    """When the brand was told that it waits."""

    reviewer_user_id: UUID | None
    """Who decided; null: nobody yet, or time cleared it."""

    scan: ScannedWhere | None
    """Null: it is kept no more."""

    scan_at: AwareDatetime
    """When we took it."""

    scan_id: UUID
    """The scan."""

    score: int
    """Points of the rules that found something: from 60 on a scan is flagged, from 90 on refused."""

    status: ScanReviewStatus


class SearchDraft(Model):
    """
    A search to keep, for the caller's only brand unless one is named.

    `filters` are the parameters of `GET /api/v1/creators`.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    brand_id: UUID | None = None
    """The brand."""

    filters: CreatorSearch
    name: str


class SearchPatch(Model):
    """What to change; filters are replaced as a whole."""

    model_config = ConfigDict(
        extra="forbid",
    )
    filters: CreatorSearch | None = None
    name: str | None = None


class SeenMessage(Model):
    """A message of an earlier dispute about the same held funds."""

    body: str
    created_at: AwareDatetime
    id: UUID
    side: Voice
    """Who wrote it."""


class SkippedPayout(Model):
    """A creator or agent who was not paid in a run, and why."""

    amount: int
    """Minor units of the currency."""

    creator_user_id: UUID
    """The creator, by the account's id."""

    currency: str
    """ISO 4217, in lower case."""

    reason: SkippedPayoutReason


class SocialAccount(Model):
    """A connected account, as its platform last told."""

    asked_scopes: list[str]
    """The permissions that we asked the person for."""

    avatar_url: str | None
    created_at: AwareDatetime
    display_name: str
    engagement_rate: str
    """(likes + comments + shares) / followers over the recent posts, a decimal number."""

    follower_count: int
    """Followers, as the platform last told."""

    id: UUID
    last_synced_at: AwareDatetime | None
    """When the platform was last read; null: never."""

    missing_figures: list[AccountFigure]
    """What the platform does not show us, because the person left a permission out."""

    notice: str | None
    """What is missing, and how the person grants it; null where nothing is."""

    platform: Platform
    platform_user_id: str
    """The platform's id of the account."""

    profile_url: str | None
    scopes: list[str]
    """The permissions that the person granted."""

    status: SocialAccountStatus
    token_expires_at: AwareDatetime | None
    """When our permission ends; null: not known, or never."""

    updated_at: AwareDatetime
    user_id: UUID
    """The person, by the account's id."""

    username: str


class Statement(Model):
    """
    A wallet's bookings in a time span, oldest first, one page of them, from the opening to the closing balance.

    `final`: nothing can be booked into the span any more; every later answer about it is the same, but for the names
    of people and brands, which are those of today.
    """

    as_of: AwareDatetime
    """The moment up to which it is counted."""

    closing_balance: int
    """What was available after the last booking, in minor units."""

    closing_debt: int
    """What the brand owed after the last booking, in minor units."""

    currency: str
    """ISO 4217, in lower case."""

    data: list[Booking]
    final: bool
    """Whether nothing can be booked into the span any more."""

    next_cursor: str | None
    """Send it as `cursor` for the next page; null on the last one."""

    opening_balance: int
    """What was available before the first booking, in minor units."""

    opening_debt: int
    """What the brand owed before the first booking, in minor units."""

    since: AwareDatetime | None
    """The first moment of the span; null: from the beginning."""

    until: AwareDatetime | None
    """The end of the span, which is not part of it; null: up to now."""

    wallet_id: UUID
    """The wallet."""


class StripeEvent(Model):
    """An event of Stripe, and the error of the last try; `available_at` is when it is tried next."""

    account_id: str | None
    """The account at Stripe that it is about."""

    attempts: int
    """How often it was tried."""

    available_at: AwareDatetime
    """From when on it may be worked on."""

    created_at: AwareDatetime
    error: str | None
    """What went wrong; null: nothing."""

    id: str
    object_id: str | None
    """What it is about, by Stripe's id."""

    processed_at: AwareDatetime | None
    """When it was dealt with; null: not yet."""

    source: Literal["webhook", "repair"]
    """How we heard of it: Stripe told us, or we fetched what we had missed."""

    status: StripeEventStatus
    type: str
    """As Stripe names it."""

    updated_at: AwareDatetime


class Submission(Model):
    """
    Content for one unit of a deliverable; late where its first revision came after the end of `due_date` (UTC).

    `post` is what became of it on its platform, once it was found there.
    """

    brand: BrandCard
    brand_id: UUID
    """The brand."""

    campaign_id: UUID
    """The campaign."""

    content_url: str | None
    """The address of the post or page."""

    creator: CreatorCard
    creator_user_id: UUID
    """The creator, by the account's id."""

    deliverable_id: UUID
    """What was asked for."""

    description: str
    due_date: date_aliased | None
    """The last day (UTC) to hand it in; null: any day."""

    file_path: str | None
    """The `object_key` of a stored upload."""

    id: UUID
    is_late: bool
    """Whether the day to hand it in was over."""

    participant_id: UUID
    """The participation: this creator in this campaign."""

    post: TrackedPost | None
    post_platform: Platform | None
    """
    Whose post `content_url` is; null where it is not recognised as one, and then nothing follows it.

    Posts at LinkedIn are recognised, but it tells nobody their figures by the number in their addresses.
    """

    revision: int
    """Which revision, from 1."""

    status: SubmissionStatus
    submission_type: SubmissionType
    submitted_at: AwareDatetime
    """When it was handed in."""

    unit: int
    """Which of the deliverable's units, from 1."""


class SubmissionDraft(Model):
    """Content for one unit of a deliverable."""

    model_config = ConfigDict(
        extra="forbid",
    )
    content_url: str | None = None
    """The address of the post or page."""

    deliverable_id: UUID
    """What was asked for."""

    description: str = ""
    file_path: str | None = None
    """The `object_key` of a stored upload."""

    submission_type: SubmissionType
    unit: int = 1
    """Which of the deliverable's units, from 1."""


class SupabaseSession(Model):
    """Tokens and their owner; `expires_in` is in seconds, `expires_at` a Unix time."""

    access_token: str
    """Goes into `Authorization: Bearer` of each request."""

    expires_at: int
    """When that is over, in seconds since 1970 (Unix time)."""

    expires_in: int
    """For how many seconds the access token is good."""

    refresh_token: str
    """Good once, within 7 days; the answer has the next one."""

    token_type: Literal["bearer"] = "bearer"
    user: SupabaseUser


class Suppression(Model):
    """An address that gets no more mail."""

    created_at: AwareDatetime
    email: str
    provider_event_id: str | None
    """The provider's report of it; null: the person unsubscribed."""

    reason: SuppressionReason


class Survey(Model):
    """A survey without its questions."""

    brand_id: UUID
    """The brand."""

    campaign_id: UUID
    """The campaign."""

    closes_at: AwareDatetime | None
    """From when on nobody answers any more; null: until it is closed."""

    created_at: AwareDatetime
    description: str
    id: UUID
    status: SurveyStatus
    title: str


class SurveyDraft(Model):
    """A survey with its questions, in order."""

    model_config = ConfigDict(
        extra="forbid",
    )
    closes_at: AwareDatetime | None = None
    """From when on nobody answers any more; without it, until it is closed."""

    description: str = ""
    questions: list[SurveyQuestionDraft]
    title: str


class SurveyResults(Model):
    """The answers to a survey, counted; `next_cursor` is null where these are the last questions."""

    next_cursor: str | None = None
    """Send it as `cursor` for the next page; null on the last one."""

    questions: list[QuestionResult]
    responses: int
    """How many answered the survey."""

    survey: Survey


class SurveyWithQuestions(Model):
    """A survey as it is filled in."""

    questions: list[SurveyQuestion]
    survey: Survey


class SyncJob(Model):
    """A synchronisation of an account; `error` is a code, also of what a successful one was not told."""

    created_at: AwareDatetime
    error: str | None
    """What went wrong; null: nothing."""

    finished_at: AwareDatetime | None
    """When it was over; null: it is not."""

    id: UUID
    social_account_id: UUID
    """The connected account."""

    started_at: AwareDatetime | None
    """When it began; null: not yet."""

    status: SyncStatus
    user_id: UUID
    """The person, by the account's id."""


class TargetAudience(Model):
    """Whom a campaign wants to reach; feeds matching."""

    model_config = ConfigDict(
        extra="forbid",
    )
    age_ranges: list[str] | None = None
    """Ages as `18-24`, the last one as `65+`."""

    category_required: bool = False
    """Matching suggests only creators of the campaign's category (without one, of those that fit the brand); otherwise they come before the others."""

    languages: list[str] | None = None
    """ISO 639-1, as `de`."""

    location: TargetLocation | None = None
    max_followers: int | None = None
    """No more followers than this; null: any number."""

    min_followers: int | None = None
    """At least so many followers; null: any number."""

    platforms: list[Platform] | None = None


class TriedPosition(Model):
    """What a scan from there would be taken for."""

    answer: Where
    """Whether it is within the fence, accuracy included."""

    distance_m: float
    """Metres to the fence, 0 inside."""


class TriedText(Model):
    """What would become of a text."""

    action: Action | None
    """The strongest; null: it would be delivered as it is."""

    forms: list[str]
    """The text as rules read it: without what is not seen, in Latin letters that look alike, without evasions."""

    rule: str | None
    """The key of the rule that says so."""

    sentence: str | None
    """What the sender would be told of it."""

    warnings: list[TriedWarning]


class UserAccount(Model):
    """An account as administrators see it."""

    confirmed_at: AwareDatetime | None
    """When the address was confirmed; null: not yet."""

    created_at: AwareDatetime
    email: str
    full_name: str
    id: UUID
    last_sign_in_at: AwareDatetime | None
    """When the person last signed in; null: never."""

    roles: list[Role]
    status: UserStatus


class WalletTransaction(Model):
    """
    An operation on a wallet and how far it got: `balance_effect` is signed and concerns what the wallet has
    available. When it was booked, and what it left, says the statement.
    """

    amount: int
    """Minor units of the currency."""

    balance_effect: int
    """What it did to what is available: signed, in minor units."""

    completed_at: AwareDatetime | None
    """When it was completed; null: not yet."""

    created_at: AwareDatetime
    currency: str
    """ISO 4217, in lower case."""

    description: str
    id: UUID
    metadata: dict[str, Any]
    """Facts about it, as its type has them."""

    reference_id: str | None
    """What it is called at Stripe, or by us; null: nothing yet."""

    refunded_amount: int
    """How much of it was given back, in minor units."""

    relates_to: UUID | None
    """The transaction that it is about, as the deposit of a refund."""

    status: WalletTransactionStatus
    transaction_type: WalletTransactionType
    wallet_id: UUID
    """The wallet."""


class Withdrawals(Model):
    """The refunds that a withdrawal was split into, one per deposit."""

    data: list[WalletTransaction]


class Withdrawn(Model):
    """Money on its way out of a wallet."""

    amount: int
    """All of it, in minor units."""

    currency: str
    """ISO 4217, in lower case."""

    payout: Payout | None
    """The creator's payout; null: it is a brand's money."""

    transactions: list[WalletTransaction]
    """What it is on the wallet: one refund per deposit, or the transfer of the payout."""

    wallet_id: UUID
    """The wallet."""


class ActivationLive(Model):
    """An activation, a minute or two ago."""

    activation_id: UUID
    """Which one."""

    late: ScanCounts
    """What gates took offline and sent later, which `totals` leaves out."""

    minutes: list[ScanMinute]
    """The last sixty minutes, the oldest first; a minute without scans has no line."""

    totals: ScanCounts
    """All that were scanned online and at gates since its launch."""


class Campaign(Model):
    """A campaign with its budget; only the brand and administrators see this."""

    auto_approve_late_reviews: bool
    """Whether work that nobody has reviewed in time is approved by itself."""

    brand_guidelines: str
    """What creators have to keep to."""

    brand_id: UUID
    """The brand."""

    budget_reserved: int
    """Promised to creators and not spent yet, in minor units."""

    budget_spent: int
    """Spent on approved work, in minor units."""

    budget_total: int | None
    """The most that may be reserved and spent together, in minor units; null: no limit."""

    category: str | None
    """Its subject, as `beauty`."""

    created_at: AwareDatetime
    created_by: UUID
    """Who made it, by the account's id."""

    currency: str
    """ISO 4217, in lower case."""

    description: str
    destination_url: str | None
    """Where visitors are sent: https, at a public host that is not ours."""

    id: UUID
    name: str
    status: CampaignStatus
    target_audience: TargetAudience
    timeline_end: date_aliased | None
    """The day (UTC) with whose beginning the campaign completes; null: on no day."""

    timeline_start: date_aliased | None
    """The day (UTC) on which the hourly job makes an active campaign of the draft; null: on no day."""

    updated_at: AwareDatetime


class CampaignBrief(Model):
    """A campaign as its creators see it: everything but the budgets."""

    brand: BrandCard
    brand_guidelines: str
    """What creators have to keep to."""

    brand_id: UUID
    """The brand."""

    brand_logo_url: str | None
    brand_name: str
    category: str | None
    """Its subject, as `beauty`."""

    created_at: AwareDatetime
    currency: str
    """ISO 4217, in lower case."""

    description: str
    id: UUID
    name: str
    status: CampaignStatus
    target_audience: TargetAudience
    timeline_end: date_aliased | None
    """The day (UTC) with whose beginning the campaign completes; null: on no day."""

    timeline_start: date_aliased | None
    """The day (UTC) on which the hourly job makes an active campaign of the draft; null: on no day."""


class CampaignDraft(Model):
    """A new campaign. Amounts in minor units; dates are UTC days, the campaign ends when `timeline_end` begins."""

    model_config = ConfigDict(
        extra="forbid",
    )
    auto_approve_late_reviews: bool = False
    """Whether work that nobody has reviewed in time is approved by itself."""

    brand_guidelines: str = ""
    """What creators have to keep to."""

    brand_id: UUID | None = None
    """Only needed by members of several brands."""

    budget_total: int | None = None
    """The most that may be reserved and spent together, in minor units; without it, no limit where a brand admin makes it, and 0 where a campaign manager does."""

    category: str | None = None
    """Its subject, as `beauty`."""

    currency: Literal["aud", "cad", "chf", "dkk", "eur", "gbp", "jpy", "nok", "nzd", "pln", "sek", "usd"] = (
        "usd"
    )
    """ISO 4217, in lower case."""

    description: str = ""
    destination_url: str | None = None
    """Where tracking links of the creators lead; the brand's website without it."""

    name: str
    target_audience: TargetAudience | None = None
    timeline_end: date_aliased | None = None
    """The day (UTC) with whose beginning the campaign completes; null: on no day."""

    timeline_start: date_aliased | None = None
    """The day (UTC) on which the hourly job makes an active campaign of the draft; null: on no day."""


class CampaignPatch(Model):
    """What to change; a field that is left out stays, null clears it where it may be empty."""

    model_config = ConfigDict(
        extra="forbid",
    )
    auto_approve_late_reviews: bool | None = None
    """Whether work that nobody has reviewed in time is approved by itself."""

    brand_guidelines: str | None = None
    """What creators have to keep to."""

    budget_total: int | None = None
    """The most that may be reserved and spent together, in minor units; null: no limit."""

    category: str | None = None
    """Its subject, as `beauty`."""

    currency: (
        Literal["aud", "cad", "chf", "dkk", "eur", "gbp", "jpy", "nok", "nzd", "pln", "sek", "usd"] | None
    ) = None
    """ISO 4217, in lower case."""

    description: str | None = None
    destination_url: str | None = None
    """Where visitors are sent: https, at a public host that is not ours."""

    name: str | None = None
    target_audience: TargetAudience | None = None
    timeline_end: date_aliased | None = None
    """The day (UTC) with whose beginning the campaign completes; null: on no day."""

    timeline_start: date_aliased | None = None
    """The day (UTC) on which the hourly job makes an active campaign of the draft; null: on no day."""


class Completeness(Model):
    """How much of a whole profile there is, 0–100: every part counts alike. What costs most is named first."""

    missing: list[MissingPart]
    """What costs most first."""

    percent: int
    """0 to 100: every part counts alike."""


class ContactImport(Model):
    """
    A file of contacts, what was declared of it, and what came of it.

    `rows` that the file holds are `accepted` (of a dry run: they would be), `duplicates` (of each other, or of contacts
    that the agent has), or refused: `refused` and `notes` name the first 200 of them, on a dry run the first 20.
    """

    accepted: int
    """Who became contacts; on a dry run, who would."""

    agent_user_id: UUID
    """Whose it is, by the account's id."""

    completed_at: AwareDatetime | None
    """When it was completed; null: not yet."""

    country: str | None
    """Of numbers without a country, and of rows that name none (ISO 3166); null: none was named."""

    created_at: AwareDatetime
    declaration_text_version: str
    """Which text of the declaration was shown."""

    declared_at: AwareDatetime
    """When it was declared."""

    declared_basis: LawfulBasis
    dry_run: bool
    """Whether it only counts."""

    duplicates: int
    """Rows about somebody of another row, or who is a contact already."""

    failure_code: FileCode | None
    id: UUID
    kind: ContactFileKind
    notes: list[NotedRow]
    refused: list[RefusedRow]
    rows: int
    """How many the file holds, but for empty ones."""

    started_at: AwareDatetime | None
    """When it began; null: not yet."""

    status: ImportStatus
    updated_at: AwareDatetime


class Conversation(Model):
    """A conversation between a brand and a person, or a person and support."""

    brand: BrandCard | None
    brand_id: UUID | None
    """None: with support."""

    closed_at: AwareDatetime | None
    """Since then it can only be read."""

    created_at: AwareDatetime
    id: UUID
    kind: ConversationKind
    last_message: QuotedMessage | None
    """The beginning of the last message."""

    last_message_at: AwareDatetime | None
    """When it was written; null: nothing was."""

    last_seq: int
    """The number of the last message; 0: nothing was written yet."""

    me: ConversationMember
    """What it is to whoever asks; without messages since they came, nothing is unread."""

    person: Correspondent
    person_delivered_seq: int
    """Up to this number a device of the person has got it."""

    person_read_seq: int
    """Up to this number the person has read."""

    person_user_id: UUID
    """The creator, or whoever asks support, by the account's id."""

    revision: int
    """Raised when something that was written is shown no more: what is on the screen is to be read again."""

    subject_id: UUID | None
    """The deal, the application, or the participation; null: direct, or with support."""

    team_delivered_seq: int
    """Up to this number a device of somebody there has got it."""

    team_read_seq: int
    """Up to this number somebody of the brand, or of support, has read."""


class ConversationPage(Model):
    """A page of conversations, and all that an open client needs to go on from here."""

    badge: Badge
    changed_after: str
    """What to ask with next time, for what has changed since; that of the first page is kept for all pages."""

    data: list[Conversation]
    next_cursor: str | None = None
    """Send it as `cursor` for the next page; null on the last one."""


class CreatorDetails(Model):
    """A creator with everything that brands may see of them."""

    accounts: list[CreatorAccount]
    availability: Availability
    available_from: date_aliased | None
    """The day (UTC) from which on they take work again; null: none is said."""

    avatar_url: str | None
    best_engagement_rate: str
    """The highest of the platforms: (likes + comments + shares) / followers, a decimal number."""

    categories: list[str]
    """Subjects, as `beauty`."""

    city: str | None
    country_code: str | None
    """ISO 3166-1 alpha-2."""

    display_name: str
    headline: str
    """What they say of themselves in one line; empty: nothing."""

    id: UUID
    joined_at: AwareDatetime
    """When they became a creator here."""

    languages: list[str]
    """ISO 639-1, as `de`."""

    platforms: list[Platform]
    portfolio_links: list[str]
    """Addresses of work that they show."""

    rates: list[CreatorRate]
    slug: str | None
    """The last part of the public media kit's address; null: there is none."""

    time_zone: str | None
    """The name of a place in the IANA database, as `Europe/Berlin`; null: none is said."""

    total_followers: int
    """Followers, as the platforms last told."""

    verified: bool
    """Whether an administrator says that they are who they seem to be."""


class CreatorPage(Model):
    """A campaign's participants with what they brought, newest first; amounts in minor units of `currency`."""

    as_of: AwareDatetime
    """The moment up to which it is counted."""

    currency: str
    """ISO 4217, in lower case."""

    data: list[CreatorResults]
    final: bool
    """Whether counting changes nothing of it any more."""

    final_through: date_aliased
    """The last day (UTC) up to which counting changes nothing any more."""

    next_cursor: str | None = None
    """Send it as `cursor` for the next page; null on the last one."""


class Deal(Model):
    """A deal with its terms, as both sides accepted them, and its milestones."""

    application_id: UUID | None
    """The application that was approved; null: a claim or a direct offer."""

    brand: BrandCard
    brand_accepted_at: AwareDatetime | None
    """When the brand agreed; null: it has not."""

    brand_id: UUID
    """The brand."""

    closed_at: AwareDatetime | None
    """When it ended; null: it has not."""

    created_at: AwareDatetime
    creator: CreatorCard
    creator_accepted_at: AwareDatetime | None
    """When the creator agreed; null: they have not."""

    creator_user_id: UUID
    """The creator, by the account's id."""

    currency: str
    """ISO 4217, in lower case."""

    fee: int
    """The platform's fee on top, in minor units."""

    fee_basis_points: int
    """The fee on top, in ten thousandths of each price."""

    gig_id: UUID | None
    """The gig that it comes from; null: a direct offer."""

    id: UUID
    is_frozen: bool
    """Whether a disputed card payment holds one of its milestones up."""

    milestones: list[Milestone]
    next_deadline: AwareDatetime | None
    """When time does something with one of its milestones, or with the offer; null: nothing is to come by itself."""

    offer_expires_at: AwareDatetime | None
    """Until when the offer can be accepted; null: it was not an offer."""

    price: int
    """What the creator gets, in minor units."""

    slot_id: UUID | None
    """The slot that it fills; null: it was not claimed."""

    status: DealStatus
    terms: dict[str, Any]
    """What both sides agree on besides the amount."""

    terms_hash: str
    """SHA-256 of the terms as JSON with sorted keys and no white space, in hexadecimal."""

    title: str
    total: int
    """Price and fee together, in minor units."""

    what_happens_then: str | None
    """What happens then, or why nothing does, in a sentence; null: nothing is to come by itself."""


class Evidence(Model):
    """What both sides had seen when the dispute was opened: a copy that nobody can change."""

    files: list[SeenFile] | None = None
    messages: list[SeenMessage] | None = None
    submissions: list[SeenWork] | None = None
    terms_hash: str | None = None
    """`terms_hash` of the deal; null: the dispute is older than such copies."""


class GeofenceTestAnswer(Model):
    """The positions, in the order in which they were sent."""

    points: list[TriedPosition]
    """One for each."""


class InvitePolicies(Model):
    """All policies, by country."""

    data: list[InvitePolicy]


class Job(Model):
    """A timer of the system: `cron` in UTC; `missed_at` is the last time that went by without a run."""

    cron: str
    """When it runs: five fields, in UTC."""

    job: str
    """Its name."""

    last: JobRun | None
    """The run of its newest time; null where it never ran."""

    last_succeeded_at: AwareDatetime | None
    """When it last came to a good end."""

    missed_at: AwareDatetime | None
    """Its last time, where that went by without a run."""

    next_at: AwareDatetime
    """When it runs next."""

    state: JobState


class Jobs(Model):
    """All timers, by name."""

    jobs: list[Job]


class LaunchedCampaign(Model):
    """A campaign that runs, with what its brand may have forgotten."""

    auto_approve_late_reviews: bool
    """Whether work that nobody has reviewed in time is approved by itself."""

    brand_guidelines: str
    """What creators have to keep to."""

    brand_id: UUID
    """The brand."""

    budget_reserved: int
    """Promised to creators and not spent yet, in minor units."""

    budget_spent: int
    """Spent on approved work, in minor units."""

    budget_total: int | None
    """The most that may be reserved and spent together, in minor units; null: no limit."""

    category: str | None
    """Its subject, as `beauty`."""

    created_at: AwareDatetime
    created_by: UUID
    """Who made it, by the account's id."""

    currency: str
    """ISO 4217, in lower case."""

    description: str
    destination_url: str | None
    """Where visitors are sent: https, at a public host that is not ours."""

    id: UUID
    name: str
    status: CampaignStatus
    target_audience: TargetAudience
    timeline_end: date_aliased | None
    """The day (UTC) with whose beginning the campaign completes; null: on no day."""

    timeline_start: date_aliased | None
    """The day (UTC) on which the hourly job makes an active campaign of the draft; null: on no day."""

    updated_at: AwareDatetime
    warnings: list[LaunchProblem] | None = None


class MediaValue(Model):
    """What posts would have cost by published rates, and by which; null where there is none for them."""

    posts: int
    """Of how many posts it is."""

    rates: list[MediaValueRate]
    """By which it goes."""

    value: int | None
    """In minor units of the campaign's currency; null: there is no rate for these posts, or nothing known of them."""


class Message(Model):
    """A message. Its number is its place: they count from 1, without gaps."""

    attachments: list[AttachedFile]
    body: str
    client_id: UUID | None
    """Of one's own messages, as it was sent."""

    conversation_id: UUID
    """The conversation."""

    created_at: AwareDatetime
    deal_id: UUID | None
    """Of an offer: the deal that is offered."""

    id: UUID
    kind: MessageKind
    redacted_at: AwareDatetime | None
    """When an administrator took its text away; null: it is as it was sent."""

    redaction_reason: str | None
    """Why; null: it is as it was sent."""

    reply_to: QuotedMessage | None
    """The beginning of that message."""

    reply_to_seq: int | None
    """The number of the message that it answers."""

    sender: Correspondent | None
    """None: the system itself."""

    seq: int
    """Its number in the conversation."""

    side: TalkingSide
    warnings: list[str]
    """The rules of which the reader should be warned, by their keys."""


class OwnAchievement(Model):
    """What the caller can achieve, or has achieved."""

    audience: AchievementAudience
    criteria: str
    """What they did for it."""

    description: str
    """What it says of somebody."""

    hidden: bool
    """Whether those alone see it who have it."""

    key: str
    """Its name for machines."""

    language: str
    """Of its words, by ISO 639-1, as `de`."""

    levels: list[OwnLevel]
    """From the lowest up."""

    name: str
    picture_url: str
    """An SVG of ours."""

    points: int
    """What each level gives, beside the badge."""

    retired_at: AwareDatetime | None
    """Since when nobody can earn it any more; null: it can be earned."""


class OwnAchievements(Model):
    """All of them: those for everybody first, then by role."""

    data: list[OwnAchievement]


class OwnProfile(Model):
    """A creator's own profile. `media_kit_url` leads to the public page, while it is published."""

    availability: Availability
    available_from: date_aliased | None
    """The day (UTC) from which on they take work again; null: none is said."""

    avatar_url: str | None
    best_engagement_rate: str
    """The highest of the platforms: (likes + comments + shares) / followers, a decimal number."""

    categories: list[str]
    """Subjects, as `beauty`."""

    city: str | None
    completeness: Completeness
    country_code: str | None
    """ISO 3166-1 alpha-2."""

    created_at: AwareDatetime
    display_name: str
    headline: str
    """What they say of themselves in one line; empty: nothing."""

    languages: list[str]
    """ISO 639-1, as `de`."""

    media_kit_public: bool
    """Whether the media kit is shown to everybody."""

    media_kit_url: str | None
    """The public page's address; null while it is not published."""

    platforms: list[Platform]
    portfolio_links: list[str]
    """Addresses of work that they show."""

    rates: list[CreatorRate]
    slug: str | None
    """The last part of the media kit's address; null: none."""

    time_zone: str | None
    """The name of a place in the IANA database, as `Europe/Berlin`; null: none is said."""

    total_followers: int
    """Followers, as the platforms last told."""

    updated_at: AwareDatetime
    user_id: UUID
    """The person, by the account's id."""

    verified: bool
    """Whether an administrator says that they are who they seem to be."""


class PayoutRun(Model):
    """What a run paid, and whom it passed over and why. `more_due`: the rest follows within minutes."""

    batch_id: UUID
    """The run of the payouts."""

    more_due: bool
    """Whether something was left for the next pass."""

    payouts: list[Payout]
    skipped: list[SkippedPayout]


class PostPage(Model):
    """A campaign's posts, newest first; amounts in minor units of `currency`."""

    currency: str
    """ISO 4217, in lower case."""

    data: list[PostResult]
    next_cursor: str | None = None
    """Send it as `cursor` for the next page; null on the last one."""


class SentMessage(Model):
    """What became of a message."""

    held: HeldNotice | None
    """What waits; null where it was sent."""

    message: Message | None
    """As everybody in the conversation sees it; null while it is held."""

    status: SendingStatus
    warnings: list[MessageWarning]


class SystemHealth(Model):
    """`degraded`: a job's last run failed, its last time went by, or messages or events of Stripe were given up."""

    failed_stripe_events: int
    """How many events of Stripe were given up."""

    jobs: list[Job]
    outbox: list[OutboxTopic]
    stage: str
    """Which deployment this is."""

    status: Literal["ok", "degraded"]
    """`degraded` where a job failed or missed its time, or something was given up."""


class CampaignPerformance(Model):
    """A campaign's figures over its life, its posts included; money in minor units of `currency`."""

    as_of: AwareDatetime
    """The moment up to which it is counted."""

    conversion_rate: str | None
    """converted_clicks / clicks, with four decimals; null without clicks."""

    conversion_value: int
    """What the orders are worth after refunds, in minor units of the campaign's currency."""

    converted_clicks: int
    """Clicks that at least one order followed."""

    cost_per_click: int | None
    """What was spent for each click, in minor units; null without clicks."""

    cost_per_conversion: int | None
    """What was spent for each order, in minor units; null without orders."""

    currency: str
    """ISO 4217, in lower case."""

    final: bool
    """Whether counting changes nothing of it any more."""

    final_through: date_aliased
    """The last day (UTC) up to which counting changes nothing any more."""

    media_value: MediaValue
    posts: PostSums
    return_on_investment: str | None
    """(conversion_value - spend) / spend, as a decimal number; null where nothing was spent."""

    return_on_spend: str | None
    """conversion_value / spend, as a decimal number; null where nothing was spent."""

    spend: int
    """Spent on approved work, in minor units."""

    total_clicks: int
    """Visits by people, scans among them."""

    total_conversions: int
    """Orders that followed clicks."""

    total_scans: int
    """Clicks that came from a QR code."""

    total_views: int
    """Pixels of the links' content that people loaded."""

    unique_clicks: int
    """Clicks that differ in link, clock hour or visitor."""


class CreatorPerformance(Model):
    """A participant's figures: their part of the campaign's."""

    as_of: AwareDatetime
    """The moment up to which it is counted."""

    conversion_rate: str | None
    """converted_clicks / clicks, with four decimals; null without clicks."""

    conversion_value: int
    """What the orders are worth after refunds, in minor units of the campaign's currency."""

    converted_clicks: int
    """Clicks that at least one order followed."""

    cost_per_click: int | None
    """What was spent for each click, in minor units; null without clicks."""

    cost_per_conversion: int | None
    """What was spent for each order, in minor units; null without orders."""

    currency: str
    """ISO 4217, in lower case."""

    final: bool
    """Whether counting changes nothing of it any more."""

    final_through: date_aliased
    """The last day (UTC) up to which counting changes nothing any more."""

    media_value: MediaValue
    posts: PostSums
    return_on_investment: str | None
    """(conversion_value - spend) / spend, as a decimal number; null where nothing was spent."""

    return_on_spend: str | None
    """conversion_value / spend, as a decimal number; null where nothing was spent."""

    spend: int
    """Spent on approved work, in minor units."""

    total_clicks: int
    """Visits by people, scans among them."""

    total_conversions: int
    """Orders that followed clicks."""

    total_scans: int
    """Clicks that came from a QR code."""

    total_views: int
    """Pixels of the links' content that people loaded."""

    unique_clicks: int
    """Clicks that differ in link, clock hour or visitor."""


class Dispute(Model):
    """A dispute with its evidence."""

    also_appeal: str | None
    """What the other side's own appeal says; null: there is none."""

    answer: str | None
    """What the other side says; null: nothing."""

    answer_amount: int | None
    """What the creator is to get, says the other side, in minor units; null: it has not answered."""

    answered_at: AwareDatetime | None
    """When the other side answered; null: it has not."""

    appeal: str | None
    """What the first appeal says; null: there is none."""

    appeal_until: AwareDatetime | None
    """Until when each side may appeal; null: there is no decision."""

    appealed_at: AwareDatetime | None
    """When somebody appealed first; null: nobody did."""

    appealed_side: Side | None
    """Who appealed first; null: nobody."""

    brand: BrandCard
    brand_id: UUID
    """The brand."""

    claim: str
    """What who opened it says."""

    created_at: AwareDatetime
    creator: CreatorCard
    creator_amount: int | None
    """What the creator gets, by decision or in the end, in minor units; null: that is open."""

    creator_user_id: UUID
    """The creator, by the account's id."""

    currency: str
    """ISO 4217, in lower case."""

    deal_id: UUID
    """The deal."""

    deal_title: str
    """The title of the deal."""

    decided_at: AwareDatetime | None
    """When we decided; null: we have not."""

    decision_reason: str | None
    """Why we decided so; null: we have not."""

    escrow_id: UUID
    """The held funds."""

    evidence: Evidence
    evidence_hash: str
    """SHA-256 of the evidence as it is kept: JSON with sorted keys and no white space, in hexadecimal."""

    first_amount: int | None
    """Our first decision, where an appeal or an agreement has replaced it, in minor units; null: nothing has."""

    first_reason: str | None
    """Why our first decision was so; null: it stands, or there was none."""

    id: UUID
    next_deadline: AwareDatetime | None
    """When time does something next; null: it is over, or stands still."""

    next_step: NextStep | None
    """What happens then, as a word; null: it is over, or stands still."""

    opened_at: AwareDatetime
    """When it was opened: its times run from then."""

    opener_amount: int
    """What the creator is to get, says who opened it; minor units."""

    price: int
    """The most that the creator can get, in minor units."""

    proposed_amount: int | None
    """What it gives the creator, in minor units."""

    proposed_side: Side | None
    """Whose proposal stands; the other side may accept it."""

    reason_code: DisputeReason
    resolution: Resolution | None
    """How it ended; null: it has not, or it was withdrawn."""

    resolved_at: AwareDatetime | None
    """When it ended; null: it has not, or it was withdrawn."""

    side: Side
    """Who opened it."""

    status: DisputeStatus
    what_happens_then: str | None
    """What happens at `next_deadline`, in a sentence; null: it is over, or stands still."""

    withdrawn_at: AwareDatetime | None
    """When it was withdrawn; null: it was not."""
