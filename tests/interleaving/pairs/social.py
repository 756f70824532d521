"""A social account is asked for by one, and counted whole."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from common.database import Transaction, transaction
from common.identity import SERVICE
from common.models.platform import Platform
from social_connect.accounts.tokens import SealedTokens
from social_connect.oauth import repository as oauth
from social_connect.refresh import repository as refresh
from social_connect.sync import repository as sync
from tests.factories.people import make_user
from tests.interleaving.acting import as_service, statement, value
from tests.interleaving.exploring import Calls, Connection, Outcomes

EVERY_PLATFORM = list(Platform)


LEASE = timedelta(minutes=5)
A_MINUTE = timedelta(minutes=1)


def _social_account(db: Connection) -> tuple[UUID, UUID]:
    user = make_user(db)
    account = value(
        db, "insert into social_accounts (user_id, platform, platform_user_id, username, access_token, refresh_token,"
        " follower_count) values (%s, 'youtube', %s, 'maria', 'a', 'r', 100) returning id", user, uuid4().hex,
    )  # fmt: skip
    return user, account


def two_workers_ask_for_one_token(db: Connection) -> Calls:
    _, account = _social_account(db)
    with transaction(SERVICE) as tx:
        state = refresh.find_state(tx, account)
    assert state is not None

    def claim(tx: Transaction) -> str:
        return "claimed" if refresh.claim(tx, state.sealed, LEASE) else "left"

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["claimed", "left"]

    return Calls(as_service(claim), as_service(claim), check)


def new_tokens_come_while_the_account_is_revoked(db: Connection) -> Calls:
    _, account = _social_account(db)
    with transaction(SERVICE) as tx:
        state = refresh.find_state(tx, account)
    assert state is not None
    new = SealedTokens(account, b"new", b"next", None, [])

    def check(_: Outcomes) -> None:
        status, access = db.execute("select status, access_token from social_accounts where id = %s",
                                    (account,)).fetchone() or ("", b"")  # fmt: skip
        assert (status, access) == ("revoked", None)

    return Calls(
        as_service(refresh.store_tokens, state.sealed, new),
        as_service(statement("update social_accounts set status = 'revoked', access_token = null, refresh_token = null"
                             " where id = {} returning 'ok'"), account), check,
    )  # fmt: skip


def a_state_of_oauth_comes_back_twice(db: Connection) -> Calls:
    user = make_user(db)
    state = uuid4().bytes * 2
    with transaction(SERVICE) as tx:
        oauth.add_state(tx, state, user, Platform.YOUTUBE, code_verifier=None, lifetime=LEASE)

    def use(tx: Transaction) -> str:
        return "used" if oauth.use_state(tx, state, Platform.YOUTUBE, None) else "refused"

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["refused", "used"]

    return Calls(as_service(use), as_service(use), check)


def a_ticket_of_oauth_is_redeemed_twice(db: Connection) -> Calls:
    user = make_user(db)
    state, ticket = uuid4().bytes * 2, uuid4().bytes * 2
    with transaction(SERVICE) as tx:
        oauth.add_state(tx, state, user, Platform.YOUTUBE, code_verifier=None, lifetime=LEASE)
        assert oauth.issue_ticket(tx, state, Platform.YOUTUBE, ticket, sealed_code=b"code", lifetime=A_MINUTE)

    def redeem(tx: Transaction) -> str:
        return "redeemed" if oauth.redeem_ticket(tx, ticket, user) else "refused"

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["redeemed", "refused"]

    return Calls(as_service(redeem), as_service(redeem), check)


def a_state_of_oauth_becomes_two_tickets(db: Connection) -> Calls:
    user = make_user(db)
    state = uuid4().bytes * 2
    with transaction(SERVICE) as tx:
        oauth.add_state(tx, state, user, Platform.YOUTUBE, code_verifier=None, lifetime=LEASE)

    def issue(tx: Transaction) -> str:
        ticket = uuid4().bytes * 2
        issued = oauth.issue_ticket(
            tx, state, Platform.YOUTUBE, ticket, sealed_code=b"code", lifetime=A_MINUTE
        )
        return "issued" if issued else "refused"

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["issued", "refused"]

    return Calls(as_service(issue), as_service(issue), check)


def two_accounts_of_a_creator_are_counted(db: Connection) -> Calls:
    user, one = _social_account(db)
    other = value(
        db, "insert into social_accounts (user_id, platform, platform_user_id, username, access_token, follower_count)"
        " values (%s, 'tiktok', %s, 'maria', 'a', 100) returning id", user, uuid4().hex,
    )  # fmt: skip
    count = statement("update social_accounts set follower_count = 1000 where id = {} returning 'ok'")

    def check(_: Outcomes) -> None:
        assert value(db, "select total_followers from creator_profiles where user_id = %s", user) == 2_000

    return Calls(as_service(count, one), as_service(count, other), check)


def two_workers_claim_one_synchronisation(db: Connection) -> Calls:
    db.execute("delete from platform_sync_jobs")
    user, account = _social_account(db)
    db.execute("insert into platform_sync_jobs (social_account_id, user_id) values (%s, %s)", (account, user))

    def claim(tx: Transaction) -> str:
        return "claimed" if sync.claim(tx, LEASE, EVERY_PLATFORM) else "nothing"

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["claimed", "nothing"]

    return Calls(as_service(claim), as_service(claim), check)


def one_account_is_queued_twice(db: Connection) -> Calls:
    db.execute("delete from platform_sync_jobs")
    user, _ = _social_account(db)
    queue = as_service(sync.enqueue, datetime.now(UTC), LEASE, EVERY_PLATFORM, user)

    def check(_: Outcomes) -> None:
        assert value(db, "select count(*) from platform_sync_jobs where user_id = %s", user) == 1

    return Calls(queue, queue, check)


def an_account_expires_while_its_person_connects_again(db: Connection) -> Calls:
    _, account = _social_account(db)
    with transaction(SERVICE) as tx:
        state = refresh.find_state(tx, account)
        assert state is not None
        assert refresh.note_refusal(tx, state.sealed, "invalid_grant")
    connect = statement(
        "update social_accounts set access_token = 'new', refresh_token = 'next', status = 'connected'"
        " where id = {} returning 'ok'"
    )

    def check(_: Outcomes) -> None:
        assert value(db, "select status from social_accounts where id = %s", account) == "connected"

    return Calls(as_service(refresh.settle_refusals), as_service(connect, account), check)


def two_refusals_of_a_platform_are_weighed_together(db: Connection) -> Calls:
    """Each is one too few; the second sees the first, or nobody doubts."""
    db.execute("delete from social_token_refreshes")
    db.execute(
        "update social_platforms set refusals_to_doubt = 2, doubted_since = null, refresh_rests_until = null"
    )
    accounts = [_social_account(db)[1] for _ in range(2)]
    with transaction(SERVICE) as tx:
        states = [refresh.find_state(tx, account) for account in accounts]

    def note(tx: Transaction, which: int) -> object:
        state = states[which]
        assert state is not None
        return refresh.note_refusal(tx, state.sealed, "invalid_grant")

    def check(_: Outcomes) -> None:
        assert value(db, "select doubted_since is not null from social_platforms where platform = 'youtube'")

    return Calls(as_service(note, 0), as_service(note, 1), check)
