"""Statements of wallets as files, however long they are."""
