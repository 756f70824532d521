"""The frame of the few pages that we answer ourselves. It loads nothing: the redirect answers with it."""

PRODUCT = "Atomic Influence"
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" /><link rel="icon" href="data:," />
<title>{title} · {product}</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 0; min-height: 100vh; display: grid; place-items: center;
       background: #f5f5ff; color: #1e1b4b; text-align: center }}
main {{ padding: 1em; max-width: 32em }}
header {{ font-weight: 600; margin: 0 0 2em }}
h1 {{ color: #4f46e5; margin: 0 0 .5em; line-height: 1.2 }}
a {{ color: #4f46e5 }}
button {{ font: inherit; font-weight: 600; padding: .75em 1.5em; border: 0; border-radius: .5em;
          background: #4f46e5; color: #fff; cursor: pointer }}
@media (prefers-color-scheme: dark) {{
  body {{ background: #14122b; color: #e0e7ff }}
  h1, a {{ color: #a5b4fc }}
}}
</style></head>
<body><main><header>{product}</header><h1>{title}</h1><p>{sentence}</p>{action}</main></body></html>
"""


def html_page(title: str, sentence: str, action: str = "") -> str:
    """A page that says one thing. All three are markup: who fills in what was not written here escapes it."""
    return _PAGE.format(product=PRODUCT, title=title, sentence=sentence, action=action)
