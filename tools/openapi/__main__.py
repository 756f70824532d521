"""Writes the OpenAPI document (`make docs`)."""

from tools.openapi import DOCUMENT, render

if __name__ == "__main__":
    DOCUMENT.write_text(render(), encoding="utf-8")
