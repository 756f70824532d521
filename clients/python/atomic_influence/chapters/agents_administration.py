"""Generated from the description by `make clients`."""

from atomic_influence import models
from atomic_influence.chapter import Chapter


class AgentsAdministration(Chapter):
    """Operations of the chapter `agents_administration`."""

    def list_invite_policies(self) -> models.InvitePolicies:
        """List where invites may be sent.

        For administrators: by country, what we may send there for agents, and the law that says so. To a
        country that is not listed we send nothing; its people get texts that agents send themselves.
        """
        found: models.InvitePolicies = self._json(models.InvitePolicies, "GET", "/api/v1/invite-policies")
        return found

    def delete_invite_policy(self, country: str) -> None:
        """Delete the policy of a country.

        For administrators. We send nothing there any more, not even what waits.
        """
        self._nothing("DELETE", "/api/v1/invite-policies/{country}", places={"country": country})

    def put_invite_policy(self, country: str, body: models.NewInvitePolicy) -> models.InvitePolicy:
        """Put the policy of a country.

        For administrators. It holds at once, also for invites that wait to be sent; the audit log keeps
        what stood there.
        """
        found: models.InvitePolicy = self._json(
            models.InvitePolicy,
            "PUT",
            "/api/v1/invite-policies/{country}",
            places={"country": country},
            body=body,
        )
        return found
