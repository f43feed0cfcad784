"""Pages of the draaiboek and of meetings."""
