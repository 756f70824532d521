"""Codes of activations: one by one, thousands at once, and as QR codes to be printed."""
