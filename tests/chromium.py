"""The browser of all that looks at pages: where it is, and how it starts."""

CHROMIUM = "/usr/bin/chromium-headless-shell"  # without a window: two thirds of the computing
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
