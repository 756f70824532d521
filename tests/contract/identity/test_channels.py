"""Whatever ends what a person's devices may do renews the name of their channel: the same with both providers."""

from collections.abc import Callable

import pytest

from tests.conftest import Database
from tests.contract.identity.conftest import House
from tests.contract.identity.test_sign_in import confirmed
from tests.factories.accounts import EMAIL, post, sign_in, with_token
from tests.factories.events import Answer

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


def end_all(_: House, phone: Answer, __: Answer) -> None:
    assert ask("sessions/end", phone, which="all") == 204


def end_others(_: House, phone: Answer, __: Answer) -> None:
    assert ask("sessions/end", phone, which="others") == 204


def end_this(_: House, phone: Answer, __: Answer) -> None:
    assert ask("sessions/end", phone, which="this") == 204


def sign_out_everywhere(_: House, phone: Answer, __: Answer) -> None:
    assert post("sign-out", refresh_token=phone.body["refresh_token"], everywhere=True).status == 204


def sign_out_here(_: House, phone: Answer, __: Answer) -> None:
    assert post("sign-out", refresh_token=phone.body["refresh_token"], everywhere=False).status == 204


def reset_password(house: House, _: Answer, __: Answer) -> None:
    post("forgot-password", email=EMAIL)
    code = house.code("reset_password")
    assert post("reset-password", email=EMAIL, code=code, password=NEW_PASSWORD).status == 204


def change_password(_: House, phone: Answer, __: Answer) -> None:
    assert ask("change-password", phone, password=NEW_PASSWORD) == 204


def change_password_of_the_only_sign_in(_: House, phone: Answer, laptop: Answer) -> None:
    assert ask("sessions/end", laptop, which="this") == 204
    assert ask("change-password", phone, password=NEW_PASSWORD) == 204


def change_email(house: House, phone: Answer, __: Answer) -> None:
    assert ask("change-email", phone, email=NEW_ADDRESS) == 202
    body = {"email": NEW_ADDRESS, "code": house.code("change_email")}
    assert post("change-email/confirm", **body).status == 200


def use_a_token_twice(_: House, phone: Answer, __: Answer) -> None:
    token = phone.body["refresh_token"]
    assert [post("refresh", refresh_token=token).status for _ in range(2)] == [200, 401]


def ban(house: House, _: Answer, __: Answer) -> None:
    with house.database.connect() as db:
        db.execute("update auth.users set status = 'banned'")


EVERYWHERE = (end_all, sign_out_everywhere, reset_password, ban)
SOMEWHERE = (end_others, end_this, sign_out_here, change_password, change_password_of_the_only_sign_in, change_email,
             use_a_token_twice)  # fmt: skip


@pytest.mark.parametrize("end", [*EVERYWHERE, *SOMEWHERE], ids=lambda end: end.__name__)
def test_the_name_is_renewed_and_heard_of_only_where_somebody_is_left(
    house: House, end: Callable[[House, Answer, Answer], None]
) -> None:
    confirmed(house)
    phone, laptop = sign_in(), sign_in()
    before = channel(house.database)
    end(house, phone, laptop)
    assert channel(house.database) != before
    told = old_names_that_hear_of_it(house.database)
    assert told == [] if end in EVERYWHERE else before in told


def test_signing_in_and_refreshing_renew_nothing(house: House) -> None:
    confirmed(house)
    before = channel(house.database)
    assert post("refresh", refresh_token=sign_in().body["refresh_token"]).status == 200
    assert channel(house.database) == before
