"""What may be long is a list with a keyset: every answer of a GET that holds an array is, or says here why it ends."""

import json
from collections.abc import Iterator
from typing import Any

from tools.openapi import render

DOCUMENT: dict[str, Any] = json.loads(render())
SCHEMAS: dict[str, Any] = DOCUMENT["components"]["schemas"]
WHOLE = {
    "/api/v1/achievement-definitions": "what administrators wrote by hand, each with at most twenty levels",
    "/api/v1/achievement-definitions/{achievement_key}": "at most twenty levels",
    "/api/v1/activations/{activation_id}/live": "sixty minutes, each with at most nine lines",
    "/api/v1/geofences/{geofence_id}": "at most two hundred corners",
    "/api/v1/achievements": "what administrators wrote by hand, and the twenty latest deeds of each",
    "/api/v1/agents/commission-result": "a line for each currency that there is",
    "/api/v1/agent-tiers": "the tiers that the code knows, each with at most twenty perks",
    "/api/v1/agents/{agent_id}/performance": "a span of at most 366 days, in currencies of wallets",
    "/api/v1/fact-types": "the deeds that the code writes down, each with its fields",
    "/api/v1/creators/{creator_id}": "one creator: what a form with few of each holds, and an account a platform",
    "/api/v1/applications/{application_id}": "an answer to each question of its gig, at most ten",
    "/api/v1/deals/{deal_id}": "at most twenty milestones",
    "/api/v1/payments/balance": "a wallet for each currency that there is, of a person and of the brands they are in",
    "/api/v1/disputes/{dispute_id}": "the revisions that terms allow, their files, what was said before",
    "/api/v1/fans/me": "one person's browsers and scans at one brand, of the days for which scans are kept",
    "/api/v1/fraud-groups/{fraud_group_id}": "the latest hundred events, and a line for each currency",
    "/api/v1/fraud-rules": "the rules that the code knows",
    "/api/v1/scan-rules": "the rules that the code knows",
    "/api/v1/agents/contacts/imports/{import_id}": "the first 200 rows that were refused, and as many notes",
    "/api/v1/agents/{agent_id}/contacts/counts": "a count for each status",
    "/api/v1/qr/screens/{code}": "the pictures of the next ten minutes",
    "/api/v1/qr/scans/{scan_id}": "the reasons that a visitor may be told",
    "/api/v1/scan-reviews/{scan_id}": "the rules that the code knows, and the two reasons of a fence",
    "/api/v1/reward-triggers/{trigger_id}": "the latest hundred versions",
    "/api/v1/gigs/{gig_id}": "the lists that one form holds, and at most ten questions",
    "/api/v1/brands/{brand_id}/fit": "the lists that one form of the brand has, each of at most 50 words",
    "/api/v1/campaigns/{campaign_id}/creators/{user_id}/performance": "a rate for each platform",
    "/api/v1/campaigns/{campaign_id}/performance": "a rate for each platform",
    "/api/v1/campaigns/{campaign_id}/performance/breakdown": "ten referrers, or what devices and countries there are",
    "/api/v1/campaigns/{campaign_id}/performance/daily": "a span of at most 366 days",
    "/api/v1/creator-categories": "the categories that the code knows",
    "/api/v1/creators/me": "what one form holds: at most 20 words of a kind, and a rate for each type and currency",
    "/api/v1/campaigns/{campaign_id}/performance/platforms": "the platforms that there are",
    "/api/v1/held-messages/{held_message_id}": "the files of one message, at most five",
    "/api/v1/messages/search": "a hundred at most: who finds too many looks for more words",
    "/api/v1/invite-policies": "a row for each country of ISO 3166",
    "/api/v1/moderation-rules": "what administrators wrote by hand, and what each message is held against in one go",
    "/api/v1/media-value-rates": "a rate for each platform and currency of wallets",
    "/api/v1/notification-preferences": "a row for each category and channel",
    "/api/v1/payouts/{payout_id}": "two sums at most: of earnings, of commissions",
    "/api/v1/payouts/{payout_id}/report": "at most 10,000 lines; more is a conflict, and the earnings are a list",
    "/api/v1/settings": "the settings that the code knows",
    "/api/v1/social/accounts/{platform}": "the scopes that a platform has",
    "/api/v1/submissions/{submission_id}": "the words of disclosure that we know",
    "/api/v1/surveys/{survey_id}": "at most 100 questions, which came in one body of 1 MiB",
    "/api/v1/system/capabilities": "the integrations that the code knows",
    "/api/v1/system/health": "the jobs of the map and the topics of the outbox",
    "/api/v1/system/jobs": "the jobs of the map",
    "/api/v1/system/rate-classes": "the classes that the code knows",
    "/api/v1/users/me": "the brands that one person is a member of, at most 100",
    "/api/v1/users/me/export": "what one answer holds; more of it is an export",
    "/api/v1/users/me/erasure": "a line for each kind of obstacle",
    "/api/v1/users/{user_id}": "the roles that there are",
    "/auth/v1/user": "the one way to sign in",
    "/functions/v1/payments": "a wallet for each currency",
}
"""Arrays that come whole, and what ends them."""

LISTS = 35
"""At least so many paths answer a list: that the walk below finds them."""


def arrays_in(schema: dict[str, Any], seen: tuple[str, ...] = ()) -> Iterator[str]:
    """A way to every array of a schema that says no `maxItems`, as `.data[].roles`."""
    if (name := schema.get("$ref", "").rpartition("/")[2]) in seen:
        return
    if name:
        schema, seen = SCHEMAS[name], (*seen, name)
    if schema.get("type") == "array" and "maxItems" not in schema:
        yield ""
    for step, inner in inside(schema):
        yield from (f"{step}{way}" for way in arrays_in(inner, seen))


def inside(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The schemas in a schema, and how one comes to each."""
    yield from ((f".{field}", inner) for field, inner in schema.get("properties", {}).items())
    for kind in ("anyOf", "oneOf", "allOf"):
        yield from (("", inner) for inner in schema.get(kind, ()))
    for kind, step in (("items", "[]"), ("additionalProperties", ".*")):
        if isinstance(inner := schema.get(kind), dict):
            yield step, inner


def parameters_of(operation: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["name"]: one["schema"] for one in operation.get("parameters", ())}


def answers() -> dict[str, tuple[dict[str, Any], set[str]]]:
    """By path: a GET's operation, and the ways to the arrays of what it answers."""
    found = {}
    for path, methods in DOCUMENT["paths"].items():
        if (operation := methods.get("get")) is None:
            continue
        results = [answer for status, answer in operation["responses"].items() if status.startswith("2")]
        contents = [content for result in results for content in result.get("content", {}).values()]
        ways = {way for content in contents for way in arrays_in(content.get("schema", {}))}
        if ways:
            found[path] = (operation, ways)
    return found


def test_every_answer_with_an_array_is_a_list_with_a_keyset_or_says_why_it_ends() -> None:
    endless = {
        path: sorted(ways)
        for path, (operation, ways) in answers().items()
        if not {"limit", "cursor"} <= set(parameters_of(operation))
    }
    assert set(endless) == set(WHOLE), endless


def test_a_list_takes_one_to_a_hundred_and_a_cursor_that_we_gave() -> None:
    lists = 0
    for path, (operation, _) in answers().items():
        parameters = parameters_of(operation)
        if "limit" not in parameters:
            continue
        lists += 1
        assert (parameters["limit"]["minimum"], parameters["limit"]["maximum"]) == (1, 100), path
        assert "CURSOR_INVALID" in operation["responses"]["422"]["$ref"], path
        (result,) = operation["responses"]["200"]["content"].values()
        shape = SCHEMAS[result["schema"]["$ref"].rpartition("/")[2]]
        assert "next_cursor" in shape["properties"], path
    assert lists >= LISTS
