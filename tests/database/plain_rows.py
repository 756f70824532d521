"""Rows of the world that need nothing but the ids of its people, brand and campaign: a line per table."""

PLAIN_ROWS: dict[str, dict[str, object]] = {
    "public.account_health_indicators": {"indicator": "bounced_mail", "severity": "warning"},
    "public.brand_fit_data": {},
    "public.erasure_requests": {"due_at": "2099-01-01"},
    "public.rate_buckets": {"key": "create|person|u:nobody", "tat": "2099-01-01"},
    "public.exports": {"kind": "personal_data", "brand_id": None},
    "public.user_status_log": {"from_status": "active", "to_status": "suspended"},
}
"""By `schema.table`: what is to be said beside the ids. `make resource` adds its table here."""
