"""HTTP entry of the capability."""

from typing import Any

from user_management import edge
from user_management.admin_settings import routes as admin_settings
from user_management.app import app
from user_management.audit_logs import routes as audit_logs
from user_management.auth import routes as auth
from user_management.brands import routes as brands
from user_management.erasures import routes as erasures
from user_management.exports import routes as exports
from user_management.job_runs import routes as job_runs
from user_management.members import routes as members
from user_management.rate_classes import routes as rate_classes
from user_management.supabase_auth import routes as supabase_auth
from user_management.system import routes as system
from user_management.team_invitations import routes as team_invitations
from user_management.users import routes as users

__all__ = [
    "admin_settings",
    "audit_logs",
    "auth",
    "brands",
    "edge",
    "erasures",
    "exports",
    "job_runs",
    "lambda_handler",
    "members",
    "rate_classes",
    "supabase_auth",
    "system",
    "team_invitations",
    "users",
]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    return app.resolve(event, context)
