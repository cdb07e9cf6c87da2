"""The C library: where it is, its functions, its errors."""

from __future__ import annotations

import ctypes
import os
import sys
from ctypes import POINTER, c_char_p, c_int32, c_int64, c_size_t, c_void_p
from pathlib import Path
from typing import Any, Optional

ABI = 1
FIELDS = (
    "drg", "drg_name", "drg_mdc", "mdc", "rtc", "cc", "kind", "surgery", "day_surgery", "care_form", "care_form_from", "specialty",
    "specialty_from", "ord", "rule_id", "set", "issue",
)
CONTACT_FIELDS = (
    "id", "sex", "age_days", "age_years", "birth_date", "admission_date", "discharge_date", "duration", "leave_days", "discharge",
    "care_form", "specialty", "diagnoses", "procedures",
)


class GrupperaError(Exception):
    """What the library could not do, with what to do about it.

    Attributes:
        status: number of the error: 1 argument, 2 handle, 3 definition set, 4 columns, 5 memory, 6 a fault of the library.
    """

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status


class Column(ctypes.Structure):
    """``gruppera_column`` of ``gruppera.h``."""


Column._fields_ = [
    ("name", c_char_p), ("type", c_int32), ("width", c_int32), ("values", c_void_p), ("size", c_int64), ("offsets", c_void_p),
    ("validity", c_void_p), ("first", c_int64), ("items", POINTER(Column)), ("item_count", c_int64),
]


class Output(ctypes.Structure):
    """``gruppera_output`` of ``gruppera.h``."""

    _fields_ = [("column", c_char_p), ("values", c_void_p)]


class Contact(ctypes.Structure):
    """``gruppera_contact`` of ``gruppera.h``."""

    _fields_ = [(name, c_char_p) for name in CONTACT_FIELDS]


class Result(ctypes.Structure):
    """``gruppera_result`` of ``gruppera.h``."""

    _fields_ = [(name, c_char_p) for name in FIELDS]


_SIGNATURES = {
    "gruppera_open": [c_char_p, c_char_p, c_char_p, POINTER(c_int64)],
    "gruppera_close": [c_int64],
    "gruppera_set_json": [c_int64, POINTER(c_void_p)],
    "gruppera_drg_name": [c_int64, c_char_p, c_char_p, POINTER(c_char_p)],
    "gruppera_return_code_text": [c_int64, c_char_p, c_char_p, POINTER(c_char_p)],
    "gruppera_group_contact": [c_int64, POINTER(Contact), c_size_t, POINTER(Result), c_size_t],
    "gruppera_explain_contact": [c_int64, POINTER(Contact), c_size_t, c_char_p, c_char_p, POINTER(c_void_p)],
    "gruppera_reader_open": [c_int64, POINTER(Column), c_int32, c_int64, c_char_p, c_char_p, c_char_p, POINTER(c_int64)],
    "gruppera_reader_json": [c_int64, c_char_p, POINTER(c_void_p)],
    "gruppera_group_columns": [
        c_int64, POINTER(Column), c_int32, c_int64, c_int32, POINTER(Output), c_int32, POINTER(c_void_p)],
    "gruppera_texts": [c_int64, c_char_p, POINTER(POINTER(c_char_p)), POINTER(c_int32)],
    "gruppera_explain_row": [
        c_int64, POINTER(Column), c_int32, c_int64, c_int64, c_char_p, c_char_p, POINTER(c_void_p)],
}
_loaded: Optional[ctypes.CDLL] = None


def library_path() -> Path:
    """The file of the library: ``GRUPPERA_LIBRARY``, or beside this package, or where ``eng/native`` puts it in a checkout."""
    if named := os.environ.get("GRUPPERA_LIBRARY"):
        return Path(named)
    name = {"win32": "gruppera.dll", "darwin": "libgruppera.dylib"}.get(sys.platform, "libgruppera.so")
    here = Path(__file__).resolve()
    places = [here.parent / "lib" / name]
    places += [parent / "artifacts" / "native" / "lib" / name for parent in here.parents if (parent / "Gruppera.slnx").exists()]
    for place in places:
        if place.exists():
            return place
    raise GrupperaError(1, f"{name} is not here: build it with eng/native, and name it in GRUPPERA_LIBRARY.")


def load() -> ctypes.CDLL:
    """The library, loaded when it is first asked for."""
    global _loaded
    if _loaded is None:
        library = ctypes.CDLL(str(library_path()))
        library.gruppera_abi.restype = c_int32
        if library.gruppera_abi() != ABI:
            raise GrupperaError(1, f"{library_path()} has another interface than this package: build both from the same sources.")
        library.gruppera_engine.restype = c_char_p
        library.gruppera_error.restype = c_char_p
        library.gruppera_free.argtypes = [c_void_p]
        library.gruppera_free.restype = None
        for name, arguments in _SIGNATURES.items():
            function = getattr(library, name)
            function.argtypes = arguments
            function.restype = c_int32
        _loaded = library
    return _loaded


def call(name: str, *arguments: Any) -> None:
    """Calls a function, and raises what it failed of."""
    library = load()
    status = getattr(library, name)(*arguments)
    if status != 0:
        raise GrupperaError(status, (library.gruppera_error() or b"").decode("utf-8"))


def text_of(name: str, *arguments: Any) -> str:
    """Calls a function that gives out a text last, and frees that."""
    text = c_void_p()
    call(name, *arguments, ctypes.byref(text))
    try:
        return ctypes.string_at(text.value).decode("utf-8")
    finally:
        load().gruppera_free(text)


def utf8(text: Optional[str]) -> Optional[bytes]:
    """A text for C; a zero byte within would cut it."""
    if text is None:
        return None
    if "\0" in text:
        raise ValueError("a text has a zero byte")
    return text.encode("utf-8")
