"""The only place where the parts meet."""

import os
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import Final

from flask import Flask
from flask.cli import FlaskGroup
from flask_migrate import Migrate

from consult import config
from consult.commands import (
    consultation,
    demo,
    expression,
    form,
    read,
    rollup,
    serve,
    train,
    user,
    work,
)
from consult.commands import (
    db as database,
)
from consult.commands import keys as keyring
from consult.commands import (
    places as localities,
)
from consult.services import keys
from consult.services.files import Cabinet
from consult.store.base import db
from consult.store.depot import Depot
from consult.store.transaction import prepare
from consult.web import (
    assets,
    builder,
    capture,
    code,
    compression,
    council,
    desk,
    errors,
    exporting,
    field,
    files,
    forms,
    guard,
    health,
    home,
    keying,
    language,
    limits,
    logs,
    media,
    openapi,
    paper,
    places,
    preview,
    record_files,
    releasing,
    security,
    session,
    shell,
    transaction,
    translating,
    uploading,
    wire,
)

ROOT: Final = Path(__file__).parent.parent
POOL: Final = {"pool_size": 8, "max_overflow": 24, "pool_timeout": 10}
"""Connections a process; threads that only wait for a slow body hold none."""

HOOKS: Final = (compression, logs, assets, security, language, limits, errors, transaction, guard)
"""What sees every request, in this order."""

PAGES: Final = (
    shell,
    home,
    capture,
    media,
    code,
    places,
    field,
    council,
    record_files,
    desk,
    forms,
    uploading,
    builder,
    translating,
    releasing,
    preview,
    paper,
    keying,
    exporting,
    session,
    wire,
    files,
    openapi,
    health,
)
"""What answers."""

COMMANDS: Final = (
    consultation,
    database,
    demo,
    expression,
    form,
    keyring,
    localities,
    read,
    rollup,
    serve,
    train,
    user,
    work,
)


def create_app(settings: Mapping[str, object] | None = None) -> Flask:
    """Put the application together.

    Args:
        settings: Overrides what the environment says; see `config.SETTINGS`.
    """
    app = Flask(
        "consult",
        root_path=str(ROOT / "consult"),
        template_folder="web/templates",
        static_folder=None,
    )
    app.config.from_mapping(config.settings(os.environ))
    app.config.from_mapping(settings or {})
    folder = Path(str(app.config["INSTANCE_FOLDER"])).absolute()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    url = config.database(str(app.config["DATABASE_URL"]), folder)
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = POOL
    app.config["SECRET_KEY"] = app.config["SECRET_KEY"] or keys.kept_secret(folder)
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(ROOT / "translations")
    app.extensions["consult.keys"] = cache(partial(keys.load, folder / "keys"))
    app.extensions["consult.files"] = Cabinet(
        Depot(Path(str(app.config["FILES_FOLDER"] or folder / "files")).absolute()),
        app.extensions["consult.keys"],
        int(app.config["FILE_MEGABYTES"]) * 1_000_000,
    )
    if url.startswith("sqlite"):
        keys.make(folder / "keys")
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"))
    with app.app_context():
        prepare(db.engine)
    for hook in HOOKS:
        hook.install(app)
    for page in PAGES:
        app.register_blueprint(page.blueprint)
    return app


main = FlaskGroup(create_app=create_app, add_default_commands=False, add_version_option=False)
for command in COMMANDS:
    main.add_command(command.command)
