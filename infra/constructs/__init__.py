"""Small constructs; what they may do to each other is granted in `infra/grants.py`."""
