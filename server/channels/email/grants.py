"""What the mailboxes get tokens with: their OAuth settings and the secrets that go with them. Asks nobody for a token."""

from collections.abc import Callable

from support_tui.wire.mailboxes import SecretKind
from support_tui.wire.views import Directory

from ...core.mail_secrets import Secrets
from .oauth import Grant


class KeptGrants:
    """The `oauth.Grants` of a desk; `directory` gives the mailboxes as of the last commit."""

    def __init__(self, directory: Callable[[], Directory], secrets: Secrets) -> None:
        self._directory = directory
        self._secrets = secrets

    async def grant(self, mailbox_id: int) -> Grant | None:
        """None for a mailbox that has no OAuth settings, or was never authorised."""
        mailbox = next((box for box in self._directory().mailboxes if box.id == mailbox_id), None)
        if mailbox is None or mailbox.mail.oauth is None:
            return None
        oauth = mailbox.mail.oauth
        refresh_token = self._secrets.get(mailbox_id, SecretKind.OAUTH_REFRESH_TOKEN)
        if refresh_token is None:
            return None
        client_secret = self._secrets.get(mailbox_id, SecretKind.OAUTH_CLIENT_SECRET) or ""
        return Grant(oauth.token_url, oauth.client_id, oauth.scope, refresh_token, client_secret)

    async def rotated(self, mailbox_id: int, refresh_token: str) -> None:
        """Keep the refresh token that replaces the one just used."""
        await self._secrets.put(mailbox_id, SecretKind.OAUTH_REFRESH_TOKEN, refresh_token)
