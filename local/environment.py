"""What a Lambda process finds in its environment: Lambda's own variables, the stage's, and its secrets.

A function gets what the map lists for it and nothing else: what worked here without being listed would fail
in AWS.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dotenv import dotenv_values

from infra.topology.types import LOGIN_ROLES, Function, SignIn, Topology
from local.failures import LocalFailure
from local.postgres import Cluster

ROOT = Path(__file__).resolve().parent.parent
TASK_ROOT = ROOT / "functions"
LAYER = ROOT / "layers" / "common" / "python"
ONBOARDING_PATH = "/_local/connect/onboarding"
LONGEST_VISIBILITY_SECONDS = 43_200  # SQS takes no more
VAULT_KEY_ID = "5ea1ed00-0000-4000-8000-000000000001"  # of the master key in the KMS that moto plays
ACCOUNT_ID = "123456789012"  # moto's, so that all names of a run agree
# AWS_EXECUTION_ENV is left out: with it the runtime client polls through a thread of its own per event, which
# makes SIGTERM handlers of extensions work and every invocation half again as slow.
RUNTIME_SETTINGS = {
    "AWS_REGION": "eu-central-1",
    "AWS_DEFAULT_REGION": "eu-central-1",
    "AWS_ACCESS_KEY_ID": "local",
    "AWS_SECRET_ACCESS_KEY": "local",
    "AWS_SESSION_TOKEN": "local",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
    "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
    "LANG": "C.UTF-8",
    "TZ": ":UTC",
}


@dataclass(frozen=True, kw_only=True)
class Stage:
    """The values of the stage `local`. `values` are the plain variables and secrets by name."""

    cluster: Cluster | None
    values: Mapping[str, str]
    aws: Mapping[str, str] = field(default_factory=dict)
    queue_urls: Mapping[str, str] = field(default_factory=dict)
    task_root: Path = TASK_ROOT


def read_settings(dotenv: Path, process_environment: Mapping[str, str]) -> dict[str, str]:
    """Variables of `.env`, overridden by those of the process, as dotenv does everywhere."""
    from_file = {name: value for name, value in dotenv_values(dotenv).items() if value}
    return from_file | dict(process_environment)


def stage_values(
    *,
    settings: Mapping[str, str],
    base_url: str,
    issuer: str,
    client_id: str,
    identity_key: str,
    sign_in: SignIn,
) -> dict[str, str]:
    """The stage's values: what the system knows of itself wins over nothing but is won over by settings."""
    defaults = {
        "LOG_LEVEL": "INFO",
        "SITE_URL": base_url,
        "SHORT_LINK_BASE_URL": f"{base_url}/t",
        "API_BASE_URL": base_url,
        "BADGE_BASE_URL": base_url,
        "MAIL_POSTAL_ADDRESS": "Atomic Influence, 1 Example Street, Example",  # invites of agents bear it
        "VAULT_KEY_ID": VAULT_KEY_ID,
        "UNSUBSCRIBE_SIGNING_KEY": derived(identity_key, "unsubscribe links"),
        "ACTIVATIONS_KEY": derived(identity_key, "activations"),
        "STRIPE_WEBHOOK_SECRET": f"whsec_{derived(identity_key, 'events of Stripe')}",
        "SIGN_UP_CONFIRMATION": "at-once",
        "RECORDER": "postgres",
        "RESEND_REQUESTS_PER_SECOND": "2",
        "ASSET_BUCKET": "assets",
        "AVATAR_BUCKET": "assets",
        "DEAL_FILE_BUCKET": "assets",
        "MESSAGE_FILE_BUCKET": "assets",
        "CONTACT_FILE_BUCKET": "assets",
        "EXPORT_BUCKET": "assets",
        "UPLOAD_SCANNER": "stub",
        "LINK_SNAPSHOT_BUCKET": "link-snapshots",
        "TRACKING_HASH_KEYS_SECRET": "tracking-hash-keys",
    }
    fixed = {
        "STAGE": "local",
        "IDENTITY_ISSUER": issuer,
        "IDENTITY_CLIENT_ID": client_id,
        "LOCAL_IDENTITY_PRIVATE_KEY": identity_key,
        "LOCAL_BADGE_KEY": derived(identity_key, "badges"),
        "LOCAL_ONBOARDING_URL": f"{base_url}{ONBOARDING_PATH}",
        "SHORTEST_PASSWORD": str(sign_in.shortest_password),
        "REFRESH_TOKEN_DAYS": str(sign_in.refresh_token_days),
    }
    return defaults | dict(settings) | fixed


def function_environment(function: Function, topology: Topology, stage: Stage) -> dict[str, str]:
    """All variables of one Lambda process, but for the address of its Runtime API."""
    listed = (*topology.common_environment, *function.environment, *function.secrets)
    environment = {name: stage.values[name] for name in listed if stage.values.get(name)}
    if stage.cluster is not None and function.database_login is not None:
        environment["DATABASE_URL"] = stage.cluster.url(LOGIN_ROLES[function.database_login])
    environment |= {queue_variable(name): stage.queue_urls[name] for name in function.known_queues}
    return environment | RUNTIME_SETTINGS | dict(stage.aws) | _lambda_variables(function, stage.task_root)


def visibility_seconds(values: Mapping[str, str]) -> int | None:
    """How long a message that failed stays away on this machine (`LOCAL_VISIBILITY_SECONDS`, 1 to 43200).

    None: as the map says. Raises `LocalFailure` for what is no such number.
    """
    if not (text := values.get("LOCAL_VISIBILITY_SECONDS", "")):
        return None
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= LONGEST_VISIBILITY_SECONDS):
        raise LocalFailure(f"LOCAL_VISIBILITY_SECONDS is {text!r}; it takes whole seconds, 1 to 43200.")
    return int(text)


def queue_variable(queue: str) -> str:
    """The variable that holds a queue's URL: QUEUE_URL_OUTBOX for `outbox`."""
    return f"QUEUE_URL_{queue.upper().replace('-', '_')}"


def derived(identity_key: str, purpose: str) -> str:
    """A secret that lives as long as DATA_DIR's key does: links in yesterday's mail work today."""
    return hashlib.sha256(f"{purpose}|{identity_key}".encode()).hexdigest()


def _lambda_variables(function: Function, task_root: Path) -> dict[str, str]:
    return {
        "_HANDLER": function.handler,
        "AWS_LAMBDA_FUNCTION_NAME": function.name,
        "FUNCTION_TIMEOUT_SECONDS": str(function.timeout_seconds),
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(function.memory_mb),
        "AWS_LAMBDA_LOG_GROUP_NAME": f"/aws/lambda/{function.name}",
        "AWS_LAMBDA_LOG_STREAM_NAME": "local",
        "LAMBDA_TASK_ROOT": str(task_root),
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "PYTHONPATH": f"{task_root}:{LAYER}",
    }
