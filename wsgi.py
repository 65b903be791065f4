"""What a WSGI server loads."""

from consult.app import create_app

app = create_app()
