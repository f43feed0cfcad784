"""What people do: acts on triggers, weighings and signals, named after what people do.

Each act locks, checks, records and happens once (``mit_waakstand.workflow.step``).
"""
