"""Connections to public addresses only: the address that is connected to is the one that was checked."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl

from communique.errors import Rejected

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: Address) -> bool:
    """Return whether an address is one of the open Internet; one that wraps another (NAT64 and the like) is as that."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast


class Guard:
    """Opens connections, and refuses those to private, loopback, link-local and other special addresses."""

    def __init__(self, timeout: float, allow_private: bool = False, allowed: frozenset[str] = frozenset()) -> None:
        """timeout: seconds for connecting and for each read. allow_private: let every address pass, as tests need.

        allowed: addresses that pass although they are private.
        """
        self.timeout = timeout
        self.allow_private = allow_private
        self._allowed = frozenset(ipaddress.ip_address(address) for address in allowed)
        self._tls = ssl.create_default_context()

    def connection(self, scheme: str, host: str, port: int) -> Connection | SecureConnection:
        """Return a connection, not yet opened."""
        if scheme == "https":
            return SecureConnection(self, host, port, self._tls)
        return Connection(self, host, port)

    def connect(self, host: str, port: int) -> socket.socket:
        """Return a socket connected to a checked address of the host.

        The name is resolved once and the address itself connected to, so that a second answer of the name server
        cannot lead elsewhere. Raises Rejected: "private-address", "no-such-host"; OSError when nobody answers.
        """
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise Rejected("no-such-host", f"{host}: {error}") from error
        allowed = [entry for entry in found if self._allows(str(entry[4][0]))]
        if not allowed:
            raise Rejected("private-address", f"{host} is {found[0][4][0]}, which is no public address")
        trouble: OSError | None = None
        for family, kind, protocol, _, place in allowed:
            opened = socket.socket(family, kind, protocol)
            opened.settimeout(self.timeout)
            try:
                opened.connect(place)
                return opened
            except OSError as error:
                opened.close()
                trouble = error
        raise trouble or OSError("no address")

    def _allows(self, address: str) -> bool:
        found = ipaddress.ip_address(address.partition("%")[0])
        return self.allow_private or found in self._allowed or is_public(found)


class Connection(http.client.HTTPConnection):
    """An HTTP connection that the guard opens."""

    def __init__(self, guard: Guard, host: str, port: int) -> None:
        super().__init__(host, port, timeout=guard.timeout)
        self._guard = guard

    def connect(self) -> None:
        """Open the connection to a checked address."""
        self.sock = self._guard.connect(self.host, self.port)


class SecureConnection(http.client.HTTPSConnection):
    """An HTTPS connection that the guard opens; the certificate is checked against the host's name."""

    def __init__(self, guard: Guard, host: str, port: int, tls: ssl.SSLContext) -> None:
        super().__init__(host, port, timeout=guard.timeout, context=tls)
        self._guard = guard
        self._tls = tls

    def connect(self) -> None:
        """Open the connection to a checked address."""
        self.sock = self._tls.wrap_socket(self._guard.connect(self.host, self.port), server_hostname=self.host)
