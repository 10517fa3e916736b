"""The rows: every verb with what it takes, in the order of help and documentation. Pure data."""

from support_tui.verbs.model import Argument, Kind, Option, Verb, VerbGroup

_ID, _IDS = Argument(Kind.ID), Argument(Kind.IDS)
_JSON, _CSV = Option("json"), Option("csv")
_LIMIT = Option("limit", Kind.NUMBER)
_SORT = Option("sort", Kind.SORT)
_KEY, _DRY_RUN = Option("key", Kind.KEY), Option("dry-run")
#: What every verb that changes something takes.
_CHANGING = (_DRY_RUN, _KEY, _JSON)
_LOOK, _WRITE, _TRIAGE, _PROGRAM = VerbGroup.LOOK, VerbGroup.WRITE, VerbGroup.TRIAGE, VerbGroup.PROGRAM

#: Options that stand before or behind any verb.
GLOBAL_OPTIONS = (Option("config", Kind.FILE), Option("server", Kind.URL), Option("help"))


def _triage(
    name: str,
    *arguments: Argument,
    example: str,
    options: tuple[Option, ...] = (),
    stands_alone: bool = False,
) -> Verb:
    return Verb(
        name, _TRIAGE, (_IDS, *arguments), (*options, *_CHANGING),
        changes=True, in_console=True, stands_alone=stands_alone, example=example,
    )  # fmt: skip


VERBS: tuple[Verb, ...] = (
    Verb(
        "list", _LOOK, (Argument(Kind.QUERY, is_optional=True),),
        (Option("queue", Kind.QUEUE), Option("view", Kind.VIEW), _SORT, _LIMIT, Option("ids"), _JSON, _CSV), in_console=True,
        example="list 'status:open tag:refund' --sort waiting --limit 20",
    ),
    Verb("search", _LOOK, (Argument(Kind.WORDS),), (_SORT, _LIMIT, Option("ids"), _JSON, _CSV), in_console=True, example="search 'empty box' --json"),
    Verb("show", _LOOK, (_ID,), (Option("markdown"), _LIMIT, _JSON, _CSV), example="show 12 --markdown"),
    Verb("files", _LOOK, (_ID,), (Option("save", Kind.FOLDER), _JSON), example="files 12 --save ~/parcels"),
    Verb("customers", _LOOK, (Argument(Kind.WORDS),), (_LIMIT, _JSON, _CSV), example="customers amal --csv"),
    Verb("outbox", _LOOK, (), (Option("all"), _JSON, _CSV), example="outbox --all"),
    Verb("tail", _LOOK, (Argument(Kind.QUERY, is_optional=True),), (Option("since", Kind.NUMBER), _JSON), example="tail 'tag:vip' --json"),
    Verb("open", _LOOK, (Argument(Kind.ID, is_optional=True),), in_console=True, example="open 12"),
    Verb(
        "reply", _WRITE, (_ID, Argument(Kind.TEXT, is_optional=True)),
        (Option("close"), Option("cc", Kind.ADDRESSES), Option("bcc", Kind.ADDRESSES),
         Option("attach", Kind.FILE, is_many=True), Option("send-at", Kind.PHRASE), *_CHANGING), changes=True, in_console=True,
        example="reply 12 'A new one is on its way.' --close --attach label.pdf",
    ),
    Verb("note", _WRITE, (_ID, Argument(Kind.TEXT, is_optional=True)), (Option("close"), *_CHANGING), changes=True, in_console=True, example="note 12 '@Rae Adams please check the invoice'"),
    _triage("assign", Argument(Kind.WHO), example="assign 12 13 rae"),
    _triage("follow", options=(Option("stop"),), example="follow 12"),
    _triage("status", Argument(Kind.STATUS), options=(Option("format", Kind.FORMAT),), stands_alone=True, example="status 12 awaiting_reply"),
    _triage("close", example="close -"),
    _triage("reopen", example="reopen 12"),
    _triage("tag", Argument(Kind.TAGS), example="tag 12 13 +vip -refund"),
    _triage("priority", Argument(Kind.PRIORITY), example="priority 12 urgent"),
    _triage("move", Argument(Kind.MAILBOX), example="move 12 Sales"),
    Verb("title", _TRIAGE, (_ID, Argument(Kind.TITLE)), _CHANGING, changes=True, in_console=True, example="title 12 'Empty box'"),
    _triage("snooze", Argument(Kind.PHRASE), example="snooze 12 tue 9"),
    _triage("spam", example="spam 12"),
    _triage("trash", example="trash 12 13"),
    _triage("restore", example="restore 12"),
    Verb("purge", _TRIAGE, (_IDS,), (Option("for-good"), *_CHANGING), changes=True, example="purge 12 --for-good"),
    Verb(
        "merge", _TRIAGE, (_IDS,), _CHANGING, changes=True,
        example="merge 12 13 14",
    ),
    Verb(
        "split", _TRIAGE, (_ID, Argument(Kind.MESSAGE)), (Option("with-rest"), Option("title", Kind.TITLE), *_CHANGING), changes=True,
        example="split 12 345 --with-rest",
    ),
    Verb("join", _TRIAGE, (_ID, Argument(Kind.MESSAGE, is_optional=True)), _CHANGING, changes=True, example="join 12"),
    Verb("accept", _TRIAGE, (_ID, Argument(Kind.MESSAGE)), _CHANGING, changes=True, example="accept 12 345"),
    Verb("undo", _TRIAGE, (Argument(Kind.KEY, is_optional=True),), _CHANGING, changes=True, example="undo"),
    Verb("completion", _PROGRAM, (Argument(Kind.SHELL),), example="completion bash"),
)  # fmt: skip

#: Options about a run and what it prints: on the `:` line they mean nothing, and nothing may be done as if they had not been said.
OF_A_RUN = frozenset({"dry-run", "key", "json", "csv", "ids", "limit", "format", "config", "server", "help"})

BY_NAME: dict[str, Verb] = {verb.name: verb for verb in VERBS}
