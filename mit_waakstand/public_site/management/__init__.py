"""Commands of the shop window."""
