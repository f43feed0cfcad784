"""``manage.py bake``."""
