"""Generated from the description by `make clients`."""

from uuid import UUID

from pydantic import AwareDatetime

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Wallets(Chapter):
    """Operations of the chapter `wallets`."""

    def read_balances(self) -> models.OwnBalances:
        """Read what all wallets hold.

        For members of the brand, those of all their brands; for creators, their own: a balance for each
        owner and currency. Nothing of somebody else's, also for administrators.
        """
        found: models.OwnBalances = self._json(models.OwnBalances, "GET", "/api/v1/payments/balance")
        return found

    def list_transactions(
        self,
        *,
        type: models.WalletTransactionType | None = None,
        currency: str | None = None,
        from_: AwareDatetime | None = None,
        to: AwareDatetime | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.WalletTransaction]:
        """List what was done with all wallets.

        For members of the brand, with those of all their brands; for creators, with their own. Newest
        first, as `listWalletTransactions` shows one wallet.
        """
        found: Page[models.WalletTransaction] = self._json(
            Page[models.WalletTransaction],
            "GET",
            "/api/v1/payments/transactions",
            query={
                "type": type,
                "currency": currency,
                "from": from_,
                "to": to,
                "cursor": cursor,
                "limit": limit,
            },
        )
        return found

    def withdraw_money(
        self, body: models.Withdraw, *, idempotency_key: str | None = None
    ) -> models.Withdrawn:
        """Withdraw money.

        For brand admins, what is unspent, as `withdrawFromWallet`; for creators and agents, all that is
        past its hold, paid now and whatever the schedule. Who has a brand, too, names it, or is paid what
        they earned. Three times within 24 hours from one wallet, and no more than the settings say.
        """
        found: models.Withdrawn = self._json(
            models.Withdrawn,
            "POST",
            "/api/v1/payments/withdraw",
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def list_wallets(self, *, cursor: str | None = None, limit: int | None = None) -> Page[models.Wallet]:
        """List wallets with what they hold.

        For members of a brand, those of all their brands; for creators and agents, their own.
        """
        found: Page[models.Wallet] = self._json(
            Page[models.Wallet], "GET", "/api/v1/wallets", query={"cursor": cursor, "limit": limit}
        )
        return found

    def read_wallet(self, wallet_id: UUID) -> models.Wallet:
        """Read a wallet with what it holds.

        For members of its brand. The wallet of a creator or agent is for them.
        """
        found: models.Wallet = self._json(
            models.Wallet, "GET", "/api/v1/wallets/{wallet_id}", places={"wallet_id": wallet_id}
        )
        return found

    def start_deposit(
        self, wallet_id: UUID, body: models.DepositStart, *, idempotency_key: str | None = None
    ) -> models.DepositStarted:
        """Start a deposit into a wallet.

        For brand admins. Pay the answer's `client_secret` with Stripe's library in the browser; the money
        is there once Stripe says so, by its webhook or when the edge action `confirm-deposit` asks. What
        nobody touches for a day is called off. With `escrow_id` it pays for a milestone, whose money is
        held once it has come.
        """
        found: models.DepositStarted = self._json(
            models.DepositStarted,
            "POST",
            "/api/v1/wallets/{wallet_id}/deposits",
            places={"wallet_id": wallet_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def cancel_deposit(
        self, wallet_id: UUID, deposit_id: UUID, *, idempotency_key: str | None = None
    ) -> models.DepositCancelled:
        """Cancel a deposit that is not paid.

        For brand admins. Stripe decides between the payer and whoever cancels: where the payer was faster
        it is refused (409), and where money is on its way the deposit stays `pending`.
        """
        found: models.DepositCancelled = self._json(
            models.DepositCancelled,
            "POST",
            "/api/v1/wallets/{wallet_id}/deposits/{deposit_id}/cancel",
            places={"wallet_id": wallet_id, "deposit_id": deposit_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def refund_deposit(
        self,
        wallet_id: UUID,
        deposit_id: UUID,
        body: models.WithdrawalStart,
        *,
        idempotency_key: str | None = None,
    ) -> models.Withdrawals:
        """Refund one deposit, or a part of it.

        For brand admins, as far as the wallet has it unspent. The refund is completed once Stripe says so,
        and counts as a withdrawal.
        """
        found: models.Withdrawals = self._json(
            models.Withdrawals,
            "POST",
            "/api/v1/wallets/{wallet_id}/deposits/{deposit_id}/refunds",
            places={"wallet_id": wallet_id, "deposit_id": deposit_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def request_wallet_statement(
        self, wallet_id: UUID, body: models.StatementExport, *, idempotency_key: str | None = None
    ) -> models.Export:
        """Request a wallet's statement as a file.

        For whoever may see the wallet. It has the bookings of a span, however many they are; `readExport`
        says when it is ready, and where. One such file at a time.
        """
        found: models.Export = self._json(
            models.Export,
            "POST",
            "/api/v1/wallets/{wallet_id}/exports",
            places={"wallet_id": wallet_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def read_low_balance(self, wallet_id: UUID) -> models.LowBalance:
        """Read below what a wallet is low.

        For members of the brand, with the moment since when its people know that it is low.
        """
        found: models.LowBalance = self._json(
            models.LowBalance,
            "GET",
            "/api/v1/wallets/{wallet_id}/low-balance",
            places={"wallet_id": wallet_id},
        )
        return found

    def set_low_balance(self, wallet_id: UUID, body: models.LowBalanceDraft) -> models.LowBalance:
        """Set below what a wallet is low.

        For brand admins. Below it, those who move the brand's money are told, once until the wallet has
        risen again.
        """
        found: models.LowBalance = self._json(
            models.LowBalance,
            "PUT",
            "/api/v1/wallets/{wallet_id}/low-balance",
            places={"wallet_id": wallet_id},
            body=body,
        )
        return found

    def read_wallet_statement(
        self,
        wallet_id: UUID,
        *,
        since: AwareDatetime | None = None,
        until: AwareDatetime | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> models.Statement:
        """Read a wallet's statement.

        For members of its brand, or the person whose it is: the bookings of a time span, oldest first,
        between the balances before and after them.
        """
        found: models.Statement = self._json(
            models.Statement,
            "GET",
            "/api/v1/wallets/{wallet_id}/statement",
            places={"wallet_id": wallet_id},
            query={"since": since, "until": until, "cursor": cursor, "limit": limit},
        )
        return found

    def download_wallet_statement(
        self, wallet_id: UUID, *, since: AwareDatetime | None = None, until: AwareDatetime | None = None
    ) -> str:
        """Download a wallet's statement as CSV.

        For members of its brand, or the person whose it is: the bookings of a time span, oldest first,
        amounts as people write them. What is too long for one answer is refused; `requestWalletStatement`
        makes a file of it.
        """
        return self._text(
            "GET",
            "/api/v1/wallets/{wallet_id}/statement.csv",
            places={"wallet_id": wallet_id},
            query={"since": since, "until": until},
        )

    def list_wallet_transactions(
        self, wallet_id: UUID, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.WalletTransaction]:
        """List what was done with a wallet.

        For members of its brand, or the person whose it is: deposits, withdrawals, reservations, releases
        and transfers, and how far each got. What came to nothing has no effect.
        """
        found: Page[models.WalletTransaction] = self._json(
            Page[models.WalletTransaction],
            "GET",
            "/api/v1/wallets/{wallet_id}/transactions",
            places={"wallet_id": wallet_id},
            query={"cursor": cursor, "limit": limit},
        )
        return found

    def withdraw_from_wallet(
        self, wallet_id: UUID, body: models.WithdrawalStart, *, idempotency_key: str | None = None
    ) -> models.Withdrawals:
        """Withdraw unspent money.

        For brand admins. It goes back to where it came from: refunds at Stripe, the newest deposit first.
        The answer has one transaction for each deposit that is touched; each is completed once Stripe says
        so. Three times within 24 hours from one wallet, whatever the door.
        """
        found: models.Withdrawals = self._json(
            models.Withdrawals,
            "POST",
            "/api/v1/wallets/{wallet_id}/withdrawals",
            places={"wallet_id": wallet_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found
