"""Who may do what with rows of rewards: a part of `permission_matrix.py`."""

from tests.database.permissions import (
    ADMIN,
    BOTH,
    CREATOR,
    MANAGERS,
    ONLY_SERVICE,
    OWN,
    READERS,
    SIGNED_IN,
    May,
)

REWARDS: dict[str, May] = {
    # Rewards: who runs campaigns runs programs
    "public.reward_programs": May(READERS, MANAGERS, MANAGERS),
    # Rewards: facts are written by the functions that do the deeds alone
    "public.fact_types": May(SIGNED_IN),
    "public.reward_facts": May(OWN),
    "public.fact_marks": May(OWN),
    "public.reward_subjects": May(BOTH),
    # Rewards: a brand reads what its programs granted where it runs campaigns
    "public.reward_awards": May(OWN | MANAGERS),
    "public.point_balances": May(OWN),
    # Rewards: what can be achieved everybody may read; routes leave out what is hidden
    "public.achievements": May(SIGNED_IN, insert=frozenset({ADMIN}), update=frozenset({ADMIN})),
    "public.user_achievements": May(OWN),
    # Rewards: what a brand's triggers are is for its members; counters for whom they count
    "public.reward_triggers": May(READERS),
    "public.reward_backfills": May(READERS),
    "public.reward_counters": May(OWN),
    "public.reward_counter_members": May(BOTH),
    "public.leaderboards": May(BOTH),
    "public.leaderboard_participants": May(OWN, insert=frozenset({CREATOR}), delete=frozenset({CREATOR})),
    # Badges: whoever verifies one reads keys and lists through their doors
    "public.badge_keys": May(BOTH, insert=ONLY_SERVICE),
    "public.badge_status_lists": May(BOTH, update=ONLY_SERVICE),
    "public.badge_credentials": May(OWN, update=ONLY_SERVICE),
}
