"""Rows that are there by themselves, or by what makes the others: how each is found."""

from typing import LiteralString

FOUND: dict[str, LiteralString] = {
    "public.agent_tiers": "tier = 'silver'",
    "public.address_hash_keys": "id",
    "public.fact_types": "key = 'login.day'",
    "public.fraud_rules": "key = 'ring'",
    "auth.users": "id = %(creator_user_id)s",
    "public.user_profiles": "id = %(creator_user_id)s",
    "public.reward_subjects": "user_id = %(creator_user_id)s",
    "public.realtime_channels": "user_id = %(creator_user_id)s",
    "public.user_roles": "user_id = %(creator_user_id)s and role = 'creator'",
    "public.creator_profiles": "user_id = %(creator_user_id)s",
    "public.creator_cells": "user_id = %(creator_user_id)s and category = '' and platform_set = 0",
    "public.creator_directory": "user_id = %(creator_user_id)s",
    "public.gig_cells": "gig_id = %(gig_id)s and category = ' '",
    "public.brand_profiles": "id = %(brand_id)s",
    "public.brand_memberships": "brand_id = %(brand_id)s and user_id = %(analyst)s",
    "public.brand_user_roles": "brand_id = %(brand_id)s and user_id = %(analyst)s and role = 'analyst'",
    "public.tenant_role_rules": "role = 'analyst' and permission = 'read'",
    "public.currencies": "code = 'usd'",
    "public.order_currencies": "code = 'huf'",
    "public.short_codes": "folded = 'abcd123'",
    "public.wallets": "brand_id = %(brand_id)s",
    "public.wallet_transactions": "wallet_id = %(wallet_id)s",
    "public.audit_logs": "resource_type = 'campaigns'",
    "public.notification_deliveries": "notification_id = %(notification_id)s",
    "public.rate_classes": "key = 'create' and per = 'person'",
    "public.outbox": "topic = 'notification.email'",
    "public.wallets#of a creator": "user_id = %(creator_user_id)s",
    "public.campaigns#that runs": "name = 'Running'",
    "public.social_platforms": "platform = 'tiktok'",
    "ledger.accounts": "brand_id = %(brand_id)s",
    "ledger.transactions": "kind = 'deposit'",
    "ledger.entries": "transaction_id = %(ledger_transaction_id)s",
}
"""Rows that triggers, migrations and functions make by themselves, and how to find them.

What follows # tells rows of one table apart."""
