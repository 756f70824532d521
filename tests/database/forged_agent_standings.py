"""Calls about agents' figures and the leaderboard by people who may not make them, and what answers them."""

from tests.database.forged_calls import NOTHING, OTHERS, Forged
from tests.database.permissions import ADMIN, ANALYST, CREATOR, MANAGER, OWNER

NO_AGENTS = (*OTHERS, ANALYST, MANAGER, OWNER)
BOARD = "app.agent_leaderboard('month', 'signups', '', null, 100)"

FORGED_AGENT_STANDINGS = (
    Forged("app.agent_progress(%(agent_user_id)s, now())", NOTHING, NO_AGENTS),
    Forged("app.agent_progress(null, now())", NOTHING, (CREATOR, ADMIN)),
    Forged("app.agent_progress(%(brand_id)s, now())", NOTHING, (CREATOR, ADMIN)),
    Forged(BOARD, "IM005", NO_AGENTS),
    Forged("app.agent_leaderboard('day', 'signups', '', null, 100)", NOTHING, (ADMIN,)),
    Forged("app.agent_leaderboard(null, null, null, null, null)", NOTHING, (ADMIN,)),
    Forged(
        "app.own_agent_rank('month', 'signups', '') as o where o.rank is not null",
        NOTHING,
        (*NO_AGENTS, ADMIN),
    ),
)
