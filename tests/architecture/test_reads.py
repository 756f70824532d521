"""A route that only reads opens `app.read()`: one statement is one network round trip, and in a transaction two."""

import ast
from collections.abc import Iterator

from tests.architecture.sources import ROOT, functions, name

SEVERAL = "several statements for each answer, which find out once who asks"
IN_A_TRANSACTION = {
    "activations/scan_list/routes.py::list_scans": "writes down who looked",
    "activations/scan_reviews/routes.py::list_scan_reviews": "writes down who looked",
    "activations/scan_reviews/routes.py::read_scan_review": "writes down who looked",
    "campaign_lifecycle/reports/routes.py::download_campaign_report": "writes down who took it",
    "campaign_lifecycle/surveys/routes.py::read_survey_results": SEVERAL,
    "messaging/message_originals/routes.py::read_message_original": "writes down who looked, and why",
    "payments/wallets/routes.py::download_wallet_statement": SEVERAL,
    "payments/wallets/routes.py::read_wallet_statement": SEVERAL,
    "tracking_redirect/conversions/routes.py::read_conversion_key": "makes the key at its first reading",
    "tracking_redirect/performance/routes.py::download_daily_figures": SEVERAL,
    "tracking_redirect/performance/routes.py::list_link_figures": SEVERAL,
    "tracking_redirect/performance/routes.py::read_breakdown": SEVERAL,
    "tracking_redirect/performance/routes.py::read_daily_figures": SEVERAL,
    "tracking_redirect/results/routes.py::download_post_results": SEVERAL,
    "tracking_redirect/results/routes.py::list_creator_results": SEVERAL,
    "tracking_redirect/results/routes.py::list_platform_results": SEVERAL,
    "tracking_redirect/results/routes.py::list_post_results": SEVERAL,
    "user_management/jobs/routes.py::list_jobs": SEVERAL,
    "user_management/system/routes.py::check_health": "asks whether it could write",
    "user_management/system/routes.py::read_system_health": SEVERAL,
}
"""Routes of GET whose work is not a read, or is one of three statements and more; and why."""


def opened(source: str) -> Iterator[tuple[str, set[str]]]:
    """Each route of GET in a module, with what it opens of `app`: `read`, `transaction`."""
    for function in functions(ast.parse(source)):
        if any(ast.unparse(decorator).startswith("app.get(") for decorator in function.decorator_list):
            calls = {ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
            yield (
                function.name,
                {call.removeprefix("app.") for call in calls & {"app.read", "app.transaction"}},
            )


def test_what_only_reads_opens_a_read() -> None:
    found = {
        f"{name(path).removeprefix('functions/')}::{route}"
        for path in sorted((ROOT / "functions").glob("*/*/routes.py"))
        for route, opens in opened(path.read_text(encoding="utf-8"))
        if "transaction" in opens
    }
    assert sorted(found - set(IN_A_TRANSACTION)) == [], "these are for `app.read()`"
    assert sorted(set(IN_A_TRANSACTION) - found) == [], "these need no exception any more"


def test_a_route_in_a_transaction_is_found() -> None:
    source = """
@app.get("/a")
def a():
    with app.transaction() as tx:
        return tx

@app.get("/b")
def b():
    with app.read() as tx:
        return tx

@app.post("/c")
def c():
    with app.transaction() as tx:
        return tx
"""
    assert dict(opened(source)) == {"a": {"transaction"}, "b": {"read"}}
