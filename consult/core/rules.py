"""What of a form decides, without its words: this is what a phone needs to check answers."""

from collections.abc import Mapping
from typing import Any

from consult.core.form import Form

SPOKEN = frozenset(
    {"label", "hint", "required_message", "constraint_message", "appearance", "role", "default"}
)


def rules_of(form: Form) -> Mapping[str, Any]:
    """Write the rules of a form as plain JSON, as static/js/filling.js reads them."""
    written = form.to_json()
    return {
        "questions": [_rules(part) for part in written["questions"]],
        "choices": {
            name: [_rules(choice) for choice in listed]
            for name, listed in written["choices"].items()
        },
    }


def _rules(part: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: _rule(value) for name, value in part.items() if name not in SPOKEN}


def _rule(value: Any) -> Any:
    if isinstance(value, dict) and "tree" in value:
        return {"tree": value["tree"]}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [_rules(part) for part in value]
    return value
