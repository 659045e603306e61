"""The type of a clock: asked for the moment, it gives it in UTC."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
