"""A verb for races: it changes a row by what it read there, so that a lost update would show."""

from __future__ import annotations

from tests.services.doors_tried import move, verb

step = verb(move)
