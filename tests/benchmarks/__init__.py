"""How fast Lode is, beside stock Whoosh, SQLite FTS5 and tantivy. `make bench` runs it.

The tests in this folder check that all engines give the same answers; a benchmark of
engines that answer differently would be void.
"""
