"""Which state the names that extraction looks for are in."""

from django.db import models


class NamesVersion(models.Model):
    """The one row whose `token` changes with every change of a name. Triggers write it.

    Tokens are random, not counted: a rolled back change must not lend its number to the next.
    """

    token = models.CharField(max_length=32)

    class Meta:
        verbose_name = "version of the names"

    def __str__(self) -> str:
        return self.token
