"""Fill any PDF form, and prove that every word can be seen.

`compile` reads a form once; `CompiledForm.fill` appends values and appearances to its
bytes. Importing this package loads pypdf and reportlab; do it where a form is needed.
"""

from __future__ import annotations

from anmeld.render.form.compiled import CompiledForm
from anmeld.render.form.engine import compile_form as compile
from anmeld.render.form.engine import read_fields as fields
from anmeld.render.form.errors import (
    DamagedForm,
    DynamicXfa,
    EncryptedForm,
    FieldFault,
    FormError,
    FormMapError,
    FormTemplateError,
    LostText,
    MissingGlyph,
    MissingValue,
    NoFields,
    NotFillable,
    ReadOnlyField,
    SeveralRefusals,
    SignedForm,
    TooLong,
    UnknownField,
    WrongOption,
    WrongType,
)
from anmeld.render.form.model import Box, Field, Kind, Option
from anmeld.render.form.sheet import text_of

__all__ = [
    "Box",
    "CompiledForm",
    "DamagedForm",
    "DynamicXfa",
    "EncryptedForm",
    "Field",
    "FieldFault",
    "FormError",
    "FormMapError",
    "FormTemplateError",
    "Kind",
    "LostText",
    "MissingGlyph",
    "MissingValue",
    "NoFields",
    "NotFillable",
    "Option",
    "ReadOnlyField",
    "SeveralRefusals",
    "SignedForm",
    "TooLong",
    "UnknownField",
    "WrongOption",
    "WrongType",
    "compile",
    "fields",
    "text_of",
]
