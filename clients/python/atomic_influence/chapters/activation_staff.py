"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class ActivationStaff(Chapter):
    """Operations of the chapter `activation_staff`."""

    def revoke_staff_link(self, staff_id: UUID) -> None:
        """Revoke a link of a gate or a screen.

        For brand admins and campaign managers. It opens nothing from now on: what a gate has not uploaded
        yet is not taken any more, and a screen goes dark within a minute. A link that was revoked stays so.
        """
        self._nothing("DELETE", "/api/v1/activation-staff/{staff_id}", places={"staff_id": staff_id})

    def list_staff_links(
        self, activation_id: UUID, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.StaffLink]:
        """List the links of gates and screens.

        For brand admins and campaign managers; the newest first, revoked ones too.
        """
        found: Page[models.StaffLink] = self._json(
            Page[models.StaffLink],
            "GET",
            "/api/v1/activations/{activation_id}/staff",
            places={"activation_id": activation_id},
            query={"cursor": cursor, "limit": limit},
        )
        return found

    def create_staff_link(self, activation_id: UUID, body: models.NewStaffLink) -> models.NewlyMadeStaffLink:
        """Make a link for a gate or a screen.

        For brand admins and campaign managers. Whoever opens it needs no account. Its address is shown this
        once and kept nowhere: where the answer was lost, revoke the link and make another one. At most 100
        live ones.
        """
        found: models.NewlyMadeStaffLink = self._json(
            models.NewlyMadeStaffLink,
            "POST",
            "/api/v1/activations/{activation_id}/staff",
            places={"activation_id": activation_id},
            body=body,
        )
        return found

    def record_gate_scans(self, body: models.GateScans) -> models.GateAnswers:
        """Record what a gate scanned.

        For everyone who opened a gate's link, by the cookie that it set, from a page of this address. A
        scan is judged by how the activation was when it was made, in the order in which they were made; up
        to 48 hours later. The same again has the same answers, and counts once.
        """
        found: models.GateAnswers = self._json(
            models.GateAnswers, "POST", "/api/v1/qr/scans", body=body, is_public=True
        )
        return found

    def read_screen(self, code: str) -> models.Screen:
        """Read what a screen shows next.

        For everyone who opened a screen's link, by the cookie that it set: the pictures of the next ten
        minutes, and our clock.
        """
        found: models.Screen = self._json(
            models.Screen, "GET", "/api/v1/qr/screens/{code}", places={"code": code}, is_public=True
        )
        return found

    def show_staff_link(self) -> str:
        """Show the page of a gate's or a screen's link.

        For everyone who holds the link. It has a button and changes nothing: chat previews open it before
        any person does. The token stands behind the `#` of its address, and is not sent with it.
        """
        return self._text("GET", "/q/staff", is_public=True)

    def open_staff_link(self) -> str:
        """Open a gate or a screen.

        For everyone who holds the link, from its page. It sets a cookie that opens the gate or the screen
        until the link ends.
        """
        return self._location("POST", "/q/staff", is_public=True)

    def show_gate(self, code: str) -> str:
        """Show the page of a gate.

        For everyone who opened a gate's link, by the cookie that it set. It takes codes by camera or
        keyboard, keeps them where there is no network, and says of each what `recordGateScans` answered.
        """
        return self._text("GET", "/q/{code}/gate", places={"code": code}, is_public=True)

    def show_screen(self, code: str) -> str:
        """Show a code on a screen.

        For everyone who opened a screen's link, by the cookie that it set. A rotating code goes on by
        itself, for ten minutes without a network.
        """
        return self._text("GET", "/q/{code}/screen", places={"code": code}, is_public=True)
