"""From the bytes of a mail to what it says: charsets, headers, people, parts, HTML, reports. Pure; never fails (E29, E30–E35, E40)."""

from .files import MailFile
from .mail import Mail, read_mail
from .reports import Recipient, Report

__all__ = ["Mail", "MailFile", "Recipient", "Report", "read_mail"]
