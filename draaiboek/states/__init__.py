"""The workflow tables of the draaiboek and of the meetings."""
