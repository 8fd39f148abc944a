"""`manage.py send_alerts`: e-mail about new articles in saved searches."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.management.base import CommandError
from django.utils import timezone

from archive.management.archive_command import ArchiveCommand
from archive.web.workspace import read_question
from archive.workspace import Outcome, send_alerts

_EXAMPLE = "http://127.0.0.1:8000"


class Command(ArchiveCommand):
    """Send what is due; run it from cron as often as you like."""

    help = (
        "Send the due e-mail of saved searches: one a day to a person at most, and no article "
        "twice. Run it every hour. Exit status: 0 done, 1 an e-mail failed; the others went out "
        "and the failed one is tried again by the next run."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be sent; send and note nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, and say what became of each e-mail."""
        is_dry = options["dry_run"]
        if not is_dry:
            _check_settings()
        outcomes = send_alerts(
            read_question,
            root=settings.ROOT_URL or _EXAMPLE,
            now=timezone.now(),
            deliver=None if is_dry else _deliver,
        )
        sent, failed = 0, 0
        for outcome in outcomes:
            self._tell(outcome, "would get" if is_dry else "gets")
            sent, failed = sent + (not outcome.error), failed + bool(outcome.error)
        self.stdout.write(f"{sent:,} {'to send' if is_dry else 'sent'}, {failed:,} failed.")
        if failed:
            raise CommandError("Not every e-mail could be sent; the reasons are above.")

    def _tell(self, outcome: Outcome, verb: str) -> None:
        who = f"{outcome.person} <{outcome.address}>" if outcome.address else outcome.person
        for problem in outcome.unreadable:
            self.stderr.write(f"{who}: a saved search can no longer be read. {problem}")
        if outcome.error:
            self.stderr.write(f"{who}: {outcome.error}")
        else:
            self.stdout.write(f"{who} {verb} “{outcome.subject}”")


def _deliver(message: EmailMultiAlternatives) -> None:
    message.send()


def _check_settings() -> None:
    """Raise CommandError while e-mail cannot be sent or its links would lead nowhere."""
    if not settings.CAN_SEND_EMAIL:
        raise CommandError(
            "E-mail is not set up. Set ARCHIVE_EMAIL_URL, for example to "
            "smtp+tls://user:password@mail.example.org, or use --dry-run."
        )
    if not settings.ROOT_URL.startswith(("http://", "https://")):
        raise CommandError(
            "The links in e-mail need an address. Set ARCHIVE_ROOT_URL to where readers find "
            "this archive, for example https://lode.example.org."
        )
