"""What stands before the operations: what the API is, where it answers, and its chapters in the order of a story."""

from typing import Any, NamedTuple

TITLE = "Atomic Influence"
VERSION = "1"

DESCRIPTION = """\
Brands run campaigns, creators take part in them, money moves through a double-entry ledger, and clicks on tracking
links are counted. The chapters follow that story: sign up, open a campaign, find and invite creators, agree on an
amount, hand in and approve work, pay, and read the figures.

**Sign in.** `POST /api/v1/auth/sign-in` answers an access token, good for 15 minutes, and a refresh token, good once
within 7 days. Send `Authorization: Bearer <access token>`. Each operation says first whom it is for; administrators
may do what members of any brand may. What belongs to somebody else is 404, as if it were not there.

**Refusals.** Every refusal of ours is an `ErrorBody`: go by its `code`, never by the sentence. 422 is a malformed
request, 409 a conflict with the present state, 402 money that is short, 429 too much at once. What is worth another
try says after how many seconds, in `Retry-After`. What API Gateway refuses by itself is a `GatewayError`, without a
code.

**Once.** An operation that names `Idempotency-Key` does a request under one key once: send the same key again when an
answer was lost, and get that answer.

**Lists** have `limit` (1 to 100, 20 without it) and `cursor`: send back `next_cursor` for the next page; it is null
on the last one. Newest first, unless an operation says otherwise.

**Values.** Money is whole minor units (150000 is 1,500.00 where a currency has cents) beside its lower-case ISO 4217
currency. A whole number is written without a fraction: `1.0` is refused. Scores and rates are decimal numbers in
strings. Days are UTC; times carry their zone; both lie between the years 2000 and 2099. Bodies are JSON in UTF-8, at
most 128 KiB unless an operation says more. A field that an operation does not know is refused, and so is a parameter.
"""

INFO = {
    "title": TITLE,
    "version": VERSION,
    "description": DESCRIPTION,
    "contact": {"name": "The maintainers of Atomic Influence"},
    "license": {"name": "All rights reserved", "identifier": "LicenseRef-All-Rights-Reserved"},
}
SERVERS = [
    {"url": "/", "description": "Where this description was read from."},
    {"url": "http://127.0.0.1:8000", "description": "A laptop, after `make up`."},
]
BEARER = {
    "type": "http",
    "scheme": "bearer",
    "bearerFormat": "JWT",
    "description": "The access token that `signIn` answers, good for 15 minutes.",
}


class Chapter(NamedTuple):
    """A tag: what routes write, what readers see, and what it is about."""

    tag: str
    title: str
    about: str


PARTS: dict[str, tuple[Chapter, ...]] = {
    "Come in": (
        Chapter("auth", "Signing in", "From an address to an access token: by password, by a code, by a link."),
        Chapter("supabase auth", "Signing in with supabase-js", "The same, as an existing front end's client asks."),
        Chapter("users", "Accounts", "The caller's own account, and those that administrators see."),
        Chapter("brands", "Brands and teams", "A brand, who belongs to it, and who is invited to join."),
        Chapter("privacy", "Personal data", "Take all that is held about a person along, or have it erased."),
    ),
    "Run a campaign": (
        Chapter("campaigns", "Campaigns", "From draft to completed: plan, launch, pause, report."),
        Chapter("creators", "Creators", "What creators say of themselves, and how brands find them."),
        Chapter("creator lists", "Lists and searches", "Creators that a brand notes down, and searches that it keeps."),
        Chapter("matching", "Matching", "What fits a brand, creators for campaigns and gigs, and gigs for creators."),
        Chapter("invitations", "Invitations and offers", "Invite creators, agree on an amount, see who takes part."),
        Chapter("gigs", "Gigs", "Work that is offered to every creator, by application or slot by slot."),
        Chapter("deals", "Deals", "Offers, milestones, held funds and work, each with what time does next."),
        Chapter("disputes", "Disputes", "Two who do not agree on held funds: claims, proposals, decisions, appeals."),
        Chapter("submissions", "Deliverables and work", "What is asked for, what is handed in, what the brand says."),
        Chapter("assets", "Files", "Briefings of brands and content of creators, up and down by presigned addresses."),
        Chapter("messages", "Messages", "What a brand and a creator write each other within a campaign."),
        Chapter("surveys", "Surveys", "What a brand asks the creators of a campaign."),
        Chapter("conversations", "Conversations", "Conversations of a brand."),
        Chapter("realtime", "Open connections", "Where to listen to what happens, as it happens."),
        Chapter("moderation", "Moderation", "What may not be written, what waits, what people report; redactions."),
    ),
    "Be where people are": (
        Chapter("activations", "Activations", "What people scan at a place or an event: plan, launch, watch it live."),
        Chapter("geofences", "Geofences", "Where an activation is: circles and polygons, and points to try."),
        Chapter("activation codes", "Codes of activations", "Printed, rotating, single-use; and sheets of them."),
        Chapter("activation staff", "Gates and screens", "Links for staff without accounts; what gates send later."),
        Chapter("scans", "Scans", "What was scanned, with its verdict, and what waits for a decision."),
        Chapter("fans", "Fans", "What somebody who scans may ask for without an account: their data, a code, a link."),
    ),
    "Move money": (
        Chapter("wallets", "Wallets", "Deposits, withdrawals and statements of brands and creators."),
        Chapter("payouts", "Earnings and payouts", "What creators earned, how they are paid, and the books' proof."),
    ),
    "Bring people": (
        Chapter("agents", "Agents", "Who brings people: their page, tiers, figures and the leaderboard."),
        Chapter("referral codes", "Referral codes", "What agents give to people, and the short links that carry it."),
        Chapter("referrals", "Referrals", "Who brought whom, and what came of it."),
        Chapter("agent contacts", "Contacts of agents", "Whom agents know: by hand, or from files of address books."),
        Chapter("agent invites", "Invites of agents", "Invites to people without an account, and how they end them."),
        Chapter("commissions", "Commissions", "What agents earn from the fees of the deals of those they brought."),
        Chapter("fraud", "Fraud", "What rules found about agents, referrals and deals, for administrators to decide."),
        Chapter("invites", "Pages of invites", "Where invites of agents lead, and the way out; they need no sign-in."),
    ),
    "Reward people": (
        Chapter("rewards", "Rewards", "What people were granted, and how they claim it; programs' awards."),
        Chapter("reward programs", "Reward programs", "Budgets that rewards are granted of: funded, paused, ended."),
        Chapter("reward triggers", "Reward triggers", "What is counted, what is granted for it, and trying it before."),
        Chapter("achievements", "Achievements", "What people achieve, how far they are, and what they publish."),
        Chapter("leaderboards", "Leaderboards", "The first thousand, and one's own place; named are those who agreed."),
        Chapter("badges", "Badges", "Open Badges: pages, credentials and their status; they need no sign-in."),
    ),
    "See what it brought": (
        Chapter("tracking", "Links, conversions, figures", "Tracking links, the orders behind them, the numbers."),
        Chapter("social", "Social accounts", "Connect a creator's account; its posts, audience and figures."),
    ),
    "Stay informed": (
        Chapter("notifications", "Notifications", "The caller's inbox, and what comes on which channel."),
        Chapter("unsubscribe", "Unsubscribe pages", "Pages behind the link in every mail; they need no sign-in."),
    ),
    "Edge functions": (
        Chapter("edge", "Edge functions", "Doors of the first front end: a body names its `action`."),
    ),
    "Operate": (
        Chapter("system", "Health", "Whether the system answers."),
        Chapter("administration", "Administration", "Jobs, settings, limits, events and audit, for administrators."),
        Chapter("agents administration", "Agents administration", "Where invites may be sent, for administrators."),
        Chapter(
            "notifications administration", "Mail administration", "Dead letters and addresses that get no mail."
        ),
    ),
}  # fmt: skip
"""The chapters, as one reads them. A tag that is in none of them fails a test."""


def describe(document: dict[str, Any]) -> None:
    """Put the introduction and the chapters before the operations."""
    document["info"] = INFO
    document["servers"] = SERVERS
    document["security"] = [{"bearer": []}]
    document["components"]["securitySchemes"] = {"bearer": BEARER}
    document["tags"] = [
        {"name": chapter.tag, "x-displayName": chapter.title, "description": chapter.about}
        for chapters in PARTS.values() for chapter in chapters
    ]  # fmt: skip
    document["x-tagGroups"] = [
        {"name": part, "tags": [chapter.tag for chapter in chapters]} for part, chapters in PARTS.items()
    ]
