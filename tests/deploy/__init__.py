"""The served deployment of `deploy/`, run without containers."""
