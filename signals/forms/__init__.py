"""The forms of the signal workflow. A field has the name of the argument of its act."""
