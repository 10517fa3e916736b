"""At the box: what is read in mail files, on a screen and for a program (E32)."""

import json
from pathlib import Path

from tests.server.shell import Shell

HOSTILE = "a\u001b[31m\u009b2J\u202eb\u007f"
MAIL = (
    f"From: {HOSTILE} <carla@customer.example>\nSubject: {HOSTILE}\nContent-Type: multipart/mixed; boundary=b\n\n"
    f"--b\nContent-Type: text/plain; charset=utf-8\n\nWhere is it?\n{HOSTILE}\n"
    f'--b\nContent-Type: image/png\nContent-Disposition: attachment; filename="{HOSTILE}.png"\n\nx\n--b--\n'
)


def _a_mail(folder: Path) -> str:
    file = folder / "one.eml"
    file.write_text(MAIL, encoding="utf-8")
    return str(file)


def test_a_mail_is_shown_in_lines(shell: Shell, tmp_path: Path):
    """Sender, subject, files and new words; nothing of them acts on the terminal (E32)."""
    shown = shell("mail", "read", _a_mail(tmp_path))
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.splitlines() == [
        "one",
        "  from     a2Jb <carla@customer.example>",
        "  subject  a2Jb",
        "  files    a[31m2Jb.png (1 bytes)",
        "  Where is it?",
        "  a2Jb",
    ]


def test_a_program_gets_everything_and_a_terminal_nothing(shell: Shell, tmp_path: Path):
    """The characters are in the values, and none of them is in the output (E32)."""
    shown = shell("mail", "read", "--json", _a_mail(tmp_path))
    assert not set("\u001b\u007f\u009b\u202e") & set(shown.out)
    (facts,) = json.loads(shown.out).values()
    assert facts["subject"] == HOSTILE
    assert facts["body_text"] == f"Where is it?\n{HOSTILE}"


def test_a_file_that_is_not_there_hides_none_of_the_others(shell: Shell, tmp_path: Path):
    """It is told by name, and the command ends as failed."""
    shown = shell("mail", "read", str(tmp_path / "gone.eml"), _a_mail(tmp_path))
    assert shown.code == 1
    assert "gone: not read" in shown.out and "Where is it?" in shown.out
    assert shown.err.startswith("support-server: gone: ")


def test_mails_are_threaded_without_being_taken_in(shell: Shell, tmp_path: Path):
    """Each with the reason, and with what it only looks like; one that cannot be read hides none of the others."""
    headers = {
        "1": "Message-ID: <1@x>\nSubject: Parcel",
        "2": "Message-ID: <2@x>\nIn-Reply-To: <1@x>\nSubject: Re: Parcel",
        "3": f"Message-ID: <3@x>\nSubject: Re: Parcel {HOSTILE}",
        "4": "Message-ID: <4@x>\nSubject: Re: Parcel",
    }
    files = [tmp_path / f"{name}.eml" for name in headers]
    for file in files:
        file.write_text(
            f"From: carla@x.example\n{headers[file.stem]}\n\nWords {file.stem}\n", encoding="utf-8"
        )
    shown = shell("mail", "thread", *map(str, files), str(tmp_path / "none.eml"))
    assert (shown.code, "No such file" in shown.err) == (1, True)
    assert [line.strip() for line in shown.out.splitlines()][:3] == [
        "#1 Parcel",
        "1  begins it",
        "2  answers the message 1@x",
    ]
    assert "looks like #1: same sender, same subject" in shown.out
    assert not set("\u001b\u007f\u009b\u202e") & set(shown.out)
    told = json.loads(shell("mail", "thread", "--json", *map(str, files)).out)
    assert [told[name]["conversation"] for name in headers] == [1, 1, 2, 3]
    assert (told["2"]["by"], told["4"]["looks_like"]["conversation_id"]) == ("message_id", 1)
