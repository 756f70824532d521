"""The entity models of activations: a part of `entities.py`."""

from common.models import activation_codes, activation_staff, activations, geofences, scans
from tests.database.entity import Entity

ACTIVATIONS = [
    Entity(activation_codes.ActivationCode, "activation_codes", set(), {"url"}),
    Entity(activation_staff.StaffLink, "activation_staff", {"token_hash"}),
    Entity(activations.Activation, "activations", set(), {"closed_because"}),
    Entity(geofences.Geofence, "geofences", {"bbox", "polygon"}),
    Entity(
        scans.Scan,
        "scans",
        {"brand_id", "created_at", "lat", "lng", "place_hash", "scan_key", "visitor_hash"},
    ),
]
