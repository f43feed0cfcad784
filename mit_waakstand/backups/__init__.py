"""One archive of everything that counts, and the way back: ``manage.py backup`` and ``restore``."""
