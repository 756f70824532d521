"""Calls about facts of before by people who may not make them, and what answers them."""

from tests.database.forged_calls import NOTHING, OTHERS, Forged
from tests.database.permissions import ADMIN, ANALYST, CREATOR, MANAGER, OWNER

STRANGERS = (*OTHERS, CREATOR)
SPAN = "'2026-01-01', '2026-02-01', 10"

FORGED_BACKFILLS = (
    Forged("app.request_backfill(%(trigger_id)s)", "IG003", STRANGERS),
    Forged("app.request_backfill(%(trigger_id)s)", "IM005", (ANALYST,)),
    Forged("app.request_backfill(%(trigger_id)s)", "IW016", (OWNER, MANAGER, ADMIN)),
    Forged("app.request_backfill(null)", "IG003", (OWNER, ADMIN)),
    Forged(f"app.dry_run_facts(%(trigger_id)s, 1, {SPAN})", "IG003", STRANGERS),
    Forged(f"app.dry_run_facts(%(trigger_id)s, 1, {SPAN})", "IM005", (ANALYST,)),
    Forged(f"app.dry_run_facts(%(trigger_id)s, 3, {SPAN})", "IG003", (OWNER, ADMIN)),
    Forged("app.find_leaderboard(null, null)", NOTHING, (CREATOR, ADMIN)),
    Forged("app.find_leaderboard('nothing', 'all')", NOTHING, (CREATOR, ADMIN)),
    Forged("app.leaderboard_places(null, null, null, null)", NOTHING, (CREATOR, ADMIN)),
    Forged("app.leaderboard_places('nothing', 'all', null, 100)", NOTHING, (CREATOR, ADMIN)),
    Forged("app.dry_run_facts(null, null, null, null, null)", "IG003", (OWNER, ADMIN)),
)
