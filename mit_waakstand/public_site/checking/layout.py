"""Where the files of the public register stand, and those that it names. No Django."""

FOLDER = "register"
HEAD = f"{FOLDER}/hoofd.json"
FOLDERS = {
    "signaal": "signalen",
    "stand": "standen",
    "versie": "versies",
    "verantwoording": "verantwoording",
    "pagina": "paginas",
}


def path_of(position: int) -> str:
    """Return where the file of a publication stands, such as ``register/000001.json``."""
    return f"{FOLDER}/{position:06}.json"


def place_of(kind: str, key: str, name: str) -> str:
    """Return where a file of a publication stands; raises KeyError for an unknown kind."""
    return f"{FOLDERS[kind]}/{key}/{name}"
