"""A consultation in a real country with made-up answers, to see what Consult does."""
