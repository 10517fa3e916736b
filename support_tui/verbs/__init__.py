"""The verbs of the desk as words: one table that parses the command line and the console's `:` line, completes both, and makes their
help and documentation.

Pure: knows no network and no screen. `parse(words) -> Asked | Misuse`, then `plan(asked, facts) -> Plan | Misuse` with the commands of
the wire.
"""
