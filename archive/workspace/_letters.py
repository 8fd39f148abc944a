"""The e-mail about new articles: what stands in it and how it looks."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlsplit

from django.contrib.auth.models import User
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from archive.exports import Record
from archive.models import SavedSearch
from archive.workspace._watermark import Watermark

_SALT = "lode.unsubscribe"


@dataclass(frozen=True, slots=True)
class Section:
    """The new articles of one saved search; `more` are counted and not listed.

    `told` are new here and stand under another search or in an earlier e-mail. `horizon` is
    the mark to set once the e-mail is on its way.
    """

    saved: SavedSearch
    records: tuple[Record, ...]
    more: int
    told: int
    horizon: Watermark
    href: str

    @property
    def total(self) -> int:
        """Return how many articles the e-mail announces."""
        return len(self.records) + self.more


@dataclass(frozen=True, slots=True)
class Problem:
    """A saved search that cannot be read any more, and why."""

    saved: SavedSearch
    reason: str
    href: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One e-mail to one person; `root` is the address of the archive."""

    person: User
    root: str
    sections: tuple[Section, ...]
    problems: tuple[Problem, ...]

    @property
    def total(self) -> int:
        """Return how many articles the e-mail announces."""
        return sum(section.total for section in self.sections)

    @property
    def shown(self) -> tuple[Section, ...]:
        """Return the searches that have something to tell."""
        return tuple(section for section in self.sections if section.total)

    @property
    def unsubscribe_href(self) -> str:
        """Return where all e-mail to this person is switched off."""
        return self.root + reverse("unsubscribe", args=[token_of_person(self.person.pk)])

    @property
    def workspace_href(self) -> str:
        """Return where the person manages saved searches."""
        return self.root + reverse("workspace")

    @property
    def subject(self) -> str:
        """Return e.g. `Lode: 3 new articles in “Lithium in Chile”`."""
        if not self.total:
            return "Lode: a saved search needs your attention"
        count = f"{self.total:,} new article{'' if self.total == 1 else 's'}"
        names = [section.saved.name for section in self.shown]
        where = f"“{names[0]}”" if len(names) == 1 else f"{len(names)} searches"
        return " ".join(f"Lode: {count} in {where}".split())  # a header is one line

    def message(self) -> EmailMultiAlternatives:
        """Return the e-mail, in plain text and HTML."""
        context = {"letter": self}
        message = EmailMultiAlternatives(
            subject=self.subject,
            body=render_to_string("workspace/letter.txt", context),
            to=[self.person.email],
            headers={
                "Message-ID": self._message_id(),
                "List-Unsubscribe": f"<{self.unsubscribe_href}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                "Auto-Submitted": "auto-generated",
            },
        )
        message.attach_alternative(render_to_string("workspace/letter.html", context), "text/html")
        return message

    def _message_id(self) -> str:
        """Return the same name for the same content, so that mailboxes can drop a duplicate."""
        name = sha256("\n".join(self._content()).encode()).hexdigest()[:32]
        return f"<{name}@{urlsplit(self.root).hostname or 'localhost'}>"

    def _content(self) -> Iterator[str]:
        yield str(self.person.pk)
        for section in self.sections:
            ids = ",".join(str(record.id) for record in section.records)
            yield f"{section.saved.pk} {section.saved.sent_through} {section.total} {ids}"
        for problem in self.problems:
            yield f"{problem.saved.pk} {problem.reason}"


def token_of_person(pk: int) -> str:
    """Return a signed name for a person, good for switching e-mail off and nothing else."""
    return signing.Signer(salt=_SALT).sign(str(pk))


def person_of_token(token: str) -> int | None:
    """Return the person of a signed name; None when it was not signed here."""
    try:
        return int(signing.Signer(salt=_SALT).unsign(token))
    except signing.BadSignature:
        return None
