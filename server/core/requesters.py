"""Who a mail is really from: whoever filled in a form of ours, or whose mail one of our agents passed on (E36, E37); and where answers to
them go. Pure."""

from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from support_tui.wire.commands import ReceiveMessage
from support_tui.wire.mail_facts import MailFacts, Verdict
from support_tui.wire.values import Address
from support_tui.wire.views import Customer

from .addresses import distinct, fold_email, is_address
from .desk import Desk
from .public_domains import domain_of, private_domain

_MOST: Final = 5
"""Addresses that a mail asks answers to go to, at most."""


def attributed(command: ReceiveMessage, desk: Desk) -> ReceiveMessage:
    """The mail as if its real sender had sent it; `facts.sender` still names who did."""
    sender = _real_sender(command, desk)
    return command if sender is None else replace(command, sender=sender)


def _real_sender(command: ReceiveMessage, desk: Desk) -> Address | None:
    own, from_ = desk.own_addresses(), fold_email(command.sender.email)
    agents = {fold_email(agent.email) for agent in desk.agents.values() if not agent.is_disabled}
    if from_ in agents:
        original = command.forwarded_from
        is_known = command.facts.checks is not None and command.facts.checks.dmarc is Verdict.PASS
        if original is None or not is_known or not _is_outside(original, own | agents):
            return None
        return original
    answers = next(iter(command.facts.reply_to), None)
    if answers is None or not _is_outside(answers, own | agents):
        return None
    domains = {private_domain(address) for address in own} - {""}
    is_form = from_ in own or domain_of(from_) in domains
    if not is_form or domain_of(answers.email) == domain_of(from_):
        return None
    return Address(answers.email, answers.name or command.sender.name)


def _is_outside(address: Address, ours: frozenset[str]) -> bool:
    return is_address(address.email) and fold_email(address.email) not in ours


def answers_go_to(
    customer: Customer | None, newest: MailFacts | None, own: frozenset[str]
) -> tuple[Address, ...]:
    """Where their newest mail asks answers to go, else the address it came from as long as it is theirs, else their first one."""
    if customer is None:
        return ()
    if newest is not None and newest.reply_to:
        asked = distinct(newest.reply_to, without=own)[:_MOST]
        if asked:
            return tuple(Address(one.email, one.name or customer.name) for one in asked)
    emails: Mapping[str, str] = {fold_email(email): email for email in customer.emails}
    wrote = newest.sender.email if newest is not None and newest.sender is not None else ""
    email = emails.get(fold_email(wrote)) or next(iter(customer.emails), "")
    return (Address(email, customer.name),) if is_address(email) else ()
