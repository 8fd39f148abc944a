"""What stands in the environment, as settings of Django."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from archive.environment import email_settings


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "smtp+tls://ana%40example.org:p%2Fw@mail.example.org",
            {
                "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
                "EMAIL_HOST": "mail.example.org",
                "EMAIL_HOST_USER": "ana@example.org",
                "EMAIL_HOST_PASSWORD": "p/w",
                "EMAIL_PORT": 587,
                "EMAIL_USE_TLS": True,
            },
        ),
        ("smtp+ssl://mail.example.org:10465", {"EMAIL_USE_SSL": True, "EMAIL_PORT": 10465}),
        ("filemail:///tmp/mail", {"EMAIL_FILE_PATH": "/tmp/mail"}),
        ("", {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}),
    ],
)
def test_mail_settings_are_read_from_one_address(monkeypatch, url, expected):
    monkeypatch.setenv("ARCHIVE_EMAIL_URL", url)

    assert expected.items() <= email_settings().items()


@pytest.mark.parametrize("url", ["mail.example.org", "https://example.org", "smtp://host:port"])
def test_mail_settings_that_make_no_sense_are_refused_with_an_example(monkeypatch, url):
    monkeypatch.setenv("ARCHIVE_EMAIL_URL", url)

    with pytest.raises(ImproperlyConfigured, match=r"smtp\+tls://"):
        email_settings()
