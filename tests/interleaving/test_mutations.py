"""Each lock is shown to matter: without it, the explorer finds what it holds back."""

import pytest

from tests.conftest import Database
from tests.interleaving.exploring import explorer
from tests.interleaving.mutations import MUTATIONS, Mutation
from tests.interleaving.pairs import PAIRS


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: f"{one.lock}, {one.pair}")
def test_without_its_lock_a_pair_is_violated(database: Database, mutation: Mutation) -> None:
    with database.connect() as db:
        mutation.apply(db)
    with explorer(database) as found:
        assert found.first_violation(PAIRS[mutation.pair]) is not None
