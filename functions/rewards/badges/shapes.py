"""Open Badges 3.0: what a credential and a status list say. (1EdTech, and W3C's Bitstring Status List v1.0.)

What was signed once is read for years: a change here is for badges to come.
"""

import gzip
import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from common.adapters.signer.port import PublicKey, base64url
from common.pages import PRODUCT
from common.times import moment_text
from rewards.badge_signing.models import SignableBadge
from rewards.badges import links
from rewards.badges.models import titled

Json = dict[str, object]

VC2 = "https://www.w3.org/ns/credentials/v2"
OB3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
LIST_LIVES = timedelta(days=7)
"""So long a copy of a list is believed: an old one must not make a void badge valid again for ever."""
LIST_REST_MS = 300_000
"""So long a reader may keep it without asking again."""


def issuer() -> Json:
    """Us. Raises `SettingMissing`."""
    return {"id": links.issuer_url(), "type": ["Profile"], "name": PRODUCT}


def identity_hash(email: str, salt: str) -> str:
    """An address as who knows it already finds it again: `sha256$` and the digest of it and the salt."""
    return "sha256$" + hashlib.sha256(f"{email}{salt}".encode()).hexdigest()


def achievement(key: str, name: str, description: str, criteria: str) -> Json:
    """What a badge is for. Raises `SettingMissing`."""
    address = links.achievement_url(key)
    return {
        "id": address,
        "type": ["Achievement"],
        "achievementType": "Badge",
        "name": name,
        "description": description,
        "criteria": {"narrative": criteria},
        "image": {"id": f"{address}/picture.svg", "type": "Image"},
    }


def credential(badge: SignableBadge, salt: str) -> Json:
    """The claims of a badge: they are the credential itself, without a wrapper. Raises `SettingMissing`."""
    address, status = links.badge_url(badge.id), links.status_list_url(badge.list_id)
    person = {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": identity_hash(badge.email, salt),
        "identityType": "emailAddress",
        "salt": salt,
    }
    title = titled(badge.name, badge.level, badge.levels)
    return {
        "@context": [VC2, OB3],
        "id": address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": issuer(),
        "validFrom": moment_text(badge.awarded_at, timespec="seconds"),
        "name": title,
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [person],
            "achievement": achievement(badge.achievement_key, badge.name, badge.description, badge.criteria),
        },
        "credentialStatus": {
            "id": f"{status}#{badge.status_index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(badge.status_index),
            "statusListCredential": status,
        },
        "iss": links.issuer_url(),
        "jti": address,
        "nbf": int(badge.awarded_at.timestamp()),
    }


def status_list(list_id: UUID, bits: int, revoked: Iterable[int], moment: datetime) -> Json:
    """The claims of a list of so many places. Raises `SettingMissing`, `IndexError` for a place that it has not."""
    address = links.status_list_url(list_id)
    return {
        "@context": [VC2],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": links.issuer_url(),
        "validFrom": moment_text(moment, timespec="seconds"),
        "validUntil": moment_text(moment + LIST_LIVES, timespec="seconds"),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": bitstring(bits, revoked),
            "ttl": LIST_REST_MS,
        },
        "iss": links.issuer_url(),
        "jti": address,
        "nbf": int(moment.timestamp()),
    }


def bitstring(bits: int, places: Iterable[int]) -> str:
    """So many bits, those of `places` set, the first on the left: packed, in base64url, marked as such by `u`."""
    octets = bytearray(bits // 8)
    for place in places:
        octets[place // 8] |= 0x80 >> (place % 8)
    return "u" + base64url(gzip.compress(bytes(octets), mtime=0))


def key_set(keys: Mapping[str, PublicKey]) -> Json:
    """Public keys by their names, as RFC 7517 has a set of them."""
    return {"keys": [{**key, "kid": kid, "use": "sig", "alg": "ES256"} for kid, key in keys.items()]}


def did_document(keys: Mapping[str, PublicKey]) -> Json:
    """The same for who asks by our name of the method `web`. Raises `SettingMissing`."""
    did = links.issuer_did()
    methods = [
        {"id": f"{did}#{kid}", "type": "JsonWebKey", "controller": did, "publicKeyJwk": {**key}}
        for kid, key in keys.items()
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/jwk/v1"],
        "id": did,
        "alsoKnownAs": [links.issuer_url()],
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }
