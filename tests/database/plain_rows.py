"""Rows of the world that need nothing but the ids of its people, brand and campaign: a line per table."""

from psycopg.types.json import Jsonb

PLAIN_ROWS: dict[str, dict[str, object]] = {
    "public.account_health_indicators": {"indicator": "bounced_mail", "severity": "warning"},
    "public.agent_metrics": {"day": "2026-01-01"},
    "public.agent_money_metrics": {"day": "2026-01-01", "currency": "usd"},
    "public.agent_rankings": {
        "period": "month",
        "metric": "signups",
        "currency": "",
        "rank": 1,
        "place": 1,
        "value": 1,
        "since": "2026-01-01",
        "until": "2026-01-31",
    },
    "public.brand_fit_data": {},
    "public.creator_rates": {"deliverable_type": "instagram_reel", "currency": "usd", "amount": 15_000},
    "public.creator_list_members": {"platform": "tiktok", "handle": "carla"},
    "public.email_invitations": {
        "email": "new@example.com",
        "token_hash": b"0" * 32,
        "expires_at": "2099-01-01",
    },
    "public.financial_analytics": {"date": "2026-01-01", "currency": "usd"},
    "public.platform_analytics": {"date": "2026-01-01"},
    "public.erasure_requests": {"due_at": "2099-01-01"},
    "public.rate_buckets": {"key": "create|person|u:nobody", "tat": "2099-01-01"},
    "public.notification_unsubscribes": {"email": "gone@example.com", "reason": "bounced"},
    "public.saved_searches": {"name": "Berlin", "filters": Jsonb({"country": ["DE"]})},
    "public.system_health_logs": {"check_name": "database", "status": "ok"},
    "public.tracking_days": {"day": "2026-01-01", "visits": 1},
    "public.tracking_late_days": {"day": "2026-01-01"},
    "public.tracking_link_keys": {"key": "k" * 43},
    "public.tracking_link_former_keys": {"key": "k" * 43, "valid_until": "2099-01-01"},
    "public.media_value_rates": {
        "platform": "tiktok",
        "currency": "usd",
        "per_mille_views": 500,
        "source": "A study",
        "source_url": "https://example.com/rates",
        "published_on": "2026-01-01",
    },
    "public.moderation_rules": {
        "key": "animals",
        "pattern_kind": "words",
        "pattern": "fox",
        "action": "warn",
        "sentence": "No animals.",
    },
    "public.exchange_rates": {"day": "2026-01-01", "currency": "huf", "rate": 400, "source": "stub"},
    "public.user_agents": {
        "user_agent": "curl",
        "device": "desktop",
        "browser": "curl",
        "os": "other",
        "is_bot": True,
    },
    "public.exports": {"kind": "personal_data", "brand_id": None},
    "public.user_status_log": {"from_status": "active", "to_status": "suspended"},
}
"""By `schema.table`: what is to be said beside the ids. `make resource` adds its table here."""
