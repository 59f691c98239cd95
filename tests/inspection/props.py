"""Files as phones and offices make them, with everything in them that tells where, when and by whom."""

import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pikepdf
import pillow_heif
import pytest
from docx import Document
from PIL import Image

AUTHOR = "Karin de Vries"
WHERE = "52.0907374"
PLACE = "Vondellaan"
# What must not be found in a cleaned copy, as a reader of details would write it.
TELLING = (AUTHOR, "Karin", "52.09", "52 deg", PLACE, "2024:05", "2024-05", "FoneMaker")

needs_ffmpeg = pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")
needs_exiftool = pytest.mark.skipif(not shutil.which("exiftool"), reason="exiftool is not installed")


def exif() -> bytes:
    details = Image.Exif()
    details[0x010F], details[0x013B], details[0x0132] = "FoneMaker", AUTHOR, "2024:05:17 21:40:00"
    details[0x010E] = PLACE
    details[0x0112] = 6
    details.get_ifd(0x8769)[0x9003] = "2024:05:17 21:40:00"
    place = details.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (52.0, 5.0, 26.65), "E", (5.0, 7.0, 12.1)
    return details.tobytes()


def drawn(size: tuple[int, int] = (120, 80)) -> Image.Image:
    picture = Image.new("RGB", size, (180, 40, 40))
    picture.paste((20, 90, 160), (0, 0, size[0] // 2, size[1]))
    return picture


def jpeg(size: tuple[int, int] = (120, 80)) -> bytes:
    out = BytesIO()
    drawn(size).save(out, "JPEG", exif=exif(), comment=f"door {AUTHOR}")
    return out.getvalue()


def bare() -> bytes:
    """A picture that says nothing beside what it shows."""
    out = BytesIO()
    drawn().save(out, "PNG")
    return out.getvalue()


def long_list() -> bytes:
    """A zip file whose list would fill the memory of who reads it."""
    made = zipped(a=b"x")
    begins, ends = made.index(b"PK\x01\x02"), made.index(b"PK\x05\x06")
    listed = made[begins:ends] * 60_000
    end = made[ends : ends + 12] + len(listed).to_bytes(4, "little") + made[ends + 16 :]
    return made[:begins] + listed + end


def claiming(width: int, height: int) -> bytes:
    """A photo whose head says that it has so many points."""
    made = bytearray(jpeg())
    place = made.index(b"\xff\xc0") + 5
    made[place : place + 4] = height.to_bytes(2, "big") + width.to_bytes(2, "big")
    return bytes(made)


def heic() -> bytes:
    pillow_heif.register_heif_opener()
    out = BytesIO()
    drawn().save(out, "HEIF", exif=exif())
    return out.getvalue()


def png(size: tuple[int, int] = (120, 80)) -> bytes:
    from PIL.PngImagePlugin import PngInfo

    told, out = PngInfo(), BytesIO()
    told.add_text("Author", AUTHOR)
    drawn(size).save(out, "PNG", pnginfo=told, exif=exif())
    return out.getvalue()


def film(folder: Path, name: str = "film.mp4") -> bytes:
    """A second of film with sound, and where and by whom it was made."""
    path = folder / name
    seen = ["-f", "lavfi", "-i", "testsrc=d=1:s=160x120:r=10"]
    heard = ["-f", "lavfi", "-i", "sine=d=1"]
    told = {
        "title": PLACE,
        "artist": AUTHOR,
        "creation_time": "2024-05-17T21:40:00Z",
        "location": f"+{WHERE}+005.1199/",
        "com.apple.quicktime.location.ISO6709": f"+{WHERE}+005.1199/",
        "make": "FoneMaker",
    }
    with_it = [part for name, value in told.items() for part in ("-metadata", f"{name}={value}")]
    shape = ["-c:v", "mpeg4", "-c:a", "aac", "-movflags", "use_metadata_tags"]
    command = ["ffmpeg", "-loglevel", "error", *seen, *heard, *with_it, *shape, "-y", path]
    subprocess.run(command, check=True)
    return path.read_bytes()


def sound(folder: Path, name: str = "bericht.mp3") -> bytes:
    path = folder / name
    told = ["-metadata", f"artist={AUTHOR}", "-metadata", f"title={PLACE}", "-metadata", "date=2024-05-17"]
    subprocess.run(["ffmpeg", "-loglevel", "error", "-f", "lavfi", "-i", "sine=d=1", *told, "-y", path], check=True)
    return path.read_bytes()


def pdf(*, password: str = "", runs: bool = False, photo: bytes = b"") -> bytes:
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(300, 300))
        made.docinfo["/Author"], made.docinfo["/Title"] = AUTHOR, PLACE
        made.docinfo["/CreationDate"] = "D:20240517214000Z"
        with made.open_metadata() as xmp:
            xmp["dc:creator"], xmp["xmp:CreateDate"] = [AUTHOR], "2024-05-17T21:40:00Z"
        page = made.pages[0]
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[10, 10, 30, 30], T=AUTHOR, M="D:20240517214000Z"
        )
        page.Annots = made.make_indirect(pikepdf.Array([made.make_indirect(note)]))
        if photo:
            stream = pikepdf.Stream(made, photo)
            stream.Type, stream.Subtype, stream.Filter = (
                pikepdf.Name.XObject,
                pikepdf.Name.Image,
                pikepdf.Name.DCTDecode,
            )
            stream.Width, stream.Height, stream.ColorSpace = 120, 80, pikepdf.Name.DeviceRGB
            stream.BitsPerComponent = 8
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=stream))
            page.Contents = made.make_stream(b"q 120 0 0 80 20 20 cm /Im0 Do Q")
        if runs:
            script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
            made.Root.OpenAction = made.make_indirect(script)
            made.attachments["virus.exe"] = b"MZ"
        out = BytesIO()
        made.save(out, encryption=pikepdf.Encryption(owner=password, user=password) if password else False)
    return out.getvalue()


def docx() -> bytes:
    made = Document()
    paragraph = made.add_paragraph("Wij weten waar u woont.")
    about = made.core_properties
    about.author, about.last_modified_by, about.title = AUTHOR, AUTHOR, PLACE
    made.add_comment(paragraph.runs, text="Dit is de mail.", author=AUTHOR, initials="KdV")
    made.add_picture(BytesIO(jpeg()))
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def repacked(package: bytes, **more: bytes) -> bytes:
    """The package with more files in it."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry, old.read(entry))
        for name, content in more.items():
            new.writestr(name, content)
    return out.getvalue()


def zipped(**files: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return out.getvalue()


def office(name: str) -> bytes:
    """A document as other programs write it, with a note in it: the parts that tell who and when."""
    if name.endswith(".odt"):
        text = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
        about = f"<dc:creator>{AUTHOR}</dc:creator><dc:date>2024-05-17T21:40:00</dc:date>"
        spaces = f'xmlns:office="{text}" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        note = f"<office:annotation>{about}Dit is de mail.</office:annotation>"
        parts = {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "meta.xml": f"<office:document-meta {spaces}>{about}</office:document-meta>",
            "content.xml": f"<office:body {spaces}>Wij weten waar u woont.{note}</office:body>",
            "Thumbnails/thumbnail.png": AUTHOR,
        }
    elif name.endswith(".xlsx"):
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        note = f'<comments xmlns="{main}"><authors><author>{AUTHOR}</author></authors>Dit is de mail.</comments>'
        parts = {
            "xl/workbook.xml": f'<workbook xmlns="{main}"><absPath url="C:/{AUTHOR}/"/></workbook>',
            "xl/sharedStrings.xml": f'<sst xmlns="{main}">Wij weten waar u woont.</sst>',
            "xl/comments1.xml": note,
            **_about(),
        }
    else:
        main = "http://schemas.openxmlformats.org/presentationml/2006/main"
        who = f'<cmAuthor id="0" name="{AUTHOR}" initials="KdV"/>'
        note = '<cm dt="2024-05-17T21:40:00">Dit is de mail.</cm>'
        parts = {
            "ppt/slides/slide1.xml": f'<sld xmlns="{main}">Wij weten waar u woont.</sld>',
            "ppt/commentAuthors.xml": f'<cmAuthorLst xmlns="{main}">{who}</cmAuthorLst>',
            "ppt/comments/comment1.xml": f'<cmLst xmlns="{main}">{note}</cmLst>',
            **_about(),
        }
    return zipped(**{part: content.encode() for part, content in parts.items()})


def _about() -> dict[str, str]:
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{core}">{AUTHOR} 2024-05-17</cp:coreProperties>',
        "docProps/app.xml": f"<Properties><Company>{PLACE}</Company></Properties>",
    }
