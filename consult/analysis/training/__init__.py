"""How the committed models are made again from labelled texts; nothing here runs in service."""
