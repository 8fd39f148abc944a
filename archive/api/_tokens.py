"""Tokens of programs: made once, shown once, kept as a digest."""

import hashlib
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from django.db import DatabaseError
from django.utils import timezone
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from archive.models import ApiToken

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PREFIX = "lode_"  # lets secret scanners, and people, see what a leaked string is
_HINT = len(PREFIX) + 4


def new_secret() -> str:
    """Return the secret of a new token: 256 random bits, so that nobody can guess it."""
    return PREFIX + secrets.token_urlsafe(32)


def keep_secret(token: ApiToken, secret: str) -> ApiToken:
    """Save a token with the digest of its secret."""
    token.digest, token.hint = _digest(secret), secret[:_HINT]
    token.save()
    return token


def revoke(token: ApiToken) -> None:
    """End a token for good; what was done with it stays."""
    token.revoked_at = token.revoked_at or timezone.now()
    token.save(update_fields=["revoked_at"])


class BearerAuthentication(BaseAuthentication):
    """Whoever sends `Authorization: Bearer …` is the person whom the token belongs to."""

    def authenticate(self, request: Request) -> "tuple[User, ApiToken] | None":
        """Return the person and the token; None without the header; raise for a bad token."""
        parts = get_authorization_header(request).split()
        if not parts:
            return None
        if len(parts) != 2 or parts[0].lower() != b"bearer":
            raise AuthenticationFailed("The header must be: Authorization: Bearer and the token.")
        token = ApiToken.objects.select_related("user").filter(digest=_digest(parts[1])).first()
        if token is None or token.revoked_at is not None or not token.user.is_active:
            raise AuthenticationFailed("The token is unknown, or it was revoked.")
        _note_use(token)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        """Return the challenge that a 401 carries."""
        return 'Bearer realm="Lode"'


def _digest(secret: str | bytes) -> str:
    content = secret.encode() if isinstance(secret, str) else secret
    return hashlib.sha256(content).hexdigest()


def _note_use(token: ApiToken) -> None:
    """Note the day of the last use: one write a day, and none while the database is busy."""
    today = timezone.now().date()
    if token.last_used != today:
        with suppress(DatabaseError):
            ApiToken.objects.filter(pk=token.pk).update(last_used=today)
