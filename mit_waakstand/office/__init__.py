"""What looks at everything: the worklist "Nu te doen" and navigation.

The rows come from the apps, through ``mit_waakstand.worklist``.
"""
