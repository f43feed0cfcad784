"""Forms of the draaiboek and of meetings; the fields are named as the arguments of the acts."""
