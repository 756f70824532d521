"""Who looks at a row, and what they may do with it (`permission_matrix.py`)."""

from dataclasses import dataclass

ANON, CREATOR, STRANGER, ANALYST = "anon", "creator", "stranger", "analyst"
MANAGER, OWNER, RIVAL, ADMIN, SERVICE = "campaign_manager", "brand_admin", "rival", "admin", "service"
FAN, OTHER_FAN, GATE_STAFF = "fan", "other_fan", "gate_staff"
ACTORS = (ANON, CREATOR, STRANGER, ANALYST, MANAGER, OWNER, RIVAL, ADMIN, SERVICE, FAN, OTHER_FAN, GATE_STAFF)
WITHOUT_ACCOUNT = (ANON, FAN, OTHER_FAN, GATE_STAFF)
"""The database role `anon`, of which fans have a device; a gate has a link, which functions are shown."""

Who = frozenset[str]
NOBODY: Who = frozenset()
BOTH: Who = frozenset({ADMIN, SERVICE})
MANAGERS: Who = frozenset({MANAGER, OWNER, ADMIN})
READERS: Who = BOTH | {ANALYST, MANAGER, OWNER}
SHARED: Who = READERS | {CREATOR}
OWN: Who = BOTH | {CREATOR}
SIGNED_IN: Who = SHARED | {STRANGER, RIVAL}
ONLY_SERVICE: Who = frozenset({SERVICE})
WHO_TALKS: Who = SHARED - {ADMIN}
"""Both sides; an administrator only for a reason (`app.look_because`)."""


@dataclass(frozen=True)
class May:
    """Who may select, insert, update, delete the row."""

    select: Who = NOBODY
    insert: Who = NOBODY
    update: Who = NOBODY
    delete: Who = NOBODY
