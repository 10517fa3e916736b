"""The desk's people and shelves as rules see them: agents, teams, mailboxes and tags by id. Pure; a change makes a new desk."""

from typing import TypeVar

import msgspec

from support_tui.wire.folding import fold
from support_tui.wire.values import Role
from support_tui.wire.views import Agent, Directory, Mailbox, Tag, Team

from .addresses import fold_email
from .tabs import Tabs

T = TypeVar("T", Agent, Team, Mailbox, Tag)


class Desk(msgspec.Struct, frozen=True):
    """Everything small that conversations refer to by id. `tags_by_fold` finds a tag by any spelling variant of its name;
    `tabs` are what agents have made of all this for themselves."""

    agents: dict[int, Agent] = {}
    teams: dict[int, Team] = {}
    mailboxes: dict[int, Mailbox] = {}
    tags: dict[int, Tag] = {}
    tags_by_fold: dict[str, Tag] = {}
    tabs: Tabs = Tabs()

    @classmethod
    def of(cls, directory: Directory) -> "Desk":
        """The desk that a directory lists."""
        return cls(
            {agent.id: agent for agent in directory.agents},
            {team.id: team for team in directory.teams},
            {mailbox.id: mailbox for mailbox in directory.mailboxes},
            {tag.id: tag for tag in directory.tags},
            {fold(tag.name): tag for tag in directory.tags},
        )

    def directory(self) -> Directory:
        """The same as consoles get it, each list by id."""
        return Directory(
            agents=tuple(self.agents.values()),
            teams=tuple(self.teams.values()),
            mailboxes=tuple(self.mailboxes.values()),
            tags=tuple(self.tags.values()),
        )

    def own_addresses(self) -> frozenset[str]:
        """The folded addresses of our mailboxes, by whatever name, which no reply may go to (E23)."""
        return frozenset(
            fold_email(address)
            for mailbox in self.mailboxes.values()
            for address in (mailbox.address, *mailbox.mail.aliases)
            if address
        )

    def active_admins(self) -> frozenset[int]:
        """The agents who can still change the desk itself."""
        return frozenset(
            agent.id for agent in self.agents.values() if agent.role is Role.ADMIN and not agent.is_disabled
        )

    def with_record(self, record: Agent | Team | Mailbox | Tag) -> "Desk":
        """The desk after `record` was made or changed; a team's members are told to their agents too."""
        match record:
            case Agent():
                return msgspec.structs.replace(self, agents=self.agents | {record.id: record})
            case Team():
                return self._with_team(record)
            case Mailbox():
                # One that comes back has an old number.
                mailboxes = dict(sorted((self.mailboxes | {record.id: record}).items()))
                return msgspec.structs.replace(self, mailboxes=mailboxes)
            case Tag():
                return self._with_tag(record)

    def without_mailbox(self, mailbox_id: int) -> "Desk":
        """The desk after a mailbox was removed."""
        left = {id_: mailbox for id_, mailbox in self.mailboxes.items() if id_ != mailbox_id}
        return msgspec.structs.replace(self, mailboxes=left)

    def _with_team(self, team: Team) -> "Desk":
        agents = {agent_id: _in_team(agent, team) for agent_id, agent in self.agents.items()}
        return msgspec.structs.replace(self, teams=self.teams | {team.id: team}, agents=agents)

    def _with_tag(self, tag: Tag) -> "Desk":
        by_fold = {folded: other for folded, other in self.tags_by_fold.items() if other.id != tag.id}
        return msgspec.structs.replace(
            self, tags=self.tags | {tag.id: tag}, tags_by_fold=by_fold | {fold(tag.name): tag}
        )


def _in_team(agent: Agent, team: Team) -> Agent:
    teams = set(agent.team_ids) - {team.id}
    if agent.id in team.member_ids:
        teams.add(team.id)
    if teams == set(agent.team_ids):
        return agent
    return msgspec.structs.replace(agent, team_ids=tuple(sorted(teams)))
