"""Accounts, sign-in, brands and members, bans and roles, audit, health."""
