"""What the model says about itself: which keys a place of a file may have.

Here belong questions to the annotations of the shapes. Not here: values.
"""

from dataclasses import fields, is_dataclass
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from qosyl.packages.model.base import Shape
from qosyl.packages.sheets import Path


def known_keys(model: type[Shape], path: Path) -> list[str]:
    """The keys that the mapping at `path` of a file of this model may have."""
    annotation: Any = model
    for step in path:
        annotation = _inner(_bare(annotation), step)
    return list(_keys(_bare(annotation)))


def _bare(annotation: Any) -> Any:
    """The annotation without `Annotated` and without `| None`."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
        elif get_origin(annotation) in (Union, UnionType):
            annotation = next(member for member in get_args(annotation) if member is not type(None))
        else:
            return annotation


def _inner(annotation: Any, step: str | int) -> Any:
    if get_origin(annotation) is tuple:
        return get_args(annotation)[0]
    if get_origin(annotation) is dict:
        return get_args(annotation)[1]
    return _keys(annotation).get(str(step))


def _keys(annotation: Any) -> dict[str, Any]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {name: field.annotation for name, field in annotation.model_fields.items()}
    if is_dataclass(annotation):
        return {field.name: field.type for field in fields(annotation)}
    return {}
