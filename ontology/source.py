"""A file's bytes as text: gzip undone, its encoding found, its size bounded."""

from __future__ import annotations

import codecs
import re
import zlib
from pathlib import Path

from ontology.errors import OntologyError

MAX_BYTES = 64 * 1024 * 1024
"""How large a document may be, unpacked."""

_GZIP = b"\x1f\x8b"
_CHUNK = 1 << 20

# The longer marks first: UTF-32's begins like UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WITHOUT_MARK = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
_XML = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z][\w.-]*)[\"']")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CODING = re.compile(r"^(\s*<\?xml[^>]*?encoding\s*=\s*[\"'])[A-Za-z][\w.-]*([\"'])")


def read_source(path: Path) -> str:
    """The text of a file, gzip or not, in the encoding that its mark or its XML declaration names, else UTF-8.

    Raises OntologyError when it is missing, too large, cut off, or not in the encoding that it names.
    """
    try:
        with path.open("rb") as file:
            packed = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise OntologyError(f"{path}: no such file; check the path") from error
    except OSError as error:
        raise OntologyError(f"{path}: {error.strerror}; check the path and its permissions") from error
    if len(packed) > MAX_BYTES:
        raise OntologyError(f"{path.name}: larger than {MAX_BYTES} bytes; split the ontology into imported files")
    data = _unpacked(packed, path.name) if packed.startswith(_GZIP) else packed
    return _decoded(data, path.name)


def _unpacked(packed: bytes, name: str) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while packed:
        unpacker = zlib.decompressobj(wbits=31)
        try:
            while not unpacker.eof:
                piece = unpacker.decompress(packed, _CHUNK)
                packed = unpacker.unconsumed_tail
                size += len(piece)
                if size > MAX_BYTES:
                    raise OntologyError(f"{name}: unpacks to more than {MAX_BYTES} bytes; split it into imported files")
                pieces.append(piece)
                if not packed and not unpacker.eof:
                    raise OntologyError(f"{name}: the gzip file is cut off; pack or fetch it again")
        except zlib.error as error:
            raise OntologyError(f"{name}: a damaged gzip file ({error}); pack or fetch it again") from error
        packed = unpacker.unused_data.lstrip(b"\x00")
    return b"".join(pieces)


def _decoded(data: bytes, name: str) -> str:
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    guessed = next((encoding for start, encoding in _WITHOUT_MARK if data.startswith(start)), "")
    declared = _XML.match(data[:1024])
    encoding = marked or guessed or (declared.group(1).decode("ascii") if declared else "utf-8")
    try:
        text = data.decode(encoding)
    except LookupError as error:
        raise OntologyError(
            f"{name}: declares the encoding '{encoding}', which is unknown; save it as UTF-8"
        ) from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        spot = f"line {line}, byte {error.start}: {error.object[error.start]:#04x}"
        shown = "UTF-8" if encoding.lower() in ("utf-8", "utf8", "utf-8-sig") else encoding
        raise OntologyError(f"{name}: not {shown} ({spot}); save it as UTF-8") from error
    except UnicodeError as error:
        raise OntologyError(f"{name}: not in the encoding '{encoding}' that it declares; save it as UTF-8") from error
    if "\x00" in text:
        raise OntologyError(f"{name}: holds NUL characters, so it is no text in {encoding}; save it as UTF-8")
    odd = _SURROGATE.search(text)
    if odd is not None:
        code = f"U+{ord(odd.group()):04X}"
        raise OntologyError(f"{name}: holds {code}, half of a character, as {encoding}; save it as UTF-8")
    # The text is kept and parsed as UTF-8, whatever the file was.
    return _CODING.sub(r"\1UTF-8\2", text, count=1)
