"""Generated from the description by `make clients`."""

from atomic_influence.chapter import Chapter


class Invites(Chapter):
    """Operations of the chapter `invites`."""

    def open_invite(self, token: str) -> str:
        """Open the link of an invite.

        For everyone who holds the link. It leads on to the sign-up, with the token in the address, which
        the front end sends along; the agent is shown that somebody came.
        """
        return self._location("GET", "/invites/{token}", places={"token": token}, is_public=True)

    def check_invite_link(self, token: str) -> str:
        """Check the link of an invite.

        For everyone who holds the link, as link checkers and chat previews do: where it leads, and nobody
        is shown it.
        """
        return self._location("HEAD", "/invites/{token}", places={"token": token}, is_public=True)

    def show_opt_out_page(self, token: str) -> str:
        """Show the page that ends invites.

        For everyone who holds the link of an invite's mail. It has two buttons and changes nothing: link
        scanners open it before any person does.
        """
        return self._text("GET", "/invites/{token}/opt-out", places={"token": token}, is_public=True)

    def check_opt_out_link(self, token: str) -> None:
        """Check the link that ends invites.

        For everyone who holds the link of an invite's mail, as link checkers do: the status of the page,
        and no page.
        """
        self._nothing("HEAD", "/invites/{token}/opt-out", places={"token": token}, is_public=True)

    def end_invites(self, token: str, *, forget: bool | None = None) -> str:
        """End invites to an address.

        For everyone who holds the link of a mail, as mail programs do with one click (RFC 8058). The body
        is not read. No agent reaches the address any more, also not when its contact is deleted.
        """
        return self._text(
            "POST",
            "/invites/{token}/opt-out",
            places={"token": token},
            query={"forget": forget},
            is_public=True,
        )
