"""A token rotates once, a code opens once, an address has one account."""

import hashlib
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

from common.adapters.identity import rows as local_rows
from common.adapters.identity.codes import MOST_ATTEMPTS, require_code, send_code, use_code
from common.adapters.identity.local import LocalIdentity
from common.adapters.identity.local_passwords import HASHER
from common.database import Transaction, transaction
from common.identity import SERVICE
from local.identity import ISSUER, WEB_CLIENT_ID, load_or_create
from tests.factories.people import make_user
from tests.interleaving.acting import as_service, statement, value
from tests.interleaving.exploring import Calls, Connection, Outcomes

PASSWORD, NEW_PASSWORD = "a-long-enough-secret", "another-long-secret"


@cache
def _identity() -> LocalIdentity:
    with TemporaryDirectory() as folder:
        key = load_or_create(Path(folder) / "key.pem").pem
        return LocalIdentity(ISSUER, WEB_CLIENT_ID, key, shortest_password=12, refresh_token_days=7)


def _refresh_token(user: UUID) -> str:
    token = uuid4().hex
    with transaction(SERVICE) as tx:
        family = local_rows.open_family(tx, user)
        local_rows.store_token(tx, family, hashlib.sha256(token.encode()).digest(), 7)
    return token


def a_refresh_token_is_spent_twice(db: Connection) -> Calls:
    user = make_user(db)
    token = _refresh_token(user)

    def refresh() -> None:
        _identity().refresh(token)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["REFRESH_TOKEN_INVALID", "ok"]
        # One of the two was a thief: nobody knows which, so both are out.
        assert value(db, "select count(*) from local_identity.refresh_token_families where user_id = %s"
                     " and revoked_at is null", user) == 0  # fmt: skip

    return Calls(refresh, refresh, check)


def a_refresh_token_is_spent_while_its_owner_signs_out(db: Connection) -> Calls:
    user = make_user(db)
    token = _refresh_token(user)

    def refresh() -> None:
        _identity().refresh(token)

    def sign_out() -> None:
        _identity().sign_out(token, everywhere=True)

    def check(outcomes: Outcomes) -> None:
        assert outcomes[1] == "ok"
        assert value(db, "select count(*) from local_identity.refresh_token_families where user_id = %s"
                     " and revoked_at is null", user) == 0  # fmt: skip

    return Calls(refresh, sign_out, check)


def _code(db: Connection, purpose: str) -> tuple[UUID, str, str]:
    user = make_user(db)
    email = value(db, "select email from auth.users where id = %s", user)
    with transaction(SERVICE) as tx:
        send_code(tx, email, purpose)  # type: ignore[arg-type]
    code = value(
        db,
        "select payload ->> 'code' from outbox where payload ->> 'to' = %s order by id desc limit 1",
        email,
    )
    return user, email, code


def a_magic_link_opens_twice(db: Connection) -> Calls:
    user, email, code = _code(db, "magic_link")

    def sign_in() -> None:
        _identity().sign_in_with_code(email=email, purpose="magic_link", code=code)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["CODE_INVALID", "ok"]
        assert value(
            db, "select count(*) from local_identity.refresh_token_families where user_id = %s", user
        ) == 1  # fmt: skip

    return Calls(sign_in, sign_in, check)


def a_code_is_used_twice(db: Connection) -> Calls:
    _, email, code = _code(db, "reset_password")

    def use() -> None:
        require_code(email, "reset_password", code)
        with transaction(SERVICE) as tx:
            use_code(tx, email, "reset_password", code)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["CODE_INVALID", "ok"]

    return Calls(use, use, check)


def the_last_attempt_at_a_code_is_made_twice(db: Connection) -> Calls:
    user, email, code = _code(db, "reset_password")
    db.execute(
        "update local_identity.one_time_codes set attempts = %s where user_id = %s", (MOST_ATTEMPTS - 1, user)
    )

    def guess(wrong: str) -> None:
        require_code(email, "reset_password", wrong)

    def check(outcomes: Outcomes) -> None:
        assert outcomes.count("CODE_INVALID") >= 1
        assert value(db, "select attempts from local_identity.one_time_codes where user_id = %s", user) == (
            MOST_ATTEMPTS
        )

    return Calls(lambda: guess("AAAAAAAAAAAA"), lambda: guess(code), check)


def a_code_is_sent_twice(db: Connection) -> Calls:
    user = make_user(db)
    email = value(db, "select email from auth.users where id = %s", user)
    send = as_service(send_code, email, "magic_link")

    def check(_: Outcomes) -> None:
        assert value(db, "select count(*) from outbox where payload ->> 'to' = %s", email) == 1

    return Calls(send, send, check)


def the_last_attempt_at_a_password_is_made_twice(db: Connection) -> Calls:
    email = f"{uuid4().hex}@example.com"
    db.execute(
        "insert into local_identity.sign_in_attempts (address_hash, attempts)"
        " values (sha256(convert_to(%s, 'UTF8')), %s)",
        (email, local_rows.MOST_ATTEMPTS - 1),
    )

    def reserve(tx: Transaction) -> str:
        return "reserved" if local_rows.reserve_attempt(tx, email) else "locked"

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["locked", "reserved"]

    return Calls(as_service(reserve), as_service(reserve), check)


def _with_password(db: Connection) -> tuple[UUID, str]:
    user = make_user(db)
    with transaction(SERVICE) as tx:
        local_rows.insert_credentials(tx, user, HASHER.hash(PASSWORD))
    return user, value(db, "select email from auth.users where id = %s", user)


def _ends_signed_out(db: Connection, user: UUID) -> None:
    assert value(db, "select count(*) from local_identity.refresh_token_families where user_id = %s"
                 " and revoked_at is null", user) == 0  # fmt: skip


def a_password_is_replaced_while_it_signs_in(db: Connection) -> Calls:
    user, email = _with_password(db)
    with transaction(SERVICE) as tx:
        send_code(tx, email, "reset_password")
    code = value(
        db,
        "select payload ->> 'code' from outbox where payload ->> 'to' = %s order by id desc limit 1",
        email,
    )

    def sign_in() -> None:
        _identity().sign_in(email=email, password=PASSWORD)

    def reset() -> None:
        _identity().reset_password(email=email, code=code, password=NEW_PASSWORD)

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] in {"ok", "CREDENTIALS_INVALID"}
        assert outcomes[1] == "ok"
        _ends_signed_out(db, user)

    return Calls(sign_in, reset, check)


def an_account_is_banned_while_it_signs_in(db: Connection) -> Calls:
    user, email = _with_password(db)

    def sign_in() -> None:
        _identity().sign_in(email=email, password=PASSWORD)

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] in {"ok", "CREDENTIALS_INVALID", "ACCOUNT_BANNED"}
        _ends_signed_out(db, user)

    ban = as_service(statement("update auth.users set status = 'banned' where id = {} returning 'ok'"), user)
    return Calls(sign_in, ban, check)


def an_address_signs_up_twice(db: Connection) -> Calls:
    email = f"{uuid4().hex}@example.com"
    sign_up = as_service(
        local_rows.insert_user, email, {"role": "brand", "full_name": "Maria"}, confirmed=True
    )

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["EMAIL_TAKEN", "ok"]
        assert value(db, "select count(*) from brand_profiles as b inner join auth.users as u on u.id = b.owner_user_id"
                     " where u.email = %s", email) == 1  # fmt: skip

    return Calls(sign_up, sign_up, check)
