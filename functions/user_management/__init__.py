"""Accounts, sign-in, brands and members, bans and roles, audit, health."""

import common  # noqa: F401 - before all else: it loads Powertools on demand
