"""What people do with the draaiboek and with meetings."""
