"""Mail in by IMAP: a thread a mailbox, which fetches, takes in and remembers how far it is (E1–E6).

From the inside out: `client` speaks on a socket and trusts no server, `faults` turns what goes wrong into words, `line` is a connection as
the rest sees it, `position` decides what is to be taken in (pure), `turns` keeps mails in their order, `fetching` takes folders in,
`watching` keeps a mailbox connected, whatever happens.
"""
