"""Fans: known by an address that they have shown to be theirs, one person on all their devices, and nobody else's."""

from uuid import UUID, uuid4

import pytest

from tests.conftest import Database
from tests.database.fanning import as_fan, ask_code, confirm, fan_of, own_data, prove
from tests.database.scanning import Stall
from tests.database.sql_functions import refusal
from tests.factories.activations import make_device, make_fan, make_scan, make_scan_review
from tests.factories.people import make_user
from tests.typing import Connection

MAIL = "fan@example.com"


@pytest.fixture
def stall(db: Connection) -> Stall:
    return Stall(db)


def test_a_code_makes_a_fan_of_a_device_with_what_it_had_scanned(db: Connection, stall: Stall) -> None:
    device, other = stall.scanned(), stall.scanned()
    digits = ask_code(db, device, MAIL)
    assert digits is not None
    assert digits.isdecimal()
    assert len(digits) == 6
    assert fan_of(db, device) is None
    assert confirm(db, device, digits) == "confirmed"
    fan = fan_of(db, device)
    row = db.execute(
        "select brand_id, email, confirmed_at is not null, user_id from fans where id = %s", (fan,)
    )
    assert row.fetchone() == (stall.brand, MAIL, True, None)
    assert db.execute("select device_id from scans where fan_id = %s", (fan,)).fetchall() == [(device,)]
    assert fan_of(db, other) is None
    assert confirm(db, device, digits) == "none", "it was used"


def test_the_code_stands_in_the_mail_alone(db: Connection, stall: Stall) -> None:
    digits = ask_code(db, stall.scanned(), MAIL)
    assert digits is not None
    (row,) = db.execute("select to_jsonb(c)::text from fan_codes as c").fetchall()
    assert digits not in row[0].replace("\\x", "")
    (payload,) = db.execute("select payload from outbox where topic = 'email'").fetchall()
    assert payload[0] | {"brand_name": ""} == {
        "template": "fan_code", "to": MAIL, "code": digits, "minutes": 10, "brand_name": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    "wrong", ["", "12345", "1234567", "abcdef", "\uff10\uff11\uff12\uff13\uff14\uff15", None]
)
def test_five_wrong_tries_use_a_code_up(db: Connection, stall: Stall, wrong: str | None) -> None:
    device = stall.scanned()
    digits = ask_code(db, device, MAIL)
    assert [confirm(db, device, wrong) for _ in range(6)] == ["wrong"] * 5 + ["none"]
    assert confirm(db, device, digits) == "none"
    assert fan_of(db, device) is None


def test_a_code_is_good_for_ten_minutes_and_for_its_device(db: Connection, stall: Stall) -> None:
    device, other = stall.scanned(), stall.scanned()
    digits = ask_code(db, device, MAIL)
    assert confirm(db, other, digits) == "none"
    db.execute("update fan_codes set expires_at = now()")
    assert confirm(db, device, digits) == "none"


def test_the_newest_code_counts(db: Connection, stall: Stall) -> None:
    device = stall.scanned()
    first, second = ask_code(db, device, MAIL), ask_code(db, device, "other@example.com")
    if first != second:
        assert confirm(db, device, first) == "wrong"
    assert confirm(db, device, second) == "confirmed"
    assert db.execute("select email from fans").fetchall() == [("other@example.com",)]


def test_an_address_has_three_mails_an_hour_whoever_asks_and_nobody_is_told(
    db: Connection, stall: Stall
) -> None:
    devices = [stall.scanned() for _ in range(4)]
    last = ask_code(db, devices[0], MAIL), ask_code(db, devices[1], MAIL), ask_code(db, devices[2], MAIL)
    assert all(last)
    assert ask_code(db, devices[3], MAIL) is None
    assert ask_code(db, devices[2], MAIL) is None
    assert confirm(db, devices[2], last[2]) == "confirmed", "what was not sent takes nothing from what was"
    assert ask_code(db, devices[3], "another@example.com") is not None
    db.execute("update fan_codes set created_at = created_at - interval '1 hour'")
    assert ask_code(db, devices[3], MAIL) is not None


def test_a_device_asks_five_times_an_hour(db: Connection, stall: Stall) -> None:
    device = stall.scanned()
    for number in range(5):
        ask_code(db, device, f"fan{number}@example.com")
    with as_fan(db, device):
        assert refusal(db, "app.request_fan_code", MAIL, 10).sqlstate == "IA037"
    assert ask_code(db, stall.scanned(), MAIL) is not None
    db.execute("update fan_codes set created_at = created_at - interval '1 hour'")
    assert ask_code(db, device, MAIL) is not None


@pytest.mark.parametrize(
    "email", ["Fan@example.com", "fan", "", "a b@example.com", f"{'x' * 250}@example.com"]
)
def test_what_is_no_address_is_refused_under_its_name(db: Connection, stall: Stall, email: str) -> None:
    device = stall.scanned()
    with as_fan(db, device):
        assert refusal(db, "app.request_fan_code", email, 10).constraint == "fan_codes_email_is_an_address"


def test_who_scanned_nothing_is_nobodys_fan(db: Connection) -> None:
    for device in (uuid4(), None):
        with as_fan(db, device):
            assert refusal(db, "app.request_fan_code", MAIL, 10).sqlstate == "IA036"
            for function in (
                "app.own_fan_data", "app.forget_own_fan", "app.issue_fan_link_ticket",
            ):  # fmt: skip
                assert refusal(db, function).sqlstate == "IA036"
            assert refusal(db, "app.confirm_fan_code", "000000").sqlstate == "IA036"


def test_one_address_on_two_devices_is_one_fan(db: Connection, stall: Stall) -> None:
    first, second = stall.scanned(), stall.scanned()
    fan = prove(db, first, MAIL)
    assert prove(db, second, MAIL) == fan
    assert db.execute("select count(*) from fans").fetchone() == (1,)
    assert db.execute("select count(*) from scans where fan_id = %s", (fan,)).fetchone() == (2,)


def test_two_fans_with_one_address_become_the_one_who_had_it(db: Connection) -> None:
    stall = Stall(db, limit_per_fan_total=4)
    first, second, third = stall.scanned(), stall.scanned(), stall.scanned()
    known, other = prove(db, first, MAIL), prove(db, second, "old@example.com")
    assert prove(db, third, "old@example.com") == other
    assert stall.record(third).says == "accepted"
    assert prove(db, second, MAIL) == known
    assert [fan_of(db, device) for device in (first, second, third)] == [known] * 3
    row = db.execute(
        "select merged_into, email, merged_at is not null from fans where id = %s", (other,)
    ).fetchone()
    assert row == (known, None, True)
    assert db.execute("select count(*) from scans where fan_id = %s", (known,)).fetchone() == (4,)
    total = "select n from scan_limits where day = '-infinity' and subject_id = %s"
    assert db.execute(total, (known,)).fetchall() == [(4,)], "counts add"
    assert db.execute(total, (other,)).fetchall() == []
    assert stall.record(first).says == "limit_reached"


def test_who_was_merged_before_follows_into_the_next_one(db: Connection, stall: Stall) -> None:
    devices = [stall.scanned() for _ in range(3)]
    a, b, c = (prove(db, device, f"{name}@example.com") for name, device in zip("abc", devices, strict=True))
    assert prove(db, devices[0], "b@example.com") == b
    assert prove(db, devices[1], "c@example.com") == c
    assert set(db.execute("select id, merged_into from fans").fetchall()) == {(a, c), (b, c), (c, None)}


def test_two_accounts_are_never_made_one(db: Connection, stall: Stall) -> None:
    first, second = stall.scanned(), stall.scanned()
    db.execute("update fans set user_id = %s where id = %s", (make_user(db), prove(db, first, MAIL)))
    other = prove(db, second, "other@example.com")
    db.execute("update fans set user_id = %s where id = %s", (make_user(db), other))
    digits = ask_code(db, second, MAIL)
    with as_fan(db, second):
        assert refusal(db, "app.confirm_fan_code", digits).sqlstate == "IA038"
    assert fan_of(db, second) == other


def test_an_address_at_two_brands_is_two_fans(db: Connection, stall: Stall) -> None:
    elsewhere = Stall(db)
    here, there = prove(db, stall.scanned(), MAIL), prove(db, elsewhere.scanned(), MAIL)
    assert here != there
    brands = db.execute("select brand_id from fans where email = %s", (MAIL,)).fetchall()
    assert {brand for (brand,) in brands} == {stall.brand, elsewhere.brand}


def test_a_fan_is_told_all_that_is_held_about_them_and_nothing_of_rules(db: Connection, stall: Stall) -> None:
    device, other = stall.scanned(), stall.scanned()
    flagged = make_scan_review(db, stall.code, device)
    refused = make_scan(
        db, stall.code, device, verdict="refused", reasons=["too_far", "velocity"], lat=52.51628, lng=13.3777,
    )  # fmt: skip
    alone = own_data(db, device)
    assert (alone["fan"], [each["id"] for each in alone["devices"]]) == (None, [str(device)])
    prove(db, device, MAIL)
    prove(db, other, MAIL)
    told = own_data(db, device)
    assert told == own_data(db, other)
    assert (told["fan"]["email"], told["brand"]["id"]) == (MAIL, str(stall.brand))
    assert {each["id"] for each in told["devices"]} == {str(device), str(other)}
    by_id = {each["id"]: each for each in told["scans"]}
    assert len(by_id) == 4
    assert (by_id[str(flagged)]["review"], by_id[str(flagged)]["reasons"]) == ("open", [])
    assert (by_id[str(refused)]["reasons"], by_id[str(refused)]["lat"]) == (["too_far"], 52.51628)
    assert "velocity" not in str(told)
    assert "score" not in str(told)
    logged = db.execute(
        "select resource_id, metadata from audit_logs where action = 'fans.export'"
    ).fetchall()
    assert logged == [(str(fan_of(db, device)), {})] * 2
    assert stall.scanned() not in {UUID(each["id"]) for each in told["devices"]}


def test_nobody_without_an_account_writes_a_row(database: Database) -> None:
    with database.connect() as db:
        writes = db.execute(
            "select grantee, table_name, privilege_type from information_schema.role_table_grants"
            " where grantee in ('anon', 'scan_login') and privilege_type <> 'SELECT'"
            " union select grantee, table_name, privilege_type from information_schema.role_column_grants"
            " where grantee in ('anon', 'scan_login') and privilege_type <> 'SELECT'"
        ).fetchall()
    assert writes == []


def test_a_fan_reads_their_own_rows_and_nothing_of_anothers(db: Connection, stall: Stall) -> None:
    device, other = stall.scanned(), stall.scanned()
    fan, another = prove(db, device, MAIL), prove(db, other, "other@example.com")
    stranger = make_device(db, stall.brand, make_fan(db, stall.brand))
    for who, own_fan in ((device, fan), (other, another)):
        with as_fan(db, who):
            assert db.execute("select id from fans").fetchall() == [(own_fan,)]
            assert db.execute("select id from devices").fetchall() == [(who,)]
            assert db.execute("select device_id from scans").fetchall() == [(who,)]
    with as_fan(db, stranger):
        assert db.execute("select id from scans").fetchall() == []
    with as_fan(db, None):
        for table in ("fans", "devices", "scans"):
            assert db.execute(f"select id from {table}").fetchall() == []
