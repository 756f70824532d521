"""Every badge that we issue is accepted by an independent verifier, and a changed, foreign or void one is not."""

import base64
import hashlib
import json
from typing import Any
from uuid import UUID

import jwt
import pytest
from openbadgeslib.ob3.status import decode_encoded_list, set_indices
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier

from common.adapters.signer import choice
from common.adapters.signer.local import LocalSigner
from rewards.badges.signature import claims_of
from tests.factories.badges import BASE, earn, fetch, get, public_pem, sign, token
from tests.factories.people import make_user
from tests.factories.rewards import make_achievement
from tests.typing import Connection


@pytest.fixture
def person(db: Connection) -> UUID:
    return make_user(db, "creator")


@pytest.fixture
def credential(db: Connection, person: UUID) -> UUID:
    made = earn(db, person, make_achievement(db))
    assert sign() == {"signed": 1, "failed": 0, "taken_over": 0, "lists": 1}
    return made


def verify(text: str, **options: Any) -> Any:
    return OB3Verifier(public_pem()).verify(text, check_status=True, download=fetch, **options)


def revoke(db: Connection) -> None:
    db.execute("select app.revoke_credential(id) from user_achievements")


HARD_TEXTS = ["First steps", "Zoë 🎉 <b>&amp;", 'a "quote" \\ and \u2028 more', "漢字" * 50]


@pytest.mark.parametrize("text", HARD_TEXTS)
@pytest.mark.parametrize("levels", [[1], [1, 5, 25]])
def test_every_issued_badge_verifies_with_its_status(
    db: Connection, person: UUID, text: str, levels: list[int]
) -> None:
    key = make_achievement(db, name=text, description=text * 4, criteria=text * 15, levels=levels)
    credentials = [earn(db, person, key, level=level) for level in levels]
    assert sign()["signed"] == len(levels)
    for each in credentials:
        found = verify(token(each))
        assert found.issuer.id == f"{BASE}/issuers/platform"
        assert found.achievement.name == text


@pytest.mark.parametrize("part", [0, 1, 2])
def test_an_altered_badge_is_refused(credential: UUID, part: int) -> None:
    parts = token(credential).split(".")
    verify(".".join(parts))
    for place in range(0, len(parts[part]), 37):
        changed = list(parts)
        other = "A" if parts[part][place] != "A" else "B"
        changed[part] = parts[part][:place] + other + parts[part][place + 1 :]
        with pytest.raises(OB3VerificationError):
            verify(".".join(changed))


def test_claims_that_say_more_are_refused(credential: UUID) -> None:
    header, payload, signature = token(credential).split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    claims["credentialSubject"]["achievement"]["name"] = "Nobel Prize"
    forged = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    with pytest.raises(OB3VerificationError, match="signature"):
        verify(f"{header}.{forged}.{signature}")


def test_the_wrong_key_accepts_nothing(credential: UUID) -> None:
    other = {"keys": [{**LocalSigner("somebody else's").public_key(), "alg": "ES256"}]}
    with pytest.raises(OB3VerificationError, match="signature"):
        OB3Verifier(public_pem(other)).verify(token(credential))


def test_a_revoked_badge_is_void_as_soon_as_its_list_is_signed(db: Connection, credential: UUID) -> None:
    text = token(credential)
    verify(text)
    revoke(db)
    assert sign()["lists"] == 1
    with pytest.raises(OB3VerificationError, match="revocation"):
        verify(text)
    OB3Verifier(public_pem()).verify(text)  # the signature itself is as good as it was


def test_only_the_bits_of_revoked_badges_are_set(db: Connection, person: UUID) -> None:
    key = make_achievement(db, levels=list(range(1, 21)))
    for level in range(1, 21):
        earn(db, person, key, level=level)
    sign()
    db.execute("select app.revoke_credential(id) from user_achievements where level % 3 = 0")
    sign()
    rows = db.execute("select id from badge_status_lists").fetchall()
    claims = claims_of(fetch(f"{BASE}/status-lists/{rows[0][0]}").decode())
    bits = decode_encoded_list(claims["credentialSubject"]["encodedList"])
    wanted = {
        row[0]
        for row in db.execute("select status_index from badge_credentials where revoked_at is not null")
    }
    assert len(bits) * 8 == 131_072
    assert set_indices(bits) == wanted
    assert len(wanted) == 6


def test_a_badge_names_nobody_and_proves_its_person(db: Connection, person: UUID, credential: UUID) -> None:
    claims = claims_of(token(credential))
    row = db.execute("select email, identity_salt, identity_hash from auth.users, badge_credentials"
                     " where auth.users.id = %s", (person,)).fetchone()  # fmt: skip
    assert row is not None
    email, salt, kept = row
    assert email not in json.dumps(claims)
    assert "id" not in claims["credentialSubject"]
    (identity,) = claims["credentialSubject"]["identifier"]
    assert identity["hashed"] is True
    assert identity["salt"] == salt
    wanted = "sha256$" + hashlib.sha256(f"{email}{salt}".encode()).hexdigest()
    assert identity["identityHash"] == kept == wanted


def test_two_badges_of_one_person_have_nothing_in_common(db: Connection, person: UUID) -> None:
    key = make_achievement(db, levels=[1, 2])
    credentials = [earn(db, person, key, level=level) for level in (1, 2)]
    sign()
    said = [claims_of(token(each))["credentialSubject"]["identifier"][0] for each in credentials]
    assert said[0]["salt"] != said[1]["salt"]
    assert said[0]["identityHash"] != said[1]["identityHash"]


def test_the_key_of_a_token_is_in_the_key_set_and_in_the_did_document(credential: UUID) -> None:
    header = jwt.get_unverified_header(token(credential))
    keys = {key["kid"]: key for key in get("/issuers/platform/jwks.json").body["keys"]}
    assert header["alg"] == "ES256"
    assert {**header["jwk"], "kid": header["kid"], "use": "sig", "alg": "ES256"} == keys[header["kid"]]
    document = get("/.well-known/did.json").body
    assert document["id"] == "did:web:api.example.org"
    (method,) = document["verificationMethod"]
    assert (method["id"], method["publicKeyJwk"]) == (f"{document['id']}#{header['kid']}", header["jwk"])


def test_badges_of_an_old_key_verify_after_a_new_one_took_its_place(
    db: Connection, person: UUID, credential: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOCAL_BADGE_KEY", "the key of next year")
    newer = earn(db, person, make_achievement(db, "another"))
    sign()
    keys = {key["kid"]: key for key in get("/issuers/platform/jwks.json").body["keys"]}
    assert len(keys) == 2
    kids = [jwt.get_unverified_header(token(each))["kid"] for each in (credential, newer)]
    assert kids[0] != kids[1]
    for each, kid in zip((credential, newer), kids, strict=True):
        OB3Verifier(public_pem({"keys": [keys[kid]]})).verify(token(each))


def test_another_address_voids_the_badge_and_issues_it_anew(
    db: Connection, person: UUID, credential: UUID
) -> None:
    old = token(credential)
    db.execute("update auth.users set email = 'new@example.org' where id = %s", (person,))
    assert sign() == {"signed": 1, "failed": 0, "taken_over": 0, "lists": 1}
    with pytest.raises(OB3VerificationError, match="revocation"):
        verify(old)
    rows = db.execute("select id from badge_credentials where revoked_at is null").fetchall()
    (identity,) = claims_of(token(rows[0][0]))["credentialSubject"]["identifier"]
    digest = hashlib.sha256(f"new@example.org{identity['salt']}".encode()).hexdigest()
    assert identity["identityHash"] == f"sha256${digest}"
    verify(token(rows[0][0]))
    led = get(f"/badges/{credential}")
    assert (led.status, led.headers["location"]) == (302, f"/badges/{rows[0][0]}")
    assert get(f"/badges/{credential}/credential.jwt").status == 410


def test_a_badge_that_is_just_being_signed_never_gets_an_address_that_was(
    db: Connection, person: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = earn(db, person, make_achievement(db))

    class Slow(LocalSigner):
        changed = False

        def sign(self, message: bytes) -> bytes:
            if not Slow.changed:
                Slow.changed = True
                db.execute("update auth.users set email = 'late@example.org' where id = %s", (person,))
            return super().sign(message)

    monkeypatch.setattr(choice, "_made", lambda **_: Slow("of the tests"))
    counts = sign()
    assert (counts["taken_over"], counts["signed"]) == (1, 1)
    (identity,) = claims_of(token(made))["credentialSubject"]["identifier"]
    digest = hashlib.sha256(f"late@example.org{identity['salt']}".encode()).hexdigest()
    assert identity["identityHash"] == f"sha256${digest}"


def test_a_picture_with_the_badge_in_it_verifies(credential: UUID) -> None:
    answer = get(f"/badges/{credential}/badge.png")
    assert (answer.status, answer.headers["content-type"]) == (200, "image/png")
    picture = base64.b64decode(answer.body)
    found = OB3Verifier.extract_token_from_png(picture)
    assert found == token(credential)
    verify(found)
