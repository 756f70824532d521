"""The way in: `AtomicInfluence(base_url)`, with the chapters of the reference as attributes."""

from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar

import httpx

from atomic_influence.base import Page
from atomic_influence.chapters import Chapters
from atomic_influence.models import SignIn, SignOut
from atomic_influence.session import Session

Filters = ParamSpec("Filters")
Item = TypeVar("Item")
TIMEOUT_SECONDS = 35.0
"""The gateway gives up after 30."""


class AtomicInfluence(Chapters):
    """The API for one account; nobody's until `sign_in`. Use another one for another account."""

    def __init__(
        self,
        base_url: str,
        *,
        access_token: str | None = None,
        http: httpx.Client | None = None,
        **session: Any,
    ) -> None:
        """`access_token`: one that you renew yourself. `http`: a client of your own, with `base_url` in it.

        `session`: how often and how long to wait for another try (`Session`).
        """
        self.session = Session(http or httpx.Client(base_url=base_url, timeout=TIMEOUT_SECONDS), **session)
        if access_token is not None:
            self.session.keep_access_token(access_token)
        super().__init__(self.session)

    def sign_in(self, email: str, password: str) -> Self:
        """Be this account from now on; the token is renewed by itself. Raises `Refused` (`CREDENTIALS_INVALID`)."""
        self.session.keep(self.auth.sign_in(SignIn(email=email, password=password)))
        return self

    def sign_out(self, *, everywhere: bool = False) -> None:
        """End this session, or all of the account."""
        if self.session.refresh_token is not None:
            self.auth.sign_out(SignOut(refresh_token=self.session.refresh_token, everywhere=everywhere))
        self.session.forget()

    def every(
        self,
        listed: Callable[Filters, Page[Item]],
        *given: Filters.args,
        **filters: Filters.kwargs,
    ) -> Iterator[Item]:
        """Every row of a list, page after page: `every(brand.campaigns.list_campaigns, status="active")`."""
        page = listed(*given, **filters)
        yield from page.data
        while page.next_cursor is not None:
            page = listed(*given, **{**filters, "cursor": page.next_cursor})  # type: ignore[arg-type]
            yield from page.data

    def close(self) -> None:
        """Close the connections."""
        self.session.http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
