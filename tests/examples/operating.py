"""An administrator looks after the system, and people take their data along or leave."""

from typing import Any

from tests.examples.stage import Stage

JOB = "payments-retention"
SETTING = "payout_hold_days"


def people_take_their_data_along(stage: Stage) -> None:
    """In one answer, or as a file; somebody wants to be forgotten, and stays."""
    stage.call("readPersonalData", "omar")
    stage.ids["export_id"] = stage.call("requestPersonalData", "omar")["id"]
    stage.wait_for("file", lambda: stage.ask("listExports", "omar")["data"][0]["status"] == "ready")
    stage.call("listExports", "omar")
    stage.call("readExport", "omar")
    stage.call("requestErasure", "omar")
    stage.call("readErasure", "omar")
    stage.call("listErasures", "admin")
    stage.call("cancelErasure", "omar")


def an_administrator_looks_after_people(stage: Stage) -> None:
    """Accounts, and how much they may do."""
    omar: dict[str, Any] = {"user_id": stage.ids["omar"]}
    stage.call("listUsers", "admin", query={"search": "Omar"})
    stage.call("readUser", "admin", **omar)
    stage.call("askUserManagement", "admin", query={"action": "list-users", "search": "Omar"})
    stage.call("callUserManagement", "admin", {"action": "suspend-user", **omar, "reason": "Sends spam."})
    stage.call("callUserManagement", "admin", {"action": "unban-user", **omar})
    tier: dict[str, Any] = {"holder": "users", "holder_id": stage.ids["nora"]}
    stage.call("putRateTier", "admin", {"reason": "A partner."}, **tier)
    stage.call("listRateTiers", "admin")
    stage.call("removeRateTier", "admin", **tier)
    stage.call("listRateClasses", "admin")
    stage.call("putRateClass", "admin", {"rate": 200, "burst": 400}, key="create", per="person")
    stage.call("listRateLimits", "admin")


def an_administrator_looks_after_the_system(stage: Stage) -> None:
    """Health, settings, jobs and what was done."""
    for operation in ("checkHealth", "readSystemHealth", "listIntegrations", "listSettings", "listJobs"):
        stage.call(operation, "admin")
    stage.call("putSetting", "admin", {"value": 10}, key=SETTING)
    stage.call("resetSetting", "admin", key=SETTING)
    stage.call("startJobRun", "admin", {"as_of": f"{stage.day(-1)}T00:00:00Z"}, job=JOB)
    stage.call("listAuditLogs", "admin", query={"user_id": stage.ids["omar"]})
    stage.call("listJobRuns", "admin", query={"job": "tracking-aggregation"})
    stage.call("listHealthLogs", "admin")
    stage.call("listAccountSigns", "admin")


def an_administrator_reads_the_figures(stage: Stage) -> None:
    """What the platform was used for and what moved, today; money that lies for long; what is held now."""
    today = {"from": stage.day(0), "to": stage.day(0)}
    stage.call("listPlatformDays", "admin", query=today)
    stage.call("listFinancialDays", "admin", query={**today, "currency": "usd"})
    stage.change(
        "update wallet_transactions set completed_at = completed_at - interval '80 days'"
        " where transaction_type = 'deposit' and status = 'completed'"
    )
    stage.call("listAgedDeposits", "admin")
    stage.call("listEscrows", "admin", query={"status": "locked"})


def an_administrator_tries_again_what_failed(stage: Stage) -> None:
    """What can come to something is due again, the rest is closed."""
    stage.change(
        "insert into outbox (topic, attempts, available_at, last_error)"
        " values ('identity.user', 9, 'infinity', 'no answer')"
    )
    failures = stage.call("listFailures", "admin", query={"kind": "message"})["data"]
    stage.call("retryFailure", "admin", kind="message", failure_id=failures[0]["failure_id"])
    stage.change(
        "insert into outbox (topic, attempts, available_at, last_error)"
        " values ('email', 9, 'infinity', 'no answer')"
    )
    failures = stage.call("listFailures", "admin", query={"kind": "message"})["data"]
    stage.call("closeMessage", "admin", message_id=failures[0]["failure_id"])


def an_address_gets_mail_again(stage: Stage) -> None:
    """One that bounced."""
    stage.change("insert into notification_unsubscribes values ('inga@example.org', 'bounced', 'evt')")
    stage.call("listSuppressions", "admin")
    stage.call("liftSuppressions", "admin", query={"email": "inga@example.org"})


ACTS = (
    people_take_their_data_along,
    an_administrator_looks_after_people,
    an_administrator_looks_after_the_system,
    an_administrator_reads_the_figures,
    an_administrator_tries_again_what_failed,
    an_address_gets_mail_again,
)
