"""Generated from the description by `make clients`."""

from datetime import date
from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Administration(Chapter):
    """Operations of the chapter `administration`."""

    def list_aged_deposits(
        self, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.AgedDeposit]:
        """List deposits whose money lies with us for long.

        For administrators, the oldest first: deposits of 75 days ago (the setting `aged_deposit_days`) that
        are not spent. Stripe holds money for 90 days in most countries; then it is to be refunded, or
        spent.
        """
        found: Page[models.AgedDeposit] = self._json(
            Page[models.AgedDeposit],
            "GET",
            "/api/v1/analytics/aged-deposits",
            query={"cursor": cursor, "limit": limit},
        )
        return found

    def list_financial_days(
        self,
        *,
        from_: date | None = None,
        to: date | None = None,
        currency: str | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.FinancialDay]:
        """List what was paid, given back and earned, day by day.

        For administrators: a row for each day (UTC), newest first, today included, and for each currency
        that somebody has a wallet in. Nothing is converted or added up over currencies.
        """
        found: Page[models.FinancialDay] = self._json(
            Page[models.FinancialDay],
            "GET",
            "/api/v1/analytics/financial",
            query={"from": from_, "to": to, "currency": currency, "cursor": cursor, "limit": limit},
        )
        return found

    def list_platform_days(
        self,
        *,
        from_: date | None = None,
        to: date | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.PlatformDay]:
        """List what the platform was used for, day by day.

        For administrators: users, gigs, deals and their steps of each day (UTC), newest first, today
        included. A day is counted by the night after it and twice again; then it is final.
        """
        found: Page[models.PlatformDay] = self._json(
            Page[models.PlatformDay],
            "GET",
            "/api/v1/analytics/platform",
            query={"from": from_, "to": to, "cursor": cursor, "limit": limit},
        )
        return found

    def list_audit_logs(
        self,
        *,
        user_id: str | None = None,
        action: str | None = None,
        resource_type: str | None = None,
        resource_id: str | None = None,
        since: str | None = None,
        until: str | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.AuditEntry]:
        """List critical writes.

        For administrators: who did what to which row, with what was before and after. All filters that are
        given must match.
        """
        found: Page[models.AuditEntry] = self._json(
            Page[models.AuditEntry],
            "GET",
            "/api/v1/audit-logs",
            query={
                "user_id": user_id,
                "action": action,
                "resource_type": resource_type,
                "resource_id": resource_id,
                "since": since,
                "until": until,
                "cursor": cursor,
                "limit": limit,
            },
        )
        return found

    def list_settings(self) -> models.Settings:
        """List the settings.

        For administrators: each with its range, its default and the value in force.
        """
        found: models.Settings = self._json(models.Settings, "GET", "/api/v1/settings")
        return found

    def reset_setting(self, key: str) -> None:
        """Reset a setting to its default.

        For administrators. The default counts from the next transaction on.
        """
        self._nothing("DELETE", "/api/v1/settings/{key}", places={"key": key})

    def put_setting(self, key: str, body: models.SettingValue) -> models.Setting:
        """Put another value in force for a setting.

        For administrators, within the setting's range. It counts from the next transaction on.
        """
        found: models.Setting = self._json(
            models.Setting, "PUT", "/api/v1/settings/{key}", places={"key": key}, body=body
        )
        return found

    def list_account_signs(
        self,
        *,
        user_id: UUID | None = None,
        severity: models.Severity | None = None,
        state: models.SignState | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.AccountSign]:
        """List signs of trouble with accounts.

        For administrators, newest first: mail that bounced or was complained about, social accounts that
        expired, payments in dispute. A sign is open until its cause is gone; the job `health-check` looks
        every quarter of an hour.
        """
        found: Page[models.AccountSign] = self._json(
            Page[models.AccountSign],
            "GET",
            "/api/v1/system/account-signs",
            query={
                "user_id": user_id,
                "severity": severity,
                "state": state,
                "cursor": cursor,
                "limit": limit,
            },
        )
        return found

    def list_integrations(self) -> models.Integrations:
        """List the integrations.

        For administrators: each is live, a stub, or off, with the reason: the name of a missing secret,
        never its value.
        """
        found: models.Integrations = self._json(models.Integrations, "GET", "/api/v1/system/capabilities")
        return found

    def list_failures(
        self, *, kind: models.FailureKind | None = None, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.Failure]:
        """List what was given up.

        For administrators: messages of the outbox, mails of notifications and events of Stripe that failed
        on their last attempt, newest first.
        """
        found: Page[models.Failure] = self._json(
            Page[models.Failure],
            "GET",
            "/api/v1/system/failures",
            query={"kind": kind, "cursor": cursor, "limit": limit},
        )
        return found

    def close_message(self, message_id: UUID) -> None:
        """Close a message that nobody can mend.

        For administrators, as for account mail, which has lost its code. It keeps its error for 30 days.
        """
        self._nothing(
            "DELETE", "/api/v1/system/failures/message/{message_id}", places={"message_id": message_id}
        )

    def retry_failure(
        self, kind: models.FailureKind, failure_id: str, *, idempotency_key: str | None = None
    ) -> models.RetriedFailure:
        """Retry what was given up.

        For administrators. It is due again, mail at once and the rest within five minutes; what fails again
        comes back to the list. Account mail has lost its code and is refused: its person asks for a new
        one.
        """
        found: models.RetriedFailure = self._json(
            models.RetriedFailure,
            "POST",
            "/api/v1/system/failures/{kind}/{failure_id}/retry",
            places={"kind": kind, "failure_id": failure_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def read_system_health(self) -> models.SystemHealth:
        """Read how jobs and messages stand.

        For administrators: every job with its last and next run, what waits in the outbox, and how many
        events of Stripe were given up.
        """
        found: models.SystemHealth = self._json(models.SystemHealth, "GET", "/api/v1/system/health")
        return found

    def list_health_logs(
        self, *, check_name: str | None = None, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.HealthLog]:
        """List changes of the system's health.

        For administrators, newest first: a check of jobs, outbox or events of Stripe that came out
        otherwise than before.
        """
        found: Page[models.HealthLog] = self._json(
            Page[models.HealthLog],
            "GET",
            "/api/v1/system/health-logs",
            query={"check_name": check_name, "cursor": cursor, "limit": limit},
        )
        return found

    def list_job_runs(
        self,
        *,
        job: str | None = None,
        status: models.JobRunStatus | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.JobRun]:
        """List runs of the scheduled jobs.

        For administrators, with what each did, or why it failed.
        """
        found: Page[models.JobRun] = self._json(
            Page[models.JobRun],
            "GET",
            "/api/v1/system/job-runs",
            query={"job": job, "status": status, "cursor": cursor, "limit": limit},
        )
        return found

    def list_jobs(self) -> models.Jobs:
        """List the timers of the system.

        For administrators: how each job does, its last run, the time that it missed, and when it runs next.
        A job that never ran is listed, too.
        """
        found: models.Jobs = self._json(models.Jobs, "GET", "/api/v1/system/jobs")
        return found

    def start_job_run(
        self, job: str, body: models.RunOrder, *, idempotency_key: str | None = None
    ) -> models.OrderedRun:
        """Start a job between its times.

        For administrators; the order stands in the audit log. The run is made by itself, as of now or of a
        time that is over, and leaves its row in `listJobRuns`. A job that runs already is refused; a
        repeated request orders the same run.
        """
        found: models.OrderedRun = self._json(
            models.OrderedRun,
            "POST",
            "/api/v1/system/jobs/{job}/runs",
            places={"job": job},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def list_rate_classes(self) -> models.RateClassLimits:
        """List how much of which work there may be.

        For administrators: for each class of work and whom it counts, so many in so many hours, and so many
        at once.
        """
        found: models.RateClassLimits = self._json(
            models.RateClassLimits, "GET", "/api/v1/system/rate-classes"
        )
        return found

    def put_rate_class(self, key: str, per: str, body: models.NewLimit) -> models.RateClassLimit:
        """Put another limit on a class of work.

        For administrators. It counts from the next request on, and nobody gets a fresh burst by it.
        """
        found: models.RateClassLimit = self._json(
            models.RateClassLimit,
            "PUT",
            "/api/v1/system/rate-classes/{key}/{per}",
            places={"key": key, "per": per},
            body=body,
        )
        return found

    def list_rate_limits(
        self, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.TakenLimit]:
        """List who asks most at the moment.

        For administrators. What was taken from which limit lately; what takes longest to come back is the
        first. Who has taken nothing lately is not there.
        """
        found: Page[models.TakenLimit] = self._json(
            Page[models.TakenLimit],
            "GET",
            "/api/v1/system/rate-limits",
            query={"cursor": cursor, "limit": limit},
        )
        return found

    def list_rate_tiers(
        self, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.RateTier]:
        """List who may ask more often than others.

        For administrators. People and brands with a tier, the newest first; those whose time is over too.
        """
        found: Page[models.RateTier] = self._json(
            Page[models.RateTier],
            "GET",
            "/api/v1/system/rate-tiers",
            query={"cursor": cursor, "limit": limit},
        )
        return found

    def remove_rate_tier(self, holder: models.Holder, holder_id: UUID) -> None:
        """Remove the tier of a person or a brand.

        For administrators. From the next request on they may ask as often as everybody who is signed in.
        """
        self._nothing(
            "DELETE",
            "/api/v1/system/rate-tiers/{holder}/{holder_id}",
            places={"holder": holder, "holder_id": holder_id},
        )

    def put_rate_tier(self, holder: models.Holder, holder_id: UUID, body: models.NewTier) -> models.RateTier:
        """Give a person or a brand a tier.

        For administrators. The person, or everybody who is active in the brand, may ask so often from the
        next request on; nobody gets a fresh burst by it. It takes the place of the tier that they had.
        """
        found: models.RateTier = self._json(
            models.RateTier,
            "PUT",
            "/api/v1/system/rate-tiers/{holder}/{holder_id}",
            places={"holder": holder, "holder_id": holder_id},
            body=body,
        )
        return found

    def list_stripe_events(
        self,
        *,
        status: models.StripeEventStatus | None = None,
        type: str | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.StripeEvent]:
        """List what Stripe told us.

        For administrators. `failed` is what somebody must look at: given up after too many tries.
        """
        found: Page[models.StripeEvent] = self._json(
            Page[models.StripeEvent],
            "GET",
            "/api/v1/system/stripe-events",
            query={"status": status, "type": type, "cursor": cursor, "limit": limit},
        )
        return found

    def retry_stripe_event(self, event_id: str, *, idempotency_key: str | None = None) -> models.StripeEvent:
        """Retry an event of Stripe.

        For administrators. One that failed or was ignored is due again at once; what waits or is processed
        is refused (409).
        """
        found: models.StripeEvent = self._json(
            models.StripeEvent,
            "POST",
            "/api/v1/system/stripe-events/{event_id}/retry",
            places={"event_id": event_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found
