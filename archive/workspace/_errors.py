"""How work on the workspace can fail; each message is for the person who did it."""

from archive.errors import ArchiveError


class WorkspaceError(ArchiveError):
    """Something a person wanted to keep cannot be kept so."""


class NameTaken(WorkspaceError):
    """The person has something else of this name."""


class TooMany(WorkspaceError):
    """A limit is reached."""


class UnreadableSearch(WorkspaceError):
    """A saved search asks what can no longer be asked; the message says what."""
