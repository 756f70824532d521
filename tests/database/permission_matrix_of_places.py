"""Who may do what with activations and where they are: a part of `permission_matrix.py`."""

from tests.database.permissions import MANAGERS, READERS, May

PLACES: dict[str, May] = {
    # Activations: who runs campaigns runs them; what was launched stays, and so does its fence (test_activations.py)
    "public.geofences": May(READERS, MANAGERS, MANAGERS, MANAGERS),
    "public.activations": May(READERS, MANAGERS, MANAGERS, MANAGERS),
    "public.activation_quotas": May(READERS),
    "public.scan_minutes": May(READERS),
}
