"""What requests and answers are made of. Generated from the description by `make clients`."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, ConfigDict
from typing_extensions import TypeAliasType

from atomic_influence.base import Model


class AcceptTeamInvitation(Model):
    """The token that came by e-mail."""

    model_config = ConfigDict(
        extra="forbid",
    )
    token: str


class Account(Model):
    """A new account. `confirmed`: it may sign in at once."""

    confirmed: bool
    email: str
    role: Literal["brand", "creator"]
    user_id: UUID


AccountFigure = TypeAliasType(
    "AccountFigure", Literal["username", "followers", "posts", "post_figures", "audience"]
)
"""What an account may not show us."""


class AddressOnly(Model):
    """Where to send a code."""

    model_config = ConfigDict(
        extra="forbid",
    )
    email: str


AssetPurpose = TypeAliasType("AssetPurpose", Literal["campaign", "submission"])
"""A brand's file for all who take part, or a creator's file to hand in."""


AssetStatus = TypeAliasType("AssetStatus", Literal["pending", "stored", "refused"])
"""Whether a file has arrived, and was what it was said to be."""


class AudienceMetrics(Model):
    """Shares (0–1) of an account's audience on a day, by country, age range and gender."""

    ages: dict[str, float]
    countries: dict[str, float]
    created_at: AwareDatetime
    genders: dict[str, float]
    id: UUID
    metric_date: date
    social_account_id: UUID
    user_id: UUID


class AuditEntry(Model):
    """A critical write: who did what to which row; metadata holds before, after, address, agent and reason."""

    action: str
    created_at: AwareDatetime
    id: UUID
    metadata: dict[str, Any]
    resource_id: str
    resource_type: str
    user_id: UUID | None


class AuditFilter(Model):
    """Filters of the audit log; all that are given must match. `since` ≤ created_at < `until`."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: str | None = None
    """What was done, as `campaigns.update`."""

    resource_id: str | None = None
    """Which row of it."""

    resource_type: str | None = None
    """Which table."""

    since: AwareDatetime | None = None
    """From this moment on."""

    until: AwareDatetime | None = None
    """Before this moment."""

    user_id: UUID | None = None
    """Who did it."""


class Authorization(Model):
    """Where the person says yes; good for ten minutes and one use."""

    url: str


class BalanceComparison(Model):
    """
    What Stripe held in a currency beside the clearing account; minor units. A difference is after what was in
    transit: moved at Stripe and not booked, or booked and not read, in the last day, and refunds under way.
    """

    at_stripe: int
    compared_at: AwareDatetime
    currency: str
    difference: int
    in_books: int
    in_transit: int


class BanUser(Model):
    """Edge action: out at once and everywhere, until an administrator takes it back."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["ban-user"]
    reason: str
    user_id: UUID


class Brand(Model):
    """An organization that runs campaigns."""

    created_at: AwareDatetime
    description: str
    id: UUID
    industry: str | None
    logo_url: str | None
    name: str
    owner_user_id: UUID
    slug: str
    updated_at: AwareDatetime
    website: str | None


class BrandDraft(Model):
    """A new brand; its slug follows from its name and can be changed later."""

    model_config = ConfigDict(
        extra="forbid",
    )
    name: str


class BrandFit(Model):
    """What fits a brand."""

    brand_id: UUID
    categories: list[str]
    created_at: AwareDatetime
    excluded_categories: list[str]
    target_age_ranges: list[str]
    target_locations: list[str]
    tone: str
    updated_at: AwareDatetime


class BrandFitDraft(Model):
    """What fits a brand, all of it: what is left out is emptied. Campaigns that say nothing else use it."""

    model_config = ConfigDict(
        extra="forbid",
    )
    categories: list[str] | None = None
    excluded_categories: list[str] | None = None
    target_age_ranges: list[str] | None = None
    target_locations: list[str] | None = None
    """Countries (ISO 3166-1 alpha-2) and cities in them: `DE`, `DE/Berlin`."""

    tone: str = ""


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
    website: str | None = None


BrandRole = TypeAliasType("BrandRole", Literal["brand_admin", "campaign_manager", "analyst"])
"""Roles of a brand's members."""


class CampaignMessage(Model):
    """A message; read_at is when the other side read it."""

    body: str
    campaign_id: UUID
    created_at: AwareDatetime
    from_creator: bool
    id: UUID
    participant_id: UUID
    read_at: AwareDatetime | None
    sender_user_id: UUID


class CampaignMessageDraft(Model):
    """What to say."""

    model_config = ConfigDict(
        extra="forbid",
    )
    body: str


class CampaignPerformance(Model):
    """
    A campaign's figures over its life; money in minor units of `currency`.

    `return_on_investment` = (conversion_value - spend) / spend; null where nothing was spent.
    """

    as_of: AwareDatetime
    conversion_rate: str | None
    conversion_value: int
    converted_clicks: int
    cost_per_click: int | None
    currency: str
    final: bool
    final_through: date
    return_on_investment: str | None
    spend: int
    total_clicks: int
    total_conversions: int
    total_scans: int
    total_views: int
    unique_clicks: int


class CampaignShare(Model):
    """What one campaign is in a payout."""

    amount: int
    brand_name: str
    campaign_id: UUID
    campaign_name: str
    fee_amount: int
    gross_amount: int


class CampaignSnapshot(Model):
    """A campaign's figures at a moment: daily, and at its completion. Money in minor units."""

    campaign_id: UUID
    created_at: AwareDatetime
    figures: dict[str, Any]
    id: UUID
    kind: Literal["daily", "completion"]
    snapshot_date: date


CampaignStatus = TypeAliasType(
    "CampaignStatus", Literal["draft", "active", "paused", "completed", "cancelled"]
)
"""The campaign's state machine; the database holds the transitions (trigger `status_machine`)."""


class ClawbackStart(Model):
    """Take back (part of) an earning; net, as the creator earned it."""

    model_config = ConfigDict(
        extra="forbid",
    )
    amount: int
    reason: str


class CodeOf(Model):
    """A code that came by e-mail."""

    model_config = ConfigDict(
        extra="forbid",
    )
    code: str
    email: str


class CodeSent(Model):
    """Says the same whether there is such an account or not."""

    message: str = "If there is such an account, a code is on its way."


class ConfirmDeposit(Model):
    """Edge action: ask Stripe whether a deposit was paid."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["confirm-deposit"]
    payment_intent_id: str


class ConnectStatus(Model):
    """Whether a creator can be paid, and what is missing, in words."""

    blocked_reason: str | None
    connected: bool
    payouts_enabled: bool
    skipped_reason: str | None


class ContentPost(Model):
    """A post of a connected account with its newest figures; `likes` is null where the person hides them."""

    caption: str
    comments: int
    created_at: AwareDatetime
    id: UUID
    last_synced_at: AwareDatetime | None
    likes: int | None
    platform_post_id: str
    posted_at: AwareDatetime | None
    shares: int
    social_account_id: UUID
    updated_at: AwareDatetime
    url: str | None
    user_id: UUID
    views: int


class Conversion(Model):
    """
    An order that followed a click.

    `value` is what counts of it, in minor units of the campaign's `currency`, after refunds. What it is worth and what
    was given back are in the order's own; `exchange_rate` is what one unit of that was in `currency` on `rate_day`.
    """

    campaign_id: UUID
    click_id: UUID | None
    converted_at: AwareDatetime
    created_at: AwareDatetime
    creator_user_id: UUID | None
    currency: str
    exchange_rate: str | None
    id: UUID
    order_currency: str
    order_id: str
    order_value: int
    rate_day: date | None
    refunded_at: AwareDatetime | None
    refunded_value: int
    tracking_link_id: UUID
    value: int


class ConversionChange(Model):
    """
    A correction or a refund: who (null: the shop, with its link's key), when and why.

    `amount` is what the order was corrected to, or what was given back, in its own currency.
    """

    amount: int
    changed_by: UUID | None
    created_at: AwareDatetime
    id: UUID
    kind: Literal["correction", "refund"]
    order_value_before: int
    reason: str
    reference: str
    refunded_value_before: int
    tracking_link_id: UUID | None
    value_after: int
    value_before: int


class ConversionHistory(Model):
    """A conversion with all that was changed of it, oldest first."""

    campaign_id: UUID
    changes: list[ConversionChange]
    click_id: UUID | None
    converted_at: AwareDatetime
    created_at: AwareDatetime
    creator_user_id: UUID | None
    currency: str
    exchange_rate: str | None
    id: UUID
    order_currency: str
    order_id: str
    order_value: int
    rate_day: date | None
    refunded_at: AwareDatetime | None
    refunded_value: int
    tracking_link_id: UUID
    value: int


class ConversionKey(Model):
    """What a shop signs with: `?signature=hex(HMAC-SHA-256(key, body))`."""

    key: str


class ConversionReceipt(Model):
    """What an order counts now, in its campaign's currency. `is_new` is false where this was reported before."""

    currency: str
    id: UUID
    is_new: bool
    value: int


class Correction(Model):
    """The same, of an order of that campaign."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["correct"]
    campaign_id: UUID
    currency: str
    order_id: str
    reason: str = ""
    reference: str
    value: int


class CreateWallet(Model):
    """Edge action: open (or find) the caller's wallet in a currency."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["create-wallet"]
    brand_id: UUID | None = None
    currency: Literal["aud", "cad", "chf", "dkk", "eur", "gbp", "jpy", "nok", "nzd", "pln", "sek", "usd"] = (
        "usd"
    )


class CreatorPerformance(Model):
    """A participant's figures; `conversion_rate` is null without clicks."""

    as_of: AwareDatetime
    conversion_rate: str | None
    conversion_value: int
    converted_clicks: int
    final: bool
    final_through: date
    total_clicks: int
    total_conversions: int
    total_scans: int
    total_views: int
    unique_clicks: int


class CtaLink(Model):
    """A labelled link of a campaign."""

    campaign_id: UUID
    created_at: AwareDatetime
    destination_url: str
    id: UUID
    label: str
    short_code: str
    url: str


class Day(Model):
    """Figures of one day (UTC)."""

    clicks: int
    conversion_value: int
    conversions: int
    day: date
    final: bool
    scans: int
    unique_clicks: int
    views: int


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
    brand_id: UUID | None = None
    currency: Literal["aud", "cad", "chf", "dkk", "eur", "gbp", "jpy", "nok", "nzd", "pln", "sek", "usd"] = (
        "usd"
    )


class DepositStart(Model):
    """A deposit into a wallet."""

    model_config = ConfigDict(
        extra="forbid",
    )
    amount: int


class DepositStarted(Model):
    """What the front end needs to collect the payment."""

    amount: int
    client_secret: str | None
    currency: str
    payment_intent_id: str
    status: str
    transaction_id: UUID


Disclosure = TypeAliasType("Disclosure", Literal["found", "missing", "unknown"])
"""Whether a post says that it is advertising; unknown where its text is not told."""


class Download(Model):
    """An address that answers GET for a while, with the file as an attachment."""

    expires_at: AwareDatetime
    url: str


class DueDeliverable(Model):
    """What one creator has yet to hand in of a deliverable; late once the day is over (UTC)."""

    brand_id: UUID
    campaign_id: UUID
    creator_user_id: UUID
    deliverable_id: UUID
    deliverable_type: DeliverableType
    due_date: date
    handed_in: int
    is_late: bool
    participant_id: UUID
    quantity: int


EarningKind = TypeAliasType("EarningKind", Literal["earned", "clawback", "returned", "advance"])
"""
Earned by work, taken back, owed again because a transfer came back, or paid by one that turned up too late.

An advance is a pair: what that transfer paid, and the same below zero, which the next payout takes off.
"""


EarningStatus = TypeAliasType("EarningStatus", Literal["pending", "paid", "cancelled"])
"""Whether a creator has it."""


ErasureStatus = TypeAliasType("ErasureStatus", Literal["requested", "done", "refused", "cancelled"])
"""How a request to be forgotten stands."""


class ErrorBody(Model):
    """What every refusal looks like."""

    code: str
    details: list[dict[str, Any]] = []
    error: str
    request_id: str


ExportKind = TypeAliasType("ExportKind", Literal["personal_data", "statement", "campaign_report"])
"""What the file holds."""


ExportStatus = TypeAliasType("ExportStatus", Literal["pending", "ready", "failed"])
"""Whether the file is there."""


class ExportWithLink(Model):
    """An export, and the address of its file where it is ready."""

    campaign_id: UUID | None
    created_at: AwareDatetime
    download: Download | None = None
    expires_at: AwareDatetime
    id: UUID
    kind: ExportKind
    since: AwareDatetime | None
    size_bytes: int | None
    status: ExportStatus
    until: AwareDatetime | None
    updated_at: AwareDatetime
    user_id: UUID
    wallet_id: UUID | None


class FindMatches(Model):
    """Edge body: whom to invite to a campaign."""

    model_config = ConfigDict(
        extra="forbid",
    )
    campaign_id: UUID
    limit: int = 20


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
    campaign_id: UUID
    creator_user_id: UUID | None = None
    destination_url: str
    expired_url: str | None = None
    expires_at: AwareDatetime | None = None


class Health(Model):
    """The system can answer; where it cannot, the answer is a refusal."""

    database: Literal["ok"]
    status: Literal["ok"]


class IntegrationState(Model):
    """How an integration works in this stage; the reason names a secret, never its value."""

    mode: Literal["live", "stub", "off"]
    name: str
    reason: str


class Integrations(Model):
    """All integrations."""

    integrations: list[IntegrationState]


class InvitationAccepted(Model):
    """The brand that the caller belongs to from the next request on."""

    brand_id: UUID


class InvitationDecline(Model):
    """Why not, if the creator says so."""

    model_config = ConfigDict(
        extra="forbid",
    )
    reason: str = ""


class InvitationDraft(Model):
    """Whom to invite, for how much (minor units; without it, what the deliverables pay together)."""

    model_config = ConfigDict(
        extra="forbid",
    )
    agreed_amount: int | None = None
    creator_user_id: UUID
    expires_at: AwareDatetime | None = None
    message: str = ""
    terms: str = ""


InvitationStatus = TypeAliasType(
    "InvitationStatus", Literal["pending", "accepted", "declined", "expired", "withdrawn"]
)
"""pending is answered once, expires, or is withdrawn by the brand."""


class InviteToTeam(Model):
    """Whom to invite into a brand, and as what."""

    model_config = ConfigDict(
        extra="forbid",
    )
    email: str
    role: BrandRole


JobRunStatus = TypeAliasType("JobRunStatus", Literal["running", "succeeded", "failed"])
"""How a run stands."""


class KeyRotation(Model):
    """For how many hours the key before is still taken; 0 for one that got into wrong hands: all older ones end now."""

    model_config = ConfigDict(
        extra="forbid",
    )
    overlap_hours: int = 24


class LaunchProblem(Model):
    """A reason why a campaign cannot be launched, or why whoever launches it may want to wait."""

    code: str
    message: str


class LinkChange(Model):
    """What may change of a link; null as `expires_at`: for ever; as `expired_url`: no fallback."""

    model_config = ConfigDict(
        extra="forbid",
    )
    destination_url: str | None = None
    disabled: bool | None = None
    expired_url: str | None = None
    expires_at: AwareDatetime | None = None


class LinkFigures(Model):
    """
    Figures of one link over its life; a label where it is a labelled link of the campaign, for its brand.

    `conversion_rate` = converted_clicks / clicks, null without clicks.
    """

    clicks: int
    conversion_rate: str | None
    conversion_value: int
    conversions: int
    converted_clicks: int
    creator_user_id: UUID | None
    disabled_at: AwareDatetime | None
    label: str | None
    scans: int
    short_code: str
    tracking_link_id: UUID
    unique_clicks: int
    views: int


class LinkPage(Model):
    """Links with their figures, newest first."""

    as_of: AwareDatetime
    data: list[LinkFigures]
    final: bool
    final_through: date
    next_cursor: str | None = None


class LowBalance(Model):
    """Below what a brand's wallet is low, and since when its people know that it is."""

    currency: str
    is_default: bool
    threshold: int
    told_at: AwareDatetime | None
    wallet_id: UUID


class LowBalanceDraft(Model):
    """Below what the brand's wallet is low."""

    model_config = ConfigDict(
        extra="forbid",
    )
    threshold: int | None
    """Minor units; null: as the currency says (about 100 US dollars); 0: never."""


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


class MarkedRead(Model):
    """How many notifications were unread until now."""

    marked: int


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


class Member(Model):
    """A member of a brand, as the other members see them."""

    avatar_url: str | None
    created_at: AwareDatetime
    email: str
    full_name: str
    roles: list[BrandRole]
    user_id: UUID


class MemberRoles(Model):
    """All roles that a member shall have."""

    model_config = ConfigDict(
        extra="forbid",
    )
    roles: list[BrandRole]


class MessagesRead(Model):
    """How many messages were marked as read."""

    read: int


class NegotiationDraft(Model):
    """An offer: amount in minor units; terms replace the invitation's where they are given."""

    model_config = ConfigDict(
        extra="forbid",
    )
    amount: int
    terms: str = ""


NegotiationStatus = TypeAliasType(
    "NegotiationStatus", Literal["proposed", "countered", "accepted", "rejected", "withdrawn"]
)
"""proposed is answered once: by a counter-offer, yes or no of the other side, or withdrawn by its own."""


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
    converted_at: AwareDatetime | None = None
    currency: str
    order_id: str
    value: int


class NewCtaLink(Model):
    """A labelled link of the campaign itself."""

    model_config = ConfigDict(
        extra="forbid",
    )
    alias: str | None = None
    destination_url: str
    label: str


class NewLimit(Model):
    """`rate` in the class's hours, `burst` of it at once."""

    model_config = ConfigDict(
        extra="forbid",
    )
    burst: int
    rate: int


NotificationCategory = TypeAliasType(
    "NotificationCategory", Literal["campaigns", "payments", "submissions", "system"]
)
"""What a notification is about; people choose per category."""


class NotificationDelivery(Model):
    """How the delivery of a notification went."""

    attempts: int
    channel: Literal["email"]
    created_at: AwareDatetime
    error: str | None
    id: UUID
    next_attempt_at: AwareDatetime
    notification_id: UUID
    provider_id: str | None
    status: DeliveryStatus
    told_by: UUID | None
    updated_at: AwareDatetime


class NotificationSent(Model):
    """How many people were told; the id of the notification where it went to one user."""

    notification_id: UUID | None
    notified: int


class OnboardingLink(Model):
    """Single use and short-lived: open it at once, never store it."""

    expires_at: AwareDatetime | None
    url: str


class OnboardingStart(Model):
    """Where the creator lives: ISO 3166-1 alpha-2. Cannot be changed later."""

    model_config = ConfigDict(
        extra="forbid",
    )
    country: str = "US"


class OutboxTopic(Model):
    """Messages of a topic that are not done: waiting, and given up after too many failures."""

    given_up: int
    oldest_at: AwareDatetime | None
    topic: str
    waiting: int


class OwnMembership(Model):
    """A brand that the person belongs to, and what they may do there."""

    brand_id: UUID
    name: str
    permissions: list[str]
    roles: list[BrandRole]
    slug: str


class ParticipantDeparture(Model):
    """Why the creator leaves, for the brand to read."""

    model_config = ConfigDict(
        extra="forbid",
    )
    reason: str = ""


class ParticipantRemoval(Model):
    """Why the creator is removed."""

    model_config = ConfigDict(
        extra="forbid",
    )
    reason: str = ""


ParticipantStatus = TypeAliasType("ParticipantStatus", Literal["active", "inactive", "completed"])
"""inactive: left, removed, or the campaign was cancelled."""


class PasswordReset(Model):
    """A new password, allowed by a code that came by e-mail."""

    model_config = ConfigDict(
        extra="forbid",
    )
    code: str
    email: str
    password: str


class PayoutLine(Model):
    """One earning in a payout: gross, less the platform's fee, is `amount`."""

    amount: int
    brand_name: str
    campaign_id: UUID
    campaign_name: str
    earned_at: AwareDatetime
    earning_id: UUID
    fee_amount: int
    gross_amount: int
    kind: EarningKind
    reason: str
    submission_id: UUID | None


PayoutStatus = TypeAliasType("PayoutStatus", Literal["pending", "paid", "failed", "manual_review"])
"""Where a transfer is; `manual_review` means that nobody knows yet."""


class PersonalData(Model):
    """All that is held about a person: table → rows. Secrets (hashes, tokens) are left out."""

    data: dict[str, list[dict[str, Any]]]
    exported_at: AwareDatetime
    user_id: UUID


Platform = TypeAliasType("Platform", Literal["instagram", "tiktok", "twitter", "linkedin", "youtube"])
"""The social platforms."""


class PlatformRun(Model):
    """What a run did, as counts; `more_due` is 1 where a worker goes on with the rest."""

    counts: dict[str, int]


PostStatus = TypeAliasType("PostStatus", Literal["live", "missing", "gone"])
"""missing: not found when the platform was last asked; gone: nor a day later."""


class Preference(Model):
    """`enabled` is what the person wants (yes, until they say no); `effective` whether mail is really sent."""

    category: NotificationCategory
    channel: Literal["email"]
    effective: bool
    enabled: bool


class PreferenceChoice(Model):
    """Whether a category is wanted on a channel."""

    model_config = ConfigDict(
        extra="forbid",
    )
    category: NotificationCategory
    channel: Literal["email"] = "email"
    enabled: bool


class PreferenceChoices(Model):
    """What to change; what is not named stays. Switching mail on takes an earlier "unsubscribe from all" back."""

    model_config = ConfigDict(
        extra="forbid",
    )
    data: list[PreferenceChoice]


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


class ProfilePatch(Model):
    """What a person changes about themselves; only what is sent changes."""

    model_config = ConfigDict(
        extra="forbid",
    )
    avatar_url: str | None = None
    bio: str | None = None
    full_name: str | None = None
    location: str | None = None
    phone: str | None = None


QuestionKind = TypeAliasType("QuestionKind", Literal["text", "single", "multiple", "rating", "nps"])
"""rating is 1 to 5, nps 0 to 10."""


class QuestionResult(Model):
    """
    How a question was answered: each answer with its count, and the mean of numbers.

    Of the answers the 100 most frequent, and of long ones as many as have 200,000 characters together.
    """

    answered: int
    counts: dict[str, int]
    kind: QuestionKind
    mean: float | None
    position: int
    prompt: str
    question_id: UUID


class RateClassLimit(Model):
    """A limit of a class of work, per whom: `rate` in so many `hours`, `burst` of it at once."""

    burst: int
    hours: int
    key: str
    per: str
    rate: int
    updated_at: AwareDatetime


class RateClassLimits(Model):
    """All limits."""

    data: list[RateClassLimit]


class Reconciliation(Model):
    """
    A proof of the books: clean, or a list of findings (check, subject, expected, found); with the last comparison
    with Stripe's balance.
    """

    account_count: int
    balances: list[BalanceComparison]
    created_at: AwareDatetime
    duration_ms: int
    entry_count: int
    findings: list[dict[str, Any]]
    id: UUID
    is_clean: bool


class RefreshToken(Model):
    """What a client holds between sign-ins."""

    model_config = ConfigDict(
        extra="forbid",
    )
    refresh_token: str


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
    currency: str
    order_id: str
    reason: str = ""
    reference: str
    value: int | None = None


Refusal = TypeAliasType("Refusal", Literal["size", "type", "checksum"])
"""What about a file is not as announced."""


ReviewDecision = TypeAliasType("ReviewDecision", Literal["approved", "changes_requested", "rejected"])
"""What a review says."""


class ReviewDraft(Model):
    """The decision; feedback is needed unless it is yes. `revision`: the one that was looked at."""

    model_config = ConfigDict(
        extra="forbid",
    )
    decision: ReviewDecision
    feedback: str = ""
    revision: int | None = None


Role = TypeAliasType("Role", Literal["admin", "brand", "creator"])
"""Global roles, highest first; a person may hold several."""


class RotatedKey(Model):
    """The new key. The one before it is taken until then, so that a shop can change over; null where there was none."""

    key: str
    previous_key_valid_until: AwareDatetime | None


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
    category: NotificationCategory
    message: str
    metadata: dict[str, Any] | None = None
    permission: Literal["read", "campaign", "money", "members"] | None = None
    title: str
    type: str
    user_id: UUID | None = None


class Setting(Model):
    """What an administrator may tune, with the value in force."""

    default_value: int
    description: str
    key: str
    maximum: int
    minimum: int
    updated_at: AwareDatetime | None
    updated_by: UUID | None
    value: int


class SettingValue(Model):
    """A new value, within the setting's range."""

    model_config = ConfigDict(
        extra="forbid",
    )
    value: int


class Settings(Model):
    """All settings."""

    data: list[Setting]


class SignIn(Model):
    """A password sign-in."""

    model_config = ConfigDict(
        extra="forbid",
    )
    email: str
    password: str


class SignOut(Model):
    """`everywhere`: on all devices, not only where this refresh token lives."""

    model_config = ConfigDict(
        extra="forbid",
    )
    everywhere: bool = False
    refresh_token: str


class SignUp(Model):
    """A new account. `admin` is no role that anybody gives themselves."""

    model_config = ConfigDict(
        extra="forbid",
    )
    email: str
    full_name: str
    password: str
    role: Literal["brand", "creator"]


class SignedCorrection(Model):
    """What an order is worth after all, in its own currency; refunds stay. `reference` is the shop's number of this."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["correct"]
    currency: str
    order_id: str
    reason: str = ""
    reference: str
    value: int


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
    order_id: str
    reason: str = ""
    reference: str
    value: int | None = None


SkippedPayoutReason = TypeAliasType(
    "SkippedPayoutReason",
    Literal[
        "NO_CONNECTED_ACCOUNT", "ACCOUNT_NOT_READY", "BELOW_MINIMUM", "USER_BLOCKED", "EARLIER_PAYOUT_UNCLEAR"
    ],
)
"""Why a creator was not paid in a run."""


class Slice(Model):
    """Clicks of one referrer, device, browser or country."""

    clicks: int
    name: str


SocialAccountStatus = TypeAliasType(
    "SocialAccountStatus", Literal["connected", "expired", "revoked", "error"]
)
"""Whether an account can be read now."""


class StatementExport(Model):
    """A span of a statement, `since` included and `until` not; without an end, from the first booking, or to now."""

    model_config = ConfigDict(
        extra="forbid",
    )
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None


StripeEventStatus = TypeAliasType("StripeEventStatus", Literal["received", "processed", "ignored", "failed"])
"""How far the work on it is; `ignored`: there was nothing to do, `failed`: given up after too many tries."""


class SubmissionReview(Model):
    """A review of one revision; reviewer_user_id is null where the time for a review was over."""

    campaign_id: UUID
    decision: ReviewDecision
    feedback: str
    id: UUID
    reviewed_at: AwareDatetime
    reviewer_user_id: UUID | None
    revision: int
    submission_id: UUID


SubmissionStatus = TypeAliasType(
    "SubmissionStatus", Literal["pending_review", "approved", "changes_requested", "rejected"]
)
"""changes_requested is answered by a new revision; approved and rejected are final."""


SubmissionType = TypeAliasType("SubmissionType", Literal["url", "file", "text"])
"""How the content is handed over."""


SuppressionReason = TypeAliasType("SuppressionReason", Literal["unsubscribed", "bounced", "complained"])
"""Why an address gets no mail: the person said so, or the provider did."""


class SurveyAnswer(Model):
    """text and single: a text; multiple: a list of texts; rating and nps: a number."""

    model_config = ConfigDict(
        extra="forbid",
    )
    answer: str | int | list[str]
    question_id: UUID


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
    position: int
    prompt: str
    required: bool


class SurveyQuestionDraft(Model):
    """A question; single and multiple offer 2 to 50 options, the others none."""

    model_config = ConfigDict(
        extra="forbid",
    )
    kind: QuestionKind
    options: list[str] | None = None
    prompt: str
    required: bool = True


class SurveyReceipt(Model):
    """That, and when, a survey was answered."""

    id: UUID
    respondent_user_id: UUID
    submitted_at: AwareDatetime
    survey_id: UUID


SurveyStatus = TypeAliasType("SurveyStatus", Literal["draft", "open", "closed"])
"""Only an open survey takes answers; a closed one may be opened again."""


class SuspendUser(Model):
    """Edge action: as a ban, for the time of an inquiry."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["suspend-user"]
    reason: str
    user_id: UUID


class SyncAllPlatforms(Model):
    """Edge action: read what is due; service and administrators only."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["sync-all-platforms"]


SyncStatus = TypeAliasType("SyncStatus", Literal["pending", "running", "succeeded", "failed"])
"""How far a synchronisation is."""


class TargetLocation(Model):
    """Where the audience is: a country (ISO 3166-1 alpha-2), and a city in it if that matters."""

    model_config = ConfigDict(
        extra="forbid",
    )
    city: str | None = None
    country: str
    required: bool = False
    """Matching suggests only creators of this place; otherwise they come before the others."""


class TeamInvitation(Model):
    """An invitation into a brand; open while it is neither accepted nor revoked nor expired."""

    accepted_at: AwareDatetime | None
    brand_id: UUID
    created_at: AwareDatetime
    email: str
    expires_at: AwareDatetime
    id: UUID
    invited_by: UUID | None
    revoked_at: AwareDatetime | None
    role: BrandRole


class TokenSet(Model):
    """Tokens; `expires_in` is the access token's life in seconds."""

    access_token: str
    expires_in: int
    refresh_token: str
    token_type: Literal["Bearer"] = "Bearer"


class TrackedPost(Model):
    """
    The post of an approved submission, as its platform last told; `likes` is null where the person hides them.

    `disclosure_terms`: the words, or the platform's label, by which the post says that it is advertising.
    """

    checked_at: AwareDatetime | None
    comments: int
    disclosure: Disclosure
    disclosure_terms: list[str]
    gone_at: AwareDatetime | None
    last_synced_at: AwareDatetime | None
    likes: int | None
    missing_since: AwareDatetime | None
    platform: Platform
    platform_post_id: str
    shares: int
    status: PostStatus
    views: int


class TrackingLink(Model):
    """A link that counts who follows it; `url` is what visitors get, and `expired_url` where they go after its end."""

    campaign_id: UUID
    created_at: AwareDatetime
    creator_user_id: UUID | None
    destination_url: str
    disabled_at: AwareDatetime | None
    expired_url: str | None
    expires_at: AwareDatetime | None
    id: UUID
    short_code: str
    url: str


class TransitionCounts(Model):
    """What a pass did. `more_due`: the pass was bounded and something is left for the next one."""

    activated: int
    completed: int
    errors: int
    expired_invitations: int
    more_due: bool
    paused: int


class UnbanUser(Model):
    """Edge action: let a banned or suspended person in again; they sign in anew."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["unban-user"]
    reason: str = ""
    user_id: UUID


class UnreadCount(Model):
    """How many notifications the caller has not read."""

    unread_count: int


class UnreadMessages(Model):
    """How many messages to the caller are unread, for one participant."""

    campaign_id: UUID
    participant_id: UUID
    unread: int


class UpdateRole(Model):
    """Edge action. `set`: this role and no other; `grant`: this one too; `revoke`: not this one."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["update-role"]
    change: Literal["set", "grant", "revoke"] = "set"
    role: Role
    user_id: UUID


class Upload(Model):
    """A form for a `multipart/form-data` POST: all `fields` as they are, and the file as last field `file`."""

    expires_at: AwareDatetime
    fields: dict[str, str]
    url: str


UserStatus = TypeAliasType("UserStatus", Literal["active", "suspended", "banned", "deleted"])
"""An account that is not active is refused at every door, whatever token it shows."""


class Wallet(Model):
    """
    The wallet of a brand or of a user in one currency, with what it holds.

    Brand: available, reserved for campaigns, pending deposits, and its `debt` for money that was taken back after it
    was spent: whatever comes in pays that first, and nothing is available meanwhile. Creator: earnings past their hold
    (less what is taken back), money in transit to the bank, earnings on hold (less what is taken back of them).
    """

    available: int
    brand_id: UUID | None
    created_at: AwareDatetime
    currency: str
    debt: int
    id: UUID
    payout_skipped_reason: SkippedPayoutReason | None
    payouts_blocked_reason: str | None
    payouts_enabled: bool
    pending: int
    reserved: int
    user_id: UUID | None


class WalletBalance(Model):
    """What one wallet holds (see `Wallet`)."""

    available: int
    currency: str
    debt: int
    pending: int
    reserved: int
    wallet_id: UUID


class WalletBalances(Model):
    """The caller's wallets, a balance per currency."""

    balances: list[WalletBalance]


WalletTransactionStatus = TypeAliasType(
    "WalletTransactionStatus", Literal["pending", "completed", "failed", "cancelled"]
)
"""How far it got."""


WalletTransactionType = TypeAliasType(
    "WalletTransactionType", Literal["deposit", "withdrawal", "reservation", "release", "transfer"]
)
"""What kind of business operation it was."""


class WithdrawalStart(Model):
    """Unspent money back to where it came from, the newest deposit first."""

    model_config = ConfigDict(
        extra="forbid",
    )
    amount: int


class AssetDraft(Model):
    """A file that is about to be uploaded. `size_bytes` is the most that S3 will take."""

    model_config = ConfigDict(
        extra="forbid",
    )
    checksum_sha256: str | None = None
    file_name: str
    media_type: MediaType
    purpose: AssetPurpose = "campaign"
    size_bytes: int


class AssetWithLinks(Model):
    """A file and how to get at it: `upload` while it is pending, `download` once it is stored."""

    brand_id: UUID
    campaign_id: UUID
    checksum_sha256: str | None
    created_at: AwareDatetime
    creator_user_id: UUID | None
    download: Download | None = None
    file_name: str
    handed_in_at: AwareDatetime | None
    id: UUID
    media_type: str
    object_key: str
    refusal_reason: Refusal | None
    size_bytes: int
    status: AssetStatus
    updated_at: AwareDatetime
    upload: Upload | None = None
    uploaded_by: UUID


class Booking(Model):
    """
    A line of a wallet's statement: `amount` is signed, `place` counts the wallet's bookings from 1 without a gap.

    `transaction_id` names the operation. Of what a creator earned, `gross_amount` and `fee_amount` say how the amount
    came about.
    """

    amount: int
    balance_after: int
    booked_at: AwareDatetime
    currency: str
    debt_after: int
    description: str
    fee_amount: int | None
    gross_amount: int | None
    kind: str
    place: int
    transaction_id: UUID | None
    transaction_type: WalletTransactionType | None


class Breakdown(Model):
    """
    Clicks by referrer (host names), device, browser or country (ISO 3166 alpha-2), most first.

    `counted_from` is the first day of the span that is counted: days before it have no raw events any more.
    """

    as_of: AwareDatetime
    by: Literal["referrer", "device", "browser", "country"]
    counted_from: date
    data: list[Slice]
    final: bool
    final_through: date


class CampaignAsset(Model):
    """
    A file in S3 under `object_key`; size in bytes, `checksum_sha256` in hexadecimal.

    What was announced until the file is stored, what is there from then on. `object_key`, which a submission takes as
    its `file_path`, is final only then: read it out of the answer of `complete`. `creator_user_id` is null for a
    brand's file; a creator's becomes visible to the brand when it is handed in.
    """

    brand_id: UUID
    campaign_id: UUID
    checksum_sha256: str | None
    created_at: AwareDatetime
    creator_user_id: UUID | None
    file_name: str
    handed_in_at: AwareDatetime | None
    id: UUID
    media_type: str
    object_key: str
    refusal_reason: Refusal | None
    size_bytes: int
    status: AssetStatus
    updated_at: AwareDatetime
    uploaded_by: UUID


class CampaignChange(Model):
    """One change of a campaign's status."""

    actor_user_id: UUID | None
    campaign_id: UUID
    created_at: AwareDatetime
    from_status: CampaignStatus
    id: UUID
    reason: str
    to_status: CampaignStatus


class ConnectPlatform(Model):
    """Edge action: connect the account that a callback's ticket stands for, or a code that came past us."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["connect-platform"]
    code: str | None = None
    platform: Platform | None = None
    state: str | None = None
    ticket: str | None = None


class ContentInput(Model):
    """The content itself: a link (url), the `object_key` of a stored upload (file), or the text in description."""

    model_config = ConfigDict(
        extra="forbid",
    )
    content_url: str | None = None
    description: str = ""
    file_path: str | None = None
    submission_type: SubmissionType


class CreatorAnalytics(Model):
    """A creator's figures on one platform on one day."""

    created_at: AwareDatetime
    creator_user_id: UUID
    engagement_rate: str
    id: UUID
    metric_date: date
    platform: Platform
    posts_count: int
    total_engagement: int
    total_followers: int


class DailySeries(Model):
    """One row per day, none left out."""

    as_of: AwareDatetime
    data: list[Day]
    final: bool
    final_through: date


class Deliverable(Model):
    """What a campaign asks of each creator; compensation_amount is per unit, in minor units."""

    campaign_id: UUID
    compensation_amount: int
    deliverable_type: DeliverableType
    description: str
    due_date: date | None
    id: UUID
    quantity: int


class DeliverableDraft(Model):
    """A new deliverable."""

    model_config = ConfigDict(
        extra="forbid",
    )
    compensation_amount: int = 0
    deliverable_type: DeliverableType
    description: str = ""
    due_date: date | None = None
    quantity: int = 1


class DeliverablePatch(Model):
    """What to change; a field that is left out stays."""

    model_config = ConfigDict(
        extra="forbid",
    )
    compensation_amount: int | None = None
    deliverable_type: DeliverableType | None = None
    description: str | None = None
    due_date: date | None = None
    quantity: int | None = None


class DepositCancelled(Model):
    """A deposit that was called off; `pending` where its money is on its way and Stripe does not let go of it."""

    amount: int
    currency: str
    failure_reason: str | None
    status: WalletTransactionStatus
    transaction_id: UUID


class DepositConfirmed(Model):
    """What Stripe says about a deposit; `status` is the wallet transaction's."""

    amount: int
    currency: str
    failure_reason: str | None
    payment_intent_id: str
    payment_intent_status: str
    status: WalletTransactionStatus
    transaction_id: UUID


class DisconnectPlatform(Model):
    """Edge action: forget an account and its tokens."""

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["disconnect-platform"]
    platform: Platform


class Earning(Model):
    """
    What a creator is owed for one approved submission: `amount` is net of the platform's fee.

    `payable_on` is the day (UTC) of the first run of the payouts after its hold.
    """

    amount: int
    available_at: AwareDatetime
    campaign_id: UUID
    clawback_of: UUID | None
    created_at: AwareDatetime
    creator_user_id: UUID
    currency: str
    fee_amount: int
    gross_amount: int
    id: UUID
    kind: EarningKind
    paid_at: AwareDatetime | None
    payable_on: date
    payout_id: UUID | None
    reason: str
    status: EarningStatus
    submission_id: UUID | None


class ErasureRequest(Model):
    """A request to be forgotten; `receipt` counts what was removed, `obstacles` say why it was refused."""

    completed_at: AwareDatetime | None
    created_at: AwareDatetime
    due_at: AwareDatetime
    id: UUID
    obstacles: list[str]
    receipt: dict[str, int]
    status: ErasureStatus
    user_id: UUID


class Export(Model):
    """
    A file that somebody asked for; size in bytes, null until it is there.

    Which wallet, campaign and span (`since` included, `until` not) it is about. Row and file are gone at `expires_at`.
    """

    campaign_id: UUID | None
    created_at: AwareDatetime
    expires_at: AwareDatetime
    id: UUID
    kind: ExportKind
    since: AwareDatetime | None
    size_bytes: int | None
    status: ExportStatus
    until: AwareDatetime | None
    updated_at: AwareDatetime
    user_id: UUID
    wallet_id: UUID | None


class Invitation(Model):
    """
    An invitation; agreed_amount in minor units of the campaign's currency.

    `net_amount` is what the creator earns of it once all is approved, `fee_basis_points` what the platform takes
    (1000 is 10 %): by the fee of this moment; that of the approval counts.
    """

    agreed_amount: int
    brand_id: UUID
    campaign_id: UUID
    creator_user_id: UUID
    decline_reason: str | None
    expires_at: AwareDatetime
    fee_basis_points: int
    id: UUID
    invited_at: AwareDatetime
    invited_by: UUID
    message: str
    net_amount: int
    responded_at: AwareDatetime | None
    status: InvitationStatus
    terms: str
    withdrawn_at: AwareDatetime | None


class InvitationBatch(Model):
    """Up to 100 invitations, each with a result of its own."""

    model_config = ConfigDict(
        extra="forbid",
    )
    invitations: list[InvitationDraft]


class InvitationResult(Model):
    """What became of one invitation of a batch; `code` and `error` as in an error body where it was refused."""

    code: str | None = None
    creator_user_id: UUID
    error: str | None = None
    invitation: Invitation | None = None
    invited: bool


class InvitationResults(Model):
    """The results of a batch, in its order."""

    invited: int
    refused: int
    results: list[InvitationResult]


class JobRun(Model):
    """One occurrence of a scheduled job."""

    attempts: int
    counts: dict[str, int]
    error: str | None
    finished_at: AwareDatetime | None
    job: str
    scheduled_at: AwareDatetime
    started_at: AwareDatetime
    status: JobRunStatus


class MatchedCreator(Model):
    """A creator with the score for a campaign, its parts, and what a brand sees of them."""

    best_engagement_rate: str
    brand_id: UUID
    campaign_id: UUID
    categories: list[str]
    category_score: str
    city: str | None
    computed_at: AwareDatetime
    country_code: str | None
    created_at: AwareDatetime
    creator_user_id: UUID
    display_name: str
    engagement_score: str
    followers_score: str
    id: UUID
    location_score: str
    platforms: list[Platform]
    rank: int
    reason: str
    score: str
    total_followers: int
    verified: bool


class Matches(Model):
    """The best creators for a campaign, best first. They are saved: `GET /api/v1/campaigns/{id}/matches`."""

    campaign_id: UUID
    matches: list[MatchedCreator]


class Me(Model):
    """The caller: account, profile, and brands with permissions."""

    avatar_url: str | None
    bio: str
    brands: list[OwnMembership]
    confirmed_at: AwareDatetime | None
    created_at: AwareDatetime
    email: str
    full_name: str
    id: UUID
    last_sign_in_at: AwareDatetime | None
    location: str
    phone: str | None
    roles: list[Role]
    status: UserStatus


class Negotiation(Model):
    """
    An offer about an invitation; amount in minor units.

    `net_amount` is what the creator earns of it once all is approved, `fee_basis_points` what the platform takes
    (1000 is 10 %): by the fee of this moment; that of the approval counts.
    """

    amount: int
    answered_at: AwareDatetime | None
    brand_id: UUID
    campaign_id: UUID
    created_at: AwareDatetime
    creator_user_id: UUID
    fee_basis_points: int
    from_creator: bool
    id: UUID
    invitation_id: UUID
    net_amount: int
    proposed_by: UUID
    status: NegotiationStatus
    terms: str


class Notification(Model):
    """A message to a user."""

    category: NotificationCategory
    created_at: AwareDatetime
    id: UUID
    message: str
    metadata: dict[str, Any]
    read_at: AwareDatetime | None
    title: str
    type: str
    user_id: UUID


class Participant(Model):
    """
    A creator in a campaign; budget_allocated in minor units. tracking_link is the link's id.

    `removal_reason` is the brand's; where `left_at` says that the creator left, it is the creator's.

    `net_amount` is what the creator earns of it once all is approved, `fee_basis_points` what the platform takes
    (1000 is 10 %): by the fee of this moment; that of the approval counts.
    """

    brand_id: UUID
    budget_allocated: int
    campaign_id: UUID
    creator_user_id: UUID
    fee_basis_points: int
    id: UUID
    invitation_id: UUID
    joined_at: AwareDatetime
    left_at: AwareDatetime | None
    net_amount: int
    removal_reason: str | None
    status: ParticipantStatus
    tracking_link: UUID | None


class Payout(Model):
    """Money on its way to one creator. `failure_code` is the provider's word, for administrators only."""

    amount: int
    attempts: int
    batch_id: UUID
    created_at: AwareDatetime
    creator_user_id: UUID
    currency: str
    failure_code: str | None
    failure_reason: str | None
    id: UUID
    paid_at: AwareDatetime | None
    reversed_amount: int
    status: PayoutStatus
    stripe_transfer_id: str | None


class PayoutReport(Model):
    """What a payout is made of, or was, if it failed. Sums of lines and of campaigns alike are the payout's amount."""

    amount: int
    campaigns: list[CampaignShare]
    fee_amount: int
    gross_amount: int
    lines: list[PayoutLine]
    payout: Payout


class Preferences(Model):
    """Every category on every channel. `suppressed_by`: why no mail goes to the person's address at all."""

    data: list[Preference]
    suppressed_by: list[SuppressionReason]


class SkippedPayout(Model):
    """A creator who was not paid in a run, and why."""

    amount: int
    creator_user_id: UUID
    currency: str
    reason: SkippedPayoutReason


class SocialAccount(Model):
    """
    A connected account; `engagement_rate` = (likes + comments + shares) / followers over the recent posts.

    `asked_scopes` is what we asked the person for, `scopes` what they granted.
    """

    asked_scopes: list[str]
    avatar_url: str | None
    created_at: AwareDatetime
    display_name: str
    engagement_rate: str
    follower_count: int
    id: UUID
    last_synced_at: AwareDatetime | None
    missing_figures: list[AccountFigure]
    """What the platform does not show us, because the person left a permission out."""

    notice: str | None
    """What is missing, and how the person grants it; null where nothing is."""

    platform: Platform
    platform_user_id: str
    profile_url: str | None
    scopes: list[str]
    status: SocialAccountStatus
    token_expires_at: AwareDatetime | None
    updated_at: AwareDatetime
    user_id: UUID
    username: str


class Statement(Model):
    """
    A wallet's bookings in a time span, oldest first, one page of them, from the opening to the closing balance.

    `final`: nothing can be booked into the span any more; every later answer about it is the same.
    """

    as_of: AwareDatetime
    closing_balance: int
    closing_debt: int
    currency: str
    data: list[Booking]
    final: bool
    next_cursor: str | None
    opening_balance: int
    opening_debt: int
    since: AwareDatetime | None
    until: AwareDatetime | None
    wallet_id: UUID


class StripeEvent(Model):
    """An event of Stripe, and the error of the last try; `available_at` is when it is tried next."""

    account_id: str | None
    attempts: int
    available_at: AwareDatetime
    created_at: AwareDatetime
    error: str | None
    id: str
    object_id: str | None
    processed_at: AwareDatetime | None
    source: Literal["webhook", "repair"]
    status: StripeEventStatus
    type: str
    updated_at: AwareDatetime


class Submission(Model):
    """
    Content for one unit of a deliverable; late where its first revision came after the end of `due_date` (UTC).

    `post` is what became of it on its platform, once it was found there.
    """

    brand_id: UUID
    campaign_id: UUID
    content_url: str | None
    creator_user_id: UUID
    deliverable_id: UUID
    description: str
    due_date: date | None
    file_path: str | None
    id: UUID
    is_late: bool
    participant_id: UUID
    post: TrackedPost | None
    post_platform: Platform | None
    """
    Whose post `content_url` is; null where it is not recognised as one, and then nothing follows it.

    Posts at LinkedIn are recognised, but it tells nobody their figures by the number in their addresses.
    """

    revision: int
    status: SubmissionStatus
    submission_type: SubmissionType
    submitted_at: AwareDatetime
    unit: int


class SubmissionDraft(Model):
    """Content for one unit of a deliverable."""

    model_config = ConfigDict(
        extra="forbid",
    )
    content_url: str | None = None
    deliverable_id: UUID
    description: str = ""
    file_path: str | None = None
    submission_type: SubmissionType
    unit: int = 1


class Suppression(Model):
    """An address that gets no more mail."""

    created_at: AwareDatetime
    email: str
    provider_event_id: str | None
    reason: SuppressionReason


class Survey(Model):
    """A survey without its questions."""

    brand_id: UUID
    campaign_id: UUID
    closes_at: AwareDatetime | None
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
    description: str = ""
    questions: list[SurveyQuestionDraft]
    title: str


class SurveyResults(Model):
    """The answers to a survey, counted; `next_cursor` is null where these are the last questions."""

    next_cursor: str | None = None
    questions: list[QuestionResult]
    responses: int
    survey: Survey


class SurveyWithQuestions(Model):
    """A survey as it is filled in."""

    questions: list[SurveyQuestion]
    survey: Survey


class SyncJob(Model):
    """A synchronisation of an account; `error` is a code, also of what a successful one was not told."""

    created_at: AwareDatetime
    error: str | None
    finished_at: AwareDatetime | None
    id: UUID
    social_account_id: UUID
    started_at: AwareDatetime | None
    status: SyncStatus
    user_id: UUID


class SystemHealth(Model):
    """`degraded`: a job's last run failed, or messages or events of Stripe were given up."""

    failed_stripe_events: int
    jobs: list[JobRun]
    outbox: list[OutboxTopic]
    stage: str
    status: Literal["ok", "degraded"]


class TargetAudience(Model):
    """Whom a campaign wants to reach; feeds matching."""

    model_config = ConfigDict(
        extra="forbid",
    )
    age_ranges: list[str] | None = None
    category_required: bool = False
    """Matching suggests only creators of the campaign's category (without one, of those that fit the brand); otherwise they come before the others."""

    languages: list[str] | None = None
    location: TargetLocation | None = None
    max_followers: int | None = None
    min_followers: int | None = None
    platforms: list[Platform] | None = None


class UserAccount(Model):
    """An account as administrators see it."""

    confirmed_at: AwareDatetime | None
    created_at: AwareDatetime
    email: str
    full_name: str
    id: UUID
    last_sign_in_at: AwareDatetime | None
    roles: list[Role]
    status: UserStatus


class WalletTransaction(Model):
    """
    An operation on a wallet and how far it got: `balance_effect` is signed and concerns what the wallet has
    available. When it was booked, and what it left, says the statement.
    """

    amount: int
    balance_effect: int
    completed_at: AwareDatetime | None
    created_at: AwareDatetime
    currency: str
    description: str
    id: UUID
    metadata: dict[str, Any]
    reference_id: str | None
    refunded_amount: int
    relates_to: UUID | None
    status: WalletTransactionStatus
    transaction_type: WalletTransactionType
    wallet_id: UUID


class Withdrawals(Model):
    """The refunds that a withdrawal was split into, one per deposit."""

    data: list[WalletTransaction]


class Campaign(Model):
    """A campaign with its budget; only the brand and administrators see this."""

    auto_approve_late_reviews: bool
    brand_guidelines: str
    brand_id: UUID
    budget_reserved: int
    budget_spent: int
    budget_total: int | None
    category: str | None
    created_at: AwareDatetime
    created_by: UUID
    currency: str
    description: str
    destination_url: str | None
    id: UUID
    name: str
    status: CampaignStatus
    target_audience: TargetAudience
    timeline_end: date | None
    timeline_start: date | None
    updated_at: AwareDatetime


class CampaignBrief(Model):
    """A campaign as its creators see it: everything but the budgets."""

    brand_guidelines: str
    brand_id: UUID
    brand_logo_url: str | None
    brand_name: str
    category: str | None
    created_at: AwareDatetime
    currency: str
    description: str
    id: UUID
    name: str
    status: CampaignStatus
    target_audience: TargetAudience
    timeline_end: date | None
    timeline_start: date | None


class CampaignDraft(Model):
    """A new campaign. Amounts in minor units; dates are UTC days, the campaign ends when `timeline_end` begins."""

    model_config = ConfigDict(
        extra="forbid",
    )
    auto_approve_late_reviews: bool = False
    brand_guidelines: str = ""
    brand_id: UUID | None = None
    """Only needed by members of several brands."""

    budget_total: int | None = None
    category: str | None = None
    currency: Literal["aud", "cad", "chf", "dkk", "eur", "gbp", "jpy", "nok", "nzd", "pln", "sek", "usd"] = (
        "usd"
    )
    description: str = ""
    destination_url: str | None = None
    """Where tracking links of the creators lead; the brand's website without it."""

    name: str
    target_audience: TargetAudience | None = None
    timeline_end: date | None = None
    timeline_start: date | None = None


class CampaignPatch(Model):
    """What to change; a field that is left out stays, null clears it where it may be empty."""

    model_config = ConfigDict(
        extra="forbid",
    )
    auto_approve_late_reviews: bool | None = None
    brand_guidelines: str | None = None
    budget_total: int | None = None
    category: str | None = None
    currency: (
        Literal["aud", "cad", "chf", "dkk", "eur", "gbp", "jpy", "nok", "nzd", "pln", "sek", "usd"] | None
    ) = None
    description: str | None = None
    destination_url: str | None = None
    name: str | None = None
    target_audience: TargetAudience | None = None
    timeline_end: date | None = None
    timeline_start: date | None = None


class LaunchedCampaign(Model):
    """A campaign that runs, with what its brand may have forgotten."""

    auto_approve_late_reviews: bool
    brand_guidelines: str
    brand_id: UUID
    budget_reserved: int
    budget_spent: int
    budget_total: int | None
    category: str | None
    created_at: AwareDatetime
    created_by: UUID
    currency: str
    description: str
    destination_url: str | None
    id: UUID
    name: str
    status: CampaignStatus
    target_audience: TargetAudience
    timeline_end: date | None
    timeline_start: date | None
    updated_at: AwareDatetime
    warnings: list[LaunchProblem] | None = None


class PayoutRun(Model):
    """What a run paid, and whom it passed over and why. `more_due`: the rest follows within minutes."""

    batch_id: UUID
    more_due: bool
    payouts: list[Payout]
    skipped: list[SkippedPayout]
