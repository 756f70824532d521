"""Who may do what with rows of activations (`permission_matrix.py`): fans read what is theirs, and write nothing."""

from tests.database.permissions import (
    BOTH,
    CREATOR,
    FAN,
    MANAGERS,
    ONLY_SERVICE,
    READERS,
    SERVICE,
    May,
)

ACTIVATIONS: dict[str, May] = {
    "public.activation_codes": May(READERS, MANAGERS, MANAGERS),
    "public.activation_staff": May(MANAGERS | {SERVICE}, MANAGERS, MANAGERS),
    # The creator of the world is the fan, with an account and a browser. A brand reads no address.
    "public.fans": May(READERS | {CREATOR, FAN}),
    "public.devices": May(BOTH | {FAN}),
    "public.fan_codes": May(ONLY_SERVICE),
    "public.fan_link_tickets": May(),
    "public.scans": May(READERS | {FAN}),
    "public.scan_keys": May(ONLY_SERVICE),
    "public.scan_limits": May(ONLY_SERVICE),
    "public.scan_reviews": May(READERS),
}
