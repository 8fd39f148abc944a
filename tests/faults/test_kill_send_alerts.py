"""kill -9 between sending and recording an e-mail, over real SMTP: once more, and never lost."""

import email
import socketserver
import threading
from email.policy import default

import pytest

from tests.faults.conftest import kill

REFUSED = "ben@example.org"
PEOPLE = """
from django.contrib.auth.models import User
from archive.models import SavedSearch
for name in ("ana", "ben", "eve"):
    person = User.objects.create_user(name, name + "@example.org")
    SavedSearch.objects.create(person=person, name="Everything", cadence="daily")
"""


class _Talk(socketserver.StreamRequestHandler):
    """Speaks as much SMTP as a client needs."""

    def handle(self):
        self.say("220 mailbox")
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "RCPT" and REFUSED in line:
                self.say("550 No such mailbox")
            elif verb == "DATA":
                self.say("354 Go on")
                self.server.take(self.read_message())
                self.say("250 Taken")
            elif verb == "QUIT":
                self.say("221 Bye")
                return
            else:
                self.say("250 Fine")

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode())

    def read_message(self):
        lines = iter(self.rfile.readline, b".\r\n")
        return email.message_from_bytes(b"".join(lines), policy=default)


class Mailbox(socketserver.ThreadingTCPServer):
    """Takes e-mail; `on_message` runs before a message is acknowledged."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Talk)
        self.messages = []
        self.on_message = lambda: None

    def take(self, message):
        self.messages.append(message)
        self.on_message()

    def handle_error(self, request, client_address):
        """Say nothing of clients that were killed."""


@pytest.fixture
def mailbox():
    with Mailbox() as mailbox:
        threading.Thread(target=mailbox.serve_forever, daemon=True).start()
        yield mailbox
        mailbox.shutdown()


def test_killed_send_alerts_repeats_one_e_mail_and_loses_none(lode, mailbox):
    lode.environment |= {
        "ARCHIVE_EMAIL_URL": f"smtp://127.0.0.1:{mailbox.server_address[1]}",
        "ARCHIVE_ROOT_URL": "https://lode.example.org",
    }
    lode.run("shell", "-c", PEOPLE)
    arrived, may_end = threading.Event(), threading.Event()

    def hold():
        arrived.set()
        may_end.wait(60)

    mailbox.on_message = hold
    first = lode.start("send_alerts")
    assert arrived.wait(60), "no e-mail within a minute"
    kill(first)  # the e-mail has arrived; the sender has not been told
    mailbox.on_message = lambda: None
    may_end.set()

    second = lode.run("send_alerts", check=False)
    third = lode.run("send_alerts", check=False)

    to = [message["To"] for message in mailbox.messages]
    assert to == ["ana@example.org", "ana@example.org", "eve@example.org"]
    once, again, _ = (message["Message-ID"] for message in mailbox.messages)
    assert once == again
    assert "4 new articles" in mailbox.messages[0]["Subject"]
    assert (second.returncode, third.returncode) == (1, 1)
    assert "2 sent, 1 failed." in second.stdout
    assert "0 sent, 1 failed." in third.stdout
    assert "No such mailbox" in third.stderr
