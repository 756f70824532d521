"""Tracking links, their QR codes and destinations."""
