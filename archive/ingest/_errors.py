"""Why a clipping was not taken in."""

from archive.errors import ArchiveError


class IngestError(ArchiveError):
    """A clipping was not stored; the message says why and what to do."""


class UnreadableClipping(IngestError):
    """No text can be read from the bytes."""


class DuplicateClipping(IngestError):
    """The archive holds this clipping already, as article `existing_id`."""

    def __init__(self, existing_id: int) -> None:
        self.existing_id = existing_id
        super().__init__(f"The archive holds this clipping already, as article {existing_id}.")
