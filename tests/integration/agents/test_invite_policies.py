"""Where invites may be sent: every country has a decision, and administrators change it."""

import pytest

from tests.factories.people import make_user
from tests.integration.agents.asking import ask
from tests.integration.agents.inviting import Inviting

ALL = "/api/v1/invite-policies"
COUNTRIES = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ "
    "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO "
    "FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE "
    "JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO "
    "MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW "
    "PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM "
    "TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW "
)
"""All of ISO 3166."""
ISO = COUNTRIES.split()
OF_THE_EEA = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK"
EEA = OF_THE_EEA.split()


def test_every_country_has_a_decision_and_two_let_us_write(inviting: Inviting) -> None:
    assert len(set(ISO)) == 249
    decided = {
        country: (email, sms)
        for country, email, sms in inviting.rows(
            "select c, app.invite_decision(c, 'email'), app.invite_decision(c, 'sms') from unnest(%s::text[]) as c",
            ISO,
        )
    }
    assert decided.keys() == set(ISO)
    assert {country: how for country, how in decided.items() if how != ("share_only", "share_only")} == {
        "US": ("allowed", "opted_in"), "CA": ("one_message", "share_only"),
    }  # fmt: skip
    assert inviting.rows(
        "select app.invite_decision(null, 'email'), app.invite_decision('us', 'pigeon')"
    ) == [("share_only", "share_only")]


def test_what_forbids_it_in_europe_is_named(inviting: Inviting) -> None:
    noted = dict(inviting.rows("select country, note from invite_policies"))
    assert all(noted[country] for country in [*EEA, "GB", "CH"])
    assert "I ZR 208/12" in noted["DE"]


def test_no_mail_leaves_to_any_country_but_those_two(inviting: Inviting) -> None:
    found = inviting.rows(
        "select c from unnest(%s::text[]) as c where app.invite_decision_for(c, 'ann@example.com') <> 'share_only'",
        ISO,
    )
    assert sorted(found) == [("CA",), ("US",)]
    agent = inviting.agent()
    contacts = [inviting.contact(agent, f"ann@{country}.example.com".lower(), country) for country in EEA]
    assert {each["outcome"] for each in inviting.invite(agent, *contacts)} == {"share_only"}
    assert inviting.recipients() == []


def test_administrators_change_it_at_once_and_the_audit_log_keeps_it(inviting: Inviting) -> None:
    agent = inviting.agent()
    with inviting.database.connect() as db:
        admin = make_user(db, "admin")
    brazil = inviting.contact(agent, "bia@example.com", "BR")
    assert inviting.invite(agent, brazil)[0]["outcome"] == "share_only"
    put = ask("PUT", f"{ALL}/BR", user=admin, body={"email": "allowed", "note": "Looked at."})
    assert (put.status, put.body["email"], put.body["sms"], put.body["updated_by"]) == (
        200, "allowed", "share_only", str(admin),
    )  # fmt: skip
    assert ask("PUT", f"{ALL}/BR", user=admin, body={"email": "allowed", "note": "Looked at."}).status == 200
    assert inviting.invite(agent, brazil)[0]["outcome"] == "queued"
    assert [ask("DELETE", f"{ALL}/BR", user=admin).status for _ in range(2)] == [204, 404]
    assert inviting.recipients() == []
    assert inviting.truth() == [("suppressed", "law")]
    logged = inviting.rows(
        "select action from audit_logs where resource_type = 'invite_policies' and user_id = %s", admin
    )
    assert len(logged) >= 2


def test_nobody_else_reads_or_changes_it(inviting: Inviting) -> None:
    agent = inviting.agent()
    with inviting.database.connect() as db:
        admin = make_user(db, "admin")
    listed = ask("GET", ALL, user=admin).body["data"]
    assert {each["country"] for each in listed} >= {"DE", "US"}
    assert ask("GET", ALL, user=agent).status == 403
    assert ask("PUT", f"{ALL}/DE", user=agent, body={"email": "allowed"}).status == 403
    assert ask("DELETE", f"{ALL}/US", user=agent).status == 403
    assert ask("GET", ALL, user=admin).body["data"] == listed


@pytest.mark.parametrize(
    ("country", "body"),
    [
        ("de", {"email": "allowed"}), ("DEU", {"email": "allowed"}), ("DE", {"email": "sometimes"}), ("DE", {}),
        ("DE", {"email": "allowed", "sms": "allowed"}), ("DE", {"email": "allowed", "note": "x" * 501}),
    ],
)  # fmt: skip
def test_what_is_no_policy_is_refused(inviting: Inviting, country: str, body: object) -> None:
    with inviting.database.connect() as db:
        admin = make_user(db, "admin")
    assert ask("PUT", f"{ALL}/{country}", user=admin, body=body).status == 422
    assert inviting.rows("select email from invite_policies where country = 'DE'") == [("share_only",)]
