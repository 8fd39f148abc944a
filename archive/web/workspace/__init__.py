"""The workspace of signed-in analysts: saved searches, collections, their feeds and links."""

from archive.web.workspace._questions import read_question

__all__ = ["read_question"]
