"""HTTP entry of the capability."""

from typing import Any

from user_management import edge
from user_management.admin_settings import routes as admin_settings
from user_management.app import app
from user_management.audit_logs import routes as audit_logs
from user_management.auth import routes as auth
from user_management.auth_sessions import routes as auth_sessions
from user_management.avatars import routes as avatars
from user_management.brands import routes as brands
from user_management.creator_categories import routes as creator_categories
from user_management.creator_directory import routes as creator_directory
from user_management.creator_list_imports import routes as creator_list_imports
from user_management.creator_list_members import routes as creator_list_members
from user_management.creator_lists import routes as creator_lists
from user_management.creators import routes as creators
from user_management.documentation import routes as documentation
from user_management.erasures import routes as erasures
from user_management.exports import routes as exports
from user_management.failures import routes as failures
from user_management.health_checks import routes as health_checks
from user_management.job_runs import routes as job_runs
from user_management.jobs import routes as jobs
from user_management.media_kits import routes as media_kits
from user_management.members import routes as members
from user_management.rate_classes import routes as rate_classes
from user_management.rate_limits import routes as rate_limits
from user_management.rate_tiers import routes as rate_tiers
from user_management.saved_searches import routes as saved_searches
from user_management.supabase_auth import routes as supabase_auth
from user_management.system import routes as system
from user_management.team_invitations import routes as team_invitations
from user_management.users import routes as users

__all__ = [
    "admin_settings",
    "audit_logs",
    "auth",
    "auth_sessions",
    "avatars",
    "brands",
    "creator_categories",
    "creator_directory",
    "creator_list_imports",
    "creator_list_members",
    "creator_lists",
    "creators",
    "documentation",
    "edge",
    "erasures",
    "exports",
    "failures",
    "health_checks",
    "job_runs",
    "jobs",
    "lambda_handler",
    "media_kits",
    "members",
    "rate_classes",
    "rate_limits",
    "rate_tiers",
    "saved_searches",
    "supabase_auth",
    "system",
    "team_invitations",
    "users",
]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    return app.resolve(event, context)
