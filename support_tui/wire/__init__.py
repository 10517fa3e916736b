"""The contract between server, console and programs: data and grammar only, no I/O and nothing else of ours."""
