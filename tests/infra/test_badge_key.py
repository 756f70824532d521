"""One key signs badges, for signing alone; the worker and the timer may use it, who have no door."""

import json

import pytest

from infra.topology import TOPOLOGY
from tests.infra.conftest import Assembly

SIGN = "kms:Sign"


@pytest.mark.parametrize("name", ["dev", "prod"])
def test_one_key_of_a_stage_signs_by_the_curve_of_es256(house: Assembly, name: str) -> None:
    (key,) = [one for one in house.properties(name, "AWS::KMS::Key") if one.get("KeyUsage") == "SIGN_VERIFY"]
    assert key["KeySpec"] == "ECC_NIST_P256"
    assert "EnableKeyRotation" not in key  # KMS refuses it for such a key


def test_the_key_of_a_kept_stage_is_kept(house: Assembly) -> None:
    found = house.stack("prod", "data").resources("AWS::KMS::Key").values()
    (kept,) = [one["DeletionPolicy"] for one in found if one["Properties"].get("KeyUsage") == "SIGN_VERIFY"]
    assert kept == "Retain"


def test_only_who_signs_badges_may_use_it(house: Assembly) -> None:
    may = {
        (stack.name, name)
        for stack in house.stacks("prod")
        for kind in ("AWS::IAM::Policy", "AWS::IAM::Role", "AWS::IAM::ManagedPolicy")
        for name, one in stack.resources(kind).items()
        if SIGN in json.dumps(one)
    }
    signers = [function.name for function in TOPOLOGY.functions if function.signs_badges]
    assert {stack for stack, _ in may} == {"capability-rewards"}
    assert len(may) == len(signers) == 2
    assert set(signers) == {"rewards-schedule", "rewards-worker"}


def test_who_signs_badges_has_no_door() -> None:
    assert [one.name for one in TOPOLOGY.functions if one.signs_badges and one.routes] == []


def test_what_opens_badges_to_everybody_knows_where_they_are_found(house: Assembly) -> None:
    named = {
        one["FunctionName"]: one["Environment"]["Variables"]
        for one in house.properties("prod", "AWS::Lambda::Function")
        if "BADGE_BASE_URL" in one.get("Environment", {}).get("Variables", {})
    }
    assert {name.removeprefix("atomic-influence-prod-") for name in named} == {
        "rewards-api",
        "rewards-schedule",
        "rewards-worker",
    }
    assert {values["BADGE_BASE_URL"] for values in named.values()} == {"https://api.atomic-influence.example"}
