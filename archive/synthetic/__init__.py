"""Clippings that never were: plausible, labelled articles for trying things at size.

Pure: text from word lists and templates (TOML files in `data/`), no Django, no database.
The same seed gives the same bytes on every machine, and the first clippings of a long
run are those of a short one. Outlets, agencies, companies, projects and people are
invented; every text says that it is synthetic.
"""

from archive.synthetic._clipping import MARKER, SyntheticClipping
from archive.synthetic._stream import clippings

__all__ = ["MARKER", "SyntheticClipping", "clippings"]
