"""XML that stays well-formed whatever a text holds."""

import re
from xml.etree import ElementTree as ET

Element = ET.Element

# What XML 1.0 cannot say at all (control characters, lone surrogates: one of them and no reader
# opens the file), and what would let a text read as what it is not: the controls of the reading
# direction and the second row of control characters.
_UNFIT = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)


def fit(text: str) -> str:
    """Return the text without the characters that cannot or should not stand in XML."""
    return _UNFIT.sub("", text)


def node(name: str, *inside: str | Element, **attributes: str) -> Element:
    """Return an element; ``inside`` is its text or its children.

    Names are written as they stand, with their prefix: the root declares the namespaces.
    """
    made = ET.Element(name, {key: fit(value) for key, value in attributes.items()})
    for part in inside:
        if isinstance(part, str):
            made.text = fit(part)
        else:
            made.append(part)
    return made


def document(root: Element) -> bytes:
    """Return the element as a file: UTF-8, with a declaration, one element a line."""
    ET.indent(root)
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"
