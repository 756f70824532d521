"""Rows for tests, made the way the system makes them: users through `auth.users` and its triggers."""
