"""Rules of the house as tests: each is seen to fail on a planted offender."""
