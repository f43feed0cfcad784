"""Making a package: what is in the dossier, as papers, as metadata, as one zip."""
