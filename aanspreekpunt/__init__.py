"""The contact point: questions from outside, in quiet times (R-026)."""
