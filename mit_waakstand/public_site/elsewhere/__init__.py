"""The same files on another server: a copied directory, or a bucket."""
