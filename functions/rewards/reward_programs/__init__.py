"""Budgets that rewards are granted of: funded, activated, paused, ended, and what is left goes back."""
