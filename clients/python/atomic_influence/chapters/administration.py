"""Generated from the description by `make clients`."""

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Administration(Chapter):
    """Operations of the chapter `administration`."""

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

    def list_integrations(self) -> models.Integrations:
        """List the integrations.

        For administrators: each is live, a stub, or off, with the reason: the name of a missing secret,
        never its value.
        """
        found: models.Integrations = self._json(models.Integrations, "GET", "/api/v1/system/capabilities")
        return found

    def read_system_health(self) -> models.SystemHealth:
        """Read how jobs and messages stand.

        For administrators: the last run of every job, what waits in the outbox, and how many events of
        Stripe were given up.
        """
        found: models.SystemHealth = self._json(models.SystemHealth, "GET", "/api/v1/system/health")
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
