"""Reads settings from the environment, and fails loudly when one makes no sense."""

import os
import secrets
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

from rugdekking.kernel.once import write_once

if TYPE_CHECKING:
    from rugdekking.vault.storage import Bucket


def text(name: str, default: str = "") -> str:
    return os.environ.get(f"RUGDEKKING_{name}", default)


def flag(name: str, *, default: bool = False) -> bool:
    value = text(name, "yes" if default else "no").lower()
    if value not in {"yes", "no", "1", "0", "true", "false"}:
        raise ValueError(f"RUGDEKKING_{name} must be yes or no, not {value!r}.")
    return value in {"yes", "1", "true"}


def names(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def contacts(name: str) -> list[str]:
    """Where to write or call, as addresses that a program understands."""
    found = names(name)
    for one in found:
        if not one.startswith(("mailto:", "https://", "tel:")):
            raise ValueError(f"RUGDEKKING_{name} needs mailto:, https:// or tel: before {one!r}.")
    return found


def nobody_to_tell() -> str:
    """Why somebody who found a weakness reaches nobody, in English for an administrator; empty when they do."""
    if flag("DEMO") or contacts("SECURITY_CONTACT"):
        return ""
    return (
        "RUGDEKKING_SECURITY_CONTACT is not set: whoever finds a weakness is sent to the phone numbers of the desks, "
        "and security.txt names no address to write to. Name one, such as mailto:security@example.nl."
    )


def day(name: str) -> date | None:
    """The day that is named, such as 2027-05-01."""
    return date.fromisoformat(text(name)) if text(name) else None


def folder(name: str, default: Path | None = None) -> Path | None:
    """The folder that is named, which may be absent. "none" says that there is to be none."""
    named = text(name)
    return None if named == "none" else Path(named) if named else default


def database(url: str, folder: Path) -> dict[str, Any]:
    """Django's description of the database behind `url`: empty for SQLite in `folder`, else PostgreSQL."""
    if not url:
        return {
            "ENGINE": "rugdekking.kernel.sqlite",
            "NAME": folder / "rugdekking.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # WAL lets people read while somebody writes; FULL keeps what was confirmed after a power cut.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError("RUGDEKKING_DATABASE_URL must start with postgresql://")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(options.pop("port", parts.port or "")),
        "CONN_MAX_AGE": 600,
        "OPTIONS": options,
    }


def bucket() -> "Bucket | None":
    """The S3-compatible object storage for sealed files; none when RUGDEKKING_S3_BUCKET is not set."""
    name = text("S3_BUCKET")
    if not name:
        return None
    from rugdekking.vault.storage import Bucket

    needed = {part: text(part) for part in ("S3_ENDPOINT", "S3_ACCESS_KEY", "S3_SECRET_KEY")}
    missing = [f"RUGDEKKING_{part}" for part, value in needed.items() if not value]
    if missing:
        raise ValueError(f"RUGDEKKING_S3_BUCKET needs {' and '.join(missing)} too.")
    return Bucket(
        name,
        endpoint=needed["S3_ENDPOINT"].rstrip("/"),
        region=text("S3_REGION", "eu"),
        access_key=needed["S3_ACCESS_KEY"],
        secret_key=needed["S3_SECRET_KEY"],
        folder=text("S3_FOLDER").strip("/"),
    )


def secret_file(folder: Path, name: str) -> str:
    """A secret of this installation, kept in a file outside the database and made at first use."""
    path = folder / name
    if not path.exists():
        write_once(path, secrets.token_urlsafe(48).encode())
    return path.read_text()
