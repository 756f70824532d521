"""The bucket of files: what forms may do, who may look, what is forgotten."""

import json
from typing import Any
from uuid import UUID

import pytest

from agents.contact_uploads import service as contacts
from campaign_lifecycle.assets.service import incoming_key
from common.exports import export_key
from infra.constructs.buckets import (
    AVATARS,
    CONTACTS,
    EXPORTS,
    INCOMING,
    INCOMING_AVATARS,
    INCOMING_CONTACTS,
    INCOMING_DEALS,
    INCOMING_MESSAGES,
    MESSAGES,
)
from infra.grants import CAMPAIGN_FILES, DEAL_FILES
from infra.stages import STAGES
from marketplace.uploads import service as work
from messaging.attachments import service as messages
from tests.infra.conftest import Assembly
from user_management.avatars import service as pictures

FILES = {"s3:DeleteObject", "s3:PutObject", "s3:GetObject"}


def _bucket(house: Assembly, stage: str) -> dict[str, Any]:
    (one,) = [
        bucket for bucket in house.properties(stage, "AWS::S3::Bucket") if "CorsConfiguration" in bucket
    ]
    return one


def _granted(house: Assembly, stage: str, function: str) -> list[tuple[set[str], str]]:
    """Actions on S3 and their resources, of one function."""
    begin = f"{function.replace('-', '')}Role"
    return [
        ({action for action in _list(one["Action"]) if action.startswith("s3:")}, json.dumps(one["Resource"]))
        for stack in house.stacks(stage)
        for name, document in stack.policies().items()
        if name.startswith(begin)
        for one in document["Statement"]
        if any(action.startswith("s3:") for action in _list(one["Action"]))
    ]


def _list(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def _completing(stage: str) -> set[str]:
    """What completing an upload takes: where a scanner looks, its findings, too."""
    (known,) = [one for one in STAGES if one.name == stage]
    return FILES | ({"s3:GetObjectTagging", "s3:GetObjectVersionTagging"} if known.scan_uploads else set())


@pytest.mark.parametrize("stage", ["dev", "prod"])
@pytest.mark.parametrize(
    ("capability", "prefix"),
    [("campaign-lifecycle", CAMPAIGN_FILES), ("marketplace", DEAL_FILES), ("messaging", MESSAGES)],
)
def test_an_api_signs_for_its_own_files_and_its_timer_only_deletes(
    house: Assembly, stage: str, capability: str, prefix: str
) -> None:
    signs = _granted(house, stage, f"{capability}-api")
    assert sorted(sorted(actions) for actions, _ in signs) == [sorted(_completing(stage)), ["s3:ListBucket"]]
    ((deletes, _),) = deleting = _granted(house, stage, f"{capability}-schedule")
    assert deletes == {"s3:DeleteObject"}
    for actions, resource in [*signs, *deleting]:
        assert (f"/{prefix}*" in resource) == (actions != {"s3:ListBucket"})


@pytest.mark.parametrize("stage", ["dev", "prod"])
def test_exports_are_signed_for_by_the_api_written_by_their_exporter_and_deleted_by_the_timer(
    house: Assembly, stage: str
) -> None:
    for function, actions in {
        "user-management-api": {"s3:GetObject"},
        "user-management-exporter": {"s3:PutObject", "s3:AbortMultipartUpload", "s3:DeleteObject"},
        "user-management-schedule": {"s3:DeleteObject"},
    }.items():
        ((granted, resource),) = [one for one in _granted(house, stage, function) if EXPORTS in one[1]]
        assert granted == actions, function
        assert f"/{EXPORTS}*" in resource


@pytest.mark.parametrize("stage", ["dev", "prod"])
def test_the_api_signs_for_pictures_and_the_timer_only_deletes(house: Assembly, stage: str) -> None:
    for function, actions in {
        "user-management-api": _completing(stage),
        "user-management-exporter": None,
        "user-management-schedule": {"s3:DeleteObject"},
    }.items():
        found = [one for one in _granted(house, stage, function) if f"/{AVATARS}*" in one[1]]
        assert [granted for granted, _ in found] == ([] if actions is None else [actions]), function


@pytest.mark.parametrize(
    ("capability", "prefix"),
    [("campaignlifecycle", CAMPAIGN_FILES), ("marketplace", DEAL_FILES), ("messaging", MESSAGES)],
)
def test_nobody_else_of_the_house_touches_files_of_campaigns_deals_and_messages(
    house: Assembly, capability: str, prefix: str
) -> None:
    named = [
        name
        for stack in house.stacks("prod")
        for name, document in stack.policies().items()
        if f"/{prefix}" in json.dumps(document)
    ]
    assert sorted(name.partition("Role")[0] for name in named) == [
        f"{capability}api", f"{capability}schedule",
    ]  # fmt: skip


@pytest.mark.parametrize("stage", ["dev", "prod"])
def test_only_the_stages_site_posts_from_a_browser(house: Assembly, stage: str) -> None:
    (rule,) = _bucket(house, stage)["CorsConfiguration"]["CorsRules"]
    (known,) = [one for one in STAGES if one.name == stage]
    assert rule["AllowedOrigins"] == [known.site_url]
    assert set(rule["AllowedMethods"]) == {"POST", "GET"}


def test_what_is_left_where_forms_lead_is_forgotten_soon_and_what_was_deleted_later(house: Assembly) -> None:
    rules = _bucket(house, "prod")["LifecycleConfiguration"]["Rules"]
    incoming = [
        one
        for one in rules
        if one.get("Prefix") in {INCOMING, INCOMING_CONTACTS, INCOMING_DEALS, INCOMING_MESSAGES}
    ]
    (exported,) = [one for one in rules if one.get("Prefix") == EXPORTS]
    assert (exported["ExpirationInDays"], exported["NoncurrentVersionExpiration"]) == (
        8,
        {"NoncurrentDays": 1},
    )
    (forms,) = [one for one in rules if one.get("Prefix") == INCOMING_AVATARS]
    (pictures_of_before,) = [one for one in rules if one.get("Prefix") == AVATARS]
    assert (forms["ExpirationInDays"], pictures_of_before["NoncurrentVersionExpiration"]) == (
        2,
        {"NoncurrentDays": 1},
    )
    (written,) = [one for one in rules if one.get("Prefix") == MESSAGES]
    assert ("ExpirationInDays" in written, written["NoncurrentVersionExpiration"]) == (
        False,
        {"NoncurrentDays": 1},
    )
    (everything,) = [one for one in rules if "Prefix" not in one]
    assert [one["ExpirationInDays"] for one in incoming] == [2, 2, 2, 2]
    assert "ExpirationInDays" not in everything
    assert everything["NoncurrentVersionExpiration"]["NoncurrentDays"] == 90


def test_the_runtime_uses_the_prefixes_that_are_granted_and_forgotten() -> None:
    assert incoming_key(UUID(int=2)) == f"{INCOMING}{UUID(int=2)}"
    assert INCOMING.startswith(CAMPAIGN_FILES)
    assert work.incoming_key(UUID(int=2)) == f"{INCOMING_DEALS}{UUID(int=2)}"
    assert INCOMING_DEALS.startswith(DEAL_FILES)
    assert messages.incoming_key(UUID(int=2)) == f"{INCOMING_MESSAGES}{UUID(int=2)}"
    assert INCOMING_MESSAGES.startswith(MESSAGES)
    assert contacts.incoming_key(UUID(int=2)) == f"{INCOMING_CONTACTS}{UUID(int=2)}"
    assert INCOMING_CONTACTS.startswith(CONTACTS)
    assert export_key(UUID(int=2)) == f"{EXPORTS}{UUID(int=2)}"
    assert pictures.incoming_key(UUID(int=2)) == f"{INCOMING_AVATARS}{UUID(int=2)}"
    assert INCOMING_AVATARS.startswith(AVATARS)
