"""Calls about triggers of rewards by people who may not make them, and what answers them."""

from tests.database.forged_calls import OTHERS, Forged
from tests.database.permissions import ADMIN, ANALYST, CREATOR, MANAGER, OWNER

STRANGERS = (*OTHERS, CREATOR)
DEALS = """'{"on": "deal.released"}', '{"kind": "points", "points": 1}'"""
BADGE = """'{"on": "deal.released"}', '{"kind": "badge", "achievement": "a"}'"""
MONEY = """'{"on": "deal.released"}', '{"kind": "money", "amount": 1, "currency": "eur"}'"""
FACT = """'{"type": "deal.released"}'"""

FORGED_TRIGGERS = (
    Forged(f"app.create_reward_trigger(%(program_id)s, 'k', 'N', {DEALS}, false, 0)", "IG003", STRANGERS),
    Forged(f"app.create_reward_trigger(%(program_id)s, 'k', 'N', {DEALS}, false, 0)", "IM005", (ANALYST,)),
    Forged(f"app.create_reward_trigger(null, 'k', 'N', {DEALS}, false, 0)", "IG003", (OWNER, ADMIN)),
    Forged(f"app.create_reward_trigger(%(program_id)s, 'k', 'N', {BADGE}, false, 0)",
           "reward_triggers_of_brands_grant_money_or_points", (OWNER, MANAGER, ADMIN)),
    Forged(f"app.create_reward_trigger(%(program_id)s, 'k', 'N', {MONEY}, true, 0)",
           "reward_triggers_claim_by_themselves_what_needs_no_money", (OWNER, MANAGER, ADMIN)),
    Forged(f"app.create_reward_trigger(%(program_id)s, 'deals', 'N', {DEALS}, false, 0)",
           "reward_trigger_key_has_each_version_once", (OWNER,)),
    Forged("app.create_reward_trigger(%(program_id)s, 'k', 'N', '{}', '{}', false, 0)",
           "reward_triggers_definition_is_one", (OWNER, ADMIN)),
    Forged("app.change_reward_trigger(%(trigger_id)s, 'Mine', null, null, null, null)", "IG003", STRANGERS),
    Forged("app.change_reward_trigger(%(trigger_id)s, 'Mine', null, null, null, null)", "IM005", (ANALYST,)),
    Forged("app.change_reward_trigger(null, 'Mine', null, null, null, null)", "IG003", (OWNER, ADMIN)),
    Forged("app.change_reward_trigger(%(trigger_id)s, ' ', null, null, null, null)", "reward_triggers_name_is_seen",
           (OWNER,)),
    Forged("app.make_trigger_live(%(trigger_id)s, 2, false, false)", "IG003", STRANGERS),
    Forged("app.make_trigger_live(%(trigger_id)s, 2, false, false)", "IM005", (ANALYST,)),
    Forged("app.make_trigger_live(%(trigger_id)s, 1, false, false)", "IW003", (OWNER, ADMIN)),
    Forged("app.make_trigger_live(%(trigger_id)s, null, false, false)", "IG003", (OWNER, ADMIN)),
    Forged("app.make_trigger_live(%(trigger_id)s, 2, true, true)", "IW012", (OWNER, ADMIN)),
    Forged("app.make_trigger_live(null, 1, false, false)", "IG003", (OWNER, ADMIN)),
    Forged("app.set_trigger_status(%(trigger_id)s, 'paused')", "IG003", STRANGERS),
    Forged("app.set_trigger_status(%(trigger_id)s, 'paused')", "IM005", (ANALYST,)),
    Forged("app.set_trigger_status(%(trigger_id)s, 'draft')", "IW003", (OWNER, ADMIN)),
    Forged("app.set_trigger_status(null, 'paused')", "IG003", (OWNER, ADMIN)),
    Forged(f"app.try_reward_trigger(%(trigger_id)s, null, {FACT}, null)", "IG003", STRANGERS),
    Forged(f"app.try_reward_trigger(%(trigger_id)s, null, {FACT}, null)", "IM005", (ANALYST,)),
    Forged(f"app.try_reward_trigger(%(trigger_id)s, null, {FACT}, %(creator_user_id)s)", "IM005", (OWNER, MANAGER)),
    Forged(f"app.try_reward_trigger(%(trigger_id)s, 3, {FACT}, null)", "IG003", (OWNER, ADMIN)),
    Forged(f"app.try_reward_trigger(%(trigger_id)s, 1, {FACT}, gen_random_uuid())", "IG003", (ADMIN,)),
)  # fmt: skip
