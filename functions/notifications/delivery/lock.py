"""One sender for the whole stage: the provider counts requests, and two workers would each keep a pace of their own.

Lambda polls a queue with two at least; who comes second has nothing to do, because the first sends all that is due.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from common.database import one_session, transaction
from common.errors import DomainError
from common.identity import SERVICE
from common.telemetry import logger
from notifications.delivery import repository


@contextmanager
def only_sender() -> Iterator[bool]:
    """Whether nobody else sends until the end of the block, which is bound to the database's session.

    Inside, a session that ends is not replaced: `DatabaseUnavailable`, because another worker may be at it already.
    """
    with transaction(SERVICE) as tx:
        is_alone = repository.begin_sending(tx)
    if not is_alone:
        yield False
        return
    try:
        with one_session():
            yield True
    finally:
        _let_another_send()


def _let_another_send() -> None:
    """The session lives on in a warm worker, and would keep the lock; without a session there is none."""
    try:
        with transaction(SERVICE) as tx:
            repository.end_sending(tx)
    except (DomainError, psycopg.Error) as error:
        logger().warning("the lock of sending was not given back", exc_info=error)
