"""What the desk consists of: mailboxes, teams, tags, agents."""

from typing import Annotated

import msgspec

from support_tui.wire import limits
from support_tui.wire.commands.base import BaseCommand, Ids, Name, TagName, Text
from support_tui.wire.mailboxes import MailSettings
from support_tui.wire.values import ClosedPolicy, Role


class SaveMailbox(BaseCommand, frozen=True):
    """Make (no id) or change a mailbox, whole; without `mail` those settings stay as they are. Secrets travel by their own route."""

    name: Name
    address: str = ""
    mailbox_id: int | None = None
    signature: Text = ""
    closed_policy: ClosedPolicy = ClosedPolicy.REOPEN
    closed_days: int = 7
    mail: MailSettings | None = None


class RemoveMailbox(BaseCommand, frozen=True):
    """Have a mailbox no more. Refused while it holds conversations, or mail that is to leave; its secrets are forgotten for good."""

    mailbox_id: int


class SaveTeam(BaseCommand, frozen=True):
    name: Name
    team_id: int | None = None
    member_ids: Ids = ()


class SaveTag(BaseCommand, frozen=True):
    name: TagName
    tag_id: int | None = None


class SaveAgent(BaseCommand, frozen=True):
    """Make (no id) or change an agent. Passwords travel by their own route. `mailbox_ids` None is every mailbox."""

    name: Name
    email: Annotated[str, msgspec.Meta(max_length=limits.ADDRESS_CHARS)]
    role: Role = Role.AGENT
    agent_id: int | None = None
    is_disabled: bool = False
    mailbox_ids: Ids | None = None
