"""The frame of the few pages that we answer ourselves. It loads nothing: the redirect answers with it."""

_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 0; min-height: 100vh; display: grid; place-items: center;
       background: #f5f5ff; color: #1e1b4b; text-align: center }}
main {{ padding: 1em; max-width: 32em }}
h1 {{ color: #6366f1; margin: 0 0 .5em }}
button {{ font: inherit; font-weight: 600; padding: .75em 1.5em; border: 0; border-radius: .5em;
          background: #4f46e5; color: #fff; cursor: pointer }}
</style>
<main><h1>{title}</h1><p>{sentence}</p>{action}</main></html>
"""


def html_page(title: str, sentence: str, action: str = "") -> str:
    """A page that says one thing. All three are markup: who fills in what was not written here escapes it."""
    return _PAGE.format(title=title, sentence=sentence, action=action)
