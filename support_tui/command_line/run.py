"""One run of a verb: from the words of the shell to an exit code. Every ending is a sentence on stderr, never a traceback."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from support_tui import i18n, paths
from support_tui.command_line import streams
from support_tui.command_line.door import TOKEN_VARIABLE, Door, open_door
from support_tui.command_line.exits import Ended, Exit, Failed, exit_of
from support_tui.command_line.queries import refuse
from support_tui.command_line.terminal_output import Output
from support_tui.config import ClientConfig, load
from support_tui.link.answers import Unreachable
from support_tui.text.sanitize import sanitize_line
from support_tui.verbs.model import Verb
from support_tui.verbs.parse import Asked, Misuse, parse, verbs_in
from support_tui.verbs.table import BY_NAME
from support_tui.verbs.wording import misuse_wording
from support_tui.wire.refusals import RefusalCode
from support_tui.wire.wording import problem_wording

#: The word by which a shell asks for candidates; no verb of the table, and in no help.
ASKS = "__complete"
#: Opens the console on a server, at a conversation if one is named; the exit code.
OpenConsole = Callable[[ClientConfig, str, int | None], int]


def run(words: Sequence[str], open_console: OpenConsole) -> int:
    """Do what the words ask for; the exit code. The console is not ours to open."""
    streams.settle()
    return streams.guarded(lambda: _run(words, open_console))


def _run(words: Sequence[str], open_console: OpenConsole) -> int:
    i18n.use(i18n.language_of(os.environ))
    if words[0] == ASKS:
        from support_tui.command_line.candidates import answer

        return Exit(answer(words[1:]))
    broken = next((word for word in words if not streams.is_text(word)), None)
    if broken is not None:
        print(i18n.text("run-word-not-utf8", word=ascii(broken)), file=sys.stderr)
        return Exit.MISUSE
    asked = parse(words)
    verb = BY_NAME.get(verbs_in(words)[0])
    if verb is not None and ("--help" in words or "-h" in words):
        from support_tui.command_line.help_text import verb_help

        sys.stdout.write(verb_help(verb))
        return Exit.DONE
    if isinstance(asked, Misuse):
        return _tell_misuse(asked, verb)
    config = settings(asked)
    if config is None:
        return Exit.MISUSE
    language = i18n.language_of(os.environ) if config.language == "auto" else config.language
    i18n.use(language, config.digits)
    if asked.verb.name == "open":
        return open_console(config, asked.options.get("server", ""), next(iter(asked.ids), None))
    return _do(asked, config, Output(config))


def _tell_misuse(misuse: Misuse, verb: Verb | None) -> Exit:
    """What is wrong, how the verb is said, and where more stands."""
    print(misuse_wording(misuse), file=sys.stderr)
    if verb is not None:
        from support_tui.command_line.help_text import usage

        print(i18n.text("run-usage", usage=usage(verb)), file=sys.stderr)
        print(i18n.text("run-see-help", verb=verb.name), file=sys.stderr)
    return Exit.MISUSE


def settings(asked: Asked) -> ClientConfig | None:
    """The settings, or None after everything wrong with them was said on stderr."""
    file = Path(asked.options["config"]) if asked.has("config") else paths.config_file()
    if asked.has("config") and not file.exists():
        print(i18n.text("run-no-config", path=sanitize_line(str(file))), file=sys.stderr)
        return None
    config = load(file, os.environ)
    if isinstance(config, ClientConfig):
        return config
    for problem in config:
        print(problem_wording(problem, i18n.current().language), file=sys.stderr)
    return None


def _do(asked: Asked, config: ClientConfig, output: Output) -> Exit:
    """Do the verb; what no verb deals with itself is said here."""
    door: Door | None = None
    try:
        if asked.verb.name == "completion":
            return _completion(asked, output)
        if asked.is_alone:
            from support_tui.command_line.status_line import status_line

            return status_line(asked, config, output)
        door = open_door(config, asked.options.get("server", ""), output)
        return _doer(asked)(asked, door, output)
    except Ended as ended:
        return ended.code
    except Failed as failed:
        return _tell(failed, door, output)
    finally:
        if door is not None:
            door.http.close()


def _tell(failed: Failed, door: Door | None, output: Output) -> Exit:
    answer = failed.answer
    if isinstance(answer, Unreachable):
        url = door.http.address.url if door is not None else ""
        output.say(
            "run-distrusted" if answer.is_distrusted else "run-unreachable", url=url, reason=answer.reason
        )
    elif answer.code is RefusalCode.NOT_LOGGED_IN and TOKEN_VARIABLE in os.environ:
        output.say("run-token-refused", variable=TOKEN_VARIABLE, code=answer.code.value)
    else:
        from support_tui.command_line.changing import refusal_wording

        output.say("run-failed", code=answer.code.value, sentence=refusal_wording(answer))
    return exit_of(answer)


def _completion(asked: Asked, output: Output) -> Exit:
    from support_tui.command_line.shells import script
    from support_tui.verbs.offers import SHELLS

    if asked.text not in SHELLS:
        allowed = ", ".join(SHELLS)
        refuse(output, Misuse("misuse-no-choice", {"kind": "shell", "word": asked.text, "allowed": allowed}))
    sys.stdout.write(script(asked.text))
    return Exit.DONE


def _doer(asked: Asked) -> Callable[[Asked, Door, Output], Exit]:
    """The function of a verb; each is imported when it is asked for."""
    if asked.verb.name == "undo":
        from support_tui.command_line.undoing import undo

        return undo
    if asked.verb.name == "join":
        from support_tui.command_line.joining import join

        return join
    if asked.verb.changes:
        from support_tui.command_line.changing import change

        return change
    if asked.verb.name == "tail":
        from support_tui.command_line.tailing import tail

        return tail
    if asked.verb.name == "files":
        from support_tui.command_line.files import files

        return files
    if asked.verb.name == "outbox":
        from support_tui.command_line.outbox import outbox

        return outbox
    from support_tui.command_line import reading

    return {
        "list": reading.list_conversations,
        "search": reading.search,
        "show": reading.show,
        "customers": reading.customers,
    }[asked.verb.name]
