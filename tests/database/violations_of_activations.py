"""How to break constraints of activations on purpose (`violations.py`)."""

from typing import LiteralString

ACTIVATION_CASES: dict[str, LiteralString] = {
    "fans_are_not_merged_into_themselves": "merged_into = id",
    "fans_are_merged_at_a_time": "merged_at = now(), merged_into = null",
    "fans_are_merged_within_their_brand": "merged_into = gen_random_uuid()",
    "fans_who_are_merged_keep_no_address": "merged_into = gen_random_uuid(), email = 'fan@example.com'",
    "fans_addresses_are_confirmed": "email = 'fan@example.com', confirmed_at = null",
    "fraud_rules_burst_is_a_hint": "key = 'burst', weight = 21",
    "scans_place_is_on_earth": "lat = 91, lng = 0",
    "scans_place_is_whole": "lat = 1, lng = null",
    "scans_say_why": "verdict = 'refused', reasons = '{}'",
    "scan_reviews_open_ones_have_no_reviewer": "status = 'open', reviewer_user_id = gen_random_uuid()",
}
"""CHECKs over several columns, and a foreign key of a table to itself: what to set."""

ACTIVATION_PREPARED: dict[str, LiteralString] = {
    "fan_has_an_address_once": "email = 'fan@example.com'",
    "fan_has_a_phone_once": "phone_e164 = '+4930123456'",
}
"""What the row must be first, so that a partial index counts it."""
