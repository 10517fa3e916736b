"""What somebody means who types a few words to find a conversation. Pure."""

from support_tui.wire.query import QueryError, parse


def as_query(typed: str) -> str:
    """The query that typed words mean: a number is a conversation's, the last word is one that is still being typed; empty for none."""
    words = typed.split()
    if len(words) == 1 and words[0].removeprefix("#").isdecimal():
        return f"#{int(words[0].removeprefix('#'))}"
    if words and words[-1][-1].isalnum() and ":" not in words[-1]:
        words[-1] += "*"
    query = " ".join(words)
    return "" if isinstance(parse(query), QueryError) else query
