"""A certificate authority that exists for one scan, and its certificate for this machine."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

HOST = "localhost"
LASTS = timedelta(days=30)


@dataclass(frozen=True)
class Papers:
    """Three files in PEM, and how a browser names the key (SHA-256, base64)."""

    authority: Path
    certificate: Path
    key: Path
    fingerprint: str


def papers(directory: Path, now: datetime) -> Papers:
    """Return the papers of this machine, written in the directory; the authority's key is not."""
    master, own = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    name = _name("MIT in waakstand, alleen voor een scan")
    authority = (
        _begun(name, name, master, now)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(master, SHA256())
    )
    names = [x509.DNSName(HOST), x509.IPAddress(IPv4Address("127.0.0.1"))]
    certificate = (
        _begun(_name(HOST), name, own, now)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(master, SHA256())
    )
    public = own.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    directory.mkdir(parents=True)
    return Papers(
        authority=_written(directory / "ca.pem", authority.public_bytes(Encoding.PEM)),
        certificate=_written(directory / "certificate.pem", certificate.public_bytes(Encoding.PEM)),
        key=_written(
            directory / "key.pem",
            own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        ),
        fingerprint=base64.b64encode(hashlib.sha256(public).digest()).decode(),
    )


def _name(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])


def _begun(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, now: datetime
) -> x509.CertificateBuilder:
    since = now.astimezone(UTC) - timedelta(hours=1)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(since + LASTS)
    )


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
