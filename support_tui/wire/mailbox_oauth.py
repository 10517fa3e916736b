"""The first authorisation of a mailbox by OAuth 2: asked for, shown to somebody, finished. Data only; no token stands in here."""

from enum import StrEnum
from typing import Annotated

import msgspec

from support_tui.wire import limits
from support_tui.wire.mail_states import MailTrouble

Text = Annotated[str, msgspec.Meta(max_length=limits.URL_CHARS * 4)]


class AuthorizationWay(StrEnum):
    """How somebody agrees: on any device with a code (RFC 8628), or in a browser that comes back with one (RFC 6749, PKCE)."""

    DEVICE = "device"
    BROWSER = "browser"


class StartAuthorization(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """`redirect_uri` is where the browser comes back to: a port of the machine that it runs on."""

    way: AuthorizationWay
    redirect_uri: Text = ""


class Authorization(msgspec.Struct, frozen=True, omit_defaults=True):
    """What somebody has to do: open `url`, and enter `user_code` there if there is one. `handle` names it to whoever finishes it."""

    handle: str = ""
    url: str = ""
    user_code: str = ""
    interval_s: int = 5
    expires_s: int = 600
    trouble: MailTrouble | None = None


class FinishAuthorization(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """`code` is what the browser came back with, or the whole address it came back to; empty asks whether somebody has agreed yet."""

    handle: str
    code: Text = ""


class AuthorizationState(msgspec.Struct, frozen=True, omit_defaults=True):
    """Done, to be asked about again in `wait_s`, or why it came to nothing."""

    is_done: bool = False
    wait_s: int = 0
    trouble: MailTrouble | None = None
