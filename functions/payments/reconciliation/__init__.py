"""The nightly proof of the books."""
