"""`/api/v1/geofences`: who draws, changes, tries and deletes them."""

from uuid import UUID, uuid4

import pytest

from tests.factories.activations import make_activation
from tests.integration.activations.asking import ask
from tests.integration.activations.people import GEOFENCES, People
from tests.typing import Connection

CIRCLE = {"name": "Gate", "shape": "circle", "origin_lat": 52.5, "origin_lng": 13.4, "radius_m": 200}
SQUARE = {
    "name": "Hall",
    "shape": "polygon",
    "ring": [[52.0, 13.0], [52.0, 13.01], [52.01, 13.01], [52.01, 13.0]],
}


def test_a_circle_and_a_polygon_are_drawn_read_changed_and_deleted(people: People) -> None:
    circle = people.manager.post(GEOFENCES, **CIRCLE, country="DE")
    assert circle["brand_id"] == str(people.brand)
    assert {name: circle[name] for name in CIRCLE} == CIRCLE
    assert (circle["ring"], circle["country"]) == (None, "DE")
    polygon = people.owner.post(GEOFENCES, **SQUARE)
    assert (polygon["ring"], polygon["radius_m"]) == (SQUARE["ring"], None)
    assert (polygon["origin_lat"], polygon["origin_lng"]) == pytest.approx((52.005, 13.005))
    path = f"{GEOFENCES}/{circle['id']}"
    changed = people.owner.patch(path, name="North gate", radius_m=300, country=None)
    assert (changed["name"], changed["radius_m"], changed["country"]) == ("North gate", 300, None)
    changed = people.owner.patch(path, shape="polygon", ring=SQUARE["ring"], radius_m=None)
    assert people.analyst.get(path) == changed
    assert people.owner.patch(path) == changed
    people.owner.delete(path)
    assert people.owner.refused("GET", path) == (404, "NOT_FOUND")


def test_who_reads_only_draws_nothing_and_another_brand_sees_nothing(people: People) -> None:
    path = f"{GEOFENCES}/{people.owner.post(GEOFENCES, **CIRCLE)['id']}"
    assert people.analyst.get(path)["name"] == "Gate"
    assert people.analyst.refused("POST", GEOFENCES, **CIRCLE) == (403, "NO_BRAND")
    assert people.analyst.refused("POST", GEOFENCES, **CIRCLE, brand_id=str(people.brand)) == (
        403,
        "FORBIDDEN",
    )
    assert people.analyst.refused("PATCH", path, name="Mine") == (403, "FORBIDDEN")
    assert people.analyst.refused("DELETE", path) == (403, "FORBIDDEN")
    assert people.stranger.refused("POST", GEOFENCES, **CIRCLE, brand_id=str(people.brand)) == (
        403,
        "FORBIDDEN",
    )
    for method, body in (("GET", {}), ("PATCH", {"name": "Mine"}), ("DELETE", {})):
        assert people.stranger.refused(method, path, **body) == (404, "NOT_FOUND")
    points = [{"lat": 52.5, "lng": 13.4}]
    assert people.stranger.refused("POST", f"{path}/test", points=points) == (404, "NOT_FOUND")
    assert people.stranger.get(GEOFENCES)["data"] == []
    assert [one["name"] for one in people.boss.get(GEOFENCES, brand_id=str(people.brand))["data"]] == ["Gate"]


def test_one_request_under_one_key_draws_one_fence(people: People) -> None:
    first, second = (
        ask(
            "POST",
            "/api/v1/geofences",
            user=people.owner.id,
            body=CIRCLE,
            headers={"idempotency-key": "once"},
        )
        for _ in range(2)
    )
    assert first.body == second.body
    assert len(people.owner.get(GEOFENCES)["data"]) == 1


def test_the_list_goes_page_by_page(people: People) -> None:
    for n in range(3):
        people.owner.post(GEOFENCES, **CIRCLE | {"name": f"Gate {n}"})
    pages = people.owner.pages(GEOFENCES, limit="2")
    assert [[one["name"] for one in rows] for rows in pages] == [["Gate 2", "Gate 1"], ["Gate 0"]]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (SQUARE | {"ring": [[52.0, 13.0], [52.01, 13.01], [52.0, 13.01], [52.01, 13.0]]}, "edges_cross"),
        (SQUARE | {"ring": [[52, 13], [52, 13.1]]}, "too_few_points"),
        (SQUARE | {"ring": [[0, 0], [0, 0.5], [0.5, 0.5]]}, "too_large"),
        (SQUARE | {"ring": [[86, 0], [86, 0.1], [86.1, 0]]}, "too_near_a_pole"),
        (SQUARE | {"ring": [[0, 0], [0, 200], [1, 0]]}, "no_place"),
        (SQUARE | {"ring": [[0, n / 10_000] for n in range(201)]}, "too_many_points"),
        (CIRCLE | {"origin_lat": 90}, "too_near_a_pole"),
        (CIRCLE | {"origin_lng": 180.1}, "no_place"),
        (CIRCLE | {"origin_lat": None}, "no_place"),
    ],
)  # fmt: skip
def test_what_is_no_fence_is_refused_with_a_reason(people: People, body: dict[str, object], why: str) -> None:
    answer = ask("POST", "/api/v1/geofences", user=people.owner.id, body=body)
    assert (answer.status, answer.body["code"], answer.body["details"]) == (
        422,
        "GEOFENCE_REFUSED",
        [{"why": why}],
    )


@pytest.mark.parametrize(
    "body",
    [CIRCLE | {"radius_m": None}, CIRCLE | {"ring": SQUARE["ring"]}, SQUARE | {"radius_m": 100},
     SQUARE | {"ring": None}],
)  # fmt: skip
def test_a_fence_has_the_form_of_its_shape(people: People, body: dict[str, object]) -> None:
    assert people.owner.refused("POST", GEOFENCES, **body) == (422, "GEOFENCE_REFUSED")


@pytest.mark.parametrize(
    "body",
    [
        CIRCLE | {"radius_m": 19}, CIRCLE | {"radius_m": 50_001}, CIRCLE | {"name": " "}, CIRCLE | {"shape": "square"},
        CIRCLE | {"origin_lat": "north"}, CIRCLE | {"origin_lat": 1e308}, SQUARE | {"ring": []},
        SQUARE | {"ring": [[1, 2, 3]]}, SQUARE | {"ring": [[0, 0]] * 1_001}, CIRCLE | {"country": "de"},
        CIRCLE | {"polygon": "((0,0),(1,1),(1,0))"},
    ],
)  # fmt: skip
def test_malformed_fences_are_refused(people: People, body: dict[str, object]) -> None:
    assert people.owner.refused("POST", GEOFENCES, **body)[0] == 422


def test_positions_are_tried_in_their_order(people: People) -> None:
    path = f"{GEOFENCES}/{people.owner.post(GEOFENCES, **CIRCLE)['id']}/test"
    points = [
        {"lat": 52.5, "lng": 13.4},
        {"lat": 52.5027, "lng": 13.4},  # 300 m to the north
        {"lat": 52.5027, "lng": 13.4, "accuracy": 120},
        {"lat": 52.5, "lng": 13.4, "accuracy": 501},
        {"lat": 52.5, "lng": 13.4, "accuracy": None},
    ]
    tried = people.analyst.post(path, points=points)["points"]
    assert [one["answer"] for one in tried] == ["inside", "outside", "inside", "unknown", "unknown"]
    assert [round(one["distance_m"]) for one in tried] == [0, 100, 100, 0, 0]
    assert people.owner.post(path, points=points[:1] * 100)["points"] == tried[:1] * 100


@pytest.mark.parametrize(
    "points",
    [[], [{"lat": 0, "lng": 0}] * 101, [{"lat": 91, "lng": 0}], [{"lat": 0, "lng": 181}], [{"lat": 0}],
     [{"lat": 0, "lng": 0, "accuracy": -1}]],
)  # fmt: skip
def test_positions_that_are_none_are_refused(people: People, points: list[object]) -> None:
    path = f"{GEOFENCES}/{people.owner.post(GEOFENCES, **CIRCLE)['id']}/test"
    assert people.owner.refused("POST", path, points=points)[0] == 422


def test_what_an_activation_uses_neither_changes_nor_goes(db: Connection, people: People) -> None:
    fence = people.owner.post(GEOFENCES, **CIRCLE)["id"]
    path = f"{GEOFENCES}/{fence}"
    make_activation(db, people.brand, people.campaign, status="draft", geofence_id=UUID(fence))
    people.owner.patch(path, radius_m=300)
    assert people.owner.refused("DELETE", path) == (409, "GEOFENCE_IN_USE")
    make_activation(db, people.brand, people.campaign, geofence_id=UUID(fence))
    assert people.owner.refused("PATCH", path, radius_m=400) == (409, "GEOFENCE_IN_USE")
    assert people.owner.refused("DELETE", f"{GEOFENCES}/{uuid4()}") == (404, "NOT_FOUND")
