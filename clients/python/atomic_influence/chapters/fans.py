"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Fans(Chapter):
    """Operations of the chapter `fans`."""

    def erase_fan(self, fan_id: UUID) -> models.FanForgotten:
        """Erase a fan of one's brand.

        For brand admins: a fan who asked the brand for it is forgotten, as by `eraseFanData`. Who did it
        stands in the audit log.
        """
        found: models.FanForgotten = self._json(
            models.FanForgotten, "DELETE", "/api/v1/activation-fans/{fan_id}", places={"fan_id": fan_id}
        )
        return found

    def list_fan_links(self, *, cursor: str | None = None, limit: int | None = None) -> Page[models.FanLink]:
        """List the brands whose fan one is.

        For whoever is signed in: those that they have joined, the newest first.
        """
        found: Page[models.FanLink] = self._json(
            Page[models.FanLink], "GET", "/api/v1/fan-links", query={"cursor": cursor, "limit": limit}
        )
        return found

    def join_fan(self, body: models.NewFanLink) -> models.FanLink:
        """Join one's account to what one scanned.

        For whoever is signed in and has a ticket of the browser that scanned (`makeFanTicket`): scans that
        counted in the last 90 days, and all to come, are theirs for rewards. Whoever had joined the same
        brand before is one fan with it.
        """
        found: models.FanLink = self._json(models.FanLink, "POST", "/api/v1/fan-links", body=body)
        return found

    def leave_fan(self, fan_id: UUID) -> models.FanForgotten:
        """Leave a brand as its fan, and be forgotten.

        For whoever has joined: address, browsers and codes are gone, scans are nobody's. What was earned by
        them stays.
        """
        found: models.FanForgotten = self._json(
            models.FanForgotten, "DELETE", "/api/v1/fan-links/{fan_id}", places={"fan_id": fan_id}
        )
        return found

    def erase_fan_data(self, *, code: str) -> models.FanForgotten:
        """Erase all that a brand holds about oneself.

        For everyone whose browser scanned a code of the brand, from a page of this address: address,
        browsers and codes are gone, scans are nobody's and without a place. What was used of limits stays
        used while the activation lasts.
        """
        found: models.FanForgotten = self._json(
            models.FanForgotten, "DELETE", "/api/v1/fans/me", query={"code": code}, is_public=True
        )
        return found

    def read_fan_data(self, *, code: str) -> models.FanData:
        """Read all that a brand holds about oneself.

        For everyone whose browser scanned a code of the brand: who they are as a fan, their browsers, their
        scans with places, and how it stands with those that are checked. That it was read stands in the
        audit log.
        """
        found: models.FanData = self._json(
            models.FanData, "GET", "/api/v1/fans/me", query={"code": code}, is_public=True
        )
        return found

    def request_fan_code(self, body: models.FanCodeRequest) -> models.FanCodeRequested:
        """Request six digits to an address.

        For everyone whose browser scanned a code of the brand, from a page of this address. The answer is
        the same for every address, known or not. `confirmFanCode` takes the digits.
        """
        found: models.FanCodeRequested = self._json(
            models.FanCodeRequested, "POST", "/api/v1/fans/me/codes", body=body, is_public=True
        )
        return found

    def confirm_fan_code(self, body: models.FanConfirmation) -> None:
        """Confirm an address with six digits.

        For everyone whose browser asked for them. Whoever had confirmed the address at this brand before is
        the same person from now on: their browsers, their scans and what they used of limits are one. Five
        wrong tries end a code.
        """
        self._nothing("POST", "/api/v1/fans/me/codes/confirm", body=body, is_public=True)

    def make_fan_ticket(self, body: models.BrandRequest) -> models.FanTicket:
        """Make a ticket to join an account.

        For everyone whose browser scanned a code of the brand, from a page of this address. `joinFan` takes
        it, within a minute; the ticket of before is worth nothing any more.
        """
        found: models.FanTicket = self._json(
            models.FanTicket, "POST", "/api/v1/fans/me/link", body=body, is_public=True
        )
        return found
