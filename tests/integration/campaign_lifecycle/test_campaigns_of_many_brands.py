"""Whose campaign it is, where somebody belongs to as many brands as one may."""

from tests.actors import in_process
from tests.conftest import Database
from tests.factories.people import make_user


def test_who_has_a_hundred_brands_is_told_all_of_them_to_choose_from(database: Database) -> None:
    with database.connect() as db:
        person = make_user(db, "brand")
        db.execute("select app.create_brand(%s, 'Acme') from generate_series(1, 99)", (person,))
        brands = db.execute("select brand_id from brand_memberships where user_id = %s", (person,)).fetchall()
    answer = in_process("POST", "/api/v1/campaigns", user=person, body={"name": "Summer"})
    assert (answer.status, answer.body["code"]) == (409, "BRAND_REQUIRED")
    assert {detail["brand_id"] for detail in answer.body["details"]} == {str(brand) for (brand,) in brands}
