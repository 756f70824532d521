"""A scan on its way in: what was sent, what a request says beside it, and what becomes of both."""
