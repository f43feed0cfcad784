"""The draaiboek: how the MIT in waakstand works, its meetings and their minutes."""
