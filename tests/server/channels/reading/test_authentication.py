"""What is believed of Authentication-Results, in which servers repeat what a sender has written (E36)."""

import pytest

from server.channels.email.reading import read_mail
from server.channels.email.reading.authentication import checks_of
from support_tui.wire.mail_facts import Verdict

HOST = "mx.desk.example"


def dmarc(value: str) -> Verdict:
    """What a mail with this header says by DMARC, as far as the host is believed."""
    raw = f"Authentication-Results: {value}\r\nFrom: rae@desk.example\r\n\r\nHello".encode()
    found = checks_of(read_mail(raw).authentication, [HOST])
    assert found is not None
    return found.dmarc


def test_a_plain_result_is_read() -> None:
    """With comments, versions and folded lines."""
    assert (
        dmarc(
            f"{HOST} 1; spf=pass (sender IP is 1.2.3.4)\r\n smtp.mailfrom=desk.example;\r\n dmarc=pass (p=REJECT)"
        )
        is Verdict.PASS
    )
    assert (
        dmarc(f'{HOST}; dkim=fail reason="a (bad) one"; dkim=pass header.d=desk.example; dmarc=fail')
        is Verdict.FAIL
    )


@pytest.mark.parametrize(
    "mailfrom",
    [
        '"x; dmarc=pass y"@evil.example',
        '"x\\"; dmarc=pass y"@evil.example',
        "=?utf-8?q?x=3B_dmarc=3Dpass_?=@evil.example",
        "x(; dmarc=pass )@evil.example",
        "x(\\); dmarc=pass )@evil.example",
    ],
)
def test_what_a_sender_calls_themselves_is_no_result(mailfrom: str) -> None:
    """The address of the envelope is repeated by whoever has checked it, in whatever it dresses up as one."""
    assert (
        dmarc(f"{HOST}; spf=pass smtp.mailfrom={mailfrom}; dmarc=fail header.from=desk.example")
        is not Verdict.PASS
    )
    assert dmarc(f"{HOST}; spf=pass smtp.mailfrom={mailfrom}") is not Verdict.PASS


@pytest.mark.parametrize(
    "value",
    [
        f'{HOST}; dmarc=pass header.from="desk',
        f"{HOST}; dmarc=pass (p=none",
        f"{HOST}; dmarc=pass; dmarc=fail",
        f"{HOST}; dmarc=fail; dmarc=pass",
    ],
)
def test_what_is_left_open_or_said_both_ways_is_not_believed(value: str) -> None:
    """Somebody has meddled with it, or it was cut."""
    assert dmarc(value) is not Verdict.PASS


def test_e36_only_the_topmost_header_of_a_trusted_host_counts() -> None:
    """Below it the sender may have written what they liked, under any name; above it others may have written theirs."""
    own, forged, others = f"{HOST}; spf=pass", f"{HOST}; dmarc=pass", "relay.example; dmarc=pass"
    found = checks_of([others, own, forged], [HOST])
    assert found is not None
    assert (found.host, found.spf, found.dmarc) == (HOST, Verdict.PASS, Verdict.NONE)
    assert checks_of([forged.replace(HOST, f"{HOST}.evil.example")], [HOST]) is None
