"""The limits of production over HTTP: what a browser's script may read of them, and an office that signs in."""

import psycopg

from tests.e2e.conftest import RunningSystem
from tests.factories.limits import limits_of_production

EMAIL, PASSWORD = "hasty@example.com", "correct-horse-battery"


def test_somebody_hasty_is_told_to_wait_and_an_office_signs_in(system: RunningSystem) -> None:
    with psycopg.connect(system.database_url, autocommit=True) as db, limits_of_production(db):
        account = {"email": EMAIL, "password": PASSWORD, "role": "creator", "full_name": "Hasty"}
        system.client.post("/api/v1/auth/sign-up", json=account).raise_for_status()
        # Ten sign-ins from one address would empty what an address may ask for in general.
        tokens = [system.token(EMAIL, PASSWORD) for _ in range(12)]
        headers = {"authorization": f"Bearer {tokens[-1]}", "origin": "https://app.example.org"}
        answers = [system.client.get("/api/v1/notifications", headers=headers) for _ in range(140)]
    refused = [answer for answer in answers if answer.status_code == 429 and "code" in answer.json()]
    assert [answer.status_code for answer in answers[:100]] == [200] * 100
    assert refused
    assert refused[0].json()["code"] == "RATE_LIMITED"
    assert 1 <= int(refused[0].headers["retry-after"]) <= 4
    assert answers[0].headers["ratelimit-policy"] == '"burst";q=100;w=360, "hour";q=1000;w=3600'
    assert answers[0].headers["ratelimit"].startswith('"burst";r=99;t=')
    exposed = answers[0].headers["access-control-expose-headers"].split(",")
    assert {"ratelimit", "ratelimit-policy", "retry-after", "content-disposition"} < {*exposed}
