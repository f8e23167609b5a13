"""Files whose pages are odd: fonts, pictures, patterns, forms that contain themselves, endless contents."""

from __future__ import annotations

import struct

from tests.support.hostile.build import one_page, packed, stream

_SHOW = b"BT /F1 12 Tf 72 700 Td (Budget 2024 ABC) Tj ET"
_SHOW_WIDE = b"BT /F1 12 Tf 72 700 Td <4E00 4E8C 4E09 0041 0042> Tj 0 -20 Td <56DB 4E94> Tj ET"
_DESCRIPTOR = (
    b"<</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 0 0 0]/ItalicAngle 0/CapHeight 0/StemV 0"
    b"/Ascent %s/Descent %s>>"
)


def _font(font: bytes, *more: bytes, show: bytes = _SHOW) -> bytes:
    return one_page(show, resources=b"/Font<</F1 5 0 R>>", more=[font, *more])


def _wide(encoding: bytes, *more: bytes, extra: bytes = b"", show: bytes = _SHOW_WIDE) -> bytes:
    composite = b"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding%s/DescendantFonts[6 0 R]%s>>" % (encoding, extra)
    descendant = (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 7 0 R/DW 1000>>"
    )
    return _font(composite, descendant, _DESCRIPTOR % (b"880", b"-120"), *more, show=show)


def fonts() -> dict[str, bytes]:
    """Return fonts without maps, with mad ones, vertical, right to left, or made of their own text."""
    ring = stream(b"1000 0 d0 BT /F1 1 Tf (A) Tj ET")
    type3 = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[%s]/FirstChar 65/LastChar 66/Widths[1000 1000]"
        b"/Encoding<</Differences[65/A/B]>>/CharProcs<</A 6 0 R/B 6 0 R>>/Resources<</Font<</F1 5 0 R>>>>>>"
    )
    arabic = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
    to_arabic = stream(
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
        b"1 beginbfrange <20> <7E> <0620> endbfrange endcmap end"
    )
    mad_map = stream(
        b"begincmap 1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange "
        b"2 beginbfrange <0000> <FFFF> <D800> <00> <FFFFFFFF> [<00> <D83D>] endbfrange "
        + b"1 beginbfchar <41> <"
        + b"4E00" * 20_000
        + b"> endbfchar endcmap"
    )
    descriptor = _DESCRIPTOR % (b"1e30", b"-1e30")
    simple = b"<</Type/Font/Subtype/TrueType/BaseFont/X/FontDescriptor 6 0 R/FirstChar 0/LastChar 255/Widths[%s]%s>>"
    vertical = b"/W2[0[-1000 500 880]]/DW2[880 -1000]"
    return {
        "font: none": one_page(_SHOW, resources=b""),
        "font: missing": _font(b"null"),
        "font: no subtype": _font(b"<</Type/Font>>"),
        "font: type 3 that shows itself": _font(type3 % b"0.001 0 0 0.001 0 0", ring),
        "font: type 3 of no size": _font(type3 % b"0 0 0 0 0 0", ring),
        "font: type 3 of all sizes": _font(type3 % b"1e30 0 0 1e30 0 0", ring),
        "font: mad descriptor": _font(simple % (b"1e30 -1e30", b""), descriptor),
        "font: widths of nothing": _font(simple % (b"0 " * 256, b""), descriptor),
        "font: negative widths": _font(simple % (b"-900 " * 256, b""), descriptor),
        "font: file of garbage": _font(
            simple % (b"500 " * 256, b""),
            b"<</Type/FontDescriptor/FontName/X/Flags 4/FontFile2 7 0 R>>",
            stream(b"\0\1\0\0" + b"\xff" * 3000),
        ),
        "font: size of nothing": one_page(b"BT /F1 0 Tf 72 700 Td (zero) Tj ET"),
        "font: size beyond all": one_page(b"BT /F1 1e30 Tf 72 700 Td (huge) Tj ET"),
        "font: negative size": one_page(b"BT /F1 -12 Tf 172 700 Td (mirrored) Tj ET"),
        "font: matrix of nothing": one_page(b"BT /F1 12 Tf 0 0 0 0 72 700 Tm (flat) Tj ET"),
        "font: matrix beyond all": one_page(b"BT /F1 12 Tf 1e38 1e38 -1e38 1e38 1e38 1e38 Tm (far) Tj ET"),
        "font: mad map": _font(b"<</Type/Font/Subtype/Type1/BaseFont/X/ToUnicode 6 0 R>>", mad_map),
        "font: map is itself": _font(b"<</Type/Font/Subtype/Type1/BaseFont/X/ToUnicode 5 0 R/Encoding 5 0 R>>"),
        "text: right to left": _font(arabic, to_arabic),
        "text: vertical": _wide(b"/UniGB-UCS2-V", extra=vertical),
        "text: vertical, turned page": _wide(b"/UniGB-UCS2-V").replace(
            b"/Contents 4 0 R", b"/Rotate 90/Contents 4 0 R"
        ),
        "text: without a map": _wide(b"/Identity-H"),
        "text: unknown encoding": _wide(b"/Nonsense-H"),
        "text: encoding uses itself": _wide(
            b" 8 0 R", stream(b"/WMode 1 def", b"/Type/CMap/CMapName/Own/UseCMap 8 0 R/WMode 1")
        ),
        "text: a hundred thousand letters on one spot": one_page(
            b"BT /F1 9 Tf 72 700 Td (%s) Tj ET" % (b"x" * 100_000)
        ),
        "text: two hundred thousand letters in rows": one_page(
            b"BT /F1 1 Tf 1 TL 10 830 Td " + b"(%s) ' " % (b"7 x" * 80) * 830 + b"ET"
        ),
        "text: invisible": one_page(b"BT 3 Tr /F1 12 Tf 72 700 Td (hidden) Tj ET"),
        "text: thirty thousand objects": one_page(
            b"".join(
                b"BT /F1 2 Tf %d %d Td (a) Tj ET " % (number % 200 * 2, number // 200 * 4) for number in range(30_000)
            )
        ),
        "text: every angle": one_page(
            b"".join(
                b"BT /F1 9 Tf .%d .%d -.%d .%d 300 400 Tm (askew) Tj ET " % (a, b, b, a)
                for a in range(10, 99, 7)
                for b in range(10, 99, 7)
            )
        ),
    }


def drawings() -> dict[str, bytes]:
    """Return forms that draw themselves, patterns, shadings, and many or mad paths."""
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 600 850]"
    inside = b"/Resources<</XObject<</X %d 0 R/Y %d 0 R>>>>"
    tree = [stream(b"/X Do /X Do /Y Do /Y Do", form + inside % (number + 1, number + 1)) for number in range(5, 30)]
    tiling = b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep %s/YStep %s"
    tiling += b"/Resources<</Pattern<</P 5 0 R>>>>"
    fill = b"/Pattern cs /P scn 0 0 595 842 re f"
    lines = b"".join(b"%d %d m %d %d l S " % (x, 0, x, 800) for x in range(0, 590, 2))
    lines += b"".join(b"%d %d m %d %d l S " % (0, y, 590, y) for y in range(0, 800, 2))
    function = b"/Function<</FunctionType 2/Domain[0 1]/C0[0 0 0]/C1[1 1 1]/N 1e30>>"
    cases: dict[str, tuple[bytes, bytes, list[bytes]]] = {
        "form draws itself": (b"/X Do", b"/XObject<</X 5 0 R>>", [stream(b"/X Do", form + inside % (5, 5))]),
        "forms double twenty-five times": (b"/X Do", b"/XObject<</X 5 0 R>>", [*tree, stream(b"0 0 9 9 re f", form)]),
        "pattern of itself": (fill, b"/Pattern<</P 5 0 R>>", [stream(fill, tiling % (b"1", b"1"))]),
        "pattern of a billion tiles": (
            fill,
            b"/Pattern<</P 5 0 R>>",
            [stream(b"0 0 1 1 re f", tiling % (b".0001", b".0001"))],
        ),
        "pattern of no step": (fill, b"/Pattern<</P 5 0 R>>", [stream(b"0 0 1 1 re f", tiling % (b"0", b"0"))]),
        "shading of mad size": (
            b"/S sh",
            b"/Shading<</S<</ShadingType 2/ColorSpace/DeviceRGB/Coords[-1e30 0 1e30 0]/Extend[true true]%s>>>>"
            % function,
            [],
        ),
        "shading of a mesh cut short": (
            b"/S sh",
            b"/Shading<</S 5 0 R>>",
            [
                stream(
                    b"\0\1\2" * 9,
                    b"/ShadingType 7/ColorSpace/DeviceRGB/BitsPerCoordinate 32/BitsPerComponent 16"
                    b"/BitsPerFlag 8/Decode[-1e9 1e9 -1e9 1e9 0 1 0 1 0 1]",
                )
            ],
        ),
        "two million path points": (b"0 0 m " + b"5 5 l 9 1 l " * 500_000 + b"S", b"", []),
        "grid of seven hundred rulings": (lines, b"", []),
        "fifty thousand thin boxes": (
            b"".join(b"%d %d 3 .5 re f " % (n % 190 * 3, n // 190 * 3) for n in range(50_000)),
            b"",
            [],
        ),
        "curves without end": (b"0 0 m " + b"1e30 -1e30 nan 5 9 9 c " * 1000 + b"b*", b"", []),
        "ten thousand saved states": (b"q " * 10_000 + b"0 0 9 9 re f", b"", []),
        "restores without saves": (b"Q " * 10_000 + b"0 0 9 9 re f", b"", []),
        "a million operators": (b"1 w " * 1_000_000, b"", []),
        "nested clips": (
            b"0 0 500 800 re W n " * 3000 + _SHOW,
            b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>",
            [],
        ),
        "unknown operators": (b"(x) foo << /a [1 2 >> ] bar ) ( >> BT ET EMC Do", b"", []),
        "line width beyond all": (b"1e30 w 0 0 m 9 9 l S -5 w 0 0 m 9 9 l S", b"", []),
        "soft mask of itself": (
            b"/G gs 0 0 99 99 re f /X Do",
            b"/ExtGState<</G 5 0 R>>/XObject<</X 6 0 R>>",
            [
                b"<</SMask<</S/Luminosity/G 6 0 R>>>>",
                stream(b"/G gs 0 0 9 9 re f", form + b"/Group<</S/Transparency>>/Resources<</ExtGState<</G 5 0 R>>>>"),
            ],
        ),
        "colour space of itself": (
            b"/C cs 0 scn 0 0 9 9 re f",
            b"/ColorSpace<</C 5 0 R>>",
            [b"[/Indexed 5 0 R 255 (abc)]"],
        ),
        "functions in a ring": (
            b"/S sh",
            b"/Shading<</S<</ShadingType 1/ColorSpace/DeviceGray/Function 5 0 R>>>>",
            [b"<</FunctionType 3/Domain[0 1]/Functions[5 0 R]/Bounds[]/Encode[0 1]>>"],
        ),
        "calculator without end": (
            b"/S sh",
            b"/Shading<</S<</ShadingType 1/ColorSpace/DeviceGray/Function 5 0 R>>>>",
            [
                stream(
                    b"{ " + b"{ dup mul } " * 2000 + b"1000000000 1 roll }",
                    b"/FunctionType 4/Domain[0 1 0 1]/Range[0 1]",
                )
            ],
        ),
    }
    return {
        f"drawing: {name}": one_page(content, resources=resources, more=more)
        for name, (content, resources, more) in cases.items()
    }


def pictures() -> dict[str, bytes]:
    """Return pictures that are far larger than their data, or whose coding is broken."""
    jp2 = b"\0\0\0\x0cjP  \r\n\x87\n" + b"\0\0\0\x14ftypjp2 \0\0\0\0jp2 " + struct.pack(">I", 45) + b"jp2h"
    jp2 += struct.pack(">I4sIIHBBBB", 22, b"ihdr", 50_000, 50_000, 3, 7, 7, 0, 0) + struct.pack(
        ">I4sBBBI", 15, b"colr", 1, 0, 0, 16
    )
    siz = struct.pack(">HHIIIIIIIIH", 47, 0, 50_000, 50_000, 0, 0, 50_000, 50_000, 0, 0, 3) + b"\7\1\1" * 3
    codestream = (
        b"\xff\x4f\xff\x51" + siz + b"\xff\x52\0\x0c\0\0\0\1\1\5\4\4\0\1\xff\x5c\0\x04\x40\x40\xff\x93" + b"\0" * 50
    )
    jbig2 = struct.pack(">IBBBI", 0, 0x30, 0, 1, 19) + struct.pack(">IIIIBH", 50_000, 50_000, 0, 0, 0, 0)
    jbig2 += struct.pack(">IBBBI", 1, 0x26, 0, 1, 30) + struct.pack(">IIIIB", 50_000, 50_000, 0, 0, 0) + b"\0" * 13
    jpeg = (
        b"\xff\xd8\xff\xc0\0\x11\x08\xc3\x50\xc3\x50\3\1\x11\0\2\x11\0\3\x11\0\xff\xda\0\x0c\3\1\0\2\0\3\0\0\x3f\0"
        + b"\0" * 99
    )
    rle = (b"\x81\xff" * 20_000) + b"\x80"
    head = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent %d/ColorSpace/%s"
    large = head % (50_000, 50_000, 8, b"DeviceRGB")
    bilevel = head % (50_000, 50_000, 1, b"DeviceGray")
    cases = {
        "flate, no data": packed(b"", large),
        "flate, few data": packed(b"\x55" * 5_000_000, bilevel),
        "raw, no data": stream(b"", large),
        "jpx": stream(jp2 + struct.pack(">I4s", 0, b"jp2c") + codestream, large + b"/Filter/JPXDecode"),
        "jpx of garbage": stream(b"\xff\x4f" * 99, large + b"/Filter/JPXDecode"),
        "jbig2": stream(jbig2, bilevel + b"/Filter/JBIG2Decode"),
        "jbig2 with itself as globals": stream(
            jbig2, bilevel + b"/Filter/JBIG2Decode/DecodeParms<</JBIG2Globals 5 0 R>>"
        ),
        "jpeg": stream(jpeg, large + b"/Filter/DCTDecode"),
        "fax": stream(b"\0" * 500, bilevel + b"/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 50000/Rows 50000>>"),
        "fax without rows": stream(
            b"\x26\xa0" * 500,
            head % (10, 10, 1, b"DeviceGray") + b"/Filter/CCITTFaxDecode/DecodeParms<</K 4/Columns 2147483647>>",
        ),
        "runs of runs": stream(rle, bilevel + b"/Filter[/RunLengthDecode/RunLengthDecode]"),
        "negative size": stream(b"x", head % (-5, -7, 8, b"DeviceRGB")),
        "size of nothing": stream(b"x", head % (0, 0, 8, b"DeviceRGB")),
        "thirty-two bits": stream(b"x" * 400, head % (10, 10, 32, b"DeviceRGB")),
        "mask of itself": stream(b"x" * 300, head % (10, 10, 8, b"DeviceRGB") + b"/SMask 5 0 R/Mask 5 0 R"),
        "unknown colours": stream(b"x" * 300, head % (10, 10, 8, b"Nonsense")),
        "two thousand million wide": stream(b"x", head % (2**31 - 1, 2**31 - 1, 16, b"DeviceCMYK")),
    }
    place = b"q 595 0 0 842 0 0 cm /I Do Q"
    found = {
        f"picture: {name}": one_page(place, resources=b"/XObject<</I 5 0 R>>", more=[body])
        for name, body in cases.items()
    }
    inline = b"q 500 0 0 500 9 9 cm BI /W %d /H %d /BPC 8 /CS /RGB %s ID %s EI Q"
    return found | {
        "inline picture: huge": one_page(inline % (50_000, 50_000, b"", b"xyz")),
        "inline picture: no end": one_page(b"BI /W 9 /H 9 ID " + b"x" * 5000),
        "inline picture: broken filters": one_page(
            inline % (9, 9, b"/F [/Fl /LZW /RL /AHx /A85 /CCF /DCT]", b"x" * 99)
        ),
        "picture: of no area": one_page(
            b"q 0 0 0 0 0 0 cm /I Do Q", resources=b"/XObject<</I 5 0 R>>", more=[cases["jpeg"]]
        ),
        "picture: larger than the world": one_page(
            b"q 1e30 0 0 1e30 -1e29 0 cm /I Do Q", resources=b"/XObject<</I 5 0 R>>", more=[cases["mask of itself"]]
        ),
        "picture: ten thousand times": one_page(
            b"q 595 0 0 842 0 0 cm " + b"/I Do " * 10_000 + b"Q",
            resources=b"/XObject<</I 5 0 R>>",
            more=[packed(b"x" * 30_000, head % (100, 100, 8, b"DeviceRGB"))],
        ),
    }
