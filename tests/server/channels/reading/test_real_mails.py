"""Real mails with known answers, read as well as the best readers read them; skipped where the collection is not at hand."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from server.channels.email.reading import Mail, read_mail
from server.commands_cli.mail import facts_of
from support_tui.wire.quotes import visible_text

REPOSITORY = Path(__file__).resolve().parents[4]
DATA = Path(os.environ.get("SUPPORT_SHARED_DATA", REPOSITORY / "../shared/data"))
pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the collection of real mails is not at hand")


def mails(folder: Path) -> dict[str, Mail]:
    """All mails of a folder by their names."""
    paths = (path for path in folder.rglob("*") if path.suffix in (".eml", ".box", ".txt", ""))
    return {path.stem: read_mail(path.read_bytes()) for path in paths if path.is_file()}


def score(program: str, arguments: list[str], answers: Any, tmp_path: Path) -> str:
    """What a scorer says of these answers."""
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(answers))
    command = [
        sys.executable,
        str(DATA / program),
        *(str(file) if part == "@" else part for part in arguments),
    ]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(("name", "perfect"), [("zammad", 61), ("stalwart", 59), ("arabic_constructed", 45)])
def test_mails_are_read_as_well_as_by_the_best(name: str, perfect: int, tmp_path: Path):
    """Sender, recipients, subject, words and files of every mail."""
    answers = {key: facts_of(mail) for key, mail in mails(DATA / "mail" / name).items()}
    said = score("score_mail.py", [str(DATA / "mail" / name), "@"], answers, tmp_path)
    assert "crashed 0" in said
    assert int(said.split("perfect")[1].split()[0]) >= perfect, said


@pytest.mark.parametrize("name", ["discourse_trimmer", "talon", "talon_html"])
def test_no_word_of_a_customer_is_taken_for_a_quotation(name: str, tmp_path: Path):
    """Safe for every mail, exact for most (E30)."""
    folder = DATA / "quotes" / name
    answers = {}
    for path in folder.glob("*.*"):
        kind = {".txt": "plain", ".html": "html"}.get(path.suffix)
        if kind:
            raw = (
                f"From: a@x.example\nContent-Type: text/{kind}; charset=utf-8\n\n".encode()
                + path.read_bytes()
            )
            answers[path.stem] = visible_text(read_mail(raw).text)
    said = score("score_quote.py", [str(folder), "@"], answers, tmp_path)
    count, exact, safe = (int(said.split(word)[1].split()[0]) for word in (f"{name}:", "exact", "safe"))
    assert safe == count, said
    assert exact >= 0.75 * count, said


def test_machines_are_told_from_people(tmp_path: Path):
    """Bounces, complaints, answering machines and people's mail (E25, E29)."""
    folders = [DATA / "bounce" / name for name in ("sisimai", "chatwoot", "normal", "ooo")]
    answers = {
        f"{folder.name}/{key}": {"delayed": "bounce"}.get(mail.auto, mail.auto or "normal")
        for folder in folders
        for key, mail in mails(folder).items()
    }
    said = score("score_bounce.py", [*map(str, folders), "--pred", "@"], answers, tmp_path)
    right, loops, lost = (
        float(said.split(word)[1].split()[0].strip("(%)")) for word in ("right", "loops", "lost")
    )
    assert right / len(answers) >= 0.99, said
    assert (loops <= 2, lost) == (True, 0), said


def test_malformed_mails_are_read_and_can_be_stored():
    """Every mail that broke some reader somewhere: no exception, in time, storable as UTF-8 (E40)."""
    slowest = 0.0
    for folder in ("robust", "bounce"):
        for path in (DATA / folder).rglob("*.eml"):
            begun = time.perf_counter()
            mail = read_mail(path.read_bytes())
            slowest = max(slowest, time.perf_counter() - begun)
            json.dumps(facts_of(mail), ensure_ascii=False).encode("utf-8")
    assert slowest < 5.0  # a hang, not a speed: that is measured elsewhere
