"""Links in mail that let somebody without an account do one thing, once, until a day."""
