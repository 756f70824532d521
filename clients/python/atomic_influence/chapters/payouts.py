"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Payouts(Chapter):
    """Operations of the chapter `payouts`."""

    def start_onboarding(
        self, body: models.OnboardingStart, *, idempotency_key: str | None = None
    ) -> models.OnboardingLink:
        """Start onboarding at Stripe to be paid.

        For creators and agents. Open the answer's address at once: it is good once, and leads to Stripe's
        pages; `readConnectStatus` says whether they were enough. The account is opened once per
        `Idempotency-Key`, and once without; each answer has a link of its own.
        """
        found: models.OnboardingLink = self._json(
            models.OnboardingLink,
            "POST",
            "/api/v1/connect/onboarding",
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def read_connect_status(self) -> models.ConnectStatus:
        """Read whether one can be paid.

        For creators and agents. Stripe is asked each time, so read it when somebody comes back from the
        onboarding. Where something is missing, the answer says what.
        """
        found: models.ConnectStatus = self._json(models.ConnectStatus, "GET", "/api/v1/connect/status")
        return found

    def list_earnings(
        self,
        *,
        status: models.EarningStatus | None = None,
        payout_id: UUID | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.Earning]:
        """List earnings.

        For creators, their own; administrators see all. `payable_on` is the first day (UTC) on which a run
        may pay one, as the payout schedule of its wallet says.
        """
        found: Page[models.Earning] = self._json(
            Page[models.Earning],
            "GET",
            "/api/v1/earnings",
            query={"status": status, "payout_id": payout_id, "cursor": cursor, "limit": limit},
        )
        return found

    def read_earning(self, earning_id: UUID) -> models.Earning:
        """Read an earning.

        For the creator who has it, and for administrators.
        """
        found: models.Earning = self._json(
            models.Earning, "GET", "/api/v1/earnings/{earning_id}", places={"earning_id": earning_id}
        )
        return found

    def claw_back_earning(
        self, earning_id: UUID, body: models.ClawbackStart, *, idempotency_key: str | None = None
    ) -> models.Earning:
        """Claw an earning back, or a part of it.

        For administrators. It makes a negative earning that refers to the first one; what was paid already
        is taken off the next payouts.
        """
        found: models.Earning = self._json(
            models.Earning,
            "POST",
            "/api/v1/earnings/{earning_id}/clawbacks",
            places={"earning_id": earning_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def list_payouts(
        self,
        *,
        status: models.PayoutStatus | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.Payout]:
        """List payouts.

        For creators and agents, their own; administrators see all. `failure_reason` says in words why one
        failed.
        """
        found: Page[models.Payout] = self._json(
            Page[models.Payout],
            "GET",
            "/api/v1/payouts",
            query={"status": status, "cursor": cursor, "limit": limit},
        )
        return found

    def read_payout(self, payout_id: UUID) -> models.Payout:
        """Read a payout.

        For the creator or agent who is paid, and for administrators.
        """
        found: models.Payout = self._json(
            models.Payout, "GET", "/api/v1/payouts/{payout_id}", places={"payout_id": payout_id}
        )
        return found

    def read_payout_report(self, payout_id: UUID) -> models.PayoutReport:
        """Read what a payout is made of.

        For the creator or agent who is paid, and for administrators: its earnings and their campaigns, each
        gross, fee and net, and its commissions by month, up to 10,000 lines.
        """
        found: models.PayoutReport = self._json(
            models.PayoutReport, "GET", "/api/v1/payouts/{payout_id}/report", places={"payout_id": payout_id}
        )
        return found

    def download_payout_report(self, payout_id: UUID) -> str:
        """Download what a payout is made of as CSV.

        For the creator or agent who is paid, and for administrators: its earnings, then its commissions,
        oldest first, amounts as people write them.
        """
        return self._text("GET", "/api/v1/payouts/{payout_id}/report.csv", places={"payout_id": payout_id})

    def list_reconciliations(
        self, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.Reconciliation]:
        """List the proofs of the books.

        For administrators and the machine client. Each is clean, or lists what does not agree.
        """
        found: Page[models.Reconciliation] = self._json(
            Page[models.Reconciliation],
            "GET",
            "/api/v1/reconciliations",
            query={"cursor": cursor, "limit": limit},
        )
        return found

    def reconcile_books(self, *, idempotency_key: str | None = None) -> models.Reconciliation:
        """Prove the books now.

        For administrators and the machine client. The nightly job does the same, after it has fetched what
        Stripe told us and we missed.
        """
        found: models.Reconciliation = self._json(
            models.Reconciliation,
            "POST",
            "/api/v1/reconciliations",
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def read_payout_schedule(self, wallet_id: UUID) -> models.WalletPayoutSchedule:
        """Read when a wallet is paid out.

        For the creator or agent whose wallet it is, with the day of the next run.
        """
        found: models.WalletPayoutSchedule = self._json(
            models.WalletPayoutSchedule,
            "GET",
            "/api/v1/wallets/{wallet_id}/payout-schedule",
            places={"wallet_id": wallet_id},
        )
        return found

    def set_payout_schedule(
        self, wallet_id: UUID, body: models.PayoutScheduleDraft
    ) -> models.WalletPayoutSchedule:
        """Set when a wallet is paid out.

        For the creator or agent whose wallet it is: by the run of every day (as it begins), of Mondays, of
        the 1st of a month, or only by `withdrawMoney`. A run pays what had passed its hold by the run of
        that day, also where that one was missed.
        """
        found: models.WalletPayoutSchedule = self._json(
            models.WalletPayoutSchedule,
            "PUT",
            "/api/v1/wallets/{wallet_id}/payout-schedule",
            places={"wallet_id": wallet_id},
            body=body,
        )
        return found
