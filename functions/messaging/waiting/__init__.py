"""Whom messages wait for: told by mail, as nobody says who is connected."""
