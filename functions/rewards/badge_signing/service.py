"""Use cases of signing: behind the grant's commit, never in its transaction, which would wait for KMS."""

import secrets
from datetime import UTC, datetime, timedelta

from common.adapters.signer.choice import badge_signer
from common.adapters.signer.port import Signer, SignerUnavailable, thumbprint
from common.backoff import setback_after
from common.database import transaction
from common.deadline import NEVER, Deadline
from common.errors import NotConfigured
from common.identity import SERVICE
from common.jobs import Counts
from common.telemetry import logger
from common.work import ClaimLost, described, one_by_one, work_through
from rewards.badge_signing import repository
from rewards.badge_signing.models import ChangedList, ClaimedCredential
from rewards.badges.shapes import credential, identity_hash, status_list
from rewards.badges.signature import signed

JOB = "badges-sweep"
BATCH = 50
LISTS_AT_ONCE = 10
SALT_BYTES = 16
NONE: Counts = {"signed": 0, "failed": 0, "taken_over": 0}
LIST_IS_OLD = timedelta(days=1)
"""It lives for a week (`shapes.LIST_LIVES`): six days are left to mend what keeps us from signing."""


def sign_due(deadline: Deadline = NEVER) -> Counts:
    """What the timer does: credentials that wait, then the lists of what is void; twice is as good as once.

    Counts: those of `sign_waiting`, and lists. Raises `SignerUnavailable` for a run without a list that it should sign.
    """
    signer = _signer()
    if signer is None:
        return {**NONE, "lists": 0}
    with transaction(SERVICE) as tx:
        repository.open_list(tx)
    return {**_sign_credentials(signer, deadline), "lists": sign_lists(signer, deadline)}


def sign_waiting(deadline: Deadline = NEVER) -> Counts:
    """What the worker does behind its grants: the credentials that wait, by several workers each once, behind the lists
    that they stand on, so that whoever sees one can verify it.

    Counts: signed, failed, taken_over (by another worker, or overtaken by a revocation). Where this stage has no key,
    or it does not answer, all of them wait.
    """
    try:
        signer = _signer()
        if signer is None:
            return dict(NONE)
        sign_lists(signer, deadline)
        return _sign_credentials(signer, deadline)
    except SignerUnavailable as error:
        logger().warning("badges wait for their signatures", exc_info=error)
        return dict(NONE)


def _signer() -> Signer | None:
    """Who signs, with their key published before anything bears its name; None where this stage has no key.

    Raises `SignerUnavailable`.
    """
    try:
        signer = badge_signer()
    except NotConfigured as error:
        logger().warning("badges are not signed", extra={"details": error.details})
        return None
    key = signer.public_key()
    with transaction(SERVICE) as tx:
        repository.know_key(tx, thumbprint(key), key)
    return signer


def _sign_credentials(signer: Signer, deadline: Deadline) -> Counts:
    return NONE | work_through(
        lambda tx: repository.claim(tx, BATCH),
        one_by_one(lambda item: _sign(item, signer), _fail),
        has_time=lambda: not deadline.is_over,
    )


def sign_lists(signer: Signer, deadline: Deadline = NEVER) -> int:
    """Sign the lists that changed, or grow old; how many. Raises `SignerUnavailable`."""
    done = 0
    while not deadline.is_over:
        with transaction(SERVICE) as tx:
            moment = datetime.now(UTC).replace(microsecond=0)
            changed = repository.list_changed(tx, LISTS_AT_ONCE, LIST_IS_OLD)
        kept = sum(_sign_list(each, moment, signer) for each in changed)
        done += kept
        if kept < LISTS_AT_ONCE:
            break
    return done


def _sign_list(changed: ChangedList, moment: datetime, signer: Signer) -> int:
    jwt = signed(status_list(changed.id, changed.size, changed.revoked, moment), signer)
    with transaction(SERVICE) as tx:
        return repository.keep_list(tx, changed, jwt, moment)


def _sign(item: ClaimedCredential, signer: Signer) -> str:
    with transaction(SERVICE) as tx:
        badge = repository.find_signable(tx, item)
    if badge is None:
        raise ClaimLost
    salt = secrets.token_urlsafe(SALT_BYTES)
    jwt = signed(credential(badge, salt), signer)
    with transaction(SERVICE) as tx:
        repository.finish(
            tx, item, jwt=jwt, kid=thumbprint(signer.public_key()), salt=salt,
            identity_hash=identity_hash(badge.email, salt),
        )  # fmt: skip
    return "signed"


def _fail(item: ClaimedCredential, error: Exception) -> str:
    with transaction(SERVICE) as tx:
        repository.set_back(tx, item, described(error), setback_after(item.attempts))
    return "failed"
