"""The frame of the few pages that we answer ourselves. It loads nothing: the redirect answers with it."""

PRODUCT = "Atomic Influence"
_FRAME = """<!doctype html>
<html lang="{language}"{direction}><head><meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" /><link rel="icon" href="data:," />
<title>{title} · {product}</title>
<style{nonce}>
{style}
</style></head>
<body>{body}</body></html>
"""
_STYLE = """\
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; min-height: 100vh; display: grid; place-items: center;
       background: #f5f5ff; color: #1e1b4b; text-align: center }
main { padding: 1em; max-width: 32em }
header { font-weight: 600; margin: 0 0 2em }
h1 { color: #4f46e5; margin: 0 0 .5em; line-height: 1.2 }
a { color: #4f46e5 }
button { font: inherit; font-weight: 600; padding: .75em 1.5em; border: 0; border-radius: .5em;
          background: #4f46e5; color: #fff; cursor: pointer }
@media (prefers-color-scheme: dark) {
  body { background: #14122b; color: #e0e7ff }
  h1, a { color: #a5b4fc }
}"""


def html_page(title: str, sentence: str, action: str = "") -> str:
    """A page that says one thing. All three are markup: who fills in what was not written here escapes it."""
    body = f"<main><header>{PRODUCT}</header><h1>{title}</h1><p>{sentence}</p>{action}</main>"
    return framed(title, body, style=_STYLE)


def framed(
    title: str, body: str, *, style: str, language: str = "en", right_to_left: bool = False, nonce: str = ""
) -> str:
    """A whole page of a body, in its language. Title and body are markup; `nonce` lets the style pass a policy."""
    return _FRAME.format(
        language=language, direction=' dir="rtl"' if right_to_left else "", title=title, product=PRODUCT,
        nonce=f' nonce="{nonce}"' if nonce else "", style=style, body=body,
    )  # fmt: skip
