"""The JWT authorizer lets in what API Gateway would let in, and nothing else."""

import base64
import json
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from local.gateway.authorizer import JwtAuthorizer, Unauthorized, render_claim

ISSUER = "https://identity.test"
NOW = 1_800_000_000
KEY = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)
CLAIMS: dict[str, Any] = {
    "iss": ISSUER, "sub": "u1", "client_id": "web", "token_use": "access",
    "scope": "a b", "iat": NOW - 10, "exp": NOW + 890,
}  # fmt: skip


class Clock:
    def __init__(self) -> None:
        self.now = float(NOW)

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def authorizer(clock: Clock) -> JwtAuthorizer:
    return JwtAuthorizer({"k1": KEY.public_key()}, ISSUER, frozenset({"web", "machine"}), clock)


def token(key: Any = KEY, algorithm: str = "RS256", kid: str = "k1", **changes: Any) -> str:
    claims = {name: value for name, value in (CLAIMS | changes).items() if value is not ...}
    return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid})


def test_claims_of_a_good_token_are_strings(authorizer: JwtAuthorizer) -> None:
    claims = authorizer.authorize(f"Bearer {token(groups=['a', 'b'], verified=True, nothing=None)}")
    assert claims == {
        "iss": ISSUER, "sub": "u1", "client_id": "web", "token_use": "access", "scope": "a b",
        "iat": str(NOW - 10), "exp": str(NOW + 890), "groups": "[a b]", "verified": "true",
    }  # fmt: skip


def test_the_audience_may_stand_in_aud(authorizer: JwtAuthorizer) -> None:
    assert (
        authorizer.authorize(f"Bearer {token(client_id=..., aud=['x', 'machine'])}")["aud"] == "[x machine]"
    )


def test_aud_counts_before_client_id(authorizer: JwtAuthorizer) -> None:
    with pytest.raises(Unauthorized, match="audience"):
        authorizer.authorize(f"Bearer {token(aud='other', client_id='web')}")


@pytest.mark.parametrize(
    "changes",
    [
        {"exp": NOW},
        {"exp": NOW - 1},
        {"exp": ...},
        {"exp": "soon"},
        {"nbf": NOW + 60},
        {"iat": NOW + 60},
        {"iss": "https://other.test"},
        {"iss": ...},
        {"client_id": "other"},
        {"client_id": ...},
        {"client_id": ["web", 1], "aud": 5},
        {"key": OTHER_KEY},
        {"kid": "k2"},
    ],
)
def test_a_token_that_does_not_hold_is_refused(authorizer: JwtAuthorizer, changes: dict[str, Any]) -> None:
    with pytest.raises(Unauthorized):
        authorizer.authorize(f"Bearer {token(**changes)}")


def test_an_unsigned_token_is_refused(authorizer: JwtAuthorizer) -> None:
    with pytest.raises(Unauthorized):
        authorizer.authorize(f"Bearer {jwt.encode(CLAIMS, '', algorithm='none', headers={'kid': 'k1'})}")


def test_a_token_signed_with_the_public_key_as_a_secret_is_refused(authorizer: JwtAuthorizer) -> None:
    """The classical confusion of RS256 with HS256."""
    with pytest.raises(Unauthorized):
        authorizer.authorize(f"Bearer {token(key='x' * 64, algorithm='HS256')}")


def test_a_changed_payload_is_refused_although_the_token_was_good_before(authorizer: JwtAuthorizer) -> None:
    good = token()
    authorizer.authorize(f"Bearer {good}")
    head, _, signature = good.split(".")
    payload = base64.urlsafe_b64encode(json.dumps(CLAIMS | {"sub": "admin"}).encode()).decode().rstrip("=")
    with pytest.raises(Unauthorized):
        authorizer.authorize(f"Bearer {head}.{payload}.{signature}")


def test_a_remembered_token_still_expires(authorizer: JwtAuthorizer, clock: Clock) -> None:
    good = f"Bearer {token()}"
    authorizer.authorize(good)
    clock.now = NOW + 890
    with pytest.raises(Unauthorized, match="expired"):
        authorizer.authorize(good)


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer ", "Basic dTpw", "Bearer a.b.c", "Bearer ä.ö.ü"]
)
def test_what_is_no_token_is_refused(authorizer: JwtAuthorizer, header: str | None) -> None:
    with pytest.raises(Unauthorized):
        authorizer.authorize(header)


def test_the_challenge_names_the_fault_but_not_for_a_missing_token(authorizer: JwtAuthorizer) -> None:
    with pytest.raises(Unauthorized) as missing:
        authorizer.authorize(None)
    with pytest.raises(Unauthorized) as wrong:
        authorizer.authorize(f"Bearer {token(client_id='other')}")
    assert missing.value.challenge == "Bearer"
    assert wrong.value.challenge == (
        'Bearer scope="" error="invalid_token" error_description="the token does not have a valid audience"'
    )


def test_a_claim_that_is_an_object_is_rendered_as_json() -> None:
    assert render_claim({"a": [1, 2]}) == '{"a":[1,2]}'
