"""Sven uses the first front end, which signs him in with supabase-js."""

from urllib.parse import parse_qs, urlsplit

from local.welcome import DEMO_PASSWORD
from tests.examples.stage import Stage

SVEN, SVENS_NEXT = "sven@example.org", "sven.dahl@example.org"


def sven_signs_up(stage: Stage) -> None:
    """A code confirms the address and signs in."""
    data = {"role": "creator", "full_name": "Sven Dahl"}
    stage.call("signUpWithSupabase", body={"email": SVEN, "password": DEMO_PASSWORD, "data": data})
    code = {"email": SVEN, "token": stage.code_for(SVEN), "type": "signup"}
    stage.call(
        "resendSupabaseCode", body={"email": SVEN, "type": "signup"}
    )  # within a minute: nothing is sent
    stage.tokens["sven"] = stage.call("signInWithSupabaseCode", body=code)["access_token"]
    stage.ids["sven"] = stage.call("readSupabaseUser", "sven")["id"]


def sven_reads_and_changes_who_he_is(stage: Stage) -> None:
    """What the client asks for by itself, and what Sven asks for."""
    stage.call("readSupabaseSettings")
    stage.call("readSupabaseKeys")
    session = {"email": SVEN, "password": DEMO_PASSWORD}
    body = stage.call("signInWithSupabase", body=session, query={"grant_type": "password"})
    stage.tokens["sven"] = body["access_token"]
    stage.call("requestSupabaseNonce", "sven")
    stage.call("changeSupabaseUser", "sven", {"data": {"full_name": "Sven D."}})


def sven_follows_links(stage: Stage) -> None:
    """A mail's link signs in; in the end he signs out everywhere."""
    stage.call("requestSupabaseRecovery", body={"email": SVEN})
    stage.mail_to(SVEN, "/auth/v1/verify")
    stage.call("sendSupabaseOtp", body={"email": SVEN})
    words = stage.mail_to(SVEN, "/auth/v1/verify")["text"].split()
    link = next(word for word in words if "/auth/v1/verify" in word)
    query = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
    stage.call("openSupabaseLink", query=query)
    stage.call("signOutWithSupabase", "sven", query={"scope": "global"})


SIGNING_IN = (sven_signs_up, sven_reads_and_changes_who_he_is)
SIGNING_OUT = (sven_follows_links,)
