"""`manage.py api_token NAME`: make a token for a program, or revoke one."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError

from archive.api import keep_secret, new_secret, revoke
from archive.management.archive_command import ArchiveCommand
from archive.models import ApiToken


class Command(ArchiveCommand):
    """Print a new token, once; or end one; or list them."""

    help = "Make, list or revoke the tokens of programs that use the REST API."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("name", nargs="?", default="", help="which program uses it")
        parser.add_argument("--user", default="", help="whose rights it has; the only superuser")
        parser.add_argument("--revoke", action="store_true", help="end the token of this name")
        parser.add_argument("--list", action="store_true", help="list all tokens")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what the options say."""
        name = options["name"].strip()
        if options["list"]:
            self._list()
        elif not name:
            raise CommandError("Give the token a name: manage.py api_token newsroom-importer.")
        elif options["revoke"]:
            self._revoke(name)
        else:
            self._make(name, options["user"])

    def _make(self, name: str, user_name: str) -> None:
        if len(name) > 100:
            raise CommandError("The name is longer than 100 characters. Shorten it.")
        if ApiToken.objects.filter(name=name).exists():
            raise CommandError(f"There is a token named {name} already. Choose another name.")
        user, secret = _user(user_name), new_secret()
        keep_secret(ApiToken(name=name, user=user), secret)
        self.stderr.write(f"Token {name} acts as {user}. It is shown only now:")
        self.stdout.write(secret)

    def _revoke(self, name: str) -> None:
        token = ApiToken.objects.filter(name=name).first()
        if token is None:
            raise CommandError(f"There is no token named {name}. --list shows them all.")
        revoke(token)
        self.stdout.write(f"Token {name} is revoked.")

    def _list(self) -> None:
        for token in ApiToken.objects.select_related("user"):
            state = "revoked" if token.revoked_at else f"last used {token.last_used or 'never'}"
            self.stdout.write(f"{token.hint}…  {token.name}  acts as {token.user}, {state}")


def _user(name: str) -> Any:
    """Return the person of this name, or the only superuser."""
    users = get_user_model().objects.filter(is_active=True)
    if name:
        found = users.filter(username=name).first()
        if found is None:
            raise CommandError(f"There is no active person named {name}.")
        return found
    superusers = list(users.filter(is_superuser=True)[:2])
    if len(superusers) != 1:
        raise CommandError("Say whose rights the token has: --user NAME.")
    return superusers[0]
