"""Reading a setting from the environment: what cannot be meant ends the start, with the fix."""

import os
import re
from collections.abc import Container
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()


def switch(name: str, *, default: bool) -> bool:
    """Read an on/off setting; raise ImproperlyConfigured for anything else."""
    value = env.str(name, default="on" if default else "off").strip().lower()
    if value not in _SWITCHES:
        raise ImproperlyConfigured(f"{name}={value} is neither on nor off. Try {name}=1.")
    return _SWITCHES[value]


_SWITCHES = {"1": True, "true": True, "yes": True, "on": True}
_SWITCHES |= {"": False, "0": False, "false": False, "no": False, "off": False}


def choice(name: str, default: str, choices: Container[str], example: str) -> str:
    """Read a setting with certain values; raise ImproperlyConfigured for any other."""
    value: str = env.str(name, default=default)
    if value not in choices:
        raise ImproperlyConfigured(f"{name}={value} is unknown. Try {name}={example}.")
    return value


def count(name: str, default: int) -> int:
    """Read a number from 1 up; raise ImproperlyConfigured for anything else."""
    value: str = env.str(name, default=str(default))
    if not (value.isascii() and value.isdecimal() and int(value)):
        raise ImproperlyConfigured(f"{name}={value} is no number from 1 up. Try {name}={default}.")
    return int(value)


def cores() -> int:
    """Return how many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def origins(name: str) -> list[str]:
    """Read a list of origins; raise ImproperlyConfigured for one that no browser sends."""
    origins: list[str] = env.list(name, default=[])
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise ImproperlyConfigured(
                f"{name}={origin} is no origin. Try {name}=https://dashboard.example.org."
            )
    return origins


_ORIGIN = re.compile(r"https?://[^/\s*]+")


def secret_key(file: Path) -> str:
    """Return the key from the environment or from the 0600 file that `manage.py up` made.

    Without either, a random key serves this process alone, so that commands such as
    `check` and `migrate` run before `up` ever did; sessions do not outlive it.
    """
    if key := env.str("ARCHIVE_SECRET_KEY", default=""):
        if len(key) < 50:
            raise ImproperlyConfigured(
                "ARCHIVE_SECRET_KEY is shorter than 50 characters; remove it and "
                "`python manage.py up` makes a good one in ARCHIVE_DATA_DIR."
            )
        return key
    if file.is_file():
        return file.read_text(encoding="ascii").strip()
    from django.core.management.utils import get_random_secret_key

    return "unsaved-" + get_random_secret_key()


def email_settings() -> dict[str, object]:
    """Return Django's settings of e-mail; without ARCHIVE_EMAIL_URL, mail goes nowhere."""
    url: str = env.str("ARCHIVE_EMAIL_URL", default="")
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    try:
        config = environ.Env.email_url_config(url)
    except (ImproperlyConfigured, KeyError, ValueError) as error:
        raise ImproperlyConfigured(
            "ARCHIVE_EMAIL_URL is not understood. Try smtp+tls://user:password@mail.example.org "
            "or, to see e-mail instead of sending it, filemail:///tmp/mail or consolemail://."
        ) from error
    config["EMAIL_PORT"] = config["EMAIL_PORT"] or _MAIL_PORTS.get(urlsplit(url).scheme)
    config["EMAIL_FILE_PATH"] = urlsplit(url).path  # environ leaves the first slash out
    return {name: value for name, value in config.items() if value}


_MAIL_PORTS = {"smtp": 25, "smtps": 587, "smtp+tls": 587, "smtp+ssl": 465}
