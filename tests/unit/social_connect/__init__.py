"""Tests of `social_connect` without a database."""
