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


class DecisionRefused(IngestError, ValueError):
    """An editor's word on a value was not taken; the message says why. Nothing was changed."""


class ChangedMeanwhile(DecisionRefused):
    """Somebody else decided between reading the page and pressing the button."""


class UnclearQuote(DecisionRefused):
    """The words quoted stand nowhere in the text, or in several places of it."""
