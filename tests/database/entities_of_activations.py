"""Entity models of activations: what people scan, and what became of it."""

from common.models import activation_codes, activation_staff, activations, geofences, scan_reviews, scans
from tests.database.entity import Entity

ENTITIES = [
    Entity(activation_codes.ActivationCode, "activation_codes", set(), {"url"}),
    Entity(activation_staff.StaffLink, "activation_staff", {"token_hash"}),
    Entity(activations.Activation, "activations", set(), {"closed_because"}),
    Entity(scan_reviews.ScanReview, "scan_reviews", {"updated_at"}),
    Entity(geofences.Geofence, "geofences", {"bbox", "polygon"}),
    Entity(
        scans.Scan,
        "scans",
        {"brand_id", "created_at", "lat", "lng", "place_hash", "scan_key", "visitor_hash"},
    ),
]
