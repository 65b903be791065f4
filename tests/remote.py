"""Talk to a real server in the words of the Flask test client, so that a `Phone` can use either."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status_code: int
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


@dataclass(frozen=True, slots=True)
class Remote:
    """A server at an address; no answer at all raises `OSError`."""

    url: str

    def get(self, path: str) -> Answer:
        return self._ask(Request(self.url + path))

    def post(
        self,
        path: str,
        *,
        data: str | bytes | None = None,
        json: Any = None,
        content_type: str = "application/json",
        headers: dict[str, str] | None = None,
    ) -> Answer:
        body = _written(json) if data is None else data
        body = body.encode() if isinstance(body, str) else body
        headers = {"Content-Type": content_type, **(headers or {})}
        return self._ask(Request(self.url + path, data=body, headers=headers, method="POST"))

    def _ask(self, request: Request) -> Answer:
        try:
            with urlopen(request, timeout=30) as answer:
                return Answer(answer.status, answer.read().decode())
        except HTTPError as error:
            return Answer(error.code, error.read().decode())


def _written(value: Any) -> str:
    return json.dumps(value)
