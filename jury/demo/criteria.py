"""The four criteria of both calls, out of the library, each with its weight."""

from __future__ import annotations

from jury.demo.region import Criterion, Level, Texts
from jury.domain.ready_criteria import BY_KEY, InFour

WEIGHTS = {"help": 40, "exchange": 20, "able": 20, "lasting": 20}


def _texts(said: InFour) -> Texts:
    return Texts(said.fr, said.nl, said.de, said.en)


def _criterion(key: str, weight: int) -> Criterion:
    ready = BY_KEY[key]
    return Criterion(
        key,
        weight,
        _texts(ready.question),
        tuple(
            Level(_texts(word), _texts(sentence))
            for word, sentence in zip(ready.words, ready.sentences, strict=True)
        ),
    )


CRITERIA = tuple(_criterion(key, weight) for key, weight in WEIGHTS.items())
