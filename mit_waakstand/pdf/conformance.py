"""The last touches that make WeasyPrint's PDF/A-3a file a PDF/UA-1 file too.

PDF/A demands that any property outside its own list is described in the file (ISO 19005-3,
6.6.2.3); ``pdfuaid:part``, the mark of PDF/UA, is such a property. The metadata stream is kept
uncompressed, so that a program that knows no PDF can find it.

PDF/A also demands that a stream's length is exact (6.1.7.1). A compressed stream that happens to
end in a carriage return cannot be told from one that is a byte shorter: checkers take the return
for part of the line end. One stream in 256 does, so it is written in another way.
"""

import base64
import zlib
from typing import Final

import pydyf
import weasyprint

PDF_UA_MARK: Final = b"""\
<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
END: Final = b"</rdf:RDF>"


CARRIAGE_RETURN: Final = b"\r"
AMBIGUOUS_END: Final = b"\r\nendstream"


def finish(document: weasyprint.Document, pdf: pydyf.PDF, *, spare_objects: int = 0) -> None:
    """Mark the file as PDF/UA-1, keep its metadata readable, name each attachment once.

    ``spare_objects`` empty objects change the checksum of the tables that are written after this.
    """
    del document
    metadata = pdf.objects[_number(pdf.catalog["Metadata"])]
    content = b"".join(metadata.stream)
    metadata.stream = [content.replace(END, PDF_UA_MARK + END, 1)]
    metadata.compress = False
    pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream) and stream.compress:
            _end_clearly(stream)
    for _ in range(spare_objects):
        pdf.add_object(pydyf.Dictionary())


def ends_clearly(data: bytes) -> bool:
    """Return whether the length of every stream in a finished file can be read in one way only."""
    return AMBIGUOUS_END not in data


def _end_clearly(stream: pydyf.Stream) -> None:
    """Write a stream that would end in a carriage return as text (ASCII 85), a quarter longer."""
    content = b"\n".join(_as_bytes(part) for part in stream.stream)
    compressed = zlib.compress(content, 9)
    if compressed.endswith(CARRIAGE_RETURN):
        stream.stream = [base64.a85encode(compressed) + b"~>"]
        stream.extra["Filter"] = pydyf.Array(["/ASCII85Decode", "/FlateDecode"])
        stream.compress = False


def _as_bytes(part: object) -> bytes:
    """Return a part of a stream the way pydyf writes it."""
    if isinstance(part, bytes):
        return part
    data = getattr(part, "data", None)
    return data if isinstance(data, bytes) else str(part).encode()


def _number(reference: bytes) -> int:
    """Return the object number in a reference such as ``12 0 R``."""
    return int(reference.split()[0])
