"""What `make up` says when it is ready."""

import shlex
from pathlib import Path

from local.environment import ROOT
from local.realtime.furnishing import Realtime

DEMO_ACCOUNTS = ("admin@example.com", "brand@example.com", "creator@example.com", "agent@example.com")
DEMO_PASSWORD = "correct-horse-battery"  # noqa: S105 - the demo accounts' published password
DEMO_CODE = "coffee1"
DEMO_CUPS = tuple(f"coffeecup{number:03}" for number in range(1, 11))
DEMO_SCREEN_CODE = "tastingcoffe"
DEMO_GATE, DEMO_SCREEN = "demo-gate-of-the-roaster", "demo-screen-in-roastery1"
"""What opens the demo's gate and screen: known to everybody, as its password is."""


def welcome(base_url: str, data_dir: Path, realtime: Realtime | None = None) -> str:
    """The URLs, the demo accounts and how to call the API."""
    sockets = _sockets(base_url, realtime) if realtime else ""
    where = "" if data_dir == ROOT / ".local" else f" {shlex.quote(f'DATA_DIR={data_dir}')}"
    accounts = "\n".join(f"  {email}" for email in DEMO_ACCOUNTS)
    return f"""
Atomic Influence runs on this machine.

  API        {base_url}/api/v1
  Docs       {base_url}/docs
  Health     {base_url}/health
  Mail       {base_url}/_local/outbox
  Figures    {base_url}/_local/dashboard{sockets}
  Logs       {data_dir}/logs/<function>.log
  SQL        make psql{where}
  Jobs       make job JOB=tracking-hours{where}

Demo accounts, password {DEMO_PASSWORD}:
{accounts}

Scan, with a phone that the browser emulates:
  A code     {base_url}/q/{DEMO_CODE}
  A gate     {base_url}/q/staff#{DEMO_GATE} (takes {DEMO_CUPS[0]} to {DEMO_CUPS[-1]}, once each)
  A screen   {base_url}/q/staff#{DEMO_SCREEN} (its code is another one every 30 seconds)

Sign in and call:
  TOKEN=$(curl -s {base_url}/api/v1/auth/sign-in -H 'content-type: application/json' \\
    -d '{{"email":"brand@example.com","password":"{DEMO_PASSWORD}"}}' | python3 -c 'import json,sys; print(json.load(sys.stdin)["access_token"])')
  curl -s {base_url}/api/v1/campaigns -H "authorization: Bearer $TOKEN"

Ctrl-C stops it; the data stays in {data_dir}.
"""  # noqa: E501 - commands are to be copied as one line


def _sockets(base_url: str, realtime: Realtime) -> str:
    """Where real time is, and by which file a client believes it (Node: NODE_EXTRA_CA_CERTS)."""
    return f"""
  Messages   {base_url}/docs/messages (two people, live; make messages-page)
  Sockets    wss://{realtime.address}/event/realtime (or ws://), CA in {realtime.roots}"""
