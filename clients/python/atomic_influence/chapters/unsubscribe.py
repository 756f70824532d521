"""Generated from the description by `make clients`."""

from atomic_influence.chapter import Chapter


class Unsubscribe(Chapter):
    """Operations of the chapter `unsubscribe`."""

    def show_unsubscribe_page(self, token: str) -> str:
        """Show the page that ends mail.

        For everyone who holds the link of a mail. It has a button and changes nothing: link scanners open
        it before any person does.
        """
        return self._text("GET", "/unsubscribe/{token}", places={"token": token}, is_public=True)

    def check_unsubscribe_link(self, token: str) -> None:
        """Check the link that ends mail.

        For everyone who holds the link of a mail, as link checkers do: the status of the page, and no page.
        """
        self._nothing("HEAD", "/unsubscribe/{token}", places={"token": token}, is_public=True)

    def end_mail(self, token: str) -> str:
        """End the mail that a link names.

        For everyone who holds the link of a mail, as mail programs do with one click (RFC 8058). The body
        is not read. The page that comes back has a way back, which is a link of this kind and good for an
        hour.
        """
        return self._text("POST", "/unsubscribe/{token}", places={"token": token}, is_public=True)
