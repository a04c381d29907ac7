"""REST under /api/v1: the objects of the export, by the page; its description and a page to read it on."""

from communique.web.api.routes import add_api

__all__ = ["add_api"]
