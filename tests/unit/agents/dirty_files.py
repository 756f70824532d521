"""Twenty-odd files as people, programs and pranksters write them, and what is to come of each."""

import codecs
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from common.models.agent_contacts import ContactFileKind, FileCode, RowNote, RowReason

CSV, VCARD = ContactFileKind.CSV, ContactFileKind.VCARD
Person = tuple[str, str | None, str | None, str | None]
"""Name, address, number, country."""
ANN: Person = ("Ann Müller", "ann@example.com", None, None)
BOB: Person = ("Bob Šimůnek", "bob@example.com", "+420601123456", "CZ")


@dataclass(frozen=True)
class Dirty:
    """A file, and what comes of it: people in order, refusals, notes; or the code of the whole file's refusal."""

    name: str
    make: Callable[[], bytes]
    people: tuple[Person, ...] = ()
    refused: tuple[tuple[int, RowReason], ...] = ()
    notes: tuple[tuple[int, RowNote], ...] = ()
    code: FileCode | None = None
    kind: ContactFileKind = CSV
    country: str | None = None


def lines(*rows: str, encoding: str = "utf-8", end: str = "\r\n") -> Callable[[], bytes]:
    """A text of lines."""
    return lambda: end.join((*rows, "")).encode(encoding)


def card(*properties: str, version: str = "3.0") -> str:
    """One card."""
    return "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *properties, "END:VCARD", ""))


def cards(*texts: str, encoding: str = "utf-8") -> Callable[[], bytes]:
    """A file of cards."""
    return lambda: "".join(texts).encode(encoding)


def bomb() -> bytes:
    """A hundred megabytes of commas in a hundred kilobytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.csv", b"," * 100_000_000)
    return packed.getvalue()


OUTLOOK = "First Name,Last Name,E-mail Address,Mobile Phone,Business Country/Region"
GOOGLE = "Name,Given Name,Family Name,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value"
FILES = (
    Dirty("outlook", lines(OUTLOOK, "Bob,Šimůnek,Bob@Example.com,601 123 456,Czech Republic", ",,,,"), (BOB,)),
    Dirty("google", lines(GOOGLE, "Ann Müller,Ann,Müller,* ,x@ ::: ANN@example.com,,"), (ANN,)),
    Dirty(
        "utf-16 with its mark, tabs", lines("Name\tE-Mail", "Ann Müller\tann@example.com", encoding="utf-16"), (ANN,)
    ),
    Dirty(
        "utf-16 without its mark", lines("Vorname;Nachname;E-Mail", "Ann;Müller;ann@example.com", encoding="utf-16-le"),
        (ANN,),
    ),
    Dirty(
        "utf-8 with its mark, semicolons, a line of Excel",
        lambda: codecs.BOM_UTF8 + 'sep=;\r\nNom;"Adresse e-mail"\r\n"Müller";ann@example.com\r\n'.encode(),
        (("Müller", "ann@example.com", None, None),),
    ),
    Dirty(
        "latin-1, pipes, lone returns",
        lines("Nombre|Apellidos|Correo electrónico", "Íñigo|Núñez Peña|inigo@example.es", encoding="latin-1", end="\r"),
        (("Íñigo Núñez Peña", "inigo@example.es", None, None),),
    ),
    Dirty(
        "windows-1252", lines("Nome;E-mail", "João – “Zé” Gonçalves;ze@example.pt", encoding="cp1252"),
        (("João – “Zé” Gonçalves", "ze@example.pt", None, None),),
    ),
    Dirty(
        "windows-1250, of a country that writes it", lines("Name;E-Mail", "Bob Šimůnek;bob@example.com",
        encoding="cp1250"),
        (("Bob Šimůnek", "bob@example.com", None, "CZ"),), country="CZ",
    ),
    Dirty(
        "Cyrillic", lines("Name;E-Mail", "Иван Петров;i@example.com", "Ольга;o@example.com", encoding="cp1251"),
        (("Иван Петров", "i@example.com", None, None), ("Ольга", "o@example.com", None, None)),
    ),
    Dirty(
        "two encodings in one", lambda: b"name,email\n" + "Ann Müller,ann@example.com\nÉa,e@example.com\n".encode()
        + "Jürgen,j@example.com\n".encode("cp1252"),
        (ANN, ("Éa", "e@example.com", None, None), ("Jürgen", "j@example.com", None, None)),
    ),
    Dirty(
        "quotes, breaks in cells, blank lines",
        lambda: b'\n\nname,email\n\n"M\xc3\xbcller, ""Ann""\nB.",ann@example.com\n'
        b'"open,x@example.com\nC,c@example.com\n',
        (('Müller, "Ann" B.', "ann@example.com", None, None), ("C", "c@example.com", None, None)),
        ((7, RowReason.LINE_UNREADABLE),),
    ),
    Dirty(
        "formulas",
        lines("name,email,phone", '"=HYPERLINK(""http://evil.example"")",a@example.com,"=""0171 2345678"""',
              "@SUM(A1),b@example.com,4.91712E+11", "+49,-1@example.com,'+49 171 2345678"),
        (
            ('=HYPERLINK("http://evil.example")', "a@example.com", "+491712345678", "DE"),
            ("@SUM(A1)", "b@example.com", None, "DE"),
            ("+49", "-1@example.com", "+491712345678", "DE"),
        ),
        notes=((3, RowNote.PHONE_DROPPED),), country="DE",
    ),
    Dirty(
        "no header", lines("ann@example.com,Ann Müller", "bob@example.com,Bob"),
        (ANN, ("Bob", "bob@example.com", None, None)),
    ),
    Dirty(
        "no header, numbers alone", lines("0171 2345678", "0171 2345679", "12"),
        (("", None, "+491712345678", "DE"), ("", None, "+491712345679", "DE")),
        ((3, RowReason.PHONE_INVALID),), country="DE",
    ),
    Dirty(
        "a header that nobody knows", lines("Wer,Wohin", "Ann Müller,ann@example.com"), (ANN,),
    ),
    Dirty("columns of something else", lines("Product,Price", "Tea,3"), code=FileCode.COLUMNS_UNKNOWN),
    Dirty("only a header", lines("name,email"), code=FileCode.FILE_EMPTY),
    Dirty("nothing but space", lambda: b"\xef\xbb\xbf\r\n \0\r\n", code=FileCode.FILE_EMPTY),
    Dirty("a zip bomb", bomb, code=FileCode.FILE_IS_NO_TEXT),
    Dirty("a PDF", lambda: b"%PDF-1.7\n1 0 obj\n", code=FileCode.FILE_IS_NO_TEXT),
    Dirty("a picture", lambda: b"\x89PNG\r\n\x1a\n" + bytes(64), code=FileCode.FILE_IS_NO_TEXT),
    Dirty("noise", lambda: bytes(range(1, 256)) * 40, code=FileCode.FILE_IS_NO_TEXT),
    Dirty(
        "a cell of a megabyte, two hundred columns, NULs",
        lambda: b"name,email" + b",x" * 198 + b"\n" + b"A" * 1_048_576 + b",a@example.com\nA\0nn,ann\0@example.com"
        + b",y" * 198 + b"\n",
        (("Ann", "ann@example.com", None, None),), ((2, RowReason.LINE_UNREADABLE),),
    ),
    Dirty(
        "neither address nor number", lines("name,email,phone,country", "A,,,", "B,b@,,", "C,,12,",
        "D,d@example.com,12,xx"),
        (("D", "d@example.com", None, None),),
        ((2, RowReason.NO_ADDRESS), (3, RowReason.EMAIL_INVALID), (4, RowReason.PHONE_INVALID)),
        ((5, RowNote.PHONE_DROPPED),),
    ),
    Dirty("too many rows", lines("email", *(f"{n}@example.com" for n in range(5_001))), code=FileCode.TOO_MANY_ROWS),
    Dirty("line breaks alone, a million of them", lambda: b"email\n" * 500_000, code=FileCode.TOO_MANY_ROWS),
    Dirty(
        "vCard 2.1, quoted-printable",
        cards(card("N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;Ann;;;",
                   "NOTE;ENCODING=QUOTED-PRINTABLE:see=", "EMAIL:evil@example.com", "EMAIL;INTERNET:ann@exam=",
                   version="2.1"),
              card("FN;QUOTED-PRINTABLE:M=C3=BC=", "ller", "EMAIL;INTERNET:m@example.com", version="2.1")),
        (("Müller", "m@example.com", None, None),), ((1, RowReason.EMAIL_INVALID),), kind=VCARD,
    ),
    Dirty(
        "vCard 3.0, folded, grouped, with a picture",
        cards(card("FN:Bob", "N:Šimůnek;Bob;;;", "item1.EMAIL;type=INTERNET:spam@exa mple", "item2.EMAIL;type=pref:bo",
                   " b@example.com", "TEL;TYPE=FAX:+420222333444", "TEL;TYPE=CELL,VOICE:601 123 456",
                   "PHOTO;ENCODING=b:/9j/4AAQ", " SkZJRg==", "ADR:;;Main;Prague;;11000;Czechia",
                   "X-EMAIL:x@example.com")),
        (("Bob", "bob@example.com", "+420601123456", "CZ"),), kind=VCARD,
    ),
    Dirty(
        "vCard 4.0",
        cards(card("FN:Ann\\, the\\n1st", 'TEL;VALUE=uri;TYPE="voice,cell":tel:+49-171-2345678;ext=1', version="4.0"),
              "\r\n", card("KIND:individual", "EMAIL;PREF=1:a@example.com", version="4.0")),
        (("Ann, the 1st", None, "+491712345678", "DE"), ("", "a@example.com", None, None)), kind=VCARD,
    ),
    Dirty(
        "broken cards",
        cards("BEGIN:VCARD\nFN:No end\nEMAIL:a@example.com\n", card("FN:Two", "PHOTO:a", "PHOTO:b",
        "EMAIL:b@example.com"),
              card("FN:" + "x" * 9_000, "EMAIL:c@example.com"), card("FN:Ann Müller", "EMAIL:ann@example.com"),
              card("FN:Nobody"), "BEGIN:VCARD\nEMAIL:z@example.com"),
        (ANN,),
        ((1, RowReason.CARD_UNREADABLE), (4, RowReason.TOO_MANY_PHOTOS), (11, RowReason.CARD_TOO_LARGE),
         (21, RowReason.NO_ADDRESS), (25, RowReason.CARD_UNREADABLE)),
        kind=VCARD,
    ),
    Dirty("a table called .vcf", lines("name,email", "Ann,ann@example.com"), code=FileCode.NO_CARDS, kind=VCARD),
)  # fmt: skip
