"""The demo's agents: a month of clicks and people, deals that they share in, a payout, contacts, and what was found."""

import random
from datetime import UTC, datetime, timedelta
from uuid import UUID

from psycopg.types.json import Jsonb

from agents.contact_files.service import read_contacts
from agents.contact_imports.repository import as_json
from common.models.agent_contacts import ContactFileKind
from local.demo_acting import SEED, Story
from local.demo_creator import open_account, pay_out
from local.demo_deals import Trade, brand_of

EMAIL = "agent@example.com"
DAYS = 30
CLICKS_A_DAY = 12
DAYS_UNTIL_PAID = 4
"""From joining to the first deal."""
PRICE = 100_000
JOINED_DAYS_AGO = (28, 24, 20, 16, 12)
"""The creators whom the first agent brought; the second one brought a brand and, today, one more creator."""
FILE = """Name;E-Mail;Mobile
Nils Baker;nils.baker@example.com;
Oona Potter;oona.potter@example.com;(415) 555-0132
Oona P.;OONA.POTTER@example.com;
Somebody;;
"""


def tell_of_agents(story: Story) -> None:
    """Codes, clicks, who came by them, what was earned, and what administrators have to decide."""
    story.value("select app.make_touch_partitions(%s, 2)", story.today - timedelta(days=DAYS))
    alma, anton = story.agents
    codes = [
        _make_code(story, alma, "ALMA-TEA"),
        _make_code(story, alma, "ALMA-BLOG"),
        _make_code(story, anton, "ANTON"),
    ]
    for code in codes:
        _click(story, code)
    newcomers = story.creators[2 : 2 + len(JOINED_DAYS_AGO)]
    for number, (creator, days) in enumerate(zip(newcomers, JOINED_DAYS_AGO, strict=True)):
        _bring(story, creator, "alma tea" if number % 2 else None, codes[0], days)
    owner, unbrought, hasty = story.brands[3], story.brands[4], story.creators[7]
    _bring(story, owner, "anton", codes[2], DAYS - 1)
    _join(story, unbrought, DAYS)
    for creator, days in zip(newcomers, JOINED_DAYS_AGO, strict=True):
        _deal(story, unbrought, creator, days - DAYS_UNTIL_PAID)
    _deal(story, owner, newcomers[0], 1)
    _bring(story, hasty, "ANTON", codes[2], 0)
    _deal(story, owner, hasty, 0)  # within the hour: an administrator has to look at it
    _pay(story, alma)
    _import(story, alma)
    _count(story, alma)


def _make_code(story: Story, agent: UUID, code: str) -> UUID:
    with story.acting(agent):
        made: UUID = story.value("select (app.make_referral_code(%s, 'Demo', '', null)).id", code)
    return made


def _click(story: Story, code: UUID) -> None:
    """People follow the link on each day of the month, as a newsletter brought it to them."""
    dice, now = random.Random(SEED), datetime.now(UTC)  # noqa: S311 - a story, no secret
    for ago in range(1, DAYS + 1):
        for _ in range(dice.randrange(CLICKS_A_DAY)):
            at = now - timedelta(days=ago, hours=-dice.uniform(0, 12))
            _touch(story, code, at, {"utm_source": "newsletter"})


def _touch(story: Story, code: UUID, at: datetime, campaign: dict[str, str]) -> bytes:
    """Somebody followed the link of a code then; the hash of their token."""
    token_hash: bytes = story.value(
        "insert into referral_touches (agent_user_id, code_id, token_hash, kind, landing, utm, user_agent_class,"
        " visitor_hash, at, expires_at)"
        " select c.agent_user_id, c.id, sha256(uuid_send(gen_random_uuid())), 'click', '/join', %s, 'mobile',"
        " gen_random_uuid(), v.at, v.at + interval '90 days'"
        " from referral_codes as c cross join (values (%s::timestamptz)) as v (at) where c.id = %s"
        " returning token_hash",
        Jsonb(campaign), at, code,
    )  # fmt: skip
    return token_hash


def _bring(story: Story, person: UUID, typed: str | None, code: UUID, days_ago: int) -> None:
    """Somebody who joined so many days ago had typed a code, or had followed an advertisement's link just before."""
    joined = _join(story, person, days_ago)
    token = _touch(story, code, joined - timedelta(hours=1), {"gclid": ""}) if typed is None else None
    came = story.value("select app.attribute_referral(%s, %s, null, %s)", person, typed, token)
    if came is None:
        raise RuntimeError(f"nobody has brought {person}")
    story.db.execute("update referrals set attributed_at = %s where referred_user_id = %s", (joined, person))


def _join(story: Story, person: UUID, days_ago: int) -> datetime:
    """Somebody has had their account for so many days: since when."""
    joined: datetime = story.value(
        "update auth.users set created_at = now() - %s * interval '1 day' where id = %s returning created_at",
        days_ago, person,
    )  # fmt: skip
    return joined


def _deal(story: Story, owner: UUID, creator: UUID, days_ago: int) -> None:
    """Work that was paid so many days ago."""
    trade = Trade(story, owner, brand_of(story, owner), creator)
    [escrow] = trade.deal("A week with us", PRICE)
    work = trade.hand_in(escrow, f"DEMOAGENT{creator.hex[-6:]}{days_ago}")
    trade.by_brand("select app.review_work(%s, %s, 'approved')", escrow, work)
    with story.long_ago() as db:
        given = {"escrow": escrow, "ago": timedelta(days=days_ago)}
        db.execute("update escrows set released_at = released_at - %(ago)s where id = %(escrow)s", given)
        db.execute(
            "update commissions set created_at = created_at - %(ago)s, available_at = available_at - %(ago)s"
            " where escrow_id = %(escrow)s", given,
        )  # fmt: skip
        db.execute(
            "update referrals set first_deal_at = first_deal_at - %(ago)s where first_deal_at = now()", given
        )


def _pay(story: Story, agent: UUID) -> None:
    """What was due ten days ago is paid, what has come since waits for the next payouts."""
    account = open_account(story, agent, EMAIL)
    with story.acting(None):
        pay_out(story, account, story.value("select now() - interval '10 days'"))
        story.value("select app.mature_commissions(now())")


def _import(story: Story, agent: UUID) -> None:
    """A file of four rows, of which two are people."""
    with story.acting(agent):
        upload = story.value("select app.announce_contact_file('csv', %s)", len(FILE))
        made = story.value(
            "select app.request_contact_import(%s, 'csv', 'personal_acquaintance', '1', false, 'US')", upload
        )
    story.db.execute(
        "update contact_imports set status = 'running', attempts = 1, started_at = now() where id = %s",
        (made,),
    )
    rows = read_contacts(FILE.encode(), ContactFileKind.CSV, "US")
    with story.acting(None):
        story.value("select app.import_contacts(%s, 1, %s)", made, Jsonb([as_json(row) for row in rows]))


def _count(story: Story, alma: UUID) -> None:
    """As the nights would have done; the first agent lets the board name them."""
    first, yesterday = story.today - timedelta(days=DAYS), story.today - timedelta(days=1)
    with story.acting(alma) as db:
        db.execute("update agent_profiles set leaderboard_name = true where user_id = %s", (alma,))
    with story.acting(None):
        story.value("select app.count_agent_metrics(%s, %s)", first, yesterday)
        story.value("select app.count_agent_money_metrics(%s, %s)", first, yesterday)
        story.value("select app.move_agent_tiers(now())")
        story.value("select app.rank_agents(%s)", yesterday)
