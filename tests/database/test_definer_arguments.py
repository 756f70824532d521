"""What people may call with rights that they do not have: no argument says who they are, or makes them another.

A SECURITY DEFINER function trusts nobody. Whoever grants one to people tries it here with arguments that could be
forged.
"""

from collections.abc import Iterator
from typing import LiteralString, get_args
from uuid import UUID

import psycopg
import pytest
from psycopg.types.json import Jsonb

from common.money import WalletCurrency
from tests.actors import acting_as
from tests.conftest import Database
from tests.database.catalog import names
from tests.database.forged_achievement_calls import FORGED_ACHIEVEMENTS
from tests.database.forged_agent_standings import FORGED_AGENT_STANDINGS
from tests.database.forged_award_calls import FORGED_AWARDS
from tests.database.forged_backfill_calls import FORGED_BACKFILLS
from tests.database.forged_badge_calls import FORGED_BADGES
from tests.database.forged_calls import FORGED as FORGED_BEFORE
from tests.database.forged_calls import NOTHING, OTHERS, Forged
from tests.database.forged_code_calls import FORGED_CODES
from tests.database.forged_contact_calls import FORGED_CONTACTS
from tests.database.forged_conversation_calls import FORGED_CONVERSATIONS
from tests.database.forged_deal_calls import FORGED_DEALS
from tests.database.forged_fan_calls import FORGED_FANS
from tests.database.forged_fraud_calls import FORGED_FRAUD
from tests.database.forged_gate_calls import FORGED_GATES
from tests.database.forged_invite_calls import FORGED_INVITES
from tests.database.forged_message_files import FORGED_MESSAGE_FILES
from tests.database.forged_moderation_calls import FORGED_MODERATION
from tests.database.forged_place_calls import FORGED_PLACES
from tests.database.forged_program_calls import FORGED_PROGRAMS
from tests.database.forged_referral_calls import FORGED_REFERRALS
from tests.database.forged_scan_calls import FORGED_SCANS
from tests.database.forged_trigger_calls import FORGED_TRIGGERS
from tests.database.permissions import ANALYST, CREATOR, MANAGER, OWNER, RIVAL, STRANGER
from tests.database.world import World, build

FORGED = (
    *FORGED_ACHIEVEMENTS,
    *FORGED_AGENT_STANDINGS,
    *FORGED_AWARDS,
    *FORGED_BACKFILLS,
    *FORGED_BADGES,
    *FORGED_BEFORE,
    *FORGED_CODES,
    *FORGED_CONTACTS,
    *FORGED_CONVERSATIONS,
    *FORGED_DEALS,
    *FORGED_FANS,
    *FORGED_FRAUD,
    *FORGED_GATES,
    *FORGED_INVITES,
    *FORGED_MESSAGE_FILES,
    *FORGED_MODERATION,
    *FORGED_PLACES,
    *FORGED_PROGRAMS,
    *FORGED_REFERRALS,
    *FORGED_SCANS,
    *FORGED_TRIGGERS,
)
READS_WHAT_IS_NO_SECRET = {
    "app.is_slug_of_brand",
    "app.setting",
    "app.trigger_definition_fault",
    "app.unknown_categories",
}
"""Definer functions with an argument that nobody can forge."""


@pytest.fixture(scope="module")
def world(shared_database: Database) -> Iterator[World]:
    with shared_database.connect(autocommit=False) as db:
        made = build(db)
        made.ids |= {
            "pending": made.ids["invitation_id"], "offer": made.keys["public.campaign_negotiations"]["id"],
            "click": made.keys["public.tracking_events"]["id"], "payout": made.keys["public.payouts"]["id"],
            "fraud_group": made.keys["public.fraud_groups"]["id"],
            "scan_review": made.keys["public.scan_reviews"]["scan_id"],
            "held_message": made.keys["public.held_messages"]["id"],
            "message_report": made.keys["public.message_reports"]["id"],
            "waiting_file": made.keys["public.message_attachments"]["id"],
            "sent_file": made.keys["public.message_attachments#that is sent"]["id"],
            "email_invitation": made.keys["public.email_invitations"]["id"],
        }  # fmt: skip
        yield made
        db.rollback()


def test_every_definer_function_for_people_is_tried(world: World) -> None:
    granted = names(
        world.db,
        "select n.nspname || '.' || p.proname from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace"
        " where p.prosecdef and p.pronargs > 0 and n.nspname in ('app', 'auth', 'ledger')"
        " and (has_function_privilege('authenticated', p.oid, 'execute')"
        " or has_function_privilege('anon', p.oid, 'execute'))",
    )
    assert granted == {forged.call.partition("(")[0] for forged in FORGED} | READS_WHAT_IS_NO_SECRET


@pytest.mark.parametrize("forged", FORGED, ids=lambda forged: f"{forged.call} {forged.answer}")
def test_a_forged_argument_is_refused(world: World, forged: Forged) -> None:
    assert {who: answer(world, who, forged.call) for who in forged.by} == dict.fromkeys(
        forged.by, forged.answer
    )


def test_the_database_opens_wallets_in_the_currencies_that_clients_are_told(world: World) -> None:
    """A list in SQL and one in Python."""
    with world.db.transaction(force_rollback=True), acting_as(world.db, None):
        for currency in get_args(WalletCurrency):
            world.db.execute("select app.open_wallet(%s, null, %s)", (world.ids["brand_id"], currency))
    assert answer(world, OWNER, "app.open_wallet(%(brand_id)s, null, 'xau')") == "wallets_currency_is_offered"


def test_a_logged_act_is_its_callers_and_came_from_where_the_request_came_from(world: World) -> None:
    owner = world.ids[OWNER]
    with world.db.transaction(force_rollback=True):
        claims = Jsonb({"sub": str(owner)})
        world.db.execute("select app.begin_request(%s, '192.0.2.7', 'Browser')", (claims,))
        world.db.execute(
            "select app.log_action('campaigns.export', 'campaigns', %(campaign_id)s::text)", world.ids
        )
        world.db.execute("set local role none")
        logged = world.db.execute(
            "select user_id, metadata from audit_logs order by id desc limit 1"
        ).fetchone()
    assert logged == (owner, {"address": "192.0.2.7", "user_agent": "Browser"})


@pytest.mark.parametrize(
    "call",
    ["app.invite_creator(%(campaign_id)s, %(stranger)s, 1, '', '', null)", "app.match_creators(%(campaign_id)s, 20)"],
)  # fmt: skip
def test_a_stranger_is_refused_without_waiting_for_who_works_on_the_campaign(
    database: Database, call: LiteralString
) -> None:
    with database.connect() as db:
        world = build(db)
        with database.connect(autocommit=False) as holder:
            holder.execute("select from campaigns where id = %(campaign_id)s for no key update", world.ids)
            db.execute("set lock_timeout = '1ms'")
            assert answer(world, STRANGER, call) == "IG003"
            assert answer(world, OWNER, call) == "55P03", "who runs it waits"


def test_who_may_not_move_a_brands_money_does_not_wait_for_who_does(database: Database) -> None:
    with database.connect() as db:
        world = build(db)
        with database.connect(autocommit=False) as holder:
            holder.execute("select from wallets where id = %(wallet_id)s for no key update", world.ids)
            db.execute("set lock_timeout = '1ms'")
            call: LiteralString = "app.begin_deposit(%(wallet_id)s, 1)"
            heard = {who: answer(world, who, call) for who in (RIVAL, ANALYST, MANAGER, OWNER)}
    assert heard == {RIVAL: "IG003", ANALYST: "IM005", MANAGER: "IM005", OWNER: "55P03"}


INSERTS: dict[LiteralString, tuple[str, str]] = {
    "insert into campaign_assets (campaign_id, brand_id, uploaded_by, file_name, object_key, media_type, size_bytes)"
    " values (%(campaign_id)s, %(brand_id)s, %(me)s, 'a.png', 'x', 'image/png', 1)": ("42501", "55P03"),
    "insert into survey_responses (survey_id, campaign_id, brand_id, respondent_user_id)"
    " values (%(closed)s, %(campaign_id)s, %(brand_id)s, %(me)s)": ("42501", "42501"),
    "insert into tracking_links (campaign_id, brand_id, creator_user_id, created_by, short_code, destination_url)"
    " values (%(campaign_id)s, %(brand_id)s, %(me)s, %(me)s, 'strange', 'https://a.example/')": (
        "42501", "tracking_links_belong_to_a_creator",
    ),
    "insert into campaign_deliverables (campaign_id, brand_id, deliverable_type, quantity)"
    " values (%(campaign_id)s, %(brand_id)s, 'tweet', 1)": ("42501", "55P03"),
}  # fmt: skip
"""What is looked at by triggers; what a stranger (a creator, a rival) hears, and what who runs the campaign does."""


@pytest.mark.parametrize("insert", INSERTS)
def test_no_trigger_speaks_to_a_stranger_before_the_policy_does(
    database: Database, insert: LiteralString
) -> None:
    with database.connect() as db:
        world = build(db)
        world.ids["closed"] = world.keys["public.surveys"]["id"]
        with database.connect(autocommit=False) as holder:
            holder.execute("select from campaigns where id = %(campaign_id)s for no key update", world.ids)
            db.execute("set lock_timeout = '1ms'")
            heard = {who: inserted(world, who, insert) for who in (*OTHERS, OWNER)}
    strangers, owners = INSERTS[insert]
    assert heard == {STRANGER: strangers, RIVAL: strangers, OWNER: owners}


def test_a_stranger_does_not_learn_that_an_activation_is_over(database: Database) -> None:
    code: LiteralString = (
        "insert into activation_codes (activation_id, brand_id, short_code)"
        " values (%(activation_id)s, %(brand_id)s, 'strange')"
    )
    with database.connect() as db:
        world = build(db)
        db.execute(
            "update activations set status = 'completed', completed_at = now() where id = %(activation_id)s",
            world.ids,
        )
        heard = {who: inserted(world, who, code) for who in (STRANGER, RIVAL, CREATOR, ANALYST, OWNER)}
    assert heard == dict.fromkeys((STRANGER, RIVAL, CREATOR, ANALYST), "42501") | {OWNER: "IA043"}


def answer(world: World, who: str, call: LiteralString) -> str:
    """What `who` hears from a function; whatever it did is undone."""
    return heard_by(world, who, "select * from " + call)


def inserted(world: World, who: str, insert: LiteralString) -> str:
    """What `who` hears who inserts a row; %(me)s is who it is."""
    return heard_by(world, who, insert + " returning true")


def heard_by(world: World, who: str, statement: LiteralString) -> str:
    """The constraint, the SQLSTATE, the rows, or `NOTHING`."""
    user = world.ids["creator_user_id" if who == CREATOR else who]
    assert isinstance(user, UUID)
    try:
        with world.db.transaction(force_rollback=True), acting_as(world.db, user):
            rows = world.db.execute(statement, world.ids | {"me": user}).fetchall()
    except psycopg.Error as error:
        return error.diag.constraint_name or str(error.sqlstate)
    return str(rows) if rows else NOTHING
