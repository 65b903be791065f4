"""Functions that turn texts into other texts: fingerprints and base64."""

import base64
import re
from hashlib import sha256

from consult.core.expression.moment import Moment
from consult.core.expression.value import Value, text_of

BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")


def digest(arguments: list[Value], moment: Moment) -> str:
    """digest(text, 'SHA-256', encoding?): in base64, or in hex; empty for what we don't know"""
    text, algorithm, encoding = [*map(text_of, arguments), "base64"][:3]
    if algorithm != "SHA-256" or encoding not in ("base64", "hex"):
        return ""
    made = sha256(text.encode("utf-8", "replace"))
    return made.hexdigest() if encoding == "hex" else base64.b64encode(made.digest()).decode()


def base64_decode(arguments: list[Value], moment: Moment) -> str:
    """base64-decode(text): as UTF-8; empty where it is no base64"""
    text = text_of(arguments[0])
    return base64.b64decode(text).decode("utf-8", "replace") if BASE64.fullmatch(text) else ""
