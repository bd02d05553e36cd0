"""What the page may ask for: one module a matter, found by looking, each with its ``ROUTES``."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Protocol, cast

from starlette.requests import Request
from starlette.routing import BaseRoute

from bulletinc.server.desk import DeskState


class RouteModule(Protocol):
    """The contract of a module of this package."""

    ROUTES: tuple[BaseRoute, ...]


def all_routes() -> list[BaseRoute]:
    """The routes of all modules."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = (cast("RouteModule", import_module(f"{__name__}.{name}")) for name in names)
    return [route for module in modules for route in module.ROUTES]


def desk_of(request: Request) -> DeskState:
    """The desk that a request is for."""
    return cast("DeskState", request.app.state.desk)
