"""Trust in a server's certificate: the system's authorities, or one certificate pinned at the first use (D20)."""

import hashlib
import ssl

import msgspec

from support_tui.link.address import Address

#: Seconds to wait for a server that is asked for its certificate.
PEEK_TIMEOUT_S = 10


class Certificate(msgspec.Struct, frozen=True):
    """A server's certificate in PEM, and the SHA-256 fingerprint that a person compares."""

    pem: str
    fingerprint: str


def context_for(address: Address, pinned_pem: str = "", authority_file: str = "") -> ssl.SSLContext | None:
    """How to check the server: exactly the pinned certificate where there is one, else one's own authority, else the system's; None
    without TLS. Raises OSError where the authority's file cannot be read or holds no certificate."""
    if not address.is_tls:
        return None
    if not pinned_pem:
        return ssl.create_default_context(cafile=authority_file or None)
    context = ssl.create_default_context(cadata=pinned_pem)
    context.check_hostname = False
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    return context


def is_distrust(error: BaseException) -> bool:
    """Whether a connection failed because nobody vouches for the server's certificate, or it is not the pinned one."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False


async def peek_certificate(address: Address) -> Certificate:
    """The certificate a server shows, unchecked, for a person to judge. Raises OSError or TimeoutError where it cannot be reached."""
    # A question of the login alone; a verb on the command line starts without it.
    import asyncio

    unchecked = ssl.create_default_context()
    unchecked.check_hostname = False
    unchecked.verify_mode = ssl.CERT_NONE
    async with asyncio.timeout(PEEK_TIMEOUT_S):
        _, writer = await asyncio.open_connection(address.host, address.port, ssl=unchecked)
    try:
        der = writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
    finally:
        writer.close()
    digest = hashlib.sha256(der).hexdigest().upper()
    pairs = ":".join(digest[at : at + 2] for at in range(0, len(digest), 2))
    return Certificate(ssl.DER_cert_to_PEM_cert(der), pairs)
