"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Scans(Chapter):
    """Operations of the chapter `scans`."""

    def find_scan_answer(self, scan_id: UUID) -> models.ScanAnswer:
        """Ask what became of a scan.

        For everyone whose browser made it, by its cookie. In a peak the answer to a scan is `pending`; ask
        here until it is not, every two seconds.
        """
        found: models.ScanAnswer = self._json(
            models.ScanAnswer,
            "GET",
            "/api/v1/qr/scans/{scan_id}",
            places={"scan_id": scan_id},
            is_public=True,
        )
        return found

    def list_scan_reviews(
        self,
        *,
        status: models.ScanReviewStatus | None = None,
        brand_id: UUID | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.ScanReview]:
        """List flagged scans.

        For members of the brand, and for administrators. What rules found odd counts for nothing until
        somebody clears it, or until it is due and weighs less than 70 points. The heaviest first. It is
        written down who looked.
        """
        found: Page[models.ScanReview] = self._json(
            Page[models.ScanReview],
            "GET",
            "/api/v1/scan-reviews",
            query={"status": status, "brand_id": brand_id, "cursor": cursor, "limit": limit},
        )
        return found

    def read_scan_review(self, scan_id: UUID) -> models.ScanReviewDetail:
        """Read a flagged scan.

        For members of the brand, and for administrators. With figures about it and its device; where it was
        is never told. It is written down who looked.
        """
        found: models.ScanReviewDetail = self._json(
            models.ScanReviewDetail, "GET", "/api/v1/scan-reviews/{scan_id}", places={"scan_id": scan_id}
        )
        return found

    def review_scan(self, scan_id: UUID, body: models.ScanReviewDecision) -> models.ScanReviewDetail:
        """Review a flagged scan.

        For those who run the brand's campaigns, and for administrators, but not for who scanned. `cleared`:
        it counts after all, and what is granted for scans follows. `confirmed`: it never counts, and its
        device is riskier from now on. It is decided once (409).
        """
        found: models.ScanReviewDetail = self._json(
            models.ScanReviewDetail,
            "POST",
            "/api/v1/scan-reviews/{scan_id}",
            places={"scan_id": scan_id},
            body=body,
        )
        return found

    def list_scan_rules(self) -> models.ScanRules:
        """List how good rules against scans are.

        For administrators. How often each was right, as people decided on flagged scans in the last 90
        days. `changeFraudRule` changes weights and what a rule is told.
        """
        found: models.ScanRules = self._json(models.ScanRules, "GET", "/api/v1/scan-rules")
        return found

    def list_scans(
        self,
        *,
        activation_id: UUID,
        verdict: models.ScanVerdict | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.Scan]:
        """List the scans of an activation.

        For members of its brand, the newest first, with the reasons of their verdicts and without a place.
        It is written down who looked.
        """
        found: Page[models.Scan] = self._json(
            Page[models.Scan],
            "GET",
            "/api/v1/scans",
            query={"activation_id": activation_id, "verdict": verdict, "cursor": cursor, "limit": limit},
        )
        return found
