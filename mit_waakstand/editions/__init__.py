"""Versions of what the MIT in waakstand adopts: concept → vastgesteld → vervangen (domain §6).

Any app can keep such a text: it makes a model of ``models.Edition``, says in an outline what stands
in its content, and gets drafts, adoption, comparison, YAML, reminders and pages from here.
"""
