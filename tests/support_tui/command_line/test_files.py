"""`support-tui files`, by whole processes against a real server."""

from email.message import EmailMessage
from pathlib import Path

from tests.support_tui.command_line.conftest import ScriptedDesk, Shell


def _a_mail_with_files(desk: ScriptedDesk) -> str:
    """The number of a conversation with two files of one hostile name, and a program."""
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "amal@customer.example", "Files"
    mail.set_content("See the files")
    for content in (b"first", b"second"):
        mail.add_attachment(content, "application", "pdf", filename="../plan.pdf")
    mail.add_attachment(b"MZ" * 40_000, "application", "octet-stream", filename="run.pdf.exe")
    return str(desk.deliver(mail.as_bytes()))


def test_files_are_listed(shell: Shell, desk: ScriptedDesk) -> None:
    """With what they are, and what they could do."""
    number = _a_mail_with_files(desk)
    ran = shell("files", number)
    assert ran.code == 0
    assert "program under a false name" in next(
        line for line in ran.out.splitlines() if "run.pdf.exe" in line
    )
    assert [(file["filename"], file["danger"]) for file in shell("files", number, "--json").json] == [
        ("plan.pdf", None), ("plan.pdf", None), ("run.pdf.exe", "disguised"),
    ]  # fmt: skip


def test_files_are_saved_in_a_folder_and_never_over_another(
    shell: Shell, desk: ScriptedDesk, tmp_path: Path
) -> None:
    """Nothing lies outside of it, whatever they are called."""
    number, folder = _a_mail_with_files(desk), tmp_path / "in"
    saved = shell("files", number, "--save", str(folder), "--json").json
    assert [Path(file["saved_as"]).name for file in saved] == ["plan.pdf", "plan (2).pdf", "run.pdf.exe"]
    assert (folder / "plan (2).pdf").read_bytes() == b"second"
    assert len((folder / "run.pdf.exe").read_bytes()) == 80_000
    assert len(list(folder.iterdir())) == 3


def test_a_folder_that_cannot_be_is_told(shell: Shell, desk: ScriptedDesk, tmp_path: Path) -> None:
    """In words, with an exit code."""
    (tmp_path / "file").write_text("x")
    ran = shell("files", _a_mail_with_files(desk), "--save", str(tmp_path / "file"))
    assert ran.code == 1
    assert "could not be saved" in ran.err and "Traceback" not in ran.err
