"""The project, and the ground floor on which the apps stand."""
