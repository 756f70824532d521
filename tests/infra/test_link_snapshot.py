"""The copy of the links lies where the functions of tracking may read and write it."""

from infra.grants import LINK_SNAPSHOT
from tracking_redirect.visits.known_links import SNAPSHOT


def test_the_grant_is_for_the_object_that_is_read_and_written() -> None:
    assert LINK_SNAPSHOT == SNAPSHOT
