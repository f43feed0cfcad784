"""Pages of the signal workflow: load, validate, make one call, answer."""
