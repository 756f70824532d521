"""Fences: 12,000 places are inside or outside as an independent library says, and what is no fence is refused."""

import math
import random
from collections.abc import Iterator
from itertools import pairwise
from uuid import UUID

import psycopg
import pytest
from psycopg.types.json import Jsonb
from shapely import Point, Polygon

from tests.conftest import Database
from tests.database.sql_functions import refusal_of
from tests.factories.activations import make_geofence, owner_of
from tests.factories.people import brand_of, make_user
from tests.typing import Connection

EARTH_M = 6_371_008.8
A_DEGREE_M = EARTH_M * math.pi / 180
FENCES, PLACES_EACH = 600, 20
Place = tuple[float, float]
Ring = list[Place]


@pytest.fixture
def db(database: Database) -> Iterator[Connection]:
    with database.connect() as connection:
        yield connection


@pytest.fixture
def brand(db: Connection) -> UUID:
    return brand_of(db, make_user(db, "brand"))


def wrapped(lng: float) -> float:
    return lng - 360 * math.floor((lng + 180) / 360)


def random_ring(dice: random.Random) -> Ring:
    """Three to forty corners around a place anywhere, also at the date line: a star, which crosses itself nowhere."""
    lat = dice.uniform(-84, 84)
    lng = dice.choice([dice.uniform(-180, 180), wrapped(180 + dice.uniform(-0.01, 0.01))])
    size = 10 ** dice.uniform(1.5, 4)
    turns = sorted(dice.uniform(0, 2 * math.pi) for _ in range(dice.randint(3, 40)))
    if max(b - a for a, b in pairwise([*turns, turns[0] + 2 * math.pi])) >= 3.1:
        return random_ring(dice)
    reach = [dice.uniform(0.3, 1) * size for _ in turns]
    return [
        (
            lat + r * math.sin(turn) / A_DEGREE_M,
            wrapped(lng + r * math.cos(turn) / A_DEGREE_M / math.cos(math.radians(lat))),
        )
        for turn, r in zip(turns, reach, strict=True)
    ]


def metres(place: Place, origin: Place) -> Place:
    """Our own map, drawn a second time."""
    east = wrapped(place[1] - origin[1]) * math.cos(math.radians(origin[0])) * A_DEGREE_M
    return east, (place[0] - origin[0]) * A_DEGREE_M


def place_near(dice: random.Random, ring: Ring) -> Place:
    """Half of them within a metre of an edge, where a map in degrees is wrong."""
    (a_lat, a_lng), (b_lat, b_lng) = dice.choice(list(zip(ring, ring[1:] + ring[:1], strict=True)))
    along = dice.random()
    off_m = dice.choice([dice.uniform(-1, 1), dice.uniform(-3_000, 3_000)])
    lng = a_lng + along * wrapped(b_lng - a_lng)
    return a_lat + along * (b_lat - a_lat) + off_m / A_DEGREE_M, wrapped(lng + off_m / A_DEGREE_M / 3)


def test_12000_places_are_inside_or_outside_as_shapely_says(db: Connection, brand: UUID) -> None:
    dice = random.Random(22)
    rings = [random_ring(dice) for _ in range(FENCES)]
    places = [[place_near(dice, ring) for _ in range(PLACES_EACH)] for ring in rings]
    db.execute(
        "insert into geofences (brand_id, created_by, name, shape, ring)"
        " select %s, %s, n::text, 'polygon', ring from jsonb_array_elements(%s) with ordinality as r (ring, n)",
        (brand, owner_of(db, brand), Jsonb(rings)),
    )
    found = db.execute(
        "select p.n, g.origin_lat, g.origin_lng, (q.place ->> 0)::float8, (q.place ->> 1)::float8,"
        " app.fence_distance(g, (q.place ->> 0)::float8, (q.place ->> 1)::float8)"
        " from jsonb_array_elements(%s) with ordinality as p (list, n)"
        " join geofences as g on g.name = p.n::text, jsonb_array_elements(p.list) as q (place)",
        (Jsonb(places),),
    ).fetchall()
    assert len(found) == FENCES * PLACES_EACH == 12_000
    drawn: dict[int, Polygon] = {}
    inside = differences = 0
    for n, origin_lat, origin_lng, lat, lng, distance in found:
        origin = origin_lat, origin_lng
        fence = drawn.setdefault(n, Polygon([metres(corner, origin) for corner in rings[n - 1]]))
        expected = fence.distance(Point(metres((lat, lng), origin)))
        inside += distance == 0
        differences += (distance == 0) != (expected == 0) or abs(distance - expected) > 0.001
    assert differences == 0
    assert 3_000 < inside < 9_000


def haversine(a: Place, b: Place) -> float:
    """By the chord between two places on a ball, which no difference of degrees can lead astray."""

    def ray(place: Place) -> tuple[float, float, float]:
        lat, lng = map(math.radians, place)
        return math.cos(lat) * math.cos(lng), math.cos(lat) * math.sin(lng), math.sin(lat)

    return 2 * EARTH_M * math.asin(min(1, math.dist(ray(a), ray(b)) / 2))


def test_a_circle_is_as_far_as_the_earth_is_round(db: Connection, brand: UUID) -> None:
    dice = random.Random(23)
    asked = []
    for n in range(300):
        lat, lng = dice.uniform(-85, 85), dice.choice([180.0, -180.0, dice.uniform(-180, 180)])
        make_geofence(db, brand, name=str(n), origin_lat=lat, origin_lng=lng, radius_m=1_000)
        away = dice.choice([0.001, 0.02, 10])
        asked.append(
            ((lat, lng), (lat + dice.uniform(-away, away) / 3, wrapped(lng + dice.uniform(-away, away))))
        )
    found = db.execute(
        "select app.fence_distance(g, a.lat, a.lng) from unnest(%s::float8[], %s::float8[])"
        " with ordinality as a (lat, lng, n) join geofences as g on g.name = (a.n - 1)::text order by a.n",
        ([place[0] for _, place in asked], [place[1] for _, place in asked]),
    ).fetchall()
    expected = [max(0.0, haversine(*pair) - 1_000) for pair in asked]
    assert [row[0] for row in found] == pytest.approx(expected, abs=0.01)
    assert 30 < expected.count(0.0) < 270


def test_a_ring_over_the_date_line_holds_what_is_on_both_sides_of_it(db: Connection, brand: UUID) -> None:
    ring = [[-17.0, 179.9], [-17.0, -179.9], [-17.1, -179.9], [-17.1, 179.9], [-17.0, 179.9]]
    fence = make_geofence(
        db, brand, shape="polygon", ring=Jsonb(ring), radius_m=None, origin_lat=None, origin_lng=None
    )
    row = db.execute("select abs(origin_lng), width(bbox), npoints(polygon) from geofences").fetchone()
    assert row is not None
    assert row[0] == pytest.approx(180)
    assert row[1] == pytest.approx(0.2 * A_DEGREE_M * math.cos(math.radians(17.05)))
    assert row[2] == 4
    for lng, is_inside in (
        (179.95, True),
        (-179.95, True),
        (180.0, True),
        (-180.0, True),
        (179.8, False),
        (0.0, False),
    ):
        assert (
            distance(db, fence, -17.05, lng) == 0 if is_inside else distance(db, fence, -17.05, lng) > 10_000
        )


def distance(db: Connection, fence: UUID, lat: float, lng: float) -> float:
    row = db.execute(
        "select app.fence_distance(g, %s, %s) from geofences as g where g.id = %s", (lat, lng, fence)
    ).fetchone()
    assert row is not None
    found: float = row[0]
    return found


@pytest.mark.parametrize(
    ("metres_away", "accuracy", "answer"),
    [
        (0, 0, True), (190, 10, True), (260, 59, False), (260, 61, True), (345, 500, True), (355, 500, False),
        (0, 501, None), (0, None, None), (0, -1, None), (0, math.nan, None), (None, 10, None), (math.nan, 10, None),
    ],
)  # fmt: skip
def test_accuracy_speaks_for_the_visitor_up_to_150_metres(
    db: Connection, brand: UUID, metres_away: float | None, accuracy: float | None, answer: bool | None
) -> None:
    make_geofence(db, brand, origin_lat=0, origin_lng=0, radius_m=200)
    lat = None if metres_away is None else metres_away / A_DEGREE_M
    row = db.execute("select app.inside_fence(g, %s, 0, %s) from geofences as g", (lat, accuracy)).fetchone()
    assert row == (answer,)


SQUARE = [[52.0, 13.0], [52.0, 13.01], [52.01, 13.01], [52.01, 13.0]]


@pytest.mark.parametrize(
    ("ring", "why"),
    [
        ([[52.0, 13.0], [52.01, 13.01], [52.0, 13.01], [52.01, 13.0]], "edges_cross"),
        ([*SQUARE, [52.0, 13.0], [51.99, 12.99], [51.98, 13.0]], "edges_cross"),  # a figure of eight
        ([*SQUARE, [52.02, 13.0]], "edges_cross"),  # a spike that goes back on itself
        ([[0, 0], [0, 0.001], [0, 0.0005], [0.001, 0.0005]], "edges_cross"),
        ([[0, 0], [0, 0.001], [0, 0.002]], "edges_cross"),
        ([[0, 0], [0, 0.000005], [0.000005, 0]], "no_area"),
        ([[0, 0], [0, 0.001], [0, 0.001], [0, 0]], "too_few_points"),
        ([[0, 0], [0, 0], [0, 0]], "too_few_points"),
        ([[0, 180], [0, -180], [0.001, 180]], "too_few_points"),
        ([[0, 0], [0, 0.5], [0.5, 0.5]], "too_large"),
        ([[0, -90], [0, 90], [1, 0]], "too_large"),
        ([[84.9, 0], [84.9, 0.1], [85.1, 0.1]], "too_near_a_pole"),
        ([[90, 0], [89, 90], [89, -90]], "too_near_a_pole"),
        ([[0, 0], [0, 181], [1, 0]], "no_place"),
        ([[91, 0], [0, 1], [1, 0]], "no_place"),
        ([[0, 0], [0, "NaN"], [1, 0]], "no_place"),
        ([[0, 0], [0, None], [1, 0]], "no_place"),
        ([[0, 0, 0], [0, 1], [1, 0]], "no_place"),
        ([[0, 0], 7, [1, 0]], "no_place"),
        ([[0, 0], {"0": 1, "1": 1}, [1, 0]], "no_place"),
        ([[0, 0], [0, 10**400], [1, 0]], "no_place"),
        ([[0, n / 10_000] for n in range(201)], "too_many_points"),
        ([], "too_few_points"),
        ({"lat": 0}, "no_ring"),
        ("[[0, 0]]", "no_ring"),
        (None, "no_ring"),
    ],
)  # fmt: skip
def test_what_is_no_polygon_is_refused_and_says_why(
    db: Connection, brand: UUID, ring: object, why: str
) -> None:
    refused = refusal_of(
        db,
        "insert into geofences (brand_id, created_by, name, shape, ring) values (%s, %s, 'x', 'polygon', %s)",
        brand, owner_of(db, brand), Jsonb(ring),
    )  # fmt: skip
    assert (refused.sqlstate, refused.detail) == ("IA004", {"why": why})


def test_a_ring_of_two_hundred_corners_is_taken_and_turns_either_way(db: Connection, brand: UUID) -> None:
    ring = [[0.01 * math.sin(n * math.pi / 100), 0.01 * math.cos(n * math.pi / 100)] for n in range(200)]
    for given in (ring, ring[::-1]):
        fence = make_geofence(db, brand, shape="polygon", ring=Jsonb(given), radius_m=None)
        assert distance(db, fence, 0.009, 0) == 0
        assert distance(db, fence, 0.011, 0) > 100


@pytest.mark.parametrize(
    ("lat", "lng", "why"),
    [(85.1, 0, "too_near_a_pole"), (-90, 0, "too_near_a_pole"), (math.nan, 0, "no_place"), (91, 0, "no_place"),
     (0, 181, "no_place"), (0, math.inf, "no_place")],
)  # fmt: skip
def test_a_circle_has_its_middle_on_earth_and_not_at_a_pole(
    db: Connection, brand: UUID, lat: float, lng: float, why: str
) -> None:
    refused = refusal_of(
        db,
        "insert into geofences (brand_id, created_by, name, shape, origin_lat, origin_lng, radius_m)"
        " values (%s, %s, 'x', 'circle', %s, %s, 100)",
        brand, owner_of(db, brand), lat, lng,
    )  # fmt: skip
    assert (refused.sqlstate, refused.detail) == ("IA004", {"why": why})


def test_nobody_writes_the_metres_of_a_fence(db: Connection, brand: UUID) -> None:
    fence = make_geofence(
        db, brand, shape="polygon", ring=Jsonb(SQUARE), radius_m=None, polygon="((0,0),(1,0),(1,1))"
    )
    assert distance(db, fence, 52.005, 13.005) == 0
    with pytest.raises(psycopg.errors.CheckViolation):
        db.execute("update geofences set shape = 'circle' where id = %s", (fence,))
    db.execute("update geofences set shape = 'circle', ring = null, radius_m = 100 where id = %s", (fence,))
    assert db.execute("select num_nonnulls(polygon, bbox) from geofences").fetchone() == (0,)
