"""Bytes of a text file to characters, whatever the encoding; nothing is dropped silently."""

import codecs
import re
from collections import Counter

from archive.ingest._errors import UnreadableClipping

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Tried when single-byte Western text is unlikely, i.e. when a tenth of the bytes are not ASCII.
_OTHER_ENCODINGS = ["gb18030", "big5", "shift_jis", "euc_kr", "cp1251", "koi8_r", "cp1253"]
_SAMPLE = 20_000  # bytes that decide about the encoding

_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Controls, bidi overrides and isolates, stray byte order marks.
_UNSAFE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def decode(content: bytes) -> str:
    """Return the characters of a text file; raise UnreadableClipping when it is no text."""
    text = _decode(content)
    _check_is_text(text)
    return text


def tidy(text: str) -> str:
    r"""Return the text with `\n` line ends and without characters that deceive or break.

    Everything that a reader can see stays as it was received.
    """
    text = _UNSAFE.sub("", _NEWLINES.sub("\n", text))
    return _mend_mojibake(_SURROGATES.sub("\ufffd", text))


def _decode(content: bytes) -> str:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    if encoding := _utf16_without_mark(content[:_SAMPLE]):
        return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode(_encoding(content), "lode-cp1252")


def _encoding(content: bytes) -> str:
    """Name the encoding of bytes that are not valid UTF-8 throughout."""
    sample = content[:_SAMPLE]
    if _is_damaged_utf8(sample):
        return "utf-8"
    foreign = sum(byte > 0x7F for byte in sample) / len(sample)
    return "cp1252" if foreign < 0.1 else _guess(sample)


def _utf16_without_mark(sample: bytes) -> str:
    zeros = Counter(position % 2 for position, byte in enumerate(sample) if byte == 0)
    for parity, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if zeros[parity] > len(sample) * 0.3 and zeros[1 - parity] < len(sample) * 0.01:
            return encoding
    return ""


def _is_damaged_utf8(sample: bytes) -> bool:
    """Tell UTF-8 with a few bad bytes from an encoding with one byte a character."""
    text = sample.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return sum(char > "\x7f" for char in text) - bad > bad


def _guess(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=[*_OTHER_ENCODINGS, "cp1252"]).best()
    return best.encoding if best else "cp1252"


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that the encoding has no character for as Windows wrote them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(_CP1252[byte] for byte in bad), error.end


_CP1252 = [bytes([byte]).decode("cp1252", "replace") for byte in range(256)]
codecs.register_error("lode-cp1252", _as_cp1252)


def _check_is_text(text: str) -> None:
    sample = text[:_SAMPLE]
    controls = len(_CONTROLS.findall(sample))
    if controls > max(4, len(sample) * 0.02) or text.count("\ufffd") > len(text) * 0.1:
        raise UnreadableClipping(
            "This is no text Lode can read. Send plain text, HTML, PDF, .docx or an e-mail (.eml)."
        )


def _mend_mojibake(text: str) -> str:
    """Undo "CÃ´te dâ€™Ivoire", line by line, and only where that leaves nothing broken."""
    if text.isascii():
        return text
    from ftfy import fix_encoding, is_bad

    def mend(line: str) -> str:
        if line.isascii() or not is_bad(line):
            return line
        fixed = fix_encoding(line)
        return line if is_bad(fixed) else fixed

    return "\n".join(map(mend, text.split("\n")))
