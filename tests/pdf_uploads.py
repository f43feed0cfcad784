"""PDFs as people, or people with other plans, send them in."""

import io
from collections.abc import Callable

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from pikepdf import Array, Dictionary, Name, String

AUTHOR = "Jan Geheim"
ATTACHED = b"DIT-IS-EEN-VERBORGEN-BIJLAGE"
SCRIPT = "app.alert('hallo')"

Change = Callable[[pikepdf.Pdf], None]


def a_pdf(change: Change | None = None, **options: object) -> bytes:
    """Return a PDF of one page, changed and saved with these options."""
    with pikepdf.new() as document:
        document.add_blank_page()
        if change:
            change(document)
        target = io.BytesIO()
        document.save(target, **options)
        return target.getvalue()


def sent(data: bytes, name: str = "reactie.pdf") -> SimpleUploadedFile:
    """Return the file as a form receives it."""
    return SimpleUploadedFile(name, data, "application/pdf")


def everything_in(data: bytes) -> str:
    """Return all that can be read in a PDF: structure and decoded streams."""
    with pikepdf.open(io.BytesIO(data)) as document:
        parts = [repr(document.trailer)]
        for thing in document.objects:
            parts.append(repr(thing))
            if isinstance(thing, pikepdf.Stream):
                parts.append(thing.read_bytes().decode("latin-1"))
        return "\n".join(parts)


def with_author(document: pikepdf.Pdf) -> None:
    document.docinfo["/Author"] = AUTHOR
    with document.open_metadata() as metadata:
        metadata["dc:creator"] = [AUTHOR]


def with_attachment(document: pikepdf.Pdf) -> None:
    document.attachments["geheim.txt"] = ATTACHED


def with_associated_file(document: pikepdf.Pdf) -> None:
    """The way of PDF/A-3: the file hangs from the document and from a page."""
    stream = document.make_stream(ATTACHED)
    file = Dictionary(Type=Name.Filespec, F=String("geheim.txt"), EF=Dictionary(F=stream))
    spec = document.make_indirect(file)
    document.Root.AF = Array([spec])
    document.pages[0].obj.AF = Array([spec])


def with_attached_note(document: pikepdf.Pdf) -> None:
    stream = document.make_stream(ATTACHED)
    file = Dictionary(Type=Name.Filespec, F=String("geheim.txt"), EF=Dictionary(F=stream))
    note = Dictionary(Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]), FS=file)
    document.pages[0].obj.Annots = Array([note])


def _script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(SCRIPT))


def with_script_at_opening(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = _script()


def with_named_script(document: pikepdf.Pdf) -> None:
    names = Array([String("start"), document.make_indirect(_script())])
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=names))


def with_script_on_a_page(document: pikepdf.Pdf) -> None:
    document.pages[0].obj.AA = Dictionary(O=_script())


def with_script_behind_a_link(document: pikepdf.Pdf) -> None:
    address = Dictionary(S=Name.URI, URI=String("https://voorbeeld.invalid/"), Next=_script())
    plain = Dictionary(S=Name.URI, URI=String("https://elders.invalid/"))
    links = [
        Dictionary(Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
        for action in (address, plain, _script())
    ]
    document.pages[0].obj.Annots = Array(links)


def with_script_behind_a_bookmark(document: pikepdf.Pdf) -> None:
    item = document.make_indirect(Dictionary(Title=String("Begin"), A=_script()))
    outlines = document.make_indirect(Dictionary(First=item, Last=item, Count=1))
    item.Parent = outlines
    document.Root.Outlines = outlines


def with_script_in_a_form(document: pikepdf.Pdf) -> None:
    field = Dictionary(
        Subtype=Name.Widget, FT=Name.Btn, T=String("x"), Rect=Array([0, 0, 9, 9]), A=_script()
    )
    widget = document.make_indirect(field)
    document.pages[0].obj.Annots = Array([widget])
    document.Root.AcroForm = Dictionary(Fields=Array([widget]))


def with_program(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.Launch, F=String("reken.exe"))


def with_form_that_is_a_program(document: pikepdf.Pdf) -> None:
    document.Root.AcroForm = Dictionary(Fields=Array([]), XFA=String("<xdp/>"))


HIDDEN: dict[str, Change] = {
    change.__name__.removeprefix("with_"): change
    for change in (with_author, with_attachment, with_associated_file, with_attached_note)
}
RUNNING: dict[str, Change] = {
    change.__name__.removeprefix("with_"): change
    for change in (
        with_program,
        with_form_that_is_a_program,
        with_script_at_opening,
        with_named_script,
        with_script_on_a_page,
        with_script_behind_a_link,
        with_script_behind_a_bookmark,
        with_script_in_a_form,
    )
}
SECRETS = (AUTHOR, ATTACHED.decode(), "app.alert", "/JavaScript", "/EmbeddedFile", "geheim.txt")
