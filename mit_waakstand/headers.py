"""The response headers of the whole house: one table, without Django.

``PublishedPages`` sends the public ones, the middleware ``SecurityHeaders`` the office ones, and
the nginx configuration is generated from the same table.
"""

Headers = tuple[tuple[str, str], ...]

# Two years, as browsers ask before they preload a host; ignored by browsers on plain http.
TRANSPORT = ("Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload")

_UNUSED = ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "usb")

_EVERYWHERE: Headers = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    (
        "Permissions-Policy",
        ", ".join(f"{feature}=()" for feature in _UNUSED),
    ),
)

# No nonce and no 'unsafe-…': the same bytes go to every reader and through every cache.
_PUBLIC_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

_PUBLIC: Headers = (*_EVERYWHERE, TRANSPORT, ("Content-Security-Policy", _PUBLIC_POLICY))

PUBLIC_HEADERS: Headers = (
    *_PUBLIC,
    ("Cache-Control", "public, max-age=30, stale-while-revalidate=600"),
    ("Vary", "Accept-Encoding"),
    # Open data: a script on another site may read what anybody may. It travels without cookies.
    ("Access-Control-Allow-Origin", "*"),
)
# For what never changes, because its name holds a hash of its content.
LASTING_HEADERS: Headers = (
    *_PUBLIC,
    ("Cache-Control", "public, max-age=31536000, immutable"),
    ("Vary", "Accept-Encoding"),
)

NEVER_STORED = ("Cache-Control", "no-store")
# Published files are there to read: another method than GET and HEAD is refused.
READ_ONLY_HEADERS: Headers = (
    *_PUBLIC,
    NEVER_STORED,
    ("Allow", "GET, HEAD"),
    ("Content-Type", "text/plain; charset=utf-8"),
)

# A file of the vault opens in a browser and can do nothing there.
SANDBOXED = "default-src 'none'; sandbox; style-src 'unsafe-inline'"

# Style sheets and scripts are no pages: of a policy only this means something for them.
FRAMED_NOWHERE = ("Content-Security-Policy", "frame-ancestors 'none'")

# The office has its policy from django-csp and HSTS from Django's own setting (HTTPS only).
OFFICE_HEADERS: Headers = _EVERYWHERE
