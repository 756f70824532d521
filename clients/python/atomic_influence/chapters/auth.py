"""Generated from the description by `make clients`."""

from atomic_influence import models
from atomic_influence.chapter import Chapter


class Auth(Chapter):
    """Operations of the chapter `auth`."""

    def change_email(self, body: models.EmailChange) -> models.CodeSent:
        """Change the address that one signs in with.

        For whoever is signed in, by the same proof as `changePassword`. A code goes to the new address, for
        `confirmEmailChange`; until it comes back, the old address counts. The answer is the same where
        somebody has the address.
        """
        found: models.CodeSent = self._json(models.CodeSent, "POST", "/api/v1/auth/change-email", body=body)
        return found

    def confirm_email_change(self, body: models.CodeOf) -> models.TokenSet:
        """Confirm a new address with the code that came there.

        For everyone who got one by `changeEmail`; `email` is the new address. It is the account's from now
        on, the old one is told, and the tokens of the answer are its owner's.
        """
        found: models.TokenSet = self._json(
            models.TokenSet, "POST", "/api/v1/auth/change-email/confirm", body=body, is_public=True
        )
        return found

    def change_password(self, body: models.PasswordChange) -> None:
        """Change the password and sign out on all other devices.

        For whoever is signed in. The current password, a code of `requestReauthenticationCode` or a sign-in
        of the last hour shows that the account's owner asks. Codes that were sent before open nothing any
        more.
        """
        self._nothing("POST", "/api/v1/auth/change-password", body=body)

    def confirm_address(self, body: models.CodeOf) -> None:
        """Confirm an address with the code that came by mail.

        For everyone who has signed up. From now on one can sign in.
        """
        self._nothing("POST", "/api/v1/auth/confirm", body=body, is_public=True)

    def request_password_reset(self, body: models.AddressOnly) -> models.CodeSent:
        """Request a code that allows a new password.

        For everyone who forgot theirs. The answer is the same whether there is such an account or not; the
        code goes to `resetPassword`.
        """
        found: models.CodeSent = self._json(
            models.CodeSent, "POST", "/api/v1/auth/forgot-password", body=body, is_public=True
        )
        return found

    def sign_in_with_recovery_code(self, body: models.CodeOf) -> models.TokenSet:
        """Sign in with the code of a forgotten password.

        For everyone who got a code by `requestPasswordReset`. It is good for one use: for this, or for
        `resetPassword`. Within an hour `changePassword` then asks for no other proof.
        """
        found: models.TokenSet = self._json(
            models.TokenSet, "POST", "/api/v1/auth/forgot-password/sign-in", body=body, is_public=True
        )
        return found

    def request_magic_link(self, body: models.AddressOnly) -> models.CodeSent:
        """Request a link that signs in once.

        For everyone who has an account. The answer is the same whether there is one or not; the link's code
        goes to `signInWithMagicLink`.
        """
        found: models.CodeSent = self._json(
            models.CodeSent, "POST", "/api/v1/auth/magic-link", body=body, is_public=True
        )
        return found

    def sign_in_with_magic_link(self, body: models.CodeOf) -> models.TokenSet:
        """Sign in with the code of a magic link.

        For everyone who got one by `requestMagicLink`. The code is good once.
        """
        found: models.TokenSet = self._json(
            models.TokenSet, "POST", "/api/v1/auth/magic-link/sign-in", body=body, is_public=True
        )
        return found

    def request_reauthentication_code(self) -> models.CodeSent:
        """Request a code that stands for the current password.

        For whoever is signed in. It goes to their own address, at most once a minute; `changePassword` and
        `changeEmail` take it.
        """
        found: models.CodeSent = self._json(models.CodeSent, "POST", "/api/v1/auth/reauthenticate")
        return found

    def refresh_tokens(self, body: models.RefreshToken) -> models.TokenSet:
        """Refresh the tokens of a sign-in.

        For everyone who holds a refresh token. It is spent by this, and the answer has the next one; one
        that comes twice ends the sign-in, as it may be stolen.
        """
        found: models.TokenSet = self._json(
            models.TokenSet, "POST", "/api/v1/auth/refresh", body=body, is_public=True
        )
        return found

    def resend_confirmation_code(self, body: models.AddressOnly) -> models.CodeSent:
        """Resend the code that confirms an address.

        For everyone who has signed up, at most once a minute. The answer is the same whether there is such
        an account or not.
        """
        found: models.CodeSent = self._json(
            models.CodeSent, "POST", "/api/v1/auth/resend", body=body, is_public=True
        )
        return found

    def reset_password(self, body: models.PasswordReset) -> None:
        """Reset the password with a code.

        For everyone who got a code by `requestPasswordReset`. All sign-ins of the account end.
        """
        self._nothing("POST", "/api/v1/auth/reset-password", body=body, is_public=True)

    def end_sessions(self, body: models.SessionsEnd) -> None:
        """End sign-ins by the access token.

        For whoever is signed in: here, on all other devices, or on all. An access token that is out lives
        on for its quarter of an hour.
        """
        self._nothing("POST", "/api/v1/auth/sessions/end", body=body)

    def sign_in(self, body: models.SignIn) -> models.TokenSet:
        """Sign in with e-mail and password.

        For everyone who has an account. Send the access token with each request, and get new tokens by
        `refreshTokens` before its quarter of an hour is over. After too many wrong passwords the account
        rests for a quarter of an hour (429).
        """
        found: models.TokenSet = self._json(
            models.TokenSet, "POST", "/api/v1/auth/sign-in", body=body, is_public=True
        )
        return found

    def sign_out(self, body: models.SignOut) -> None:
        """Sign out here, or everywhere.

        For everyone who holds a refresh token. An access token that is out lives on for its quarter of an
        hour.
        """
        self._nothing("POST", "/api/v1/auth/sign-out", body=body, is_public=True)

    def sign_up(self, body: models.SignUp) -> models.Account:
        """Sign up for an account.

        For everyone. Who signs up as a brand gets one, with a wallet; a creator gets a profile and a
        wallet. Where `confirmed` is false a code is on its way to the address: hand it to `confirmAddress`,
        then sign in.
        """
        found: models.Account = self._json(
            models.Account, "POST", "/api/v1/auth/sign-up", body=body, is_public=True
        )
        return found

    def sign_in_with_ticket(self, body: models.TicketOf) -> models.TokenSet:
        """Sign in with a ticket.

        For everyone who holds one: `proveSocialAccount` gives it to who comes with an account that they
        have connected.
        """
        found: models.TokenSet = self._json(
            models.TokenSet, "POST", "/api/v1/auth/ticket/sign-in", body=body, is_public=True
        )
        return found
