"""Pages of the uses of the afwegingskader; those of versions are of ``editions``."""
