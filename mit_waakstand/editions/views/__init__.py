"""Pages of versions, the same for every kind: each gets the kind from its address (``urls``)."""
