"""The worst texts that people write into names and messages."""

HOSTILE = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "quotes": """"'` onmouseover="x" --> ]]> {{ 7 * 7 }} {% raw %} [[ 1 ]]""",
    "entity": "&lt;b&gt; &amp;quot; &#60;script&#62;",
    "emoji": "Grüße 👩‍👩‍👧‍👦 🎉 ﷽",
    "rtl": "حملة \u202egnp.exe\u202c שלום",
    "lines": "first\r\nBcc: all@example.com\n\n\x0bsecond\u2028third\x85",
    "long": "w" * 5_000,
    "empty": "",
}
