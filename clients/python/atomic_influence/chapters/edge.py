"""Generated from the description by `make clients`."""

from typing import Literal
from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Edge(Chapter):
    """Operations of the chapter `edge`."""

    def call_campaign_lifecycle(
        self, body: models.ProcessTransitions, *, idempotency_key: str | None = None
    ) -> models.TransitionCounts:
        """Move every campaign and invitation whose time has come.

        For administrators and the machine client. The action `process-transitions` is one bounded pass of
        what the hourly job does: drafts whose start is reached become active, campaigns whose end is
        reached complete, those whose budget is spent pause, invitations expire. Call again while `more_due`
        is true.
        """
        found: models.TransitionCounts = self._json(
            models.TransitionCounts,
            "POST",
            "/functions/v1/campaign-lifecycle",
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def call_matching_intelligence(
        self, body: models.FindMatches, *, idempotency_key: str | None = None
    ) -> models.Matches:
        """Find the best creators for a campaign.

        For brand admins and campaign managers. The answer has the best ones first, each with a score, its
        parts and a sentence why; they are saved in place of what was found before (`listMatches`). Who was
        ever invited is left out, but for invitations that the brand took back. Then invite them
        (`inviteCreator`).
        """
        found: models.Matches = self._json(
            models.Matches,
            "POST",
            "/functions/v1/matching-intelligence",
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def ask_notifications(self, *, action: Literal["get-unread-count"]) -> models.UnreadCount:
        """Count unread notifications.

        For whoever is signed in. The only action is `get-unread-count`.
        """
        found: models.UnreadCount = self._json(
            models.UnreadCount, "GET", "/functions/v1/notifications", query={"action": action}
        )
        return found

    def call_notifications(
        self,
        body: models.SendNotification | models.MarkRead | models.MarkAllRead,
        *,
        idempotency_key: str | None = None,
    ) -> models.NotificationSent | models.Notification | models.MarkedRead:
        """Send a notification, or mark some as read.

        For whoever is signed in; `send` is for administrators and the machine client.

        - `send` tells one user, or each active member of a brand who has a permission.
        - `mark-read` marks one notification of the caller as read.
        - `mark-all-read` marks all that are there now.
        """
        found: models.NotificationSent | models.Notification | models.MarkedRead = self._json(
            models.NotificationSent | models.Notification | models.MarkedRead,
            "POST",
            "/functions/v1/notifications",
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def ask_payments(
        self, *, action: Literal["get-wallet-balance"], brand_id: UUID | None = None
    ) -> models.WalletBalances:
        """Read what one's wallets hold.

        For members of a brand, creators and agents. The only action is `get-wallet-balance`: available,
        reserved and pending, per currency.
        """
        found: models.WalletBalances = self._json(
            models.WalletBalances,
            "GET",
            "/functions/v1/payments",
            query={"action": action, "brand_id": brand_id},
        )
        return found

    def call_payments(
        self,
        body: models.CreateWallet
        | models.DepositFunds
        | models.ConfirmDeposit
        | models.ProcessEligiblePayouts,
        *,
        idempotency_key: str | None = None,
    ) -> models.Wallet | models.DepositStarted | models.DepositConfirmed | models.PayoutRun:
        """Open a wallet, make a deposit, or run the payouts.

        For brand admins, creators and agents; `process-eligible-payouts` is for administrators and the
        machine client.

        - `create-wallet` opens (or finds) the caller's wallet in a currency.
        - `deposit-funds` starts a deposit, as `startDeposit`.
        - `confirm-deposit` asks Stripe what became of a deposit, and books that.
        - `process-eligible-payouts` pays what is past its hold; the answer says whom it passed over, and why.
        """
        found: models.Wallet | models.DepositStarted | models.DepositConfirmed | models.PayoutRun = (
            self._json(
                models.Wallet | models.DepositStarted | models.DepositConfirmed | models.PayoutRun,
                "POST",
                "/functions/v1/payments",
                headers={"Idempotency-Key": idempotency_key},
                body=body,
            )
        )
        return found

    def call_social_connect(
        self,
        body: models.ConnectPlatform
        | models.DisconnectPlatform
        | models.SyncAllPlatforms
        | models.RefreshTokens,
    ) -> models.SocialAccount | models.PlatformRun:
        """Connect or disconnect an account, or run its jobs.

        For creators; the last two actions are for administrators and the machine client.

        - `connect-platform` connects the account that a ticket stands for.
        - `disconnect-platform` forgets an account and its tokens.
        - `sync-all-platforms` reads the accounts that are due, for some seconds.
        - `refresh-tokens` renews the tokens that end soon, for some seconds.
        """
        found: models.SocialAccount | models.PlatformRun = self._json(
            models.SocialAccount | models.PlatformRun, "POST", "/functions/v1/social-connect", body=body
        )
        return found

    def call_tracking_links(
        self, body: models.GenerateLink, *, idempotency_key: str | None = None
    ) -> models.TrackingLink:
        """Make a tracking link.

        For brand admins and campaign managers. The action `generate` makes a link of a campaign, for one of
        its creators or for the brand itself. Whoever follows its `url` is counted and sent on, with `aclid`
        in the address: the click that an order is credited to (`recordConversion`).
        """
        found: models.TrackingLink = self._json(
            models.TrackingLink,
            "POST",
            "/functions/v1/tracking-links",
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def ask_user_management(
        self,
        *,
        action: Literal["list-users"],
        search: str | None = None,
        role: models.Role | None = None,
        status: models.UserStatus | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.UserAccount]:
        """List accounts, as `listUsers` does.

        For administrators. The only action is `list-users`; it takes the filters of `listUsers`.
        """
        found: Page[models.UserAccount] = self._json(
            Page[models.UserAccount],
            "GET",
            "/functions/v1/user-management",
            query={
                "action": action,
                "search": search,
                "role": role,
                "status": status,
                "cursor": cursor,
                "limit": limit,
            },
        )
        return found

    def call_user_management(
        self,
        body: models.BanUser | models.SuspendUser | models.UnbanUser | models.UpdateRole,
        *,
        idempotency_key: str | None = None,
    ) -> models.UserAccount:
        """Bar an account, let it in again, or change its role.

        For administrators, but not for their own account. Each action answers with the account as it is
        then.

        - `ban-user` shuts an account out at once and everywhere.
        - `suspend-user` does the same for the time of an inquiry.
        - `unban-user` lets a banned or suspended person in again; they sign in anew.
        - `update-role` sets, grants or revokes a role.
        """
        found: models.UserAccount = self._json(
            models.UserAccount,
            "POST",
            "/functions/v1/user-management",
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found
