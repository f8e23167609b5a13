"""Files that ask for something: passwords, scripts, forms of XML, other files, other machines."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader, PdfWriter

from tests.support.hostile.build import one_page, stream

#: Every method of the standard security handler, by the names of pypdf.
METHODS = ("RC4-40", "RC4-128", "AES-128", "AES-256-R5", "AES-256")
USER, OWNER = "open sesame", "master"


def encrypted(plain: bytes, method: str, user: str = USER, owner: str = OWNER) -> bytes:
    """Return the file encrypted; an empty user password lets everybody read it."""
    writer, target = PdfWriter(clone_from=PdfReader(BytesIO(plain))), BytesIO()
    writer.encrypt(user, owner, algorithm=method)
    writer.write(target)
    return target.getvalue()


def encryptions() -> dict[str, bytes]:
    """Return files locked and half locked by every method, and by methods that there are not."""
    plain = one_page()
    locked = {f"encrypted: {method}, locked": encrypted(plain, method) for method in METHODS}
    free = {f"encrypted: {method}, no password": encrypted(plain, method, "") for method in METHODS}
    handlers = {
        "unknown handler": b"<</Filter/Adobe.PubSec/V 4/R 4>>",
        "unknown version": b"<</Filter/Standard/V 99/R 99/O(x)/U(y)/P -4>>",
        "keys cut short": b"<</Filter/Standard/V 5/R 6/Length 256/O(x)/U(y)/OE()/UE()/P -4>>",
        "key of no bits": b"<</Filter/Standard/V 2/R 3/Length 0/O(x)/U(y)/P -4>>",
        "key of many bits": b"<</Filter/Standard/V 2/R 3/Length 2147483647/O(x)/U(y)/P -4>>",
        "itself": b"5 0 R",
        "a number": b"7",
    }
    broken = {
        f"encrypted: {name}": one_page(more=[body], trailer=b"/Encrypt 5 0 R/ID[(a)(b)]")
        for name, body in handlers.items()
    }
    return locked | free | broken


def errands(address: str = "http://127.0.0.1:9/") -> dict[str, bytes]:
    """Return files that want to run scripts, load from ``address``, or open other files.

    Each asks on opening the document and on opening the page, wherever the format allows it.
    """
    url = address.encode()
    script = b"<</S/JavaScript/JS(app.launchURL\\('%s'\\); this.submitForm\\('%s'\\); while\\(true\\){})>>" % (url, url)
    actions = {
        "javascript": script,
        "uri": b"<</S/URI/URI(%s)>>" % url,
        "launch": b"<</S/Launch/F(/bin/sh)/Unix(/bin/sh -c 'curl %s')>>" % url,
        "submit form": b"<</S/SubmitForm/F<</FS/URL/F(%s)>>>>" % url,
        "import data": b"<</S/ImportData/F<</FS/URL/F(%s)>>>>" % url,
        "go to remote": b"<</S/GoToR/F<</FS/URL/F(%s)>>/D[0/Fit]>>" % url,
    }
    found = {
        f"errand: {name}": one_page(
            catalog=b"/OpenAction 5 0 R/AA<</WC 5 0 R/DS 5 0 R>>/Names<</JavaScript<</Names[(a) 5 0 R]>>>>",
            page=b"/AA<</O 5 0 R/C 5 0 R>>/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 595 842]/A 5 0 R>>]",
            more=[action],
        )
        for name, action in actions.items()
    }
    remote = b"/FS/URL/F(%s)" % url
    xfa = (
        b'<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><!DOCTYPE x [<!ENTITY e SYSTEM "%s">]>'
        b"<template><subform><event activity='initialize'><script contentType='application/x-javascript'>"
        b"xfa.host.gotoURL('%s')</script></event></subform></template>&e;</xdp:xdp>"
    ) % (url, url)
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
    return found | {
        "errand: xfa": one_page(catalog=b"/AcroForm<</XFA 5 0 R/Fields[]>>/NeedsRendering true", more=[stream(xfa)]),
        "errand: xfa in a ring": one_page(
            catalog=b"/AcroForm 5 0 R",
            more=[b"<</XFA[(a) 5 0 R (b) 5 0 R]/Fields[6 0 R]>>", b"<</Kids[6 0 R]/Parent 6 0 R>>"],
        ),
        "errand: external stream": one_page(
            page=b"/Contents 5 0 R", more=[b"<</Length 0/F<<%s>>>>\nstream\n\nendstream" % remote]
        ),
        "errand: reference form": one_page(
            b"/X Do", resources=b"/XObject<</X 5 0 R>>", more=[stream(b"", form + b"/Ref<</F<<%s>>/Page 0>>" % remote)]
        ),
        "errand: embedded files": one_page(
            catalog=b"/Names<</EmbeddedFiles<</Names[(a.exe) 5 0 R (../../b.pdf) 5 0 R]>>>>",
            more=[b"<</Type/Filespec/F(a.exe)/EF<</F 6 0 R>>>>", stream(b"MZ" * 500, b"/Type/EmbeddedFile")],
        ),
        "errand: collection without pages of its own": one_page(
            catalog=b"/Collection<</View/T>>/Names<</EmbeddedFiles<</Kids[5 0 R]>>>>", more=[b"<</Kids[5 0 R]>>"]
        ),
        "errand: structure in a ring": one_page(
            catalog=b"/StructTreeRoot 5 0 R/MarkInfo<</Marked true>>",
            more=[b"<</Type/StructTreeRoot/K[5 0 R]/P 5 0 R>>"],
        ),
        "errand: layers in a ring": one_page(
            b"/OC /L BDC 0 0 9 9 re f EMC",
            resources=b"/Properties<</L 5 0 R>>",
            catalog=b"/OCProperties<</OCGs[5 0 R]/D<</Order[[5 0 R]]/OFF[5 0 R]>>>>",
            more=[b"<</Type/OCMD/OCGs[5 0 R]/VE[/Not[/And 5 0 R]]>>"],
        ),
        "errand: field that is its own parent": one_page(
            page=b"/Annots[5 0 R]",
            catalog=b"/AcroForm<</Fields[5 0 R]/DA(/Helv 0 Tf)/NeedAppearances true>>",
            more=[b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(b)/Rect[9 9 99 99]/Parent 5 0 R/Kids[5 0 R]>>"],
        ),
    }
