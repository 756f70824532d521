"""A new password ends what it has to end, an address goes to one account, and a code counts once."""

from uuid import UUID, uuid4

from common.adapters.identity import rows as local_rows
from common.adapters.identity import sessions
from common.adapters.identity.local_passwords import HASHER
from common.database import transaction
from common.identity import SERVICE, Session
from tests.factories.people import make_user
from tests.interleaving.acting import as_service, statement, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.sign_in import NEW_PASSWORD, PASSWORD, _identity, _refresh_token


def _with_password(db: Connection) -> tuple[UUID, str]:
    user = make_user(db)
    with transaction(SERVICE) as tx:
        local_rows.insert_credentials(tx, user, HASHER.hash(PASSWORD))
    return user, value(db, "select email from auth.users where id = %s", user)


def _session(user: UUID) -> Session:
    with transaction(SERVICE) as tx:
        return Session(user, str(local_rows.open_family(tx, user)), "token")


def _living(db: Connection, user: UUID) -> set[str]:
    rows = db.execute(
        "select id::text from local_identity.refresh_token_families where user_id = %s and revoked_at is null",
        (user,),
    ).fetchall()
    return {found for (found,) in rows}


def _wanted(db: Connection, email: str) -> tuple[UUID, str]:
    """An account that asked for the address, and the code that went there."""
    user = make_user(db)
    sessions.start_email_change(_session(user), email=email, link=None)
    code = value(
        db, "select payload ->> 'code' from outbox where payload ->> 'user_id' = %s order by id desc limit 1",
        str(user),
    )  # fmt: skip
    return user, code


def two_devices_change_the_password(db: Connection) -> Calls:
    user, _ = _with_password(db)
    phone, laptop = _session(user), _session(user)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["SESSION_ENDED", "ok"]
        assert _living(db, user) == {(phone if outcomes[0] == "ok" else laptop).id}

    return Calls(
        lambda: _identity().change_password(phone, password=NEW_PASSWORD),
        lambda: _identity().change_password(laptop, password=f"{NEW_PASSWORD} too"),
        check,
    )


def a_password_is_changed_while_the_old_one_signs_in(db: Connection) -> Calls:
    user, email = _with_password(db)
    session = _session(user)

    def sign_in() -> None:
        _identity().sign_in(email=email, password=PASSWORD)

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] in {"ok", "CREDENTIALS_INVALID"}
        assert outcomes[1] == "ok"
        assert _living(db, user) == {session.id}

    return Calls(sign_in, lambda: _identity().change_password(session, password=NEW_PASSWORD), check)


def a_password_is_changed_while_another_device_refreshes(db: Connection) -> Calls:
    user, _ = _with_password(db)
    token, session = _refresh_token(user), _session(user)

    def refresh() -> None:
        _identity().refresh(token)

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] in {"ok", "REFRESH_TOKEN_INVALID"}
        assert outcomes[1] == "ok"
        assert _living(db, user) == {session.id}

    return Calls(refresh, lambda: _identity().change_password(session, password=NEW_PASSWORD), check)


def two_accounts_confirm_one_address(db: Connection) -> Calls:
    email = f"{uuid4().hex}@example.com"
    (_, one), (_, other) = _wanted(db, email), _wanted(db, email)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) in (["EMAIL_TAKEN", "ok"], ["CODE_INVALID", "ok"])
        assert value(db, "select count(*) from auth.users where email = %s", email) == 1
        assert value(db, "select count(*) from user_profiles where email = %s", email) == 1

    def confirm(code: str) -> None:
        sessions.confirm_email_change(email, code)

    return Calls(lambda: confirm(one), lambda: confirm(other), check)


def a_code_for_an_address_comes_twice(db: Connection) -> Calls:
    email = f"{uuid4().hex}@example.com"
    user, code = _wanted(db, email)

    def confirm() -> None:
        sessions.confirm_email_change(email, code)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["CODE_INVALID", "ok"]
        assert value(db, "select count(*) from outbox where payload ->> 'template' = 'email_changed'"
                     " and payload ->> 'user_id' = %s", str(user)) == 1  # fmt: skip

    return Calls(confirm, confirm, check)


def an_account_is_banned_while_its_address_changes(db: Connection) -> Calls:
    email = f"{uuid4().hex}@example.com"
    user, code = _wanted(db, email)

    def confirm() -> None:
        sessions.confirm_email_change(email, code)

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] in {"ok", "CODE_INVALID", "ACCOUNT_BANNED"}
        assert (value(db, "select email from auth.users where id = %s", user) == email) == (
            outcomes[0] == "ok"
        )

    ban = as_service(statement("update auth.users set status = 'banned' where id = {} returning 'ok'"), user)
    return Calls(confirm, ban, check)
