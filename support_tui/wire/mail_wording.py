"""The sentences of mail: what is wrong with a mail server, what a test found, and what to do about it. Decides nothing; knows no screen."""

from support_tui.wire.mail_states import MailTrouble
from support_tui.wire.mailbox_tests import StepResult, TestStep
from support_tui.wire.wording import catalogue


def trouble_wording(trouble: MailTrouble, language: str = "en") -> str:
    """What a person is told of what is wrong."""
    return catalogue(language).format(f"mail-trouble-{_id(trouble.code.value)}", trouble.params)


def step_wording(step: TestStep, language: str = "en") -> str:
    """What came of a step, in a sentence."""
    if step.trouble is not None:
        return trouble_wording(step.trouble, language)
    texts = catalogue(language)
    if step.result is StepResult.SKIPPED:
        return texts.format(f"mail-step-{step.kind.value}-skipped", {"part": step.part.value})
    suffix = "-noted" if step.result is StepResult.NOTED else ""
    return texts.format(f"mail-step-{step.kind.value}{suffix}", {"part": step.part.value, **step.params})


def advice_wording(step: TestStep, language: str = "en") -> str:
    """What to do about it; empty where there is nothing to do, or the sentence says it."""
    texts = catalogue(language)
    if step.hint is not None:
        return texts.format(f"mail-hint-{_id(step.hint.value)}", {})
    if step.trouble is None:
        return ""
    advice = f"mail-advice-{_id(step.trouble.code.value)}"
    return texts.format(advice, {"part": step.part.value}) if advice in texts else ""


def trial_mail(mailbox: str) -> tuple[str, str]:
    """Subject and text of a mail that is sent as a test, in both languages: nobody knows who reads it."""
    en, ar = catalogue("en"), catalogue("ar")
    subject = en.format("mail-test-subject", {"mailbox": mailbox})
    texts = (texts.format("mail-test-text", {"mailbox": mailbox}) for texts in (en, ar))
    return subject, "\n\n".join(texts) + "\n"


def _id(code: str) -> str:
    return code.replace("_", "-")
