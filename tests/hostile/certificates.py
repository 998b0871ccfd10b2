"""Certificates made on the spot: an authority of our own, and servers that it vouches for, or not."""

from __future__ import annotations

import datetime
import ssl
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


def _name(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])


class Authority:
    """Signs server certificates; its own certificate is in `folder`/authority.pem."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._own = self._sign("authority", self._key, None, days=30)
        self.path = folder / "authority.pem"
        self.path.write_bytes(self._own.public_bytes(serialization.Encoding.PEM))

    def server(self, host: str, *, signed: bool = True, days: int = 30) -> ssl.SSLContext:
        """A context whose certificate is for `host`; not `signed`: by itself alone; negative `days`: expired."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = self._sign(host, key, None if not signed else self._own, days)
        file = self._folder / f"{host}-{signed}-{days}.pem"
        private = serialization.PrivateFormat.PKCS8
        file.write_bytes(
            certificate.public_bytes(serialization.Encoding.PEM)
            + key.private_bytes(serialization.Encoding.PEM, private, serialization.NoEncryption())
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context

    def _sign(
        self, host: str, key: ec.EllipticCurvePrivateKey, issuer: x509.Certificate | None, days: int
    ) -> x509.Certificate:
        now = datetime.datetime.now(datetime.UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(_name(host))
            .issuer_name(issuer.subject if issuer else _name(host))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(days=60))
            .not_valid_after(now + datetime.timedelta(days=days))
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
            .add_extension(x509.BasicConstraints(ca=host == "authority", path_length=None), critical=True)
        )
        return builder.sign(self._key if issuer else key, hashes.SHA256())
