"""The pages that people read: home, lists, the register, what we are, and how they all look."""
