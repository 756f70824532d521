"""Who issues badges: a page, a profile, a key set, a DID document; before the first key as well."""

import pytest

from tests.conftest import Database
from tests.factories.badges import BASE, JSON, get, sign

PATHS = ["/issuers/platform", "/issuers/platform/jwks.json", "/.well-known/did.json"]


def test_the_profile_is_the_one_that_badges_name(database: Database) -> None:
    found = get(PATHS[0], **JSON).body
    assert (found["id"], found["type"], found["name"]) == (
        f"{BASE}/issuers/platform", ["Profile"], "Atomic Influence",
    )  # fmt: skip


def test_before_the_first_key_there_is_none(database: Database) -> None:
    assert get(PATHS[1]).body == {"keys": []}
    assert get(PATHS[2]).body["verificationMethod"] == []
    assert "None was used yet." in str(get(PATHS[0]).body)


def test_a_key_is_public_before_anything_is_signed_with_it_and_once(database: Database) -> None:
    for _ in range(2):
        sign()
    (key,) = get(PATHS[1]).body["keys"]
    assert "d" not in key
    assert key["kid"] in str(get(PATHS[0]).body)


@pytest.mark.parametrize("path", PATHS)
def test_head_is_get_without_the_body(database: Database, path: str) -> None:
    asked, whole = get(path, "HEAD"), get(path)
    assert (asked.status, asked.body, asked.headers) == (200, "", whole.headers)


@pytest.mark.parametrize("issuer", ["nobody", "Platform", "%00", "%ff", "x" * 3_000])
def test_another_issuer_is_not_there(database: Database, issuer: str) -> None:
    assert get(f"/issuers/{issuer}").status == 404
    assert get(f"/issuers/{issuer}/jwks.json").status == 404
