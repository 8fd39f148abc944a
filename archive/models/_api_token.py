"""Keys for programs that use the REST API. The key itself is never stored."""

from django.conf import settings
from django.db import models


class ApiToken(models.Model):
    """The right of a program to act as a person; `digest` is the SHA-256 of the secret.

    `hint` is how the secret begins, so that a person can tell which token a program uses.
    """

    name = models.CharField(
        max_length=100, unique=True, help_text="Which program uses it, e.g. newsroom importer."
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="api_tokens",
        help_text="The program may do what this person may do.",
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    hint = models.CharField("begins with", max_length=12, editable=False)
    created_at = models.DateTimeField("made", auto_now_add=True)
    last_used = models.DateField("last used", null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField("revoked", null=True, blank=True, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = "API token"
        verbose_name_plural = "API tokens"

    def __str__(self) -> str:
        return self.name
