"""What machines read of the same publications: feed, sitemaps, Woo-index, open data, robots."""
