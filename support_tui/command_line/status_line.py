"""`support-tui status`: one line about the desk for a prompt or tmux. Never waits long, never fails: what the server does not say in time
is what was known last."""

import os
import re
import threading

import msgspec

from support_tui import i18n
from support_tui.command_line import remembered
from support_tui.command_line.door import Door, address_of, authority_file, login_for
from support_tui.command_line.exits import Exit
from support_tui.command_line.queries import refuse
from support_tui.command_line.reading import now_us
from support_tui.command_line.remembered import Counted
from support_tui.command_line.terminal_output import Output
from support_tui.config import ClientConfig
from support_tui.link.credentials import Login
from support_tui.link.plain import PlainHttp
from support_tui.verbs.parse import Asked, Misuse
from support_tui.wire.views import ConversationPage, Counts
from support_tui.wire.whole import as_json

#: Seconds that the server has for its answer.
BUDGET_S = 0.1
#: What a format may hold, each explained by the text `status-field-<name>`.
FIELDS = ("unread", "mine", "unassigned", "all", "following", "snoozed", "closed", "spam", "line")
LIVE, AWAY = "●", "○"
_FIELD = re.compile(r"\{(\w*)\}")


def status_line(asked: Asked, config: ClientConfig, output: Output) -> Exit:
    """Print the line; nothing where nobody is logged in."""
    form = asked.options.get("format") or usual_format()
    stranger = next((name for name in _FIELD.findall(form) if name not in FIELDS), None)
    if stranger is not None:
        refuse(output, Misuse("misuse-no-field", {"word": stranger, "allowed": ", ".join(FIELDS)}))
    login = login_for(config, asked.options.get("server", ""), os.environ)
    if login is not None:
        fresh = _asked_for(config, login)
        counted = fresh or remembered.counts(login)
        if asked.has("json"):
            output.lines([as_json(_document(counted, is_live=fresh is not None))])
        else:
            output.lines([filled(form, counted, is_live=fresh is not None)])
    return Exit.DONE


def _document(counted: Counted, *, is_live: bool) -> dict[str, int | bool | None]:
    """What a program gets: every count by the name that it has in a format, null where nobody knows it, and when it was so."""
    counts = {name: counted.by_queue.get(name) for name in FIELDS if name not in ("unread", "line")}
    return {"unread": counted.unread, **counts, "is_live": is_live, "at": counted.at or None}


def usual_format() -> str:
    """The format where none is given, in the person's language."""
    return i18n.text("status-line", **{name: f"{{{name}}}" for name in FIELDS})


def filled(form: str, counted: Counted, *, is_live: bool) -> str:
    """The line. A count that nobody knows is `-`."""

    def value(found: re.Match[str]) -> str:
        name = found[1]
        if name == "line":
            return LIVE if is_live else AWAY
        count = counted.unread if name == "unread" else counted.by_queue.get(name)
        return "-" if count is None else i18n.digits(str(count))

    return _FIELD.sub(value, form)


class _Answer(msgspec.Struct):
    """What has come in so far."""

    counts: Counts | None = None
    unread: int | None = None


def _asked_for(config: ClientConfig, login: Login) -> Counted | None:
    """The counts as the server tells them within the budget, else None. Asked beside, because looking up a name knows no time limit."""
    address = address_of(login)
    if address is None:
        return None
    answer = _Answer()
    http = PlainHttp(
        address, login.token, login.pinned_pem, authority_file=authority_file(config),
        connect_timeout_s=BUDGET_S, answer_timeout_s=BUDGET_S,
    )  # fmt: skip
    asking = threading.Thread(target=_ask, args=(Door(http, config, login), answer), daemon=True)
    asking.start()
    asking.join(BUDGET_S)
    if answer.counts is None:
        return None
    unread = answer.unread if answer.unread is not None else remembered.counts(login).unread
    counted = Counted(now_us(), answer.counts.by_queue, unread)
    remembered.keep_counts(login, counted)
    return counted


def _ask(door: Door, answer: _Answer) -> None:
    counts = door.http.ask("counts", Counts)
    if not isinstance(counts, Counts):
        return
    answer.counts = counts
    page = door.http.ask("conversations", ConversationPage, queue="mine", q="is:unread", limit=1)
    if isinstance(page, ConversationPage):
        answer.unread = page.total if page.total is not None else page.total_at_least
