"""The two files by which a telephone knows that an app of ours may open links of the short domain."""

from agents.settings import android_apps, apple_app_ids

REFERRAL_LINKS = "/r/*"
"""Tracking links (`/t/…`) lead to shops, and are for browsers."""


def apple_links() -> dict[str, object] | None:
    """`apple-app-site-association`; None where there is no app."""
    apps = apple_app_ids()
    if not apps:
        return None
    return {"applinks": {"details": [{"appIDs": [*apps], "components": [{"/": REFERRAL_LINKS}]}]}}


def android_links() -> list[dict[str, object]] | None:
    """`assetlinks.json`, one statement for each package; None where there is no app."""
    fingerprints: dict[str, list[str]] = {}
    for package, fingerprint in android_apps():
        fingerprints.setdefault(package, []).append(fingerprint)
    return [
        {
            "relation": ["delegate_permission/common.handle_all_urls"],
            "target": {
                "namespace": "android_app",
                "package_name": package,
                "sha256_cert_fingerprints": found,
            },
        }
        for package, found in fingerprints.items()
    ] or None
