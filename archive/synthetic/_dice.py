"""Where chance comes from: a generator for each thing that is made, named by its key."""

from random import Random


def dice(*key: object) -> Random:
    """Return a generator that gives the same numbers for the same key on every machine."""
    return Random("/".join(map(str, key)))  # noqa: S311  nothing here is a secret
