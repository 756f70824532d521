"""Whatever ends what a person's devices may do renews the name of their channel, with either identity provider."""

from collections.abc import Callable

import pytest

from tests.conftest import Database
from tests.factories.accounts import EMAIL, last_code, post, sign_in, sign_up, with_token
from tests.factories.events import Answer

pytestmark = pytest.mark.usefixtures("provider")
NEW_PASSWORD = "another-long-secret"
NEW_ADDRESS = "maria.new@example.com"


def ask(door: str, signed_in: Answer, **body: object) -> int:
    """POST /api/v1/auth/<door> with the access token of a sign-in."""
    return with_token("POST", f"/api/v1/auth/{door}", signed_in.body["access_token"], body).status


def channel(database: Database) -> str:
    with database.connect() as db:
        row = db.execute(
            "select c.key from realtime_channels as c inner join auth.users as u on u.id = c.user_id"
            " where u.email in (%s, %s)", (EMAIL, NEW_ADDRESS),
        ).fetchone()  # fmt: skip
    assert row is not None
    key: str = row[0]
    return key


def old_names_that_hear_of_it(database: Database) -> list[str]:
    with database.connect() as db:
        found = db.execute(
            "select payload ->> 'key' from outbox where payload ->> 'type' = 'channel.renewed'"
        )
        return [row[0] for row in found]


def end_all(_: Database, phone: Answer, __: Answer) -> None:
    assert ask("sessions/end", phone, which="all") == 204


def end_others(_: Database, phone: Answer, __: Answer) -> None:
    assert ask("sessions/end", phone, which="others") == 204


def end_this(_: Database, phone: Answer, __: Answer) -> None:
    assert ask("sessions/end", phone, which="this") == 204


def sign_out_everywhere(_: Database, phone: Answer, __: Answer) -> None:
    assert post("sign-out", refresh_token=phone.body["refresh_token"], everywhere=True).status == 204


def sign_out_here(_: Database, phone: Answer, __: Answer) -> None:
    assert post("sign-out", refresh_token=phone.body["refresh_token"], everywhere=False).status == 204


def reset_password(database: Database, _: Answer, __: Answer) -> None:
    post("forgot-password", email=EMAIL)
    code = last_code(database, "reset_password")
    assert post("reset-password", email=EMAIL, code=code, password=NEW_PASSWORD).status == 204


def change_password(_: Database, phone: Answer, __: Answer) -> None:
    assert ask("change-password", phone, password=NEW_PASSWORD) == 204


def change_password_of_the_only_sign_in(_: Database, phone: Answer, laptop: Answer) -> None:
    assert ask("sessions/end", laptop, which="this") == 204
    assert ask("change-password", phone, password=NEW_PASSWORD) == 204


def change_email(database: Database, phone: Answer, __: Answer) -> None:
    assert ask("change-email", phone, email=NEW_ADDRESS) == 202
    body = {"email": NEW_ADDRESS, "code": last_code(database, "change_email")}
    assert post("change-email/confirm", **body).status == 200


def use_a_token_twice(_: Database, phone: Answer, __: Answer) -> None:
    token = phone.body["refresh_token"]
    assert [post("refresh", refresh_token=token).status for _ in range(2)] == [200, 401]


def ban(database: Database, _: Answer, __: Answer) -> None:
    with database.connect() as db:
        db.execute("update auth.users set status = 'banned'")


EVERYWHERE = (end_all, sign_out_everywhere, reset_password, ban)
SOMEWHERE = (end_others, end_this, sign_out_here, change_password, change_password_of_the_only_sign_in, change_email,
             use_a_token_twice)  # fmt: skip


@pytest.mark.parametrize("end", [*EVERYWHERE, *SOMEWHERE], ids=lambda end: end.__name__)
def test_the_name_is_renewed_and_heard_of_only_where_somebody_is_left(
    database: Database, end: Callable[[Database, Answer, Answer], None]
) -> None:
    sign_up()
    phone, laptop = sign_in(), sign_in()
    before = channel(database)
    end(database, phone, laptop)
    assert channel(database) != before
    told = old_names_that_hear_of_it(database)
    assert told == [] if end in EVERYWHERE else before in told


def test_signing_in_and_refreshing_renew_nothing(database: Database) -> None:
    sign_up()
    before = channel(database)
    assert post("refresh", refresh_token=sign_in().body["refresh_token"]).status == 200
    assert channel(database) == before
