"""The two pages that a visitor may see instead of a destination."""

_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 0; min-height: 100vh; display: grid; place-items: center;
       background: #f5f5ff; color: #1e1b4b; text-align: center }}
h1 {{ color: #6366f1; margin: 0 0 .5em }}
</style>
<main><h1>{title}</h1><p>{sentence}</p></main></html>
"""

NOT_FOUND_PAGE = _PAGE.format(
    title="This link leads nowhere", sentence="It was mistyped, switched off, or its time is over."
)
UNAVAILABLE_PAGE = _PAGE.format(
    title="One moment, please", sentence="The link cannot be opened now. Try again."
)
