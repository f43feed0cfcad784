"""From an address to a finished file, in our own server and in nginx. No Django."""
