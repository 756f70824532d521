"""What people may call with rights that they do not have: no argument says who they are, or makes them another.

A SECURITY DEFINER function trusts nobody. Whoever grants one to people tries it here with arguments that could be
forged.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import LiteralString, get_args
from uuid import UUID

import psycopg
import pytest
from psycopg.types.json import Jsonb

from common.money import WalletCurrency
from tests.actors import acting_as
from tests.conftest import Database
from tests.database.catalog import names
from tests.database.permission_matrix import ADMIN, ANALYST, CREATOR, MANAGER, OWNER, RIVAL, STRANGER
from tests.database.world import World, build

OTHERS = (STRANGER, RIVAL)
NOTHING = "no row"


@dataclass(frozen=True)
class Forged:
    """A call by people who may not make it; the SQLSTATE, the constraint, or `NOTHING` where it answers no row."""

    call: LiteralString
    answer: str
    by: tuple[str, ...]


FORGED = (
    Forged("app.accept_team_invitation(sha256('guessed'))", "IU008", (STRANGER, ADMIN)),
    Forged("app.brand_members(%(brand_id)s)", NOTHING, (*OTHERS, CREATOR)),
    Forged("app.invite_to_team(%(brand_id)s, 'x@example.com', 'analyst')", "IM005",
           (*OTHERS, CREATOR, ANALYST, MANAGER)),
    Forged("app.invite_to_team(null, 'x@example.com', 'analyst')", "IM005", (OWNER, STRANGER)),
    Forged("app.invite_to_team(%(brand_id)s, 'x@example.com', 'admin')", "team_invitations_role_is_known", (OWNER,)),
    Forged("app.invite_to_team(%(brand_id)s, 'X@example.com', 'analyst')", "team_invitations_email_is_lower_case",
           (OWNER,)),
    Forged("app.open_brand('Mine')", "IM005", (CREATOR, ANALYST)),
    Forged("app.accept_invitation(%(pending)s, '{abcdefg}')", "IG003", OTHERS),
    Forged("app.accept_invitation(%(pending)s, '{abcdefg}')", "IM005", (OWNER, ANALYST)),
    Forged("app.accept_invitation(%(pending)s, '{paypal-sale}')", "22023", (CREATOR,)),
    Forged("app.accept_invitation(%(pending)s, '{}')", "22023", (CREATOR,)),
    Forged("app.accept_invitation(%(pending)s, null)", "22023", (CREATOR,)),
    Forged("app.accept_invitation(%(pending)s, '{null}')", "22023", (CREATOR,)),
    Forged("app.decline_invitation(%(pending)s, '')", "IG003", OTHERS),
    Forged("app.decline_invitation(%(pending)s, '')", "IM005", (OWNER, ANALYST)),
    Forged("app.withdraw_invitation(%(pending)s)", "IG003", OTHERS),
    Forged("app.withdraw_invitation(%(pending)s)", "IM005", (CREATOR, ANALYST)),
    Forged("app.invite_creator(%(campaign_id)s, %(stranger)s, 1, '', '', null)", "IG003", OTHERS),
    Forged("app.invite_creator(%(campaign_id)s, %(stranger)s, 1, '', '', null)", "IM005", (ANALYST, CREATOR)),
    Forged("app.invite_creator(%(campaign_id)s, %(stranger)s, -1, '', '', null)",
           "campaign_invitations_amount_is_not_negative", (OWNER,)),
    Forged("app.invite_creator(%(campaign_id)s, %(stranger)s, 1, '', '', '2000-01-01')",
           "campaign_invitations_expire_after_they_begin", (OWNER,)),
    Forged("app.negotiate(%(pending)s, 1, '')", "IG003", OTHERS),
    Forged("app.negotiate(%(pending)s, -1, '')", "campaign_negotiations_amount_is_not_negative", (CREATOR, OWNER)),
    Forged("app.answer_offer(%(offer)s, 'accepted')", "IG003", OTHERS),
    Forged("app.answer_offer(%(offer)s, 'accepted')", "IC013", (OWNER,)),
    Forged("app.answer_offer(%(offer)s, 'countered')", "22023", (CREATOR, OWNER)),
    Forged("app.answer_offer(%(offer)s, 'proposed')", "22023", (CREATOR, OWNER)),
    Forged("app.answer_offer(%(offer)s, null)", "22023", (CREATOR, OWNER)),
    Forged("app.remove_participant(%(participant_id)s, '')", "IG003", OTHERS),
    Forged("app.remove_participant(%(participant_id)s, '')", "IM005", (CREATOR, ANALYST)),
    Forged("app.leave_campaign(%(participant_id)s, '')", "IG003", OTHERS),
    Forged("app.leave_campaign(%(participant_id)s, '')", "IM005", (OWNER, ANALYST)),
    Forged("app.submit_content(%(campaign_id)s, %(deliverable_id)s, 1, 'text', null, null, 'x')", "IG003", OTHERS),
    Forged("app.submit_content(%(campaign_id)s, %(deliverable_id)s, 1, 'text', null, null, 'x')", "IM005", (OWNER,)),
    Forged("app.revise_submission(%(submission_id)s, 'text', null, null, 'x')", "IG003", OTHERS),
    Forged("app.revise_submission(%(submission_id)s, 'text', null, null, 'x')", "IM005", (OWNER, ANALYST)),
    Forged("app.review_submission(%(submission_id)s, 'approved', '', null)", "IG003", OTHERS),
    Forged("app.review_submission(%(submission_id)s, 'approved', '', null)", "IM005", (CREATOR, ANALYST)),
    Forged("app.review_submission(%(submission_id)s, 'pending_review', '', null)",
           "submission_reviews_decision_is_known", (OWNER,)),
    Forged("app.net_amount(%(campaign_id)s, 100)", "IG003", OTHERS),
    Forged("app.request_sync('youtube')", "[(None,)]", (CREATOR, *OTHERS)),
    Forged("app.request_sync('tiktok')", "[(None,)]", (OWNER, *OTHERS)),
    Forged("app.request_sync(null)", "[(None,)]", (CREATOR,)),
    Forged("app.match_creators(%(campaign_id)s, 20)", "IG003", OTHERS),
    Forged("app.match_creators(%(campaign_id)s, 20)", "IM005", (ANALYST, CREATOR)),
    Forged("app.match_creators(%(campaign_id)s, 101)", "22023", (OWNER,)),
    Forged("app.match_creators(%(campaign_id)s, null)", "22023", (OWNER,)),
    Forged("app.saved_matches(%(campaign_id)s, 20, null, null)", NOTHING, (*OTHERS, CREATOR)),
    Forged("app.begin_deposit(%(wallet_id)s, 1)", "IG003", (*OTHERS, CREATOR)),
    Forged("app.begin_deposit(%(wallet_id)s, 1)", "IM005", (ANALYST, MANAGER)),
    Forged("app.begin_deposit(%(wallet_id)s, 0)", "wallet_transaction_amount_is_positive", (OWNER,)),
    Forged("app.begin_deposit(%(wallet_id)s, -1)", "deposit_is_refunded_at_most_once_over", (OWNER,)),
    Forged("app.begin_withdrawal(%(wallet_id)s, 1)", "IG003", (*OTHERS, CREATOR)),
    Forged("app.begin_withdrawal(%(wallet_id)s, 1)", "IM005", (ANALYST, MANAGER)),
    Forged("app.begin_withdrawal(%(wallet_id)s, 0)", "wallet_transaction_amount_is_positive", (OWNER,)),
    Forged("app.begin_withdrawal(%(wallet_id)s, -1)", "wallet_transaction_amount_is_positive", (OWNER,)),
    Forged("app.begin_withdrawal(%(wallet_id)s, null)", "IM002", (OWNER,)),
    Forged("app.begin_deposit_cancellation(%(wallet_id)s, gen_random_uuid())", "IM005", (ANALYST, MANAGER)),
    Forged("app.begin_deposit_cancellation(%(wallet_id)s, gen_random_uuid())", "IG003", (*OTHERS, CREATOR, OWNER)),
    Forged("app.set_low_balance(%(wallet_id)s, 1)", "IG003", (*OTHERS, CREATOR)),
    Forged("app.set_low_balance(%(wallet_id)s, 1)", "IM005", (ANALYST, MANAGER)),
    Forged("app.set_low_balance(%(wallet_id)s, -1)", "wallet_low_balance_threshold_is_an_amount", (OWNER,)),
    Forged("app.wallet_position(%(wallet_id)s, now())", "IG003", (*OTHERS, CREATOR)),
    Forged("app.wallet_bookings(%(wallet_id)s, 0, 100, 100)", "IG003", (*OTHERS, CREATOR)),
    Forged("app.payout_lines(%(payout)s, 100)", NOTHING, (*OTHERS, OWNER)),
    Forged("app.begin_account('ZZZ')", "IG003", (OWNER,)),
    Forged("app.open_wallet(%(brand_id)s, null, 'eur')", "IM005", (*OTHERS, CREATOR, ANALYST, MANAGER)),
    Forged("app.open_wallet(null, %(creator_user_id)s, 'eur')", "IM005", (*OTHERS, OWNER)),
    Forged("app.open_wallet(%(brand_id)s, null, 'zzz')", "wallets_currency_is_offered", (OWNER, ADMIN)),
    Forged("app.open_wallet(%(brand_id)s, null, null)", "IM002", (OWNER,)),
    Forged("app.wallet_balance(%(wallet_id)s)", "IG003", (*OTHERS, CREATOR)),
    Forged("app.log_action('users.update', 'users', %(creator_user_id)s::text)", "IM005", (CREATOR, STRANGER, OWNER)),
    Forged("app.log_action('users.export', 'users', %(creator_user_id)s::text)", "IM005", (STRANGER, OWNER)),
    Forged("app.log_action('users.export', 'campaigns', %(creator_user_id)s::text)", "IM005", (CREATOR,)),
    Forged("app.log_action('campaigns.export', 'campaigns', %(campaign_id)s::text)", "IM005", (CREATOR, *OTHERS)),
    Forged("app.log_action('wallets.export', 'wallets', %(wallet_id)s::text)", "IM005", (CREATOR, *OTHERS)),
    Forged("app.log_action('wallets.export', 'users', %(wallet_id)s::text)", "IM005", (OWNER,)),
    Forged("app.log_action(null, null, null)", "IM005", (OWNER,)),
    Forged("app.record_conversion(%(click)s, 'o', 1, 'usd')", "IG003", (*OTHERS, CREATOR, ANALYST)),
    Forged("app.record_conversion(%(click)s, 'o', -1, 'usd')", "conversions_order_value_is_not_negative", (OWNER,)),
    Forged("app.record_conversion(%(click)s, 'o', 1, 'usd', gen_random_uuid())", "IG003", (OWNER,)),
    Forged("app.record_conversion(%(click)s, 'o', 1, 'usd', null, now() - interval '1 year')", "IV002", (OWNER,)),
    Forged("app.change_order(%(campaign_id)s, '1', 'refund', 'r', 1, 'usd')", "IG003", (*OTHERS, CREATOR, ANALYST)),
    Forged("app.change_order(%(campaign_id)s, '1', 'refund', 'r', 1, 'usd', '', gen_random_uuid())", "IG003", (OWNER,)),
    Forged("app.change_order(%(campaign_id)s, '1', 'refund', 'r', -1, 'usd')", "IV006", (OWNER,)),
    Forged("app.change_order(%(campaign_id)s, '1', '', 'r', 1, 'usd')", "conversion_changes_kind_is_known", (OWNER,)),
    Forged("app.rotate_conversion_key(%(tracking_link_id)s, null, interval '1 day')", "IG003", OTHERS),
    Forged("app.rotate_conversion_key(%(tracking_link_id)s, null, null)", "IM005", (CREATOR, ANALYST, MANAGER)),
    Forged("app.rotate_conversion_key(%(tracking_link_id)s, '', null)", "tracking_link_keys_are_long_enough", (OWNER,)),
    Forged("app.change_order(%(campaign_id)s, '1', 'refund', 'r', 1, null)", "IT002", (OWNER,)),
    Forged("app.visible_live_aggregates(array[%(campaign_id)s]::uuid[])", NOTHING, OTHERS),
    Forged("app.converted_clicks(%(campaign_id)s)", NOTHING, OTHERS),
    Forged("app.break_down_clicks(%(campaign_id)s, 'device', '2000-01-01', '2099-01-01', null, null)", NOTHING, OTHERS),
    Forged("app.break_down_clicks(%(campaign_id)s, 'device', '2000-01-01', '2099-01-01', %(creator_user_id)s, null)",
           NOTHING, OTHERS),
)  # fmt: skip

READS_WHAT_IS_NO_SECRET = {"app.setting"}
"""Definer functions with an argument that nobody can forge."""


@pytest.fixture(scope="module")
def world(shared_database: Database) -> Iterator[World]:
    with shared_database.connect(autocommit=False) as db:
        made = build(db)
        made.ids |= {
            "pending": made.ids["invitation_id"], "offer": made.keys["public.campaign_negotiations"]["id"],
            "click": made.keys["public.tracking_events"]["id"], "payout": made.keys["public.payouts"]["id"],
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
