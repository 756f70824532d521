"""How to break the constraints of activations, and where they are, that no single column breaks."""

from typing import LiteralString

PLACE_CASES: dict[str, LiteralString] = {
    "activations_are_completed_at_a_time": "status = 'completed', completed_at = null",
    "activations_are_launched_once": "status = 'active', launched_at = null",
    "activations_end_after_their_start": "starts_at = now(), ends_at = now()",
    "activations_with_a_fence_mode_have_a_fence": "status = 'active', fence_mode = 'flag', geofence_id = null",
    "geofences_have_the_form_of_their_shape": "radius_m = 100, ring = '[[0, 0], [0, 1], [1, 0]]'",
    "scan_minutes_are_minutes": "minute = minute + interval '1 second'",
}
