"""Completion scripts for bash, zsh and fish, made from the table of verbs: verbs and options stand in them, names are asked for when
they are wanted (`candidates`)."""

from collections.abc import Sequence
from typing import Final

from support_tui import i18n
from support_tui.command_line.run import ASKS
from support_tui.verbs.model import Kind, Option, Verb
from support_tui.verbs.table import GLOBAL_OPTIONS, VERBS

#: Kinds of which nothing can be known beforehand.
_FREE: Final = frozenset(
    {Kind.TEXT, Kind.TITLE, Kind.NUMBER, Kind.ADDRESSES, Kind.KEY, Kind.URL, Kind.MESSAGE, Kind.VIEW}
)
_OWN_COMMANDS: Final = ("demo", "doctor", "help", "keys", "logout")


def script(shell: str) -> str:
    """The script for a shell of `offers.SHELLS`."""
    return {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell]()


def _names(options: Sequence[Option]) -> str:
    return " ".join(f"--{option.name}" for option in options)


def _kinds(verb: Verb) -> str:
    """What may stand behind a verb, numbers first."""
    return " ".join(argument.kind.value for argument in verb.arguments if argument.kind not in _FREE)


def _cases(verbs: Sequence[Verb], indent: str) -> str:
    """A branch for each verb that sets its kinds and its options."""
    return "\n".join(
        f'{indent}{verb.name}) kinds="{_kinds(verb)}"; options="{_names((*verb.options, *GLOBAL_OPTIONS))}" ;;'
        for verb in verbs
    )


def _values(indent: str) -> str:
    """A branch for each option with a value that sets the kind of it."""
    options = {o.name: o.kind for verb in VERBS for o in verb.options} | {
        o.name: o.kind for o in GLOBAL_OPTIONS
    }
    return "\n".join(
        f'{indent}--{name}) kinds="{"" if kind in _FREE else kind.value}"; options="" ;;'
        for name, kind in options.items()
        if kind is not None
    )


def _verbs() -> str:
    return " ".join([*(verb.name for verb in VERBS), *_OWN_COMMANDS])


_BASH = """\
# Completion of support-tui for bash. Put it where bash looks for completions, or: source <(support-tui completion bash)
_support_tui() {
    local line=${COMP_LINE:0:COMP_POINT} written="" verb="" previous="" kinds="" options="" word kind value meaning quoted skip=""
    local -a before=() found=()
    read -ra before <<< "$line"
    if [[ $line != *[[:space:]] && ${#before[@]} -gt 0 ]]; then
        written=${before[${#before[@]}-1]}
        unset "before[${#before[@]}-1]"
    fi
    for word in "${before[@]:1}"; do
        if [[ -n $skip ]]; then skip=""; continue; fi
        case $word in
            --config|--server) skip=1 ;;
            --*) ;;
            *) [[ -n $verb ]] || verb=$word ;;
        esac
    done
    (( ${#before[@]} )) && previous=${before[${#before[@]}-1]}
    case $verb in
        "") kinds=verb; options="@GLOBAL@" ;;
@CASES@
    esac
    case $previous in
@VALUES@
    esac
    COMPREPLY=()
    if [[ $written == --* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$written"))
        return
    fi
    for kind in $kinds; do
        case $kind in
            verb) found+=($(compgen -W "@VERBS@" -- "$written")) ;;
            file) while IFS= read -r value; do found+=("$value"); done < <(compgen -f -- "$written") ;;
            *) while IFS=$'\\t' read -r value meaning; do found+=("$value"); done < <(support-tui @ASKS@ "$kind" "$written" 2>/dev/null) ;;
        esac
    done
    for value in "${found[@]}"; do
        printf -v quoted %q "$value"
        # bash takes a colon for the beginning of a word, and completes what follows it.
        if [[ $written == *:* && $COMP_WORDBREAKS == *:* ]]; then
            word=${written%"${written##*:}"}
            printf -v quoted %q "${value#"$word"}"
        fi
        COMPREPLY+=("$quoted")
    done
}
complete -F _support_tui support-tui
"""

_ZSH = """\
#compdef support-tui
# Completion of support-tui for zsh. Save it as _support-tui in a folder of $fpath, or: source <(support-tui completion zsh)
_support_tui() {
    local written=${words[CURRENT]} previous=${words[CURRENT-1]} verb="" kinds="" options="" word kind line skip=""
    local -a values meanings
    for word in ${words[2,CURRENT-1]}; do
        if [[ -n $skip ]]; then skip=""; continue; fi
        case $word in
            --config|--server) skip=1 ;;
            --*) ;;
            *) [[ -n $verb ]] || verb=$word ;;
        esac
    done
    case $verb in
        "") kinds=verb; options="@GLOBAL@" ;;
@CASES@
    esac
    case $previous in
@VALUES@
    esac
    if [[ $written == --* ]]; then
        compadd -- ${=options}
        return
    fi
    for kind in ${=kinds}; do
        case $kind in
            verb) values=(@VERBS@); meanings=(@MEANINGS@) ;;
            file) _files; continue ;;
            *)
                values=(); meanings=()
                for line in ${(f)"$(support-tui @ASKS@ $kind ${(Q)written} 2>/dev/null)"}; do
                    values+=("${line%%$'\\t'*}")
                    meanings+=("${line/$'\\t'/  }")
                done
                ;;
        esac
        (( ${#values} )) && compadd -l -d meanings -a values
    done
}
if [[ $funcstack[1] == _support_tui || $funcstack[1] == _support-tui ]]; then
    _support_tui "$@"
else
    compdef _support_tui support-tui
fi
"""

_FISH_HEAD = """\
# Completion of support-tui for fish. Save it as ~/.config/fish/completions/support-tui.fish, or: support-tui completion fish | source
complete -c support-tui -e
complete -c support-tui -f
function __support_tui_values
    support-tui @ASKS@ $argv[1] (commandline -ct | string unescape) 2>/dev/null
end
"""


def _filled(template: str) -> str:
    meanings = " ".join(_zsh_text(f"{verb.name}  {i18n.text(verb.text_id)}") for verb in VERBS)
    return (
        template.replace("@GLOBAL@", f"{_names(GLOBAL_OPTIONS)} --version")
        .replace("@CASES@", _cases(VERBS, " " * 8))
        .replace("@VALUES@", _values(" " * 8))
        .replace("@VERBS@", _verbs())
        .replace("@MEANINGS@", f"{meanings} {' '.join(_OWN_COMMANDS)}")
        .replace("@ASKS@", ASKS)
    )


def _zsh_text(text: str) -> str:
    escaped = text.replace("'", "'\\''")
    return f"'{escaped}'"


def _bash() -> str:
    return _filled(_BASH)


def _zsh() -> str:
    return _filled(_ZSH)


def _fish() -> str:
    names = _verbs()
    lines = [_filled(_FISH_HEAD).rstrip("\n")]
    none_yet = f"not __fish_seen_subcommand_from {names}"
    for option in GLOBAL_OPTIONS:
        lines.append(f"complete -c support-tui {_fish_option(option)}")
    lines += [f"complete -c support-tui -n '{none_yet}' -a {name}" for name in _OWN_COMMANDS]
    for verb in VERBS:
        seen = f"complete -c support-tui -n '__fish_seen_subcommand_from {verb.name}'"
        lines.append(f"complete -c support-tui -n '{none_yet}' -a {verb.name} -d {_fish_text(verb.text_id)}")
        lines += [f"{seen} -k -a '(__support_tui_values {kind})'" for kind in _kinds(verb).split()]
        lines += [f"{seen} {_fish_option(option)}" for option in verb.options]
    return "\n".join(lines) + "\n"


def _fish_option(option: Option) -> str:
    words = f"-l {option.name} -d {_fish_text(option.text_id)}"
    if option.kind is None:
        return words
    if option.kind in (Kind.FILE, Kind.FOLDER):
        return f"{words} -r -F"
    return (
        f"{words} -x"
        if option.kind in _FREE
        else f"{words} -x -a '(__support_tui_values {option.kind.value})'"
    )


def _fish_text(text_id: str) -> str:
    escaped = i18n.text(text_id).replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
