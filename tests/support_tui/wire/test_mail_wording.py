"""The sentences of mail: nothing that can be wrong with a mail server is without words, in any language."""

import pytest

from support_tui.wire import mail_states
from support_tui.wire.mail_states import MailTrouble, MailTroubleCode
from support_tui.wire.mail_wording import advice_wording, step_wording, trial_mail, trouble_wording
from support_tui.wire.mailbox_tests import Hint, StepKind, StepResult, TestPart, TestStep
from support_tui.wire.wording import LANGUAGES, catalogue
from tests.support_tui.wire.test_wording import declared


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", MailTroubleCode)
def test_every_trouble_has_a_sentence(code: MailTroubleCode, language: str) -> None:
    """It uses only the parameters that its code declares."""
    params = declared(mail_states.__file__)[code.value]
    assert catalogue(language).variables(f"mail-trouble-{code.value.replace('_', '-')}") <= params
    sentence = trouble_wording(MailTrouble(code, dict.fromkeys(params, "x")), language)
    assert sentence and "{" not in sentence


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("hint", Hint)
def test_every_hint_has_a_sentence(hint: Hint, language: str) -> None:
    """A hint stands in the place of the general advice."""
    step = TestStep(
        TestPart.IMAP, StepKind.LOGIN, StepResult.FAILED, {}, MailTrouble(MailTroubleCode.NO_TLS), hint
    )
    assert advice_wording(step, language) not in ("", advice_wording(TestStep(TestPart.IMAP, StepKind.IDLE)))


STEPS = (
    TestStep(TestPart.IMAP, StepKind.CONNECT, StepResult.SKIPPED),
    TestStep(TestPart.SMTP, StepKind.CONNECT, StepResult.SKIPPED),
    TestStep(TestPart.SMTP, StepKind.CONNECT, StepResult.DONE, {"host": "mx", "port": 465, "tls": "TLSv1.3"}),
    TestStep(TestPart.IMAP, StepKind.CONNECT, StepResult.NOTED, {"host": "mx", "port": 143, "tls": "none"}),
    TestStep(TestPart.IMAP, StepKind.LOGIN, StepResult.DONE, {"user": "amal"}),
    TestStep(TestPart.IMAP, StepKind.LOGIN, StepResult.SKIPPED),
    TestStep(TestPart.IMAP, StepKind.FOLDERS, StepResult.DONE, {"count": 2, "messages": 11, "read": "INBOX"}),
    TestStep(TestPart.IMAP, StepKind.IDLE),
    TestStep(TestPart.IMAP, StepKind.IDLE, StepResult.NOTED, {"seconds": 60}),
    TestStep(TestPart.SMTP, StepKind.SEND, StepResult.DONE, {"to": "amal@desk.example", "said": "250 ok"}),
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.kind.value}-{step.result.value}")
def test_every_step_has_a_sentence(step: TestStep, language: str) -> None:
    """With all that it tells of, and no advice where all is well."""
    sentence = step_wording(step, language)
    assert "{" not in sentence
    shown = [value for name, value in step.params.items() if (name, value) != ("tls", "none")]
    assert all(str(value) in sentence for value in shown if not (language == "ar" and value == 2))
    assert not advice_wording(step, language)


def test_a_test_mail_speaks_both_languages() -> None:
    """Nobody knows who reads it."""
    subject, text = trial_mail("Support")
    assert "Support" in subject
    assert "Support" in text and "اختبار" not in subject and "رسالة" in text.replace("الرسالة", "رسالة")
