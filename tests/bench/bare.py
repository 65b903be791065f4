"""What the exchange is held against: a bare Flask endpoint that inserts what it is sent.

No form is checked, nothing is opened or signed; as durable as the real one.
"""

import os
from typing import Any

from flask import Flask, request
from sqlalchemy import create_engine, text

from consult.store.transaction import prepare

INSERT = text("INSERT INTO plain (id, content) VALUES (:id, :content) ON CONFLICT DO NOTHING")

app = Flask(__name__)
engine = create_engine(os.environ["DATABASE_URL"], pool_size=8)
prepare(engine)


@app.get("/healthz")
def alive() -> str:
    """Make the table when the first asks."""
    with engine.begin() as connection:
        connection.execute(
            text("CREATE TABLE IF NOT EXISTS plain (id VARCHAR(36) PRIMARY KEY, content TEXT)")
        )
    return ""


@app.post("/sync")
def sync() -> dict[str, Any]:
    """Insert, commit, answer."""
    records = request.get_json()["records"]
    rows = [{"id": record["id"], "content": record["sealed"]} for record in records]
    with engine.connect().execution_options(writes=True) as connection:
        connection.execute(INSERT, rows)
        connection.commit()
    return {"receipts": [{"id": row["id"], "verdict": "accepted"} for row in rows]}
