"""Runs everything on one machine: PostgreSQL, Valkey, the web server and the worker, supervised.

Meant for a demonstration, for development and for the tests. It stands outside the apps and
imports none of them; production runs the same web server and worker under its own supervision.
"""
