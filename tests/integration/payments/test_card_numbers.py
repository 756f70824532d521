"""Cards are Stripe's: their numbers have no place here, and one that is sent all the same stays nowhere."""

import json
import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.payments import request, wallet_id
from tools.openapi import render

OF_A_CARD = re.compile(
    r"card_?num|(^|_)(pan|cvc|cvv|iban)($|_)|exp(iry)?_?(month|year)|account_number|routing", re.I
)
NUMBER = "4242424242424242"


def fields(schema: Any) -> Iterator[str]:
    """The names of all properties below a schema."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for inner in schema.values():
            yield from fields(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from fields(inner)


@pytest.mark.parametrize(
    "name", ["card_number", "cvc", "exp_month", "iban", "bank_account_number", "routing_number"]
)
def test_such_a_name_would_be_found(name: str) -> None:
    assert OF_A_CARD.search(name)


def test_no_column_and_no_field_of_the_api_is_for_one(shared_database: Database) -> None:
    with shared_database.connect() as db:
        columns = [
            name
            for (name,) in db.execute(
                "select distinct a.attname from pg_attribute as a inner join pg_class as c on c.oid = a.attrelid"
                " where c.relkind in ('r', 'p', 'v') and c.relnamespace::regnamespace::text"
                " in ('public', 'app', 'auth', 'ledger')"
            ).fetchall()
        ]
    named = {*columns, *fields(json.loads(render()))}
    assert {"stripe_payment_intent", "client_secret"} <= named, "that anything is looked at"
    assert sorted(filter(OF_A_CARD.search, named)) == []


@pytest.mark.parametrize("place", ["body", "query"])
def test_one_that_is_sent_is_refused_and_neither_answered_logged_nor_kept(
    database: Database, owner: UUID, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    path = f"/wallets/{wallet_id(owner)}/deposits"
    capsys.readouterr()
    if place == "body":
        answer = request(
            "POST", path, user=owner, body={"amount": 5_000, "card": {"number": NUMBER}}, key="k"
        )
    else:
        answer = request("GET", "/payments/transactions", user=owner, query={"currency": NUMBER})
    assert answer.status == 422
    told = capsys.readouterr()
    assert NUMBER not in json.dumps(answer.body) + told.out + told.err
    with database.connect() as db:
        tables = db.execute(
            "select table_name from information_schema.tables"
            " where table_schema = 'public' and table_type = 'BASE TABLE'"
        ).fetchall()
        for (table,) in tables:
            kept = db.execute(
                f'select count(*) from "{table}" as t where t::text like %s'.encode(), (f"%{NUMBER}%",)
            )
            assert kept.fetchone() == (0,), table
