"""docs/moving-from-supabase.md: every table and function of the first system has its line, and every route is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.topology import TOPOLOGY
from local.gateway.routing import RouteTable

PAGE = (Path(__file__).parents[2] / "docs" / "moving-from-supabase.md").read_text(encoding="utf-8")
ROUTES = RouteTable((route, None) for function in TOPOLOGY.functions for route in function.routes)
TABLES = [
    "users",
    "user_profiles",
    "user_roles",
    "tenant_role_rules",
    "user_status_log",
    "audit_logs",
    "brand_profiles",
    "brand_memberships",
    "brand_user_roles",
    "brand_fit_data",
    "campaigns",
    "campaign_deliverables",
    "campaign_invitations",
    "campaign_participants",
    "campaign_messages",
    "campaign_negotiations",
    "campaign_history",
    "campaign_snapshots",
    "campaign_assets",
    "campaign_budget_reservations",
    "campaign_creator_scores",
    "campaign_cta_links",
    "campaign_content_tracking",
    "creator_profiles",
    "creator_submissions",
    "submission_reviews",
    "earnings",
    "tracking_links",
    "wallets",
    "wallet_transactions",
    "payout_batches",
    "notifications",
    "notification_deliveries",
    "notification_preferences",
    "tracking_events",
    "tracking_aggregates",
    "social_accounts",
    "platform_sync_jobs",
    "content_posts",
    "audience_metrics",
    "creator_analytics",
    "surveys",
    "survey_questions",
    "survey_responses",
    "survey_question_responses",
    "admin_settings",
    "system_health_logs",
    "account_health_indicators",
    "team_invitations",
]
"""Those of the first system that a browser could read or write."""
FUNCTIONS = (
    "get_campaign_performance_summary", "get_creator_campaign_performance", "aggregate_tracking_events",
)  # fmt: skip


def rows(page: str) -> dict[str, str]:
    """What stands in the first column of the tables, and its line."""
    found: dict[str, str] = {}
    for line in page.splitlines():
        if line.startswith("| `"):
            found |= dict.fromkeys(re.findall(r"`(\w+)`", line.split("|")[1]), line)
    return found


def dead_routes(page: str) -> Iterator[str]:
    """Routes that are named and are not there; `…/pause` is the path before it with another end."""
    before = ""
    for method, path, end in re.findall(r"`(?:(GET|POST|PUT|PATCH|DELETE) (/[^`\s]+)|…(/\w+))`", page):
        key = f"{method} {path}" if path else before.rpartition("/")[0] + end
        before = key
        if ROUTES.match(*key.split(" ", 1)) is None:
            yield key


@pytest.mark.parametrize("name", [*TABLES, *FUNCTIONS])
def test_every_table_and_function_of_the_first_system_has_its_line(name: str) -> None:
    assert name in rows(PAGE)


def test_every_route_that_takes_a_place_is_there() -> None:
    assert PAGE.count("/api/v1/") > 100
    assert [*dead_routes(PAGE)] == []


@pytest.mark.parametrize(
    ("line", "dead"),
    [
        ("`GET /api/v1/campaign`", ["GET /api/v1/campaign"]),
        ("`PUT /api/v1/campaigns`", ["PUT /api/v1/campaigns"]),
        (
            "`POST /api/v1/wallets/{wallet_id}/deposits`, `…/withdrawals`, `…/x`",
            ["POST /api/v1/wallets/{wallet_id}/x"],
        ),
    ],
)
def test_a_route_that_is_not_there_is_found(line: str, dead: list[str]) -> None:
    assert [*dead_routes(line)] == dead
