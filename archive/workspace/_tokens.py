"""Names that nobody guesses, for addresses that stand in for signing in."""

import secrets

_BYTES = 24


def make_token() -> str:
    """Return a random name of 32 letters, digits, hyphens and underscores."""
    return secrets.token_urlsafe(_BYTES)
