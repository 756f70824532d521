"""Generated from the description by `make clients`."""

from datetime import date
from uuid import UUID

from atomic_influence import models
from atomic_influence.chapter import Chapter


class Commissions(Chapter):
    """Operations of the chapter `commissions`."""

    def read_commission_result(self, *, month: str | None = None) -> models.CommissionResult:
        """Read what the platform keeps of its fees.

        For administrators: a month's fees in each currency, what agents have of them, what Stripe took, and
        what is left.
        """
        found: models.CommissionResult = self._json(
            models.CommissionResult, "GET", "/api/v1/agents/commission-result", query={"month": month}
        )
        return found

    def list_commissions(
        self,
        agent_id: UUID,
        *,
        status: models.CommissionStatus | None = None,
        currency: str | None = None,
        from_: date | None = None,
        to: date | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> models.CommissionPage:
        """List an agent's commissions.

        For the agent, and for administrators: parts of the fees of deals of people whom the agent brought,
        newest first, with what those asked for come to. Of the deals themselves only administrators are
        told.
        """
        found: models.CommissionPage = self._json(
            models.CommissionPage,
            "GET",
            "/api/v1/agents/{agent_id}/commissions",
            places={"agent_id": agent_id},
            query={
                "status": status,
                "currency": currency,
                "from": from_,
                "to": to,
                "cursor": cursor,
                "limit": limit,
            },
        )
        return found

    def download_commissions(
        self,
        agent_id: UUID,
        *,
        status: models.CommissionStatus | None = None,
        currency: str | None = None,
        from_: date | None = None,
        to: date | None = None,
    ) -> str:
        """Download an agent's commissions as CSV.

        For the agent, and for administrators: oldest first, amounts as people write them, up to 10,000
        lines.
        """
        return self._text(
            "GET",
            "/api/v1/agents/{agent_id}/commissions.csv",
            places={"agent_id": agent_id},
            query={"status": status, "currency": currency, "from": from_, "to": to},
        )
