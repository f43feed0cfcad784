"""What people do with the archive."""
