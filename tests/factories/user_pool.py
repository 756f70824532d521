"""A Cognito user pool as its documentation describes it, as far as our server asks it, with its triggers.

moto takes any code, refreshes tokens of disabled users and runs no trigger; where it hurts, this one does as Cognito.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from common import access_tokens
from local.identity import IdentityKey
from tests.factories.user_pool_client import Refused

POOL_ID, CLIENT_ID, CLIENT_SECRET = "us-east-1_Pool12345", "serverclient0000000000000", "s" * 51
ISSUER = f"https://cognito-idp.us-east-1.amazonaws.com/{POOL_ID}"
SHORTEST = 12
WRONG = Refused("NotAuthorizedException", "Incorrect username or password.")
Trigger = Callable[[dict[str, Any], object], dict[str, Any]]


@dataclass
class Person:
    """A user of the pool."""

    username: str
    attributes: dict[str, str]
    password: str | None
    status: str = "UNCONFIRMED"
    is_enabled: bool = True
    codes: dict[str, str] = field(default_factory=dict)
    wants_second_factor: bool = False

    @property
    def described(self) -> dict[str, Any]:
        """As ListUsers shows them."""
        attributes = [{"Name": name, "Value": value} for name, value in self.attributes.items()]
        return {"Username": self.username, "Attributes": attributes, "UserStatus": self.status,
                "Enabled": self.is_enabled}  # fmt: skip


@dataclass
class FakePool:
    """The pool. `triggers` are our handlers by Cognito's name of the trigger; `mails` is what it sent."""

    key: IdentityKey
    triggers: dict[str, Trigger]
    people: dict[str, Person] = field(default_factory=dict)
    mails: list[dict[str, str]] = field(default_factory=list)
    refresh_tokens: dict[str, tuple[str, str]] = field(default_factory=dict)
    challenges: dict[str, tuple[str, str, list[dict[str, Any]]]] = field(default_factory=dict)
    renames_sign_ins: bool = False

    def answer(self, operation: str, given: Mapping[str, Any]) -> dict[str, Any]:
        """The answer of an operation; it refuses as Cognito does, with a client that hides who exists."""
        assert given.get("UserPoolId", POOL_ID) == POOL_ID
        assert given.get("ClientId", CLIENT_ID) == CLIENT_ID
        if "SecretHash" in given:
            assert given["SecretHash"] == secret_hash(given["Username"])
        if "ClientSecret" in given:
            assert given["ClientSecret"] == CLIENT_SECRET
        found: dict[str, Any] = getattr(self, f"_{operation}")(given)
        return found

    def add(self, email: str, password: str | None = None, **changes: Any) -> Person:
        """Somebody who is there already, confirmed."""
        user_id = str(uuid4())
        attributes = {"sub": user_id, "email": email, "email_verified": "true"}
        person = Person(user_id, attributes, password, "CONFIRMED")
        for name, value in changes.items():
            setattr(person, name, value)
        self.people[person.username] = person
        return person

    def by_name(self, name: str) -> Person | None:
        """By user name or address; of people from elsewhere the sub is none."""
        if name in self.people:
            return self.people[name]
        return next(
            (one for one in self.people.values() if one.attributes.get("email") == name.lower()), None
        )

    def run(self, trigger: str, source: str, person: Person, **request: Any) -> dict[str, Any]:
        """Let a trigger of ours answer; one that fails is Cognito's error."""
        handler = self.triggers.get(trigger)
        if handler is None:
            return {}
        attributes = person.attributes | {"cognito:user_status": person.status}
        event = {"version": "1", "region": "us-east-1", "userPoolId": POOL_ID, "userName": person.username,
                 "callerContext": {"awsSdkVersion": "x", "clientId": CLIENT_ID}, "triggerSource": source,
                 "request": {"userAttributes": attributes, **request}, "response": {}}  # fmt: skip
        try:
            told: dict[str, Any] = handler(event, None)["response"]
        except Exception as error:
            raise Refused("UnexpectedLambdaException", f"{trigger} failed with error {error}") from error
        return told

    def mail(self, person: Person, source: str, kind: str) -> None:
        """Make a code and send it, in our words where our trigger has some."""
        code = person.codes[kind] = f"{secrets.randbelow(10**8):08d}"
        told = self.run("customMessage", source, person, codeParameter="{####}", usernameParameter=None)
        message = told.get("emailMessage") or "Your code is {####}"
        assert "{####}" in message, "Cognito refuses a mail without its code"
        self.mails.append({
            "to": person.attributes["email"], "kind": kind, "code": code, "subject": told.get("emailSubject", ""),
            "html": message.replace("{####}", code),
        })  # fmt: skip

    def _describe_user_pool_client(self, _: Mapping[str, Any]) -> dict[str, Any]:
        return {"UserPoolClient": {"ClientId": CLIENT_ID, "ClientSecret": CLIENT_SECRET}}

    def _sign_up(self, given: Mapping[str, Any]) -> dict[str, Any]:
        told = {one["Name"]: one["Value"] for one in given["UserAttributes"]}
        assert "email" not in told, "the client may not write it"
        require_length(given["Password"])
        if self.by_name(given["Username"]) is not None:
            raise Refused("UsernameExistsException", "User already exists")
        user_id = str(uuid4())
        attributes = {"sub": user_id, "email": given["Username"].lower(), "email_verified": "false"} | told
        self.people[user_id] = person = Person(user_id, attributes, given["Password"])
        self.mail(person, "CustomMessage_SignUp", "confirm")
        return {"UserConfirmed": False, "UserSub": user_id}

    def _confirm_sign_up(self, given: Mapping[str, Any]) -> dict[str, Any]:
        person = self.by_name(given["Username"])
        if person is None:
            raise Refused("ExpiredCodeException", "Invalid code provided, please request a code again.")
        if person.status != "UNCONFIRMED":
            raise Refused("NotAuthorizedException", "User cannot be confirmed. Current status is CONFIRMED")
        spend(person, "confirm", given["ConfirmationCode"])
        person.status, person.attributes["email_verified"] = "CONFIRMED", "true"
        self.run("postConfirmation", "PostConfirmation_ConfirmSignUp", person)
        return {}

    def _resend_confirmation_code(self, given: Mapping[str, Any]) -> dict[str, Any]:
        person = self.by_name(given["Username"])
        if person is not None and person.status != "UNCONFIRMED":
            raise Refused("InvalidParameterException", "User is already confirmed.")
        if person is not None:
            self.mail(person, "CustomMessage_ResendCode", "confirm")
        return {}

    def _forgot_password(self, given: Mapping[str, Any]) -> dict[str, Any]:
        person = self.by_name(given["Username"])
        if person is not None and person.attributes["email_verified"] != "true":
            raise Refused("InvalidParameterException", "Cannot reset password for the user as there is no …")
        if person is not None and not person.is_enabled:
            raise Refused("NotAuthorizedException", "User is disabled.")
        if person is not None:
            self.mail(person, "CustomMessage_ForgotPassword", "reset_password")
        return {}

    def _confirm_forgot_password(self, given: Mapping[str, Any]) -> dict[str, Any]:
        person = self.by_name(given["Username"])
        if person is None or "reset_password" not in person.codes:
            raise Refused("ExpiredCodeException", "Invalid code provided, please request a code again.")
        require_length(given["Password"])
        spend(person, "reset_password", given["ConfirmationCode"])
        person.password, person.status = given["Password"], "CONFIRMED"
        self.run("postConfirmation", "PostConfirmation_ConfirmForgotPassword", person)
        return {}


def secret_hash(username: str) -> str:
    """As Cognito works it out."""
    digest = hmac.new(CLIENT_SECRET.encode(), f"{username}{CLIENT_ID}".encode(), hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


def require_length(password: str) -> None:
    """The pool's rule, and a password that is known from a leak."""
    if len(password) < SHORTEST or password == "known-from-a-leak":
        raise Refused("InvalidPasswordException", "Password did not conform with policy")


def spend(person: Person, kind: str, code: str) -> None:
    """Spend a code."""
    if person.codes.get(kind) != code:
        raise Refused("CodeMismatchException", "Invalid verification code provided, please try again.")
    del person.codes[kind]


def access_token(key: IdentityKey, user_id: UUID | str, sign_in: str) -> str:
    """As the pool signs it."""
    return access_tokens.sign(
        access_tokens.private_key(key.pem), issuer=ISSUER, client_id=CLIENT_ID, subject=str(user_id),
        scope=access_tokens.USER_SCOPE, seconds=access_tokens.ACCESS_TOKEN_SECONDS, session_id=sign_in,
    )  # fmt: skip
