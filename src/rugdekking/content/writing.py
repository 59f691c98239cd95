"""Content as one file that a person can read, change and bring in again."""

from typing import Any

import msgspec
import yaml

from rugdekking.content.schema import Header


def written(content: Header) -> str:
    """The whole of it as YAML, in the order in which the shipped files are written."""
    lines = _without_empty(msgspec.to_builtins(content))
    return yaml.safe_dump(lines, allow_unicode=True, sort_keys=False, width=120)


def _without_empty(value: Any) -> Any:  # noqa: ANN401  (whatever a file can hold)
    """Leave out what says nothing: an empty list or none is the same as no line at all."""
    if isinstance(value, dict):
        return {key: _without_empty(one) for key, one in value.items() if one not in (None, [], ())}
    return [_without_empty(one) for one in value] if isinstance(value, list | tuple) else value
