"""Generated from the description by `make clients`."""

from datetime import date
from typing import Literal
from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Tracking(Chapter):
    """Operations of the chapter `tracking`."""

    def list_conversions(
        self,
        campaign_id: UUID,
        *,
        order_id: str | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.Conversion]:
        """List the orders that followed clicks of a campaign.

        For members of the brand, each with what counts of it after corrections and refunds.
        """
        found: Page[models.Conversion] = self._json(
            Page[models.Conversion],
            "GET",
            "/api/v1/campaigns/{campaign_id}/conversions",
            places={"campaign_id": campaign_id},
            query={"order_id": order_id, "cursor": cursor, "limit": limit},
        )
        return found

    def read_conversion(self, campaign_id: UUID, conversion_id: UUID) -> models.ConversionHistory:
        """Read an order with all that was changed of it.

        For members of the brand: who corrected or refunded it, when and why, oldest first.
        """
        found: models.ConversionHistory = self._json(
            models.ConversionHistory,
            "GET",
            "/api/v1/campaigns/{campaign_id}/conversions/{conversion_id}",
            places={"campaign_id": campaign_id, "conversion_id": conversion_id},
        )
        return found

    def read_creator_performance(self, campaign_id: UUID, user_id: UUID) -> models.CreatorPerformance:
        """Read what one creator brought a campaign.

        For members of the brand, and for that creator: their clicks and conversions over the campaign's
        life.
        """
        found: models.CreatorPerformance = self._json(
            models.CreatorPerformance,
            "GET",
            "/api/v1/campaigns/{campaign_id}/creators/{user_id}/performance",
            places={"campaign_id": campaign_id, "user_id": user_id},
        )
        return found

    def list_cta_links(
        self, campaign_id: UUID, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.CtaLink]:
        """List the labelled links of a campaign.

        For members of the brand; those of creators are in `listTrackingLinks`. Oldest first.
        """
        found: Page[models.CtaLink] = self._json(
            Page[models.CtaLink],
            "GET",
            "/api/v1/campaigns/{campaign_id}/cta-links",
            places={"campaign_id": campaign_id},
            query={"cursor": cursor, "limit": limit},
        )
        return found

    def create_cta_link(
        self, campaign_id: UUID, body: models.NewCtaLink, *, idempotency_key: str | None = None
    ) -> models.CtaLink:
        """Create a labelled link of a campaign.

        For brand admins and campaign managers: a link of the campaign itself, told apart by its label in
        `listLinkFigures`.
        """
        found: models.CtaLink = self._json(
            models.CtaLink,
            "POST",
            "/api/v1/campaigns/{campaign_id}/cta-links",
            places={"campaign_id": campaign_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def read_campaign_performance(self, campaign_id: UUID) -> models.CampaignPerformance:
        """Read what a campaign brought.

        For members of the brand: clicks, conversions, spend, cost per click and return on investment over
        its life, today included. `final_through` says up to which day counting is done.
        """
        found: models.CampaignPerformance = self._json(
            models.CampaignPerformance,
            "GET",
            "/api/v1/campaigns/{campaign_id}/performance",
            places={"campaign_id": campaign_id},
        )
        return found

    def download_daily_figures(
        self,
        campaign_id: UUID,
        *,
        from_: date | None = None,
        to: date | None = None,
        creator_user_id: UUID | None = None,
        tracking_link_id: UUID | None = None,
    ) -> str:
        """Download the daily figures of a campaign as CSV.

        For members of the brand; creators, who name themselves or a link, get their own. The rows of
        `readDailyFigures`, money in the unit of its currency.
        """
        return self._text(
            "GET",
            "/api/v1/campaigns/{campaign_id}/performance.csv",
            places={"campaign_id": campaign_id},
            query={
                "from": from_,
                "to": to,
                "creator_user_id": creator_user_id,
                "tracking_link_id": tracking_link_id,
            },
        )

    def read_breakdown(
        self,
        campaign_id: UUID,
        *,
        by: Literal["referrer", "device", "browser", "country"],
        from_: date | None = None,
        to: date | None = None,
        creator_user_id: UUID | None = None,
        tracking_link_id: UUID | None = None,
    ) -> models.Breakdown:
        """Read where the clicks of a campaign came from.

        For members of the brand; creators, who name themselves or a link, see their own. The ten most
        frequent referrers or browsers (apps' own ones by the app's name), the devices, or the countries of
        clicks by people: of the campaign, or of one creator or link, in at most 366 days.
        """
        found: models.Breakdown = self._json(
            models.Breakdown,
            "GET",
            "/api/v1/campaigns/{campaign_id}/performance/breakdown",
            places={"campaign_id": campaign_id},
            query={
                "by": by,
                "from": from_,
                "to": to,
                "creator_user_id": creator_user_id,
                "tracking_link_id": tracking_link_id,
            },
        )
        return found

    def list_creator_results(
        self, campaign_id: UUID, *, cursor: str | None = None, limit: int | None = None
    ) -> models.CreatorPage:
        """List what each creator of a campaign brought.

        For members of the brand: clicks, orders, posts and what was spent, over the campaign's life, today
        included. Who joined last comes first.
        """
        found: models.CreatorPage = self._json(
            models.CreatorPage,
            "GET",
            "/api/v1/campaigns/{campaign_id}/performance/creators",
            places={"campaign_id": campaign_id},
            query={"cursor": cursor, "limit": limit},
        )
        return found

    def read_daily_figures(
        self,
        campaign_id: UUID,
        *,
        from_: date | None = None,
        to: date | None = None,
        creator_user_id: UUID | None = None,
        tracking_link_id: UUID | None = None,
    ) -> models.DailySeries:
        """Read the figures of a campaign, day by day.

        For members of the brand; creators, who name themselves or a link, see their own. A row for each day
        (UTC), days without events and today included; the last 30 days unless told otherwise, at most 366.
        Of the campaign, or of one creator or link.
        """
        found: models.DailySeries = self._json(
            models.DailySeries,
            "GET",
            "/api/v1/campaigns/{campaign_id}/performance/daily",
            places={"campaign_id": campaign_id},
            query={
                "from": from_,
                "to": to,
                "creator_user_id": creator_user_id,
                "tracking_link_id": tracking_link_id,
            },
        )
        return found

    def list_link_figures(
        self,
        campaign_id: UUID,
        *,
        creator_user_id: UUID | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> models.LinkPage:
        """List what each link of a campaign brought.

        For members of the brand, all links and the labelled ones too; creators, who name themselves, see
        their own. Over each link's life.
        """
        found: models.LinkPage = self._json(
            models.LinkPage,
            "GET",
            "/api/v1/campaigns/{campaign_id}/performance/links",
            places={"campaign_id": campaign_id},
            query={"creator_user_id": creator_user_id, "cursor": cursor, "limit": limit},
        )
        return found

    def list_platform_results(
        self, campaign_id: UUID, *, creator_user_id: UUID | None = None
    ) -> models.PlatformList:
        """List what the posts of a campaign achieved by platform.

        For members of the brand; creators, who name themselves, see their own. Sums over the posts of
        approved work on each platform: of the campaign, or of one creator.
        """
        found: models.PlatformList = self._json(
            models.PlatformList,
            "GET",
            "/api/v1/campaigns/{campaign_id}/performance/platforms",
            places={"campaign_id": campaign_id},
            query={"creator_user_id": creator_user_id},
        )
        return found

    def list_post_results(
        self,
        campaign_id: UUID,
        *,
        creator_user_id: UUID | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> models.PostPage:
        """List the posts of a campaign with what they achieved.

        For members of the brand; creators, who name themselves, see their own. Posts of approved work with
        the figures of their last reading, newest first. What a platform does not tell is null.
        """
        found: models.PostPage = self._json(
            models.PostPage,
            "GET",
            "/api/v1/campaigns/{campaign_id}/performance/posts",
            places={"campaign_id": campaign_id},
            query={"creator_user_id": creator_user_id, "cursor": cursor, "limit": limit},
        )
        return found

    def download_post_results(self, campaign_id: UUID, *, creator_user_id: UUID | None = None) -> str:
        """Download the posts of a campaign as CSV.

        For members of the brand; creators, who name themselves, get their own. The rows of
        `listPostResults`, money in the unit of its currency. More than 10,000 posts are refused: read them
        in pages.
        """
        return self._text(
            "GET",
            "/api/v1/campaigns/{campaign_id}/performance/posts.csv",
            places={"campaign_id": campaign_id},
            query={"creator_user_id": creator_user_id},
        )

    def record_conversion(
        self, body: models.NewConversion | models.Correction | models.Refund
    ) -> models.ConversionReceipt:
        """Record an order, correct it, or refund it.

        For brand admins and campaign managers of the campaign, and for the machine client. An order is
        credited to the click that it followed (`click_id` is the `aclid` that came along) and counts once,
        however often it is sent; with the `action` `correct` or `refund` it changes, once for each
        `reference`. Shops that sign use `recordSignedConversion`.
        """
        found: models.ConversionReceipt = self._json(
            models.ConversionReceipt, "POST", "/api/v1/conversions", body=body
        )
        return found

    def record_signed_conversion(
        self,
        short_code: str,
        body: models.NewConversion | models.SignedCorrection | models.SignedRefund,
        *,
        signature: str,
    ) -> models.ConversionReceipt:
        """Record, correct or refund an order, signed by a shop.

        For everyone who holds the link's key: `?signature=` is the hexadecimal HMAC-SHA-256 of the body as
        sent, under the key that `readConversionKey` answers. The same bodies as `recordConversion`, of this
        link's orders only, and without `campaign_id`.
        """
        found: models.ConversionReceipt = self._json(
            models.ConversionReceipt,
            "POST",
            "/api/v1/conversions/{short_code}",
            places={"short_code": short_code},
            query={"signature": signature},
            body=body,
            is_public=True,
        )
        return found

    def list_media_value_rates(self) -> models.MediaValueRates:
        """List the rates that posts are valued by.

        For whoever is signed in: what was published that views and engagements cost as advertising, with
        its sources. There is none until an administrator enters one.
        """
        found: models.MediaValueRates = self._json(models.MediaValueRates, "GET", "/api/v1/media-value-rates")
        return found

    def delete_media_value_rate(
        self,
        platform: models.Platform,
        currency: Literal["aud", "cad", "chf", "dkk", "eur", "gbp", "jpy", "nok", "nzd", "pln", "sek", "usd"],
    ) -> None:
        """Delete the rate of a platform in a currency.

        For administrators. Reports have no value by it any more.
        """
        self._nothing(
            "DELETE",
            "/api/v1/media-value-rates/{platform}/{currency}",
            places={"platform": platform, "currency": currency},
        )

    def put_media_value_rate(
        self,
        platform: models.Platform,
        currency: Literal["aud", "cad", "chf", "dkk", "eur", "gbp", "jpy", "nok", "nzd", "pln", "sek", "usd"],
        body: models.NewMediaValueRate,
    ) -> models.MediaValueRate:
        """Put the rate of a platform in a currency.

        For administrators: what somebody published, in place of what stood there. Reports go by it from now
        on, also those of past campaigns.
        """
        found: models.MediaValueRate = self._json(
            models.MediaValueRate,
            "PUT",
            "/api/v1/media-value-rates/{platform}/{currency}",
            places={"platform": platform, "currency": currency},
            body=body,
        )
        return found

    def list_tracking_links(
        self, *, campaign_id: UUID, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.TrackingLink]:
        """List the tracking links of a campaign.

        For members of the brand, all of them; a creator sees their own.
        """
        found: Page[models.TrackingLink] = self._json(
            Page[models.TrackingLink],
            "GET",
            "/api/v1/tracking-links",
            query={"campaign_id": campaign_id, "cursor": cursor, "limit": limit},
        )
        return found

    def read_tracking_link(self, link_id: UUID) -> models.TrackingLink:
        """Read a tracking link.

        For members of the brand, and for the creator whose it is.
        """
        found: models.TrackingLink = self._json(
            models.TrackingLink, "GET", "/api/v1/tracking-links/{link_id}", places={"link_id": link_id}
        )
        return found

    def change_tracking_link(self, link_id: UUID, body: models.LinkChange) -> models.TrackingLink:
        """Change where a tracking link leads, or end it.

        For brand admins and campaign managers. Switch it off or on, give it an end, send it elsewhere. What
        is sent changes, the rest stays.
        """
        found: models.TrackingLink = self._json(
            models.TrackingLink,
            "PATCH",
            "/api/v1/tracking-links/{link_id}",
            places={"link_id": link_id},
            body=body,
        )
        return found

    def read_conversion_key(self, link_id: UUID) -> models.ConversionKey:
        """Read the key with which a shop signs.

        For brand admins and campaign managers. It is made when it is first asked for; keep it on the shop's
        server.
        """
        found: models.ConversionKey = self._json(
            models.ConversionKey,
            "GET",
            "/api/v1/tracking-links/{link_id}/conversion-key",
            places={"link_id": link_id},
        )
        return found

    def rotate_conversion_key(
        self, link_id: UUID, *, body: models.KeyRotation | None = None, idempotency_key: str | None = None
    ) -> models.RotatedKey:
        """Rotate the key with which a shop signs.

        For brand admins. The answer has the new key; the one before is taken for a day more, or as long as
        is asked for. With 0 hours all older keys end now.
        """
        found: models.RotatedKey = self._json(
            models.RotatedKey,
            "POST",
            "/api/v1/tracking-links/{link_id}/conversion-key",
            places={"link_id": link_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def download_qr_code(self, link_id: UUID, *, format: Literal["svg", "png"] | None = None) -> bytes:
        """Download a tracking link as a QR code.

        For members of the brand, and for the creator whose it is. Who scans the code is counted as a scan,
        which is a click too.
        """
        return self._bytes(
            "GET",
            "/api/v1/tracking-links/{link_id}/qr",
            places={"link_id": link_id},
            query={"format": format},
        )
