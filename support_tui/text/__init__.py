"""Text rooms: bidi, shaping, cell widths, sanitising, quoting and markup; pure, and must know no widget and no I/O."""
