"""Use cases of signing: behind the grant's commit, never in its transaction, which would wait for KMS."""

import secrets
from datetime import UTC, datetime, timedelta

from common.adapters.signer.choice import badge_signer
from common.adapters.signer.port import Signer, thumbprint
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
LIST_IS_OLD = timedelta(days=1)
"""It lives for a week (`shapes.LIST_LIVES`): six days are left to mend what keeps us from signing."""


def sign_due(deadline: Deadline = NEVER) -> Counts:
    """Sign the credentials that wait, then the lists of what is void; twice, or by two at once, is as good as once.

    Counts: signed, failed, taken_over (by another worker, or overtaken by a revocation), lists. Where this stage has no
    key, all of them wait. Raises `SignerUnavailable`, for a run that signed no list that it should.
    """
    counts: Counts = {"signed": 0, "failed": 0, "taken_over": 0, "lists": 0}
    try:
        signer = badge_signer()
    except NotConfigured as error:
        logger().warning("badges are not signed", extra={"details": error.details})
        return counts
    key = signer.public_key()
    with transaction(SERVICE) as tx:
        repository.know_key(tx, thumbprint(key), key)
        repository.open_list(tx)
    counts |= work_through(
        lambda tx: repository.claim(tx, BATCH),
        one_by_one(lambda item: _sign(item, signer), _fail),
        has_time=lambda: not deadline.is_over,
    )
    return counts | {"lists": sign_lists(signer, deadline)}


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
