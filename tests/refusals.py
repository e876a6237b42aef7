"""Is each act refused with its own whole sentence, and is nothing written by any of them?"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.apps import apps

from dhr_cases.errors import Incomplete, ReviewError


@dataclass(frozen=True)
class No:
    """One act that is refused: what is done with which facts, the sentence, and what sort of refusal it is."""

    act: Callable[..., object]
    sentence: str
    said: Mapping[str, Any] = field(default_factory=dict)
    kind: type[ReviewError] = Incomplete


def check_refused(rows: Iterable[No], **always: Any) -> None:
    """Do each act with its facts and those that are always given; compare every sentence, then count every table.

    A row that is changed leaves one more row in its history, so that nothing can be written unseen.
    """
    before = _numbers()
    wrong = []
    for row in rows:
        with pytest.raises(ReviewError) as refused:
            row.act(**{**always, **row.said})
        told = (type(refused.value), refused.value.sentence)
        wrong += [] if told == (row.kind, row.sentence) else [f"{row.act.__name__}: {told}, not “{row.sentence}”"]
    assert not wrong, "\n".join(wrong)
    assert _numbers() == before


def _numbers() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in apps.get_app_config("dhr_cases").get_models()}
