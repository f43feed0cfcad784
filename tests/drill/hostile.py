"""Hostile text (robustness 31-34 and 36).

Markup, templates, forged headers, signs that cannot be seen, formulas, pieces of other languages,
numbers and days that do not exist, and far too much.
"""

import unicodedata

from hypothesis import strategies as st

MARK = "xq7"  # what is typed carries it, so that what came of it is found
ELSEWHERE = f"{MARK}.invalid"
EVALUATED = f"{MARK}evaluated"
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


def _has(text: str, categories: set[str], *, except_for: str = "") -> bool:
    """Return whether signs stand in the text that turn it, or are of these Unicode categories."""
    return any(
        sign in TURNING or unicodedata.category(sign) in categories
        for sign in text
        if sign not in except_for
    )


MARKUP = (
    f"<script>{MARK}()</script>",
    f"<img src={MARK} onerror={MARK}()>",
    f'"><svg onload={MARK}()>',
    f"' onfocus='{MARK}()' autofocus x='",
    f'" onmouseover="{MARK}()" x="',
    f"</textarea><script>{MARK}()</script>",
    f"</title><{MARK} {MARK}=1>",
    f"--><{MARK}>",
    f"]]><{MARK}>",
    f"<!--<{MARK}>",
    f"<{MARK}",
    f"<a href=javascript:{MARK}()>{MARK}</a>",
    f"[{MARK}](javascript:{MARK}())",
    f"[{MARK}](JaVa\tScRiPt:{MARK}())",
    f"[{MARK}](data:text/html,<script>{MARK}()</script>)",
    f"<javascript:{MARK}()>",
    f"![{MARK}](http://169.254.169.254/{MARK})",
    f"<img src=file:///etc/passwd?{MARK}>",
    f"<link rel=attachment href=file:///etc/passwd?{MARK}>",
    f"<style>@import url(http://169.254.169.254/{MARK})</style>",
    f"<{MARK} style=background:url(http://169.254.169.254/{MARK})>",
    f"<math><mtext><table><mglyph><style><img src={MARK} onerror={MARK}()>",
    f"<svg><script>{MARK}()</script></svg>",
    f"<base href=//{ELSEWHERE}/>",
    f"<meta http-equiv=refresh content=0;url=//{ELSEWHERE}>",
    f"<iframe srcdoc='<script>parent.{MARK}()</script>'>",
    f"&lt;script&gt;{MARK}()&lt;/script&gt;",
    f"%3Cscript%3E{MARK}()%3C/script%3E",
    f"\\u003cscript\\u003e{MARK}()\\u003c/script\\u003e",
    f"`<{MARK}>`",
    f"```\n<{MARK}>\n```",
)
TEMPLATES = (
    f'{{{{ "{MARK}"|add:"evaluated" }}}}',
    "{{ settings.SECRET_KEY }}",
    "{% debug %}",
    "{% endblock %}{#",
    "${7*7}",
    "{0.__class__}",
    "{}",
    "%(x)s %s %d %",
)
HEADERS = (
    f"\r\nBcc: {MARK}@{ELSEWHERE}",
    f"x\r\nX-{MARK}: 1\r\n\r\n{MARK}",
    f"\nSet-Cookie: {MARK}=1",
    f"\rX-{MARK}: 1",
    f"%0d%0aX-{MARK}: 1",
    f"\u2028X-{MARK}: 1",
    f"\x85X-{MARK}: 1",
    f"\x0bX-{MARK}: 1",
    f"\x1eX-{MARK}: 1",
    f"Anna <{MARK}@{ELSEWHERE}>",
    f"anna@voorbeeld.invalid, {MARK}@{ELSEWHERE}",
    f"=?utf-8?q?=0D=0ABcc:_{MARK}@{ELSEWHERE}?=",
    f'"{MARK}\r\n"@voorbeeld.invalid',
)
UNSEEN = (
    "\x00",
    "a\x00b",
    "\ud800",
    "\udfff\ud800",
    f"\u202e{MARK}\u202c",
    "\u2066\u2067\u2068\u2069\u200e\u200f",
    "\u200b\u200c\u200d\ufeff\u00ad",
    "👩‍👩‍👧‍👦🏳️‍🌈" * 20,
    "مرحبا שלום " * 10,
    "a" + "\u0301\u0336\u0489" * 300,
    "\x1b[31m\x07\x08\x7f",
    "\ufffe\uffff\U0010ffff",
    "\U000e0041\U000e007f",
    "\u2028\u2029\x85\x0b\x0c",
    "ﬁ㎏Ⅻ①ſİı",
    " ",
    "\u3000\u00a0",
)
FORMULAS = (
    f'=HYPERLINK("http://{ELSEWHERE}","{MARK}")',
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "＝1+1",
    "\u22121+1",
    '";=1+1',
    '"\n=1+1',
    ";=1+1;",
    "=cmd|' /C calc'!A0",
)
FRAGMENTS = (
    "'; DROP TABLE signals_signal;--",
    "' OR '1'='1",
    "1 UNION SELECT NULL",
    "$$;$$",
    "\\",
    "\\x00",
    "%_%",
    "../../etc/passwd",
    "..\\..\\x",
    "/etc/passwd\x00.pdf",
    f"//{ELSEWHERE}/",
    f"https://{ELSEWHERE}/",
    "http://[",
    "http://[::1",
    '{"a":[',
    "null",
    "__proto__",
    "!:*&|<->'",
    "a:*",
    "(((((",
    "\\u0000",
    "&#0;&#x110000;",
)
NUMBERS = (
    *("0", "-1", "-0", "1", "2", "1e9", "1e309", "1e-400", "NaN", "sNaN", "Infinity", "-Infinity"),
    *("9" * 40, "9" * 5000, "2147483648", "9223372036854775808", "1_000", "٣", "²", "0x10", "1,5"),
    *("1.5", "007", " 1 ", "true", "on", "None"),
)
DAYS = (
    *("0-0-0000", "31-02-2026", "01-01-0001", "31-12-9999", "29-02-2027", "32-13-2026"),
    *("1-1-1900", "31-12-2100", "1-1-2099", "٣-٣-٢٠٢٦", "2026-01-01", "25-10-2026", "1-1-99999"),
    *("24:00", "02:30", "99:99", "00:00", "٣:٣٠", "9999-12-31T23:59:59+99:99", "NaN-NaN-NaN"),
)
LONG = (
    "W" * 100_000,
    "\n" * 5_000,
    "[" * 3_000,
    ">" * 2_000,
    "*a " * 2_000,
    "`" * 3_000,
    "<" * 5_000,
    "- " * 1_000,
    "&" * 3_000,
    "a@b." * 2_000,
    "|" * 3_000,
)
SHORT = (*MARKUP, *TEMPLATES, *HEADERS, *UNSEEN, *FORMULAS, *FRAGMENTS)
# What a form may well accept: ours refuse signs of control and of turning.
CALM = tuple(piece for piece in SHORT if not _has(piece, {"Cc", "Cs", "Cn"}, except_for="\r\n\t"))
ONE_LINE = tuple(piece for piece in CALM if not _has(piece, {"Cc", "Zl", "Zp"}))


def texts() -> st.SearchStrategy[str]:
    """Return hostile text: pieces after each other, any signs, or far too much."""
    calm, all_pieces = st.sampled_from(CALM), st.sampled_from(SHORT)
    kinds = (
        *[st.lists(calm, min_size=2, max_size=6).map(" ".join)] * 7,
        *[st.lists(calm, min_size=2, max_size=4).map("".join)] * 3,
        *[st.sampled_from(ONE_LINE)] * 4,
        *[all_pieces] * 2,
        st.lists(all_pieces, min_size=2, max_size=4).map("".join),
        *[st.text(max_size=40)] * 2,
        st.sampled_from(LONG),
    )
    return st.integers(0, len(kinds) - 1).flatmap(kinds.__getitem__)


TEXTS = texts()
