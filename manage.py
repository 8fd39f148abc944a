#!/usr/bin/env python
"""Run Lode's commands; `python manage.py help` lists them."""

import os
import sys


def main() -> None:
    """Hand the command line to Django, with Lode's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        bool(settings.DEBUG)  # the first look at a setting reads them all
    except ImproperlyConfigured as error:
        sys.exit(f"Lode cannot start: {error}")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
