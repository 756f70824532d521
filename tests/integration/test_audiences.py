"""Whom an operation is for, as it says, is who is let in: asked of the operations beside the campaign engine.

`tests/unit/test_openapi_audiences.py` holds those of the campaign engine to its table.
"""

import importlib
import json
import re
from typing import Any
from uuid import UUID

from infra.topology import TOPOLOGY
from tests.audiences import faults_of
from tests.conftest import Database
from tests.factories.events import call, http_event
from tests.factories.links import make_link
from tests.factories.lists import make_list, make_search
from tests.factories.money import earn, make_deal
from tests.factories.people import make_member, make_user
from tools.openapi import DOCUMENT

PUBLISHED: dict[str, Any] = json.loads(DOCUMENT.read_text(encoding="utf-8"))["paths"]
LINK = "https://shop.example.com/"

ASKED: list[tuple[str, dict[str, Any] | None]] = [
    ("GET /api/v1/brands/{brand_id}", None),
    ("PATCH /api/v1/brands/{brand_id}", {"description": "About us"}),
    ("PUT /api/v1/brands/{brand_id}/fit", {"tone": "Friendly"}),
    ("GET /api/v1/brands/{brand_id}/fit", None),
    ("GET /api/v1/brands/{brand_id}/invitations", None),
    ("POST /api/v1/brands/{brand_id}/invitations", {"email": "somebody@example.com", "role": "analyst"}),
    ("GET /api/v1/brands/{brand_id}/members", None),
    ("PUT /api/v1/brands/{brand_id}/members/{user_id}", {"roles": ["analyst"]}),
    ("GET /api/v1/campaigns/{campaign_id}/conversions", None),
    ("POST /api/v1/campaigns/{campaign_id}/cta-links", {"label": "Shop", "destination_url": LINK}),
    ("GET /api/v1/campaigns/{campaign_id}/email-invitations", None),
    ("POST /api/v1/campaigns/{campaign_id}/email-invitations", {"email": "somebody@example.com"}),
    ("GET /api/v1/campaigns/{campaign_id}/matches", None),
    ("GET /api/v1/campaigns/{campaign_id}/performance", None),
    ("GET /api/v1/campaigns/{campaign_id}/performance/creators", None),
    ("POST /api/v1/creator-lists", {"brand_id": "{brand_id}", "name": "Winter"}),
    ("GET /api/v1/creator-lists/{list_id}", None),
    ("PATCH /api/v1/creator-lists/{list_id}", {"name": "Spring"}),
    ("POST /api/v1/creator-lists/{list_id}/imports", {"content": "aGFuZGxlCmphbmUK", "platform": "tiktok"}),
    ("GET /api/v1/creator-lists/{list_id}/members", None),
    ("GET /api/v1/creator-lists/{list_id}/members.csv", None),
    ("POST /api/v1/creator-lists/{list_id}/members", {"creator_user_ids": ["{creator_id}"]}),
    ("POST /api/v1/creator-lists/{list_id}/members/remove", {"member_ids": ["{creator_id}"]}),
    ("GET /api/v1/creators", None),
    ("GET /api/v1/creators/{creator_id}", None),
    ("POST /api/v1/saved-searches", {"brand_id": "{brand_id}", "name": "Ours", "filters": {}}),
    ("GET /api/v1/saved-searches/{search_id}", None),
    ("PATCH /api/v1/saved-searches/{search_id}", {"name": "Theirs"}),
    ("GET /api/v1/tracking-links/{link_id}", None),
    ("PATCH /api/v1/tracking-links/{link_id}", {"destination_url": LINK}),
    ("GET /api/v1/tracking-links/{link_id}/conversion-key", None),
    ("POST /api/v1/tracking-links/{link_id}/conversion-key", {"overlap_hours": 1}),
    ("GET /api/v1/wallets/{wallet_id}", None),
    ("GET /api/v1/wallets/{wallet_id}/low-balance", None),
    ("PUT /api/v1/wallets/{wallet_id}/low-balance", {"threshold": 100}),
    ("GET /api/v1/wallets/{wallet_id}/statement", None),
    ("GET /api/v1/wallets/{wallet_id}/transactions", None),
    ("POST /api/v1/wallets/{wallet_id}/deposits", {"amount": 10_000}),
    ("POST /api/v1/wallets/{wallet_id}/withdrawals", {"amount": 100}),
    ("GET /api/v1/payments/balance", None),
    ("GET /api/v1/payments/transactions", None),
    ("GET /api/v1/earnings/{earning_id}", None),
    ("POST /functions/v1/matching-intelligence", {"campaign_id": "{campaign_id}"}),
]
ADMINISTRATORS: dict[str, Any] = {
    "POST /api/v1/earnings/{earning_id}/clawbacks": {"amount": 1, "reason": "A mistake"},
    "POST /functions/v1/campaign-lifecycle": {"action": "process-transitions"},
    "POST /functions/v1/user-management": {
        "action": "ban-user",
        "user_id": str(UUID(int=1)),
        "reason": "Spam",
    },
    "POST /api/v1/system/jobs/{job}/runs": {"as_of": "2099-01-01T00:00:00Z"},
    "PUT /api/v1/media-value-rates/{platform}/{currency}": {
        "per_mille_views": 1, "source": "A magazine", "source_url": LINK, "published_on": "2026-01-01",
    },
    "PUT /api/v1/settings/{key}": {"value": 1},
    "PUT /api/v1/system/rate-classes/{key}/{per}": {"rate": 1, "burst": 1},
    "PUT /api/v1/system/rate-tiers/{holder}/{holder_id}": {"reason": "A customer of weight"},
    "POST /api/v1/conversations/{conversation_id}/export": {"reason": "A dispute"},
    "PUT /api/v1/conversations/{conversation_id}/legal-hold": {"on": True, "reason": "A lawsuit"},
    "POST /api/v1/conversations/{conversation_id}/messages/{seq}/redact": {"reason": "Abuse"},
    "POST /api/v1/held-messages/{held_message_id}/refuse": {"reason": "Spam"},
    "POST /api/v1/held-messages/{held_message_id}/release": {"reason": "Harmless"},
    "POST /api/v1/message-reports/{report_id}/dismiss": {"note": "Harmless"},
    "POST /api/v1/message-reports/{report_id}/uphold": {"note": "Abuse"},
    "POST /api/v1/moderation-rules": {
        "key": "coupons", "pattern_kind": "words", "pattern": "coupon", "action": "warn", "sentence": "No coupons.",
    },
    "PATCH /api/v1/moderation-rules/{rule_key}": {"active": False},
    "POST /api/v1/moderation-rules/try": {"text": "A coupon for you"},
    "PATCH /api/v1/agent-tiers/{tier}": {"perks": []},
    "PATCH /api/v1/agents/{agent_id}": {"status": "active"},
    "POST /api/v1/fraud-groups/{fraud_group_id}/resolve": {"resolution": "dismiss", "reason": "Harmless"},
    "PATCH /api/v1/fraud-rules/{rule_key}": {"active": False},
    "POST /api/v1/scan-reviews/{scan_id}": {"decision": "cleared"},
    "PUT /api/v1/invite-policies/{country}": {"email": "share_only"},
    "POST /api/v1/achievement-definitions": {
        "key": "first-steps", "name": "First steps", "description": "The first.", "criteria": "Do it once.",
        "image_key": "first-deal",
    },
    "PATCH /api/v1/achievement-definitions/{achievement_key}": {"points": 1},
    "POST /api/v1/referrals/{user_id}/reassign": {"agent_user_id": None, "reason": "Nobody"},
}  # fmt: skip
"""Bodies of operations for administrators; the others have none."""
QUERIES: dict[str, dict[str, str]] = {
    "DELETE /api/v1/notification-unsubscribes": {"email": "somebody@example.com"},
    "GET /api/v1/conversations/{conversation_id}/messages/{seq}/original": {"reason": "A dispute"},
    "GET /functions/v1/user-management": {"action": "list-users"},
}


NAMED = {
    "event_id": "evt_1", "key": "create", "per": "person", "holder": "users", "job": "tracking-hours",
    "kind": "message", "platform": "tiktok", "currency": "eur", "seq": "1", "rule_key": "coupons",
    "tier": "gold", "country": "DE", "achievement_key": "first-deal",
}  # fmt: skip
"""Places that no id is in, of operations for administrators."""

FOR_ADMINISTRATORS = 36
"""At least so many: that they are found."""
HIDDEN = frozenset({403, 404})


def ask(operation: str, ids: dict[str, str], user: UUID, body: Any) -> int:
    """The status that a person gets."""
    method, path = operation.split(" ")
    (capability,) = {
        function.capability
        for function in TOPOLOGY.functions
        for route in function.routes
        if route.path == path
    }
    text = json.dumps([path, body])
    for name, found in ids.items():
        text = text.replace(f"{{{name}}}", found)
    filled_path, filled_body = json.loads(text)
    event = http_event(method, filled_path, user=user, body=filled_body, query=QUERIES.get(operation))
    return call(importlib.import_module(f"{capability}.api").lambda_handler, event).status


def description_of(operation: str) -> str:
    method, path = operation.split(" ")
    found: str = PUBLISHED[path][method.lower()]["description"]
    return found


def test_who_is_let_in_is_who_is_named(database: Database) -> None:
    with database.connect() as db:
        deal = make_deal(db)
        people = {"manager": make_member(db, deal.brand, "campaign_manager"), "creator": deal.creator,
                  "analyst": make_member(db, deal.brand, "analyst"), "admin": deal.owner}  # fmt: skip
        code = make_link(db, deal.campaign, creator_user_id=deal.creator)
        link = db.execute("select id from tracking_links where short_code = %s", (code,)).fetchone()
        wallet = db.execute("select id from wallets where brand_id = %s", (deal.brand,)).fetchone()
        assert link is not None
        assert wallet is not None
        ids = {
            "brand_id": str(deal.brand), "campaign_id": str(deal.campaign), "user_id": str(people["analyst"]),
            "link_id": str(link[0]), "wallet_id": str(wallet[0]), "earning_id": str(earn(db, deal, 1_000)),
            "creator_id": str(deal.creator),
        }  # fmt: skip
        administrator = make_user(db, "admin")
    ids["list_id"] = make_list(deal.owner).rpartition("/")[2]
    ids["search_id"] = make_search(deal.owner)
    wrong, shut_out = {}, []
    for operation, body in ASKED:
        # The owner last, who is let in everywhere and changes something.
        let_in = {who: ask(operation, ids, person, body) not in HIDDEN for who, person in people.items()}
        if faults := faults_of(description_of(operation), **let_in):
            wrong[operation] = faults
        if ask(operation, ids, administrator, body) in HIDDEN:
            shut_out.append(operation)
    assert wrong == {}
    assert shut_out == [], "the introduction says that administrators may do what members of a brand may"


def test_what_is_for_administrators_refuses_everybody_else(database: Database) -> None:
    with database.connect() as db:
        owner, admin = make_user(db, "brand"), make_user(db, "admin")
    operations = [
        f"{method.upper()} {path}"
        for path, methods in PUBLISHED.items()
        for method, one in methods.items()
        if one["description"].startswith("For administrators")
    ]
    assert len(operations) >= FOR_ADMINISTRATORS
    told = {}
    for operation in operations:
        places = NAMED | {
            name: str(UUID(int=1)) for name in re.findall(r"{(\w+_id)}", operation) if name not in NAMED
        }
        body = ADMINISTRATORS.get(operation)
        told[operation] = ask(operation, places, owner, body), ask(operation, places, admin, body)
    assert {name: found for name, found in told.items() if found[0] != 403 or found[1] == 403} == {}
