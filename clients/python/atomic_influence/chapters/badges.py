"""Generated from the description by `make clients`."""

from typing import Any

from atomic_influence.chapter import Chapter


class Badges(Chapter):
    """Operations of the chapter `badges`."""

    def show_did_document(self) -> bytes:
        """Show who issues badges, as a DID document.

        For everyone: the keys of our issuer for whoever knows it by its name of the method `did:web`.
        """
        return self._bytes("GET", "/.well-known/did.json", is_public=True)

    def check_did_document(self) -> None:
        """Check whether there is a DID document.

        For everyone: the status and headers of `showDidDocument`, without the document.
        """
        self._nothing("HEAD", "/.well-known/did.json", is_public=True)

    def show_badge_achievement(self, achievement_key: str) -> str:
        """Show what a badge is for.

        For everyone: a page for people, the Achievement of Open Badges 3.0 for programs that accept JSON. A
        hidden one is there once somebody publishes a badge of it.
        """
        return self._text(
            "GET",
            "/badge-achievements/{achievement_key}",
            places={"achievement_key": achievement_key},
            is_public=True,
        )

    def check_badge_achievement(self, achievement_key: str) -> None:
        """Check whether there is such an achievement.

        For everyone: the status and headers of `showBadgeAchievement`, without the page.
        """
        self._nothing(
            "HEAD",
            "/badge-achievements/{achievement_key}",
            places={"achievement_key": achievement_key},
            is_public=True,
        )

    def download_achievement_picture(self, achievement_key: str) -> bytes:
        """Download the picture of what a badge is for.

        For everyone: an SVG without anything that runs.
        """
        return self._bytes(
            "GET",
            "/badge-achievements/{achievement_key}/picture.svg",
            places={"achievement_key": achievement_key},
            is_public=True,
        )

    def check_achievement_picture(self, achievement_key: str) -> None:
        """Check whether there is a picture of it.

        For everyone: the status and headers of `downloadAchievementPicture`, without the picture.
        """
        self._nothing(
            "HEAD",
            "/badge-achievements/{achievement_key}/picture.svg",
            places={"achievement_key": achievement_key},
            is_public=True,
        )

    def show_badge(self, badge_id: str) -> str:
        """Show a badge.

        For everyone: a page for people, the credential's claims for programs that accept JSON. A badge that
        its person does not publish is not there (404), one that was revoked is gone (410).
        """
        return self._text("GET", "/badges/{badge_id}", places={"badge_id": badge_id}, is_public=True)

    def check_badge(self, badge_id: str) -> None:
        """Check whether there is a badge.

        For everyone, as link checkers and previews ask: the status and headers of `showBadge`, without the
        page.
        """
        self._nothing("HEAD", "/badges/{badge_id}", places={"badge_id": badge_id}, is_public=True)

    def download_badge_picture(self, badge_id: str) -> bytes:
        """Download the picture of a badge.

        For everyone: a PNG with the credential in it, as wallets of badges take it.
        """
        return self._bytes(
            "GET", "/badges/{badge_id}/badge.png", places={"badge_id": badge_id}, is_public=True
        )

    def check_badge_picture(self, badge_id: str) -> None:
        """Check whether there is a picture of a badge.

        For everyone: the status and headers of `downloadBadgePicture`, without the picture.
        """
        self._nothing("HEAD", "/badges/{badge_id}/badge.png", places={"badge_id": badge_id}, is_public=True)

    def download_credential(self, badge_id: str) -> bytes:
        """Download the credential of a badge.

        For everyone: Open Badges 3.0 as a signed token (VC-JWT, ES256). Verify it with the keys of its
        issuer, and look at its place in its status list.
        """
        return self._bytes(
            "GET", "/badges/{badge_id}/credential.jwt", places={"badge_id": badge_id}, is_public=True
        )

    def check_credential(self, badge_id: str) -> None:
        """Check whether there is a credential of a badge.

        For everyone: the status and headers of `downloadCredential`, without the token.
        """
        self._nothing(
            "HEAD", "/badges/{badge_id}/credential.jwt", places={"badge_id": badge_id}, is_public=True
        )

    def show_issuer(self, issuer_id: str) -> str:
        """Show who issues badges.

        For everyone: a page for people, the Profile of Open Badges 3.0 for programs that accept JSON.
        """
        return self._text("GET", "/issuers/{issuer_id}", places={"issuer_id": issuer_id}, is_public=True)

    def check_issuer(self, issuer_id: str) -> None:
        """Check whether there is such an issuer.

        For everyone: the status and headers of `showIssuer`, without the page.
        """
        self._nothing("HEAD", "/issuers/{issuer_id}", places={"issuer_id": issuer_id}, is_public=True)

    def list_issuer_keys(self, issuer_id: str) -> dict[str, Any]:
        """List the keys of an issuer of badges.

        For everyone: a JSON Web Key Set with each key that ever signed a badge, by the `kid` of its tokens.
        """
        found: dict[str, Any] = self._json(
            dict[str, Any],
            "GET",
            "/issuers/{issuer_id}/jwks.json",
            places={"issuer_id": issuer_id},
            is_public=True,
        )
        return found

    def check_issuer_keys(self, issuer_id: str) -> None:
        """Check whether there are keys of an issuer.

        For everyone: the status and headers of `listIssuerKeys`, without the keys.
        """
        self._nothing(
            "HEAD", "/issuers/{issuer_id}/jwks.json", places={"issuer_id": issuer_id}, is_public=True
        )

    def show_status_list(self, status_list_id: str) -> bytes:
        """Show which badges of a list are void.

        For everyone: a Bitstring Status List of W3C as a signed token (VC-JWT, ES256). What a badge says of
        its place in it leads here; nobody learns who looks at which badge, as a list is that of a hundred
        thousand.
        """
        return self._bytes(
            "GET", "/status-lists/{status_list_id}", places={"status_list_id": status_list_id}, is_public=True
        )

    def check_status_list(self, status_list_id: str) -> None:
        """Check whether there is a status list.

        For everyone: the status and headers of `showStatusList`, without the list.
        """
        self._nothing(
            "HEAD",
            "/status-lists/{status_list_id}",
            places={"status_list_id": status_list_id},
            is_public=True,
        )
