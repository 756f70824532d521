"""The sign-ins of the pool: passwords, codes, challenges, refresh tokens that rotate; and an administrator's work."""

import secrets
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from common.access_tokens import ACCESS_TOKEN_SECONDS
from tests.factories.user_pool import (
    CLIENT_SECRET,
    WRONG,
    FakePool,
    Person,
    access_token,
    require_length,
    secret_hash,
    spend,
)
from tests.factories.user_pool_client import Refused

TRIGGER = "AuthChallenge_Authentication"


class UserPool(FakePool):
    """The pool with its sign-ins."""

    def _admin_initiate_auth(self, given: Mapping[str, Any]) -> dict[str, Any]:
        told = given["AuthParameters"]
        assert told["SECRET_HASH"] == secret_hash(told["USERNAME"])
        person = self.by_name(told["USERNAME"])
        if given["AuthFlow"] == "ADMIN_USER_PASSWORD_AUTH":
            return self._by_password(person, told["PASSWORD"])
        if given["AuthFlow"] == "USER_AUTH":
            return self._by_code(person)
        assert given["AuthFlow"] == "CUSTOM_AUTH"
        if person is None:
            raise WRONG
        require_enabled(person)
        return self._challenged(person, [])

    def _admin_respond_to_auth_challenge(self, given: Mapping[str, Any]) -> dict[str, Any]:
        told = given["ChallengeResponses"]
        assert told["SECRET_HASH"] == secret_hash(told["USERNAME"])
        name, username, answered = self.challenges.get(given["Session"], ("", "", []))
        person = self.people.get(username)
        if name != given["ChallengeName"] or person is None:
            raise Refused("NotAuthorizedException", "Invalid session for the user.")
        if name == "EMAIL_OTP":
            spend(person, "magic_link", told["EMAIL_OTP_CODE"])
            del self.challenges[given["Session"]]
            require_enabled(person)
            return {"AuthenticationResult": self.signed_in(person)}
        del self.challenges[given["Session"]]
        verdict = self.run(
            "verifyAuthChallengeResponse", f"VerifyAuthChallengeResponse{TRIGGER[13:]}", person,
            privateChallengeParameters={"asks": "ticket"}, challengeAnswer=told["ANSWER"],
        )  # fmt: skip
        return self._challenged(
            person, [*answered, {"challengeName": name, "challengeResult": verdict["answerCorrect"]}]
        )

    def _challenged(self, person: Person, answered: list[dict[str, Any]]) -> dict[str, Any]:
        told = self.run("defineAuthChallenge", f"Define{TRIGGER}", person, session=answered)
        if told["failAuthentication"]:
            raise WRONG
        if told["issueTokens"]:
            return {"AuthenticationResult": self.signed_in(person)}
        made = self.run(
            "createAuthChallenge",
            f"Create{TRIGGER}",
            person,
            challengeName=told["challengeName"],
            session=answered,
        )
        return self.challenge(person, told["challengeName"], made["publicChallengeParameters"], answered)

    def challenge(
        self, person: Person, name: str, told: Mapping[str, str], answered: list[dict[str, Any]]
    ) -> dict[str, Any]:
        """A challenge that waits for its answer."""
        session = secrets.token_urlsafe(40)
        self.challenges[session] = (name, person.username, answered)
        return {"ChallengeName": name, "Session": session,
                "ChallengeParameters": dict(told) | {"USERNAME": person.username}}  # fmt: skip

    def _by_password(self, person: Person | None, password: str) -> dict[str, Any]:
        if person is None or person.password is None or person.password != password:
            raise WRONG
        require_enabled(person)
        if person.status == "UNCONFIRMED":
            raise Refused("UserNotConfirmedException", "User is not confirmed.")
        if person.wants_second_factor:
            return self.challenge(person, "SOFTWARE_TOKEN_MFA", {}, [])
        return {"AuthenticationResult": self.signed_in(person)}

    def _by_code(self, person: Person | None) -> dict[str, Any]:
        if person is None:
            # Whoever is unknown is asked for a code that never comes.
            return {"ChallengeName": "EMAIL_OTP", "Session": "simulated" * 5, "ChallengeParameters": {}}
        require_enabled(person)
        if person.status == "UNCONFIRMED":
            raise Refused("UserNotConfirmedException", "User is not confirmed.")
        self.mail(person, "CustomMessage_Authentication", "magic_link")
        return self.challenge(person, "EMAIL_OTP", {"CODE_DELIVERY_DELIVERY_MEDIUM": "EMAIL"}, [])

    def signed_in(self, person: Person, sign_in: str = "") -> dict[str, Any]:
        """Tokens of a new sign-in, or of one that goes on."""
        sign_in = sign_in or str(uuid4())
        refresh_token = secrets.token_urlsafe(48)
        self.refresh_tokens[refresh_token] = (person.username, sign_in)
        return {
            "AccessToken": access_token(self.key, person.attributes["sub"], sign_in), "TokenType": "Bearer",
            "ExpiresIn": ACCESS_TOKEN_SECONDS, "RefreshToken": refresh_token, "IdToken": "id",
        }  # fmt: skip

    def _get_tokens_from_refresh_token(self, given: Mapping[str, Any]) -> dict[str, Any]:
        username, sign_in = self.refresh_tokens.pop(given["RefreshToken"], ("", ""))
        person = self.people.get(username)
        if person is None:
            raise Refused("NotAuthorizedException", "Invalid Refresh Token")
        require_enabled(person)
        return {"AuthenticationResult": self.signed_in(person, "" if self.renames_sign_ins else sign_in)}

    def _revoke_token(self, given: Mapping[str, Any]) -> dict[str, Any]:
        assert given["ClientSecret"] == CLIENT_SECRET
        _, ended = self.refresh_tokens.get(given["Token"], ("", ""))
        self.refresh_tokens = {
            token: (who, one) for token, (who, one) in self.refresh_tokens.items() if one != ended
        }
        return {}

    def _person(self, given: Mapping[str, Any]) -> Person:
        person = self.by_name(given["Username"])
        if person is None:
            raise Refused("UserNotFoundException", "User does not exist.")
        return person

    def _admin_get_user(self, given: Mapping[str, Any]) -> dict[str, Any]:
        told = self._person(given).described
        return {**{key: told[key] for key in ("Username", "UserStatus", "Enabled")},
                "UserAttributes": told["Attributes"]}  # fmt: skip

    def _list_users(self, given: Mapping[str, Any]) -> dict[str, Any]:
        sub = given["Filter"].removeprefix('sub = "').removesuffix('"')
        return {"Users": [one.described for one in self.people.values() if one.attributes["sub"] == sub]}

    def _admin_set_user_password(self, given: Mapping[str, Any]) -> dict[str, Any]:
        require_length(given["Password"])
        person = self._person(given)
        person.password = given["Password"]
        person.status = "CONFIRMED"
        return {}

    def _admin_user_global_sign_out(self, given: Mapping[str, Any]) -> dict[str, Any]:
        name = self._person(given).username
        self.refresh_tokens = {
            token: (who, one) for token, (who, one) in self.refresh_tokens.items() if who != name
        }
        return {}

    def _admin_disable_user(self, given: Mapping[str, Any]) -> dict[str, Any]:
        self._person(given).is_enabled = False
        return {}

    def _admin_enable_user(self, given: Mapping[str, Any]) -> dict[str, Any]:
        self._person(given).is_enabled = True
        return {}

    def _admin_delete_user(self, given: Mapping[str, Any]) -> dict[str, Any]:
        del self.people[self._person(given).username]
        return {}

    def _admin_update_user_attributes(self, given: Mapping[str, Any]) -> dict[str, Any]:
        person, told = self._person(given), {one["Name"]: one["Value"] for one in given["UserAttributes"]}
        taken = self.by_name(told["email"])
        if taken is not None and taken is not person:
            raise Refused("AliasExistsException", "An account with the given email already exists.")
        person.attributes |= told
        return {}


def require_enabled(person: Person) -> None:
    """Told after the right password only."""
    if not person.is_enabled:
        raise Refused("NotAuthorizedException", "User is disabled.")
