"""Calls of the functions of activations with arguments that somebody may not give."""

from tests.database.forged_calls import Forged
from tests.database.permissions import ADMIN, ANALYST, CREATOR, MANAGER, OWNER, RIVAL, STRANGER

OUTSIDE = (CREATOR, STRANGER, RIVAL)

FORGED_PLACES = (
    Forged("app.launch_activation(%(activation_id)s)", "IG003", OUTSIDE),
    Forged("app.launch_activation(%(activation_id)s)", "IM005", (ANALYST,)),
    Forged("app.launch_activation(%(activation_id)s)", "IA001", (OWNER, MANAGER, ADMIN)),
    Forged("app.launch_activation(null)", "IG003", (OWNER, ADMIN)),
    Forged("app.pause_activation(%(activation_id)s)", "IG003", OUTSIDE),
    Forged("app.pause_activation(%(activation_id)s)", "IM005", (ANALYST,)),
    Forged("app.pause_activation(null)", "IG003", (OWNER, ADMIN)),
    Forged("app.resume_activation(%(activation_id)s)", "IG003", OUTSIDE),
    Forged("app.resume_activation(%(activation_id)s)", "IM005", (ANALYST,)),
    Forged("app.resume_activation(%(activation_id)s)", "IA001", (OWNER, MANAGER, ADMIN)),
    Forged("app.resume_activation(null)", "IG003", (OWNER, ADMIN)),
    Forged("app.complete_activation(%(activation_id)s)", "IG003", OUTSIDE),
    Forged("app.complete_activation(%(activation_id)s)", "IM005", (ANALYST,)),
    Forged("app.complete_activation(null)", "IG003", (OWNER, ADMIN)),
    Forged("app.closed_because((select a from activations as a where a.id = %(activation_id)s))", "[(None,)]", OUTSIDE),
    Forged(
        "app.closed_because(jsonb_populate_record(null::activations, jsonb_build_object('brand_id', %(brand_id)s::uuid,"
        " 'status', 'paused')))", "[(None,)]", OUTSIDE,
    ),
    Forged("app.log_action('scans.read', 'activations', %(activation_id)s::text)", "IM005", OUTSIDE),
    Forged("app.log_action('scans.read', 'brands', %(activation_id)s::text)", "IM005", (ANALYST, OWNER)),
)  # fmt: skip
