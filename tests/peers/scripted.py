"""Mail servers that say what they are told to: for what no real one on this machine can be brought to say."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager

Reply = str | Callable[[str], str]
"""What is said to a verb: `{tag}` stands for the tag of an IMAP command. Empty says nothing at all."""

IMAP: Mapping[str, Reply] = {
    "CAPABILITY": "* CAPABILITY IMAP4rev1 IDLE\r\n{tag} OK done",
    "LOGIN": "{tag} OK welcome",
    "LIST": '* LIST () "/" INBOX\r\n{tag} OK done',
    "STATUS": "* STATUS INBOX (MESSAGES 3)\r\n{tag} OK done",
    "LOGOUT": "* BYE\r\n{tag} OK bye",
}
SMTP: Mapping[str, Reply] = {
    "EHLO": "250-scripted\r\n250 AUTH PLAIN",
    "AUTH": "235 welcome",
    "MAIL": "250 fine",
    "RCPT": "250 fine",
    "DATA": "354 go on",
    ".": "250 taken as 7",
    "QUIT": "221 bye",
}


class Scripted:
    """One server; `heard` is every line that was said to it."""

    def __init__(self, greeting: str, replies: Mapping[str, Reply]) -> None:
        self._greeting = greeting
        self._replies = replies
        self.heard: list[str] = []
        self.port = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            if self._greeting:
                writer.write(f"{self._greeting}\r\n".encode())
            while line := (await reader.readline()).decode(errors="replace").strip("\r\n"):
                self.heard.append(line)
                await self._answer(line, reader, writer)
        writer.close()

    async def _answer(self, line: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        words = [*line.split(), ""]
        is_imap = self._greeting.startswith("*")
        tag, verb = (words[0], words[1].upper()) if is_imap else ("", words[0].upper())
        reply = self._replies.get(verb, "{tag} BAD what" if is_imap else "502 what")
        said = reply(line) if callable(reply) else reply
        writer.write(f"{said.format(tag=tag)}\r\n".encode() if said else b"")
        if verb == "DATA" and said.startswith("354"):
            self.heard += (await reader.readuntil(b"\r\n.\r\n")).decode().splitlines()
            writer.write(f"{self._replies['.']}\r\n".encode())


@asynccontextmanager
async def scripted(
    replies: Mapping[str, Reply], *, greeting: str = "* OK ready", tls: ssl.SSLContext | None = None
) -> AsyncIterator[Scripted]:
    """One that listens until the end of the block."""
    server = Scripted(greeting, replies)
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0, ssl=tls)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()


@asynccontextmanager
async def scripted_imap(**replies: Reply) -> AsyncIterator[Scripted]:
    """An IMAP server that says some things otherwise than usual."""
    async with scripted({**IMAP, **replies}) as server:
        yield server


@asynccontextmanager
async def scripted_smtp(**replies: Reply) -> AsyncIterator[Scripted]:
    """An SMTP server that says some things otherwise than usual."""
    async with scripted({**SMTP, **replies}, greeting="220 scripted") as server:
        yield server
