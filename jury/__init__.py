"""Jury runs citizen juries over publicly funded, co-created projects.

Nothing is imported at load, so that the rule book can be used without the web or a database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from jury.config import Settings
    from jury.web.clock import Clock

__version__ = "0.1.0"


def create_app(settings: Settings | None = None, clock: Clock | None = None) -> Flask:
    """Wire the application from its settings (by default those of the environment)."""
    from jury.config import Settings as Loaded
    from jury.demo.page import bp
    from jury.services.doors import wall_clock
    from jury.web.app import build

    return build(settings or Loaded.load(), clock or wall_clock, [bp])
