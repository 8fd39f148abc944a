"""The contract of all engines, by subject."""
