"""System checks: what would make Lode fail later is said at the start."""
