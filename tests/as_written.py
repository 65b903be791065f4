"""`python -m tests.as_written` is the `consult` command that serves scripts as they are written.

For tests that call a module of the page by its name, which bundles don't keep.
"""

from consult.app import main
from consult.web import assets

AS_WRITTEN = ("tests.as_written", "serve", "--no-work")

if __name__ == "__main__":
    assets.BUILT = assets.FOLDER / "nowhere"  # type: ignore[misc]
    main()
