"""What the running Lambdas count stands on the laptop's dashboard a moment later."""

from local.dashboard_page import PATH
from local.welcome import DEMO_PASSWORD
from tests.e2e.conftest import RunningSystem

WRONG = {"email": "brand@example.com", "password": "wrong-horse-battery"}


def _totals(system: RunningSystem) -> dict[str, int]:
    answer = system.client.get(f"{PATH}.json?span=day")
    assert answer.status_code == 200
    return {name: sum(bars) for name, bars in answer.json()["figures"].items()}


def test_sign_ins_webhooks_and_answers_are_seen(system: RunningSystem) -> None:
    before = _totals(system)
    right = WRONG | {"password": DEMO_PASSWORD}
    for given, status in ((right, 200), (WRONG, 401)):
        assert system.client.post("/api/v1/auth/sign-in", json=given).status_code == status
    assert system.client.post("/webhooks/stripe", json={"id": "evt_1"}).status_code == 400
    assert system.client.get("/t/nobody-has-this").status_code == 404
    after = _totals(system)
    grown = {name: after[name] - before[name] for name in after}
    expected = {"sign_ins": 1, "sign_ins_refused": 1, "webhooks_refused": 1, "answers": 4, "redirects": 1}
    assert grown | expected == grown


def test_the_page_shows_them_to_this_machine_alone(system: RunningSystem) -> None:
    page = system.client.get(PATH)
    assert page.status_code == 200
    assert "Sign-ins" in page.text
    assert system.client.get(PATH, headers={"origin": "https://elsewhere.example"}).status_code == 403
