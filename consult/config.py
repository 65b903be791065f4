"""Every setting of Consult: its type, its default, and what it is for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class Setting:
    """Name one thing that an operator may decide."""

    name: str
    default: object
    read: Callable[[str], object]
    tells: str


def _flag(text: str) -> bool:
    """Read a yes or no.

    Raises:
        ValueError: When the text is neither.
    """
    answers = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    if text.strip().lower() not in answers:
        raise ValueError(f"expected yes or no, not {text!r}")
    return answers[text.strip().lower()]


SETTINGS: Final[tuple[Setting, ...]] = (
    Setting("DATABASE_URL", "", str, "Database; empty means SQLite in INSTANCE_FOLDER."),
    Setting("INSTANCE_FOLDER", "instance", str, "Folder of the embedded database and the keys."),
    Setting("FILES_FOLDER", "", str, "Folder of files in answers; empty: in INSTANCE_FOLDER."),
    Setting("FILE_MEGABYTES", 20, int, "Megabytes that a file in an answer may have."),
    Setting("SECRET_KEY", "", str, "Signs sessions; empty means one kept in INSTANCE_FOLDER."),
    Setting("PUBLIC_URL", "", str, "Address that QR codes carry; empty means the request's own."),
    Setting("SECURE_COOKIES", True, _flag, "Send cookies over HTTPS only, and HSTS."),
    Setting("SESSION_IDLE_MINUTES", 60, int, "Minutes without a request before a sign-in ends."),
    Setting("TRUSTED_PROXIES", 0, int, "Number of proxies in front whose headers are believed."),
    Setting("RATE_LIMIT_STORAGE", "memory://", str, "Where rate limits are counted (limits URI)."),
    Setting("RATE_LIMITS", True, _flag, "Limit how often sign-in, codes and sync may be tried."),
    Setting("METRICS_TOKEN", "", str, "Bearer token of /metrics; empty means loopback only."),
    Setting("DEMONSTRATION", False, _flag, "Say on every page that the answers are made up."),
    Setting("LOG_LEVEL", "INFO", str, "Least severe event that is logged."),
)


class BadSetting(ValueError):
    """Say which setting can't be read, and why."""


def settings(environ: Mapping[str, str]) -> dict[str, object]:
    """Read every setting from the environment.

    Raises:
        BadSetting: When a variable has a value of the wrong type.
    """
    return {setting.name: _read(setting, environ.get(setting.name)) for setting in SETTINGS}


def _read(setting: Setting, text: str | None) -> object:
    if text is None or (text == "" and not isinstance(setting.default, str)):
        return setting.default
    try:
        return setting.read(text)
    except ValueError as error:
        raise BadSetting(f"{setting.name}: {error}") from error


def database(url: str, folder: Path) -> str:
    """Say where the database is, as SQLAlchemy wants it; the embedded one is in `folder`."""
    if not url:
        return f"sqlite:///{folder / 'consult.db'}"
    for plain in ("postgresql://", "postgres://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url
