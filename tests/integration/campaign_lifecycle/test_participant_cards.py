"""Both sides of a campaign see who the other one is, wherever something of it is listed."""

import csv
from typing import Any

import pytest

from tests.actors import acting_as, in_process
from tests.factories.people import make_user
from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign


def dressed(launched: LaunchedCampaign) -> None:
    """The creator and the brand have a name, a picture and an address."""
    with launched.database.connect() as db:
        db.execute(
            "update creator_profiles set display_name = '=Zoë <b>Kocht</b>', slug = 'zoe-kocht', avatar_url ="
            " 'https://pictures.example/z.png', media_kit_public = true where user_id = %s",
            (launched.creator.id,),
        )
        db.execute(
            "update brand_profiles set name = 'Bread & Co', logo_url = 'https://pictures.example/b.png', slug = 'bread'"
            " where id = %s",
            (launched.brand_id,),
        )


def cards(launched: LaunchedCampaign) -> tuple[dict[str, Any], dict[str, Any]]:
    creator = {"id": str(launched.creator.id), "display_name": "=Zoë <b>Kocht</b>",
               "avatar_url": "https://pictures.example/z.png", "slug": "zoe-kocht"}  # fmt: skip
    brand = {"id": str(launched.brand_id), "name": "Bread & Co", "logo_url": "https://pictures.example/b.png",
             "slug": "bread"}  # fmt: skip
    return creator, brand


def everything(launched: LaunchedCampaign) -> list[str]:
    """The lists of a campaign with something in each."""
    invitation = launched.brand.post(
        f"{launched.campaign}/invitations", creator_user_id=str(launched.creator.id), agreed_amount=10_000
    )["id"]
    launched.creator.post(f"/invitations/{invitation}/negotiations", amount=9_000)
    launched.creator.post(f"/invitations/{invitation}/accept")
    launched.submit()
    participant = launched.creator.get("/participants")["data"][0]["id"]
    launched.creator.post(f"/participants/{participant}/messages", body="Hello")
    return [
        "/invitations", "/participants", "/submissions", f"{launched.campaign}/invitations",
        f"{launched.campaign}/participants", f"/invitations/{invitation}/negotiations",
        f"/participants/{participant}/messages",
    ]  # fmt: skip


def test_both_sides_are_named_in_every_list(launched: LaunchedCampaign) -> None:
    dressed(launched)
    creator, brand = cards(launched)
    for path in everything(launched):
        for actor in (launched.brand, launched.creator):
            (row,) = actor.get(path)["data"]
            assert (row["creator"], row["brand"]) == (creator, brand), path
    (brief,) = launched.creator.get("/campaign-briefs")["data"]
    assert brief["brand"] == brand


def test_the_report_names_the_creator_and_no_formula(launched: LaunchedCampaign) -> None:
    dressed(launched)
    launched.accept()
    answer = in_process("GET", f"/api/v1{launched.campaign}/report", user=launched.brand.id)
    header, line = csv.reader(answer.body.splitlines())
    assert dict(zip(header, line, strict=True))["creator_name"] == "'=Zoë <b>Kocht</b>"


def test_a_slug_without_a_page_is_not_told(launched: LaunchedCampaign) -> None:
    dressed(launched)
    launched.accept()
    with launched.database.connect() as db:
        db.execute("update creator_profiles set media_kit_public = false")
    assert launched.brand.get("/participants")["data"][0]["creator"]["slug"] is None


def test_of_an_erased_creator_the_id_stays(launched: LaunchedCampaign) -> None:
    dressed(launched)
    launched.accept()
    with launched.database.connect() as db:
        db.execute("delete from creator_profiles where user_id = %s", (launched.creator.id,))
    (row,) = launched.brand.get("/participants")["data"]
    assert row["creator"] == {
        "id": str(launched.creator.id), "display_name": "Former creator", "avatar_url": None, "slug": None,
    }  # fmt: skip


def test_who_is_banned_keeps_a_name_in_what_they_agreed_on(launched: LaunchedCampaign) -> None:
    dressed(launched)
    launched.accept()
    with launched.database.connect() as db:
        db.execute("update auth.users set status = 'banned' where id = %s", (launched.creator.id,))
    assert launched.brand.get("/participants")["data"][0]["creator"]["display_name"] == "=Zoë <b>Kocht</b>"


@pytest.mark.parametrize("who", ["stranger", "uninvited"])
def test_a_brand_is_no_secret_to_whom_it_invited_and_to_nobody_else(
    launched: LaunchedCampaign, who: str
) -> None:
    call = "select app.brand_card(%s)"
    invitation = launched.brand.post(
        f"{launched.campaign}/invitations", creator_user_id=str(launched.creator.id), agreed_amount=1
    )["id"]
    launched.creator.post(f"/invitations/{invitation}/decline")
    with launched.database.connect() as db:
        other = launched.stranger.id if who == "stranger" else make_user(db, "creator")
        for actor, sees in ((launched.creator.id, True), (launched.brand.id, True), (other, False)):
            with acting_as(db, actor):
                row = db.execute(call, (launched.brand_id,)).fetchone()
            assert row is not None
            assert (row[0] is not None) == sees
