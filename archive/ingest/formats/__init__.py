"""Readers of untrusted formats: bytes to text, run only in a child process with limits.

Stands alone, with relative imports, because the child must not load Django or settings.
"""
