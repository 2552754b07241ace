"""Whether a value read from JSON has a declared shape: no key too many, none missing."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import (
    Any,
    Literal,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)


def has_shape(value: Any, shape: Any) -> bool:
    """Hold a value against a TypedDict, or against what one is made of.

    >>> has_shape([1, None], list[int | None]), has_shape(True, int), has_shape("a", Literal["b"])
    (True, False, False)
    """
    origin, given = get_origin(shape), get_args(shape)
    if is_typeddict(shape):
        return isinstance(value, dict) and _has_keys(value, shape)
    if origin in (Union, UnionType):
        return any(has_shape(value, one) for one in given)
    if origin is Literal:
        return value in given
    if origin is list:
        return isinstance(value, list) and all(has_shape(one, given[0]) for one in value)
    if origin is dict:
        return isinstance(value, dict) and all(
            has_shape(key, given[0]) and has_shape(one, given[1]) for key, one in value.items()
        )
    return type(value) is (NoneType if shape is None else shape)


def _has_keys(value: dict[str, Any], shape: Any) -> bool:
    hints = get_type_hints(shape, include_extras=True)
    optional = {key: get_args(hint)[0] for key, hint in hints.items() if _may_be_absent(hint)}
    required = set(hints) - set(optional)
    return required <= set(value) <= set(hints) and all(
        has_shape(one, optional.get(key, hints[key])) for key, one in value.items()
    )


def _may_be_absent(hint: Any) -> bool:
    return get_origin(hint) is NotRequired
