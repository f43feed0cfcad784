"""Forms of the register; the fields are named as the arguments of the acts."""
