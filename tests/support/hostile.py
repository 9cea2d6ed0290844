"""Workbooks made to hurt: real ones of this plan, each spoilt in one way; only the harm can stop them."""

import random
from collections.abc import Callable
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile

Parts = dict[str, bytes]
Spoil = Callable[[Parts], Parts | bytes]

SHEET: Final = "xl/worksheets/sheet1.xml"
STRINGS: Final = "xl/sharedStrings.xml"
BOOK: Final = "xl/workbook.xml"
STYLES: Final = "xl/styles.xml"
TYPES: Final = "[Content_Types].xml"
XML: Final = b'<?xml version="1.0" encoding="UTF-8"?>'
MAIN: Final = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

MEBIBYTE: Final = 2**20
READS: Final = "reads"
"""The expected outcome of a file that only looks dangerous: it is read, and changes nothing."""

CORPUS: dict[str, tuple[Spoil, str]] = {}


def hostile(sentence: str) -> Callable[[Spoil], Spoil]:
    """Put a way of spoiling a workbook into the corpus, with what the sentence about it says."""

    def registered(spoil: Spoil) -> Spoil:
        CORPUS[spoil.__name__] = (spoil, sentence)
        return spoil

    return registered


def packed(parts: Parts, compression: int = ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", compression) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def edited(parts: Parts, name: str, old: bytes, new: bytes) -> Parts:
    assert old in parts[name]
    return {**parts, name: parts[name].replace(old, new, 1)}


def in_sheet(parts: Parts, rows: bytes) -> Parts:
    return edited(parts, SHEET, b"</sheetData>", rows + b"</sheetData>")


def after_sheet(parts: Parts, element: bytes) -> Parts:
    return edited(parts, SHEET, b"</sheetData>", b"</sheetData>" + element)


def with_strings(parts: Parts, table: bytes) -> Parts:
    """Give the workbook a table of shared texts, which openpyxl reads before anything else."""
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
    return {**edited(parts, TYPES, b"</Types>", override), STRINGS: table}


def value_cell(parts: Parts, cell: bytes) -> Parts:
    """Put a cell into the first month of the first indicator's variable, which is D2 in the keyed workbook."""
    before, mark, rest = parts[SHEET].partition(b'<c r="B2"')
    end = rest.index(b"</c>") + 4
    return {**parts, SHEET: before + mark + rest[:end] + cell + rest[end:]}


@hostile("crece demasiado")
def zip_bomb(parts: Parts) -> Parts:
    return {**parts, "xl/media/image1.png": bytes(24 * MEBIBYTE)}


@hostile("crece demasiado")
def zip_bomb_in_many_parts(parts: Parts) -> Parts:
    noise = random.Random(1).randbytes(64 * 1024)
    return {**parts, **{f"xl/media/image{n}.png": noise * 12 + bytes(20 * MEBIBYTE) for n in range(4)}}


@hostile("crece demasiado")
def size_that_lies(parts: Parts) -> bytes:
    noise = random.Random(4).randbytes(MEBIBYTE + 12_345)
    data = packed({**parts, "xl/media/image1.png": noise})
    size = len(noise).to_bytes(4, "little")
    return data.replace(size, (26 * MEBIBYTE).to_bytes(4, "little"))


@hostile("dañado")
def size_that_hides(parts: Parts) -> bytes:
    parts = {**parts, SHEET: parts[SHEET] + b" " * 123_456}
    size = len(parts[SHEET]).to_bytes(4, "little")
    return packed(parts).replace(size, (1000).to_bytes(4, "little"))


@hostile("pesa más de 10 MB")
def too_large(parts: Parts) -> bytes:
    return packed({**parts, "xl/media/image1.png": bytes(11 * MEBIBYTE)}, ZIP_STORED)


@hostile("DOCTYPE")
def billion_laughs(parts: Parts) -> Parts:
    entities = b"".join(
        b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10 if level else b"lol") for level in range(10)
    )
    text = XML + b"<!DOCTYPE sst [" + entities + b"]><sst " + MAIN + b"><si><t>&l9;</t></si></sst>"
    return with_strings(parts, text)


@hostile("DOCTYPE")
def quadratic_blow_up(parts: Parts) -> Parts:
    text = XML + b'<!DOCTYPE sst [<!ENTITY a "' + b"a" * 50_000 + b'">]><sst ' + MAIN + b"><si><t>"
    return with_strings(parts, text + b"".join(b"&a;%d" % n for n in range(50_000)) + b"</t></si></sst>")


@hostile("DOCTYPE")
def external_entity(parts: Parts) -> Parts:
    text = b'<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst ' + MAIN + b"><si><t>&x;</t></si></sst>"
    return with_strings(parts, XML + text)


@hostile("no está en UTF-8")
def entity_in_another_encoding(parts: Parts) -> Parts:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE sst [<!ENTITY a "b">]><sst/>'
    return with_strings(parts, text.encode("utf-16"))


@hostile("DOCTYPE")
def entity_in_a_sheet_called_a_picture(parts: Parts) -> Parts:
    parts = edited(parts, "xl/_rels/workbook.xml.rels", b"worksheets/sheet1.xml", b"media/image1.png")
    return {**parts, "xl/media/image1.png": XML + b'<!DOCTYPE w [<!ENTITY a "b">]><worksheet/>'}


@hostile(READS)
def lying_dimension(parts: Parts) -> Parts:
    start = parts[SHEET].index(b"<dimension")
    end = parts[SHEET].index(b"/>", start) + 2
    lie = b'<dimension ref="A1:XFD1048576"/>'
    return {**parts, SHEET: parts[SHEET][:start] + lie + parts[SHEET][end:]}


@hostile("fuera de lo que ocupa un plan")
def cell_in_the_last_corner(parts: Parts) -> Parts:
    return in_sheet(parts, b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


@hostile(READS)
def rows_far_away(parts: Parts) -> Parts:
    return in_sheet(parts, b'<row r="1048576" ht="12.8"><c r="XFD1048576" s="0"/></row><row r="99999999"/>')


@hostile("casi toda la hoja")
def merge_of_the_whole_sheet(parts: Parts) -> Parts:
    return after_sheet(parts, b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>')


@hostile("más celdas")
def hundred_thousand_merges(parts: Parts) -> Parts:
    merges = b"".join(b'<mergeCell ref="A%d:B%d"/>' % (n, n) for n in range(1, 100_001))
    return after_sheet(parts, b"<mergeCells>" + merges + b"</mergeCells>")


@hostile("más celdas")
def shared_string_bomb(parts: Parts) -> Parts:
    texts = b"".join(b"<si><t>%d</t></si>" % n for n in range(1_000_000))
    return with_strings(parts, XML + b"<sst " + MAIN + b">" + texts + b"</sst>")


@hostile("un texto sin fin")
def endless_text(parts: Parts) -> Parts:
    letters = random.Random(2).randbytes(256 * 1024).hex().encode() * 12
    return with_strings(parts, XML + b"<sst " + MAIN + b"><si><t>" + letters + b"</t></si></sst>")


@hostile("un texto sin fin")
def endless_attribute(parts: Parts) -> Parts:
    letters = random.Random(3).randbytes(256 * 1024).hex().encode() * 12
    return edited(parts, SHEET, b"<sheetData>", b'<sheetData a="' + letters + b'">')


@hostile("más celdas con clave")
def keys_without_end(parts: Parts) -> Parts:
    key = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>4.dato%d</t></is></c></row>'
    return in_sheet(parts, b"".join(key % (row, row, row) for row in range(100, 19_000)))


@hostile("no es una cifra finita")
def infinite_figure(parts: Parts) -> Parts:
    return value_cell(parts, b'<c r="D2"><v>1e309</v></c>')


@hostile("no es una cifra finita")
def value_of_four_hundred_digits(parts: Parts) -> Parts:
    return value_cell(parts, b'<c r="D2"><v>' + b"9" * 400 + b"</v></c>")


@hostile("dañado por dentro")
def value_that_is_not_a_number(parts: Parts) -> Parts:
    return value_cell(parts, b'<c r="D2"><v>NaN</v></c>')


@hostile("#REF!")
def value_that_is_an_error(parts: Parts) -> Parts:
    return value_cell(parts, b'<c r="D2" t="e"><v>#REF!</v></c>')


@hostile("dañado por dentro")
def value_of_a_text_that_is_not_there(parts: Parts) -> Parts:
    return value_cell(parts, b'<c r="D2" t="s"><v>99999999</v></c>')


@hostile(READS)
def rows_without_numbers(parts: Parts) -> Parts:
    sheet = parts[SHEET]
    for row in range(1, 40):
        sheet = sheet.replace(b'<row r="%d"' % row, b"<row", 1)
    return {**parts, SHEET: sheet}


@hostile("le falta la parte")
def without_its_workbook(parts: Parts) -> Parts:
    return {name: data for name, data in parts.items() if name != BOOK}


@hostile(READS)
def without_its_styles(parts: Parts) -> Parts:
    return {name: data for name, data in parts.items() if name != STYLES}


@hostile("claves ocultas")
def without_its_sheet(parts: Parts) -> Parts:
    return {name: data for name, data in parts.items() if name != SHEET}


@hostile("dañado o incompleto")
def truncated(parts: Parts) -> bytes:
    data = packed(parts)
    return data[: len(data) * 2 // 3]


@hostile("está dañada")
def truncated_part(parts: Parts) -> Parts:
    return {**parts, SHEET: parts[SHEET][:-200]}


@hostile("está vacío")
def empty(_parts: Parts) -> bytes:
    return b""


@hostile("no es un libro .xlsx")
def csv_named_xlsx(_parts: Parts) -> bytes:
    return b"Indicador;Ene;Feb\n1;4.200;4.300\n"


@hostile("no es un libro .xlsx")
def html_named_xlsx(_parts: Parts) -> bytes:
    return b"<html><body><table><tr><td>1</td></tr></table></body></html>"


@hostile("tiene contraseña")
def encrypted(_parts: Parts) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)


@hostile("está cifrado")
def encrypted_part(parts: Parts) -> bytes:
    data = bytearray(packed(parts))
    at = data.index(b"PK\1\2") + 8
    data[at] |= 1
    return bytes(data)


@hostile("de un modo que Excel no usa")
def unusual_compression(parts: Parts) -> bytes:
    return packed(parts, ZIP_LZMA)


@hostile(READS)
def macros(parts: Parts) -> Parts:
    return {**parts, "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}


@hostile("sale de su carpeta")
def path_traversal(parts: Parts) -> Parts:
    return {**parts, "xl/../../../../tmp/plan_2024.json": b"{}"}


@hostile("sale de su carpeta")
def absolute_path(parts: Parts) -> Parts:
    return {**parts, "/etc/cron.d/plan": b"* * * * * root true"}


@hostile(READS)
def external_links(parts: Parts) -> Parts:
    link = b"<externalLink " + MAIN + b"/>"
    return {**parts, "xl/externalLinks/externalLink1.xml": XML + link}


@hostile("fórmula sin resultado")
def dynamic_data_exchange(parts: Parts) -> Parts:
    return value_cell(parts, b"<c r=\"D2\"><f>cmd|' /C calc'!A0</f></c>")


@hostile("caracteres invisibles")
def control_and_direction_characters(parts: Parts) -> Parts:
    return value_cell(parts, '<c r="D2" t="inlineStr"><is><t>1\u202e000\u200b_x001B_[2J</t></is></c>'.encode())


@hostile("error #VALUE!")
def impossible_date(parts: Parts) -> Parts:
    parts = edited(parts, STYLES, b"</cellXfs>", b'<xf numFmtId="14" fontId="0" fillId="0" borderId="0"/></cellXfs>')
    style = parts[STYLES][parts[STYLES].index(b"<cellXfs") :].count(b"<xf ")
    style -= parts[STYLES][parts[STYLES].index(b"</cellXfs>") :].count(b"<xf ") + 1
    return value_cell(parts, b'<c r="D2" s="%d"><v>99999999999</v></c>' % style)


@hostile("más celdas, textos u hojas")
def ten_thousand_sheets(parts: Parts) -> Parts:
    sheets = b"".join(
        b'<sheet xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        b'name="H%d" sheetId="%d" r:id="rId1"/>' % (n, n)
        for n in range(10, 10_010)
    )
    return edited(parts, BOOK, b"</sheets>", sheets + b"</sheets>")


@hostile("más de 300 partes")
def ten_thousand_parts(parts: Parts) -> Parts:
    return {**parts, **{f"xl/media/{n}.png": b"" for n in range(10_000)}}


@hostile("partes repetidas")
def duplicate_entries(parts: Parts) -> bytes:
    copy = {**parts, "XL/Worksheets/Sheet1.xml": parts[SHEET]}
    return packed(copy)


@hostile("anidada sin fin")
def deep_nesting(parts: Parts) -> Parts:
    return in_sheet(parts, b"".join(b'<a b="%d">' % n for n in range(100_000)) + b"</a>" * 100_000)


@hostile("demasiados elementos")
def style_bomb(parts: Parts) -> Parts:
    formats = b"".join(b'<xf numFmtId="%d"/>' % n for n in range(100_000))
    return edited(parts, STYLES, b"</cellXfs>", formats + b"</cellXfs>")


@hostile(READS)
def formats_on_whole_columns(parts: Parts) -> Parts:
    columns = b'<cols><col min="1" max="16384" width="9" style="0"/></cols>'
    return edited(parts, SHEET, b"<sheetData>", columns + b"<sheetData>")


@hostile("más celdas, textos u hojas")
def formats_on_the_whole_sheet(parts: Parts) -> Parts:
    rows = b"".join(b'<row r="%d" s="0" customFormat="1"/>' % row for row in range(100, 100_000))
    return in_sheet(parts, rows)


@hostile("más celdas, textos u hojas")
def formats_on_every_cell(parts: Parts) -> Parts:
    cells = b"".join(b'<c s="%d"/>' % style for style in random.Random(5).choices(range(50), k=16_384))
    return in_sheet(parts, b"".join(b'<row r="%d">' % row + cells + b"</row>" for row in range(100, 120)))


@hostile(READS)
def as_many_cells_as_allowed(parts: Parts) -> Parts:
    row = b'<row r="%d">' + b"".join(b"<c><v>%d</v></c>" % n for n in range(135)) + b"</row>"
    return in_sheet(parts, b"".join(row % number for number in range(100, 1_900)))


@hostile(READS)
def as_many_texts_as_allowed(parts: Parts) -> Parts:
    texts = b"".join(b"<si><t>texto %d</t></si>" % n for n in range(39_000))
    return with_strings(parts, XML + b"<sst " + MAIN + b">" + texts + b"</sst>")


@hostile(READS)
def as_many_styles_as_allowed(parts: Parts) -> Parts:
    formats = b"".join(b'<xf numFmtId="%d"/>' % (n % 40) for n in range(39_000))
    return edited(parts, STYLES, b"</cellXfs>", formats + b"</cellXfs>")
