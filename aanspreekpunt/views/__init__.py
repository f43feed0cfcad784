"""Pages of the contact point."""
