"""Generated from the description by `make clients`."""

from typing import Any, Literal

from atomic_influence import models
from atomic_influence.chapter import Chapter


class SupabaseAuth(Chapter):
    """Operations of the chapter `supabase_auth`."""

    def read_supabase_keys(self) -> dict[str, Any]:
        """Read the keys of access tokens.

        For everyone: a JSON Web Key Set, by which `getClaims` checks a token itself.
        """
        found: dict[str, Any] = self._json(
            dict[str, Any], "GET", "/auth/v1/.well-known/jwks.json", is_public=True
        )
        return found

    def sign_out_with_supabase(self, *, scope: Literal["global", "local", "others"] | None = None) -> None:
        """Sign out with supabase-js.

        For whoever is signed in. An access token that is out lives on for its quarter of an hour.
        """
        self._nothing("POST", "/auth/v1/logout", query={"scope": scope})

    def send_supabase_otp(
        self, body: models.AddressGiven, *, redirect_to: str | None = None
    ) -> models.Nothing:
        """Send a magic link with supabase-js.

        For everyone who has an account; whether there is one is not told, and none is made.
        """
        found: models.Nothing = self._json(
            models.Nothing,
            "POST",
            "/auth/v1/otp",
            query={"redirect_to": redirect_to},
            body=body,
            is_public=True,
        )
        return found

    def request_supabase_nonce(self) -> models.Nothing:
        """Request a nonce with supabase-js.

        For whoever is signed in. It goes to their own address, and a change of the user takes it.
        """
        found: models.Nothing = self._json(models.Nothing, "GET", "/auth/v1/reauthenticate")
        return found

    def request_supabase_recovery(
        self, body: models.AddressGiven, *, redirect_to: str | None = None
    ) -> models.Nothing:
        """Request a recovery code with supabase-js.

        For everyone who forgot their password; whether there is such an account is not told. The code signs
        in, and the new password is a change of the user.
        """
        found: models.Nothing = self._json(
            models.Nothing,
            "POST",
            "/auth/v1/recover",
            query={"redirect_to": redirect_to},
            body=body,
            is_public=True,
        )
        return found

    def resend_supabase_code(self, body: models.Resend, *, redirect_to: str | None = None) -> models.Nothing:
        """Resend a code with supabase-js.

        For everyone who waits for one; at most once a minute, and whether there is anything to send is not
        told.
        """
        found: models.Nothing = self._json(
            models.Nothing,
            "POST",
            "/auth/v1/resend",
            query={"redirect_to": redirect_to},
            body=body,
            is_public=True,
        )
        return found

    def read_supabase_settings(self) -> models.AuthSettings:
        """Read how people sign in.

        For everyone: by address, with a password or a code, and by nothing else.
        """
        found: models.AuthSettings = self._json(
            models.AuthSettings, "GET", "/auth/v1/settings", is_public=True
        )
        return found

    def sign_up_with_supabase(
        self, body: models.SupabaseSignUp, *, redirect_to: str | None = None
    ) -> models.SupabaseSession | models.SupabaseUser:
        """Sign up with supabase-js.

        For everyone. `data` holds `full_name`, `role` (`agent`, `brand` or `creator`) and, where somebody
        sent them, `referral`. Where a code has to come back first, there is a user and no session.
        """
        found: models.SupabaseSession | models.SupabaseUser = self._json(
            models.SupabaseSession | models.SupabaseUser,
            "POST",
            "/auth/v1/signup",
            query={"redirect_to": redirect_to},
            body=body,
            is_public=True,
        )
        return found

    def sign_in_with_supabase(
        self, body: models.Grant, *, grant_type: Literal["password", "refresh_token"]
    ) -> models.SupabaseSession:
        """Sign in, or refresh a session, with supabase-js.

        For everyone who has an account. A refresh token is spent; one that comes twice ends its sign-in.
        """
        found: models.SupabaseSession = self._json(
            models.SupabaseSession,
            "POST",
            "/auth/v1/token",
            query={"grant_type": grant_type},
            body=body,
            is_public=True,
        )
        return found

    def read_supabase_user(self) -> models.SupabaseUser:
        """Read the caller with supabase-js.

        For whoever is signed in. A sign-in that has ended is `session_not_found`, also while its token
        lives.
        """
        found: models.SupabaseUser = self._json(models.SupabaseUser, "GET", "/auth/v1/user")
        return found

    def change_supabase_user(
        self, body: models.UserUpdate, *, redirect_to: str | None = None
    ) -> models.SupabaseUser:
        """Change password, address or data with supabase-js.

        For whoever is signed in. A password and an address ask for `current_password`, a `nonce` or a sign-
        in of the last hour. A new password ends all other sign-ins; a new address counts once its code has
        come back.
        """
        found: models.SupabaseUser = self._json(
            models.SupabaseUser, "PUT", "/auth/v1/user", query={"redirect_to": redirect_to}, body=body
        )
        return found

    def open_supabase_link(
        self,
        *,
        token: str,
        type: Literal["signup", "email", "magiclink", "recovery", "email_change"],
        redirect_to: str | None = None,
    ) -> str:
        """Open the link of a mail.

        For everyone who has the mail. It is good once, and leads on to the front end, which supabase-js
        signs in.
        """
        return self._location(
            "GET",
            "/auth/v1/verify",
            query={"token": token, "type": type, "redirect_to": redirect_to},
            is_public=True,
        )

    def sign_in_with_supabase_code(
        self, body: models.Verification, *, redirect_to: str | None = None
    ) -> models.SupabaseSession:
        """Sign in with a code, with supabase-js.

        For everyone who has the code, by `email` and `token` or by `token_hash`; it is good once, and signs
        in.
        """
        found: models.SupabaseSession = self._json(
            models.SupabaseSession,
            "POST",
            "/auth/v1/verify",
            query={"redirect_to": redirect_to},
            body=body,
            is_public=True,
        )
        return found
