"""The root of every error that Lode raises on purpose. Each message names the fix."""


class ArchiveError(Exception):
    """A failure Lode understands and can explain to the person who caused it."""
