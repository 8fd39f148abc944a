"""The editors' desk: clippings in, values checked, names taught. `desk` registers it all."""
