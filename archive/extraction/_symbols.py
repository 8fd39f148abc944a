"""Find chemical symbols where they can mean nothing else: beside a grade or in a chain."""

import re
from collections.abc import Iterator, Sequence

from archive.extraction._matcher import Range

# Symbols that are words or initials (In, As, No, Be, I, K, P, S, Y) are left out on purpose.
_SYMBOL = (
    r"(?:PGE|PGM|REE|Li|Co|Ni|Mn|Cu|Zn|Pb|Sn|Al|Mg|Ti|Au|Ag|Fe|Cr|V|Mo|W|Ta|Nb|Re|Zr|Ga|Ge|Te|"
    r"Sb|Bi|U|Nd|Pr|Dy|Tb|La|Ce|Sc|Pt|Pd|Rh|Rb|Cs|Sr)"
)
_UNIT = r"(?:%|ppm|ppb|g/t|gpt|oz/t|kt|koz|Moz|Mlbs?|wt%)"
_GRADE_FIRST = re.compile(rf"\d ?{_UNIT} (?:contained |total )?({_SYMBOL})(?![\w/])(?!-[a-z])")
_SYMBOL_FIRST = re.compile(rf"(?<![\w/-])({_SYMBOL})(?:eq|Eq)?(?: ?[>≥<=~@] ?| )\d[\d.,]* ?{_UNIT}")
_CHAIN = re.compile(rf"(?<![\w/-]){_SYMBOL}(?:[-/+]{_SYMBOL}){{1,5}}(?![\w/]|-[A-Z])")
_ONE = re.compile(_SYMBOL)
# Chains of two that are also initials, plurals or prefixes in plain text.
_NOT_CHAINS = frozenset(
    {"V-U", "U-V", "U-W", "W-U", "Co-Re", "Re-Co", "La-La", "Al-La", "V-W", "W-V"}
)


def find_symbols(folded: str, ranges: Sequence[Range]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, symbol) for "1.5% Cu", "Au 2 g/t" and "Ni-Cu-PGE", in any order."""
    for start, end in ranges:
        for pattern in (_GRADE_FIRST, _SYMBOL_FIRST):
            for match in pattern.finditer(folded, start, end):
                yield *match.span(1), match[1]
        for chain in _CHAIN.finditer(folded, start, end):
            if chain[0] not in _NOT_CHAINS:
                for symbol in _ONE.finditer(folded, *chain.span()):
                    yield *symbol.span(), symbol[0]
