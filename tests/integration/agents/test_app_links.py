"""The files by which telephones know the apps that may open referral links."""

import pytest

from agents import redirect
from tests.factories.events import Answer, call, http_event

APPLE, ANDROID = "/.well-known/apple-app-site-association", "/.well-known/assetlinks.json"
PRINT = ":".join(["AB"] * 32)


@pytest.fixture(autouse=True)
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody asks one for these."""
    monkeypatch.setenv("DATABASE_URL", "postgresql://redirect_login@/nowhere?host=/nonexistent")


def read(path: str, method: str = "GET") -> Answer:
    return call(redirect.lambda_handler, http_event(method, path))


@pytest.mark.parametrize("path", [APPLE, ANDROID])
@pytest.mark.parametrize("value", [None, "", " , "])
def test_without_an_app_there_is_no_file(
    path: str, value: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("APPLE_APP_IDS", "ANDROID_APPS"):
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
    answer = read(path)
    assert (answer.status, answer.headers["cache-control"]) == (404, "no-store")


def test_apps_of_apple_open_referral_links_and_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APPLE_APP_IDS", "A1B2C3D4E5.com.example.app, A1B2C3D4E5.com.example.other")
    answer = read(APPLE)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
    assert answer.headers["cache-control"] == "public, max-age=3600"
    assert answer.body == {
        "applinks": {
            "details": [
                {
                    "appIDs": ["A1B2C3D4E5.com.example.app", "A1B2C3D4E5.com.example.other"],
                    "components": [{"/": "/r/*"}],
                }
            ]
        }
    }


def test_an_app_of_androids_has_one_statement_with_all_its_fingerprints(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = PRINT.replace("AB", "CD")
    monkeypatch.setenv(
        "ANDROID_APPS", f"com.example.app:{PRINT},com.example.b:{PRINT},com.example.app:{other}"
    )
    answer = read(ANDROID)
    assert answer.headers["content-type"] == "application/json"
    assert [statement["target"] for statement in answer.body] == [
        {
            "namespace": "android_app",
            "package_name": "com.example.app",
            "sha256_cert_fingerprints": [PRINT, other],
        },
        {"namespace": "android_app", "package_name": "com.example.b", "sha256_cert_fingerprints": [PRINT]},
    ]
    assert {*answer.body[0]["relation"]} == {"delegate_permission/common.handle_all_urls"}
