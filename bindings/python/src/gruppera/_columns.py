"""Tables of Python as columns of the C library.

A table is anything with columns: a mapping of names to lists, a pandas or polars data frame, a pyarrow table, or anything else with
``__arrow_c_stream__``. Lists are copied once; Arrow buffers are handed over as they are.
"""

from __future__ import annotations

import array
import ctypes
import datetime
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_int32, c_int64, c_void_p
from typing import Any, Iterator, List, Mapping, Optional, Sequence

from ._library import Column, GrupperaError

TEXTS, POINTERS, UTF8, INTEGERS, REALS, DAYS, LIST, DICTIONARY = range(1, 9)
_EPOCH = datetime.date(1970, 1, 1).toordinal()


class Table:
    """Columns for C, with all that has to stay alive during a call."""

    def __init__(self, names: List[str], columns: List[Column], rows: int, keep: List[Any]) -> None:
        self.names = names
        self.count = len(columns)
        self.rows = rows
        self.columns = (Column * max(1, len(columns)))(*columns)
        self._keep = keep


def tables(data: Any) -> Iterator[Table]:
    """The parts of a table, one after another; most have one. Sequences of rows (mappings) are turned into columns."""
    if hasattr(data, "__arrow_c_stream__") and not _is_old_pandas(data):
        yield from _arrow_stream(data)
        return
    yield _table(_columns_of(data))


def _is_old_pandas(data: Any) -> bool:
    """True for a data frame of pandas: its numbers and texts are read directly, so that it needs no pyarrow."""
    return type(data).__module__.split(".")[0] == "pandas"


def _columns_of(data: Any) -> Mapping[str, Any]:
    if isinstance(data, Mapping):
        return data
    if _is_old_pandas(data) and hasattr(data, "columns"):
        return {str(name): data[name] for name in data.columns}
    if isinstance(data, Sequence) and not isinstance(data, (str, bytes)):
        rows = list(data)
        if not all(isinstance(row, Mapping) for row in rows):
            raise TypeError("rows are mappings of column names to values")
        names = list(dict.fromkeys(name for row in rows for name in row))
        return {name: [row.get(name) for row in rows] for name in names}
    raise TypeError(f"{type(data).__name__} is no table: give a mapping of names to columns, rows, a data frame or an Arrow table")


def _table(data: Mapping[str, Any]) -> Table:
    keep: List[Any] = []
    columns: List[Column] = []
    rows = -1
    for name, values in data.items():
        column, length = _column(str(name), values, keep)
        if rows >= 0 and length != rows:
            raise ValueError(f"column {name} has {length} rows, and the first column {rows}")
        rows = length
        columns.append(column)
    if not columns:
        raise ValueError("a table without columns")
    return Table([str(name) for name in data], columns, rows, keep)


def _column(name: str, values: Any, keep: List[Any]) -> "tuple[Column, int]":
    column = Column(name=_name(name, keep))
    if hasattr(values, "dtype"):
        column.name = _name(name, keep)
        if _numpy(column, values, keep):
            return column, len(values)
        values = values.tolist()
    elif not isinstance(values, (list, tuple)):
        values = list(values)
    _list(column, name, values, keep)
    return column, len(values)


def _name(name: str, keep: List[Any]) -> bytes:
    encoded = name.encode("utf-8")
    keep.append(encoded)
    return encoded


def _numpy(column: Column, values: Any, keep: List[Any]) -> bool:
    """Numbers and dates of numpy or pandas as they are in memory; False for others."""
    dtype = values.dtype
    if str(dtype) == "category":
        items, _ = _column("items", values.cat.categories, keep)
        codes = values.cat.codes.to_numpy()
        keep.extend([items, codes])
        column.type, column.width = DICTIONARY, codes.dtype.itemsize
        column.values = codes.ctypes.data
        column.items = ctypes.pointer(items)
        column.item_count = len(values.cat.categories)
        return True
    raw = values.to_numpy() if hasattr(values, "to_numpy") else values
    kind, size = getattr(raw.dtype, "kind", "O"), raw.dtype.itemsize
    if kind == "M":
        raw = raw.astype("datetime64[D]").astype("int64")
        column.type, column.width = DAYS, 8
    elif kind == "i":
        column.type, column.width = INTEGERS, size
    elif kind == "u":
        raw = raw.astype("int64")
        column.type, column.width = INTEGERS, 8
    elif kind == "f" and size in (4, 8):
        column.type, column.width = REALS, size
    else:
        return False
    if not raw.flags["C_CONTIGUOUS"]:
        raw = raw.copy()
    keep.append(raw)
    column.values = raw.ctypes.data
    if kind == "M":
        # "Not a time" is the least number there is.
        _validity(column, [value != -(2**63) for value in raw.tolist()], keep)
    return True


def _list(column: Column, name: str, values: Sequence[Any], keep: List[Any]) -> None:
    """A list of Python: whole numbers as numbers, all others as texts with a zero byte behind each."""
    first = next((value for value in values if value is not None), None)
    if type(first) is int:
        try:
            _buffer(column, INTEGERS, 8, array.array("q", values), keep)
            return
        except (TypeError, OverflowError):
            pass
    elif type(first) is float:
        try:
            _buffer(column, REALS, 8, array.array("d", values), keep)
            return
        except TypeError:
            pass
    try:
        joined = "\0".join(values)
    except TypeError:
        try:
            joined = "\0".join(["" if value is None else value for value in values])
        except TypeError:
            joined = "\0".join([_text(value) for value in values])
    encoded = (joined + "\0").encode("utf-8") if values else b""
    if encoded.count(b"\0") != len(values):
        raise ValueError(f"column {name} has a text with a zero byte")
    keep.append(encoded)
    column.type, column.size = TEXTS, len(encoded)
    column.values = ctypes.cast(c_char_p(encoded), c_void_p).value


def _text(value: Any) -> str:
    if value is None or type(value).__name__ == "NAType" or value != value:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, (list, tuple)):
        return " ".join(_text(item) for item in value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _buffer(column: Column, kind: int, width: int, values: array.array, keep: List[Any]) -> None:
    address, _ = values.buffer_info()
    keep.append(values)
    column.type, column.width, column.values = kind, width, address or None


def _validity(column: Column, present: List[bool], keep: List[Any]) -> None:
    if all(present):
        return
    bits = bytearray((len(present) + 7) // 8)
    for row, there in enumerate(present):
        if there:
            bits[row >> 3] |= 1 << (row & 7)
    buffer = (ctypes.c_uint8 * len(bits)).from_buffer(bits)
    keep.append(buffer)
    column.validity = ctypes.addressof(buffer)


# ---- Arrow: https://arrow.apache.org/docs/format/CDataInterface.html ----


class _ArrowSchema(ctypes.Structure):
    pass


class _ArrowArray(ctypes.Structure):
    pass


_ArrowSchema._fields_ = [
    ("format", c_char_p), ("name", c_char_p), ("metadata", c_void_p), ("flags", c_int64), ("n_children", c_int64),
    ("children", POINTER(POINTER(_ArrowSchema))), ("dictionary", POINTER(_ArrowSchema)), ("release", c_void_p), ("private_data", c_void_p),
]
_ArrowArray._fields_ = [
    ("length", c_int64), ("null_count", c_int64), ("offset", c_int64), ("n_buffers", c_int64), ("n_children", c_int64),
    ("buffers", POINTER(c_void_p)), ("children", POINTER(POINTER(_ArrowArray))), ("dictionary", POINTER(_ArrowArray)),
    ("release", c_void_p), ("private_data", c_void_p),
]


class _ArrowStream(ctypes.Structure):
    _fields_ = [
        ("get_schema", CFUNCTYPE(c_int, c_void_p, POINTER(_ArrowSchema))),
        ("get_next", CFUNCTYPE(c_int, c_void_p, POINTER(_ArrowArray))),
        ("get_last_error", CFUNCTYPE(c_char_p, c_void_p)),
        ("release", c_void_p),
        ("private_data", c_void_p),
    ]


_RELEASE = CFUNCTYPE(None, c_void_p)
_INTEGER_WIDTHS = {b"c": 1, b"s": 2, b"i": 4, b"l": 8}
_PLACES = {b"c": 1, b"C": 1, b"s": 2, b"S": 2, b"i": 4, b"I": 4, b"l": 8, b"L": 8}


def _arrow_stream(data: Any) -> Iterator[Table]:
    pointer_of = ctypes.pythonapi.PyCapsule_GetPointer
    pointer_of.restype, pointer_of.argtypes = c_void_p, [ctypes.py_object, c_char_p]
    capsule = data.__arrow_c_stream__()
    stream = _ArrowStream.from_address(pointer_of(capsule, b"arrow_array_stream"))
    address = ctypes.addressof(stream)
    schema = _ArrowSchema()
    _checked(stream, stream.get_schema(address, ctypes.byref(schema)))
    try:
        if schema.format != b"+s":
            raise TypeError("the Arrow stream has no columns")
        had = False
        while True:
            part = _ArrowArray()
            _checked(stream, stream.get_next(address, ctypes.byref(part)))
            if not part.release:
                break
            try:
                had = True
                yield _arrow_table(schema, part)
            finally:
                _release(part)
        if not had:
            yield _arrow_table(schema, None)
    finally:
        _release(schema)
        del capsule


def _checked(stream: _ArrowStream, status: int) -> None:
    if status != 0:
        said = stream.get_last_error(ctypes.addressof(stream))
        raise GrupperaError(4, f"the Arrow stream failed: {(said or b'').decode('utf-8', 'replace')}")


def _release(structure: Any) -> None:
    if structure.release:
        _RELEASE(structure.release)(ctypes.addressof(structure))


def _arrow_table(schema: _ArrowSchema, part: Optional[_ArrowArray]) -> Table:
    keep: List[Any] = []
    names = [(schema.children[i].contents.name or b"").decode("utf-8") for i in range(schema.n_children)]
    if part is None:
        return _table({name: [] for name in names})
    columns = [
        _arrow_column(names[i], schema.children[i].contents, part.children[i].contents, part.offset, keep)
        for i in range(schema.n_children)
    ]
    return Table(names, columns, part.length, keep)


def _arrow_column(name: str, schema: _ArrowSchema, values: _ArrowArray, first: int, keep: List[Any]) -> Column:
    kind = schema.format
    column = Column(name=_name(name, keep), first=values.offset + first)
    column.validity = values.buffers[0] if values.n_buffers > 0 and values.null_count != 0 else None
    if values.dictionary:
        items = _arrow_column(name, schema.dictionary.contents, values.dictionary.contents, 0, keep)
        keep.append(items)
        width = _PLACES.get(kind)
        if width is None:
            raise TypeError(f"column {name} has a dictionary whose places are no numbers ({kind!r}): cast it to text")
        column.type, column.width, column.values = DICTIONARY, width, values.buffers[1]
        column.items, column.item_count = ctypes.pointer(items), values.dictionary.contents.length
    elif kind in (b"u", b"U"):
        width = 4 if kind == b"u" else 8
        column.type, column.width, column.offsets, column.values = UTF8, width, values.buffers[1], values.buffers[2]
        column.size = _last(values.buffers[1], width, values.offset + values.length)
        if column.size == 0 and not column.values:
            column.values = None
    elif kind in _INTEGER_WIDTHS:
        column.type, column.width, column.values = INTEGERS, _INTEGER_WIDTHS[kind], values.buffers[1]
    elif kind in (b"f", b"g"):
        column.type, column.width, column.values = REALS, 4 if kind == b"f" else 8, values.buffers[1]
    elif kind == b"tdD":
        column.type, column.width, column.values = DAYS, 4, values.buffers[1]
    elif kind in (b"+l", b"+L"):
        items = _arrow_column(name, schema.children[0].contents, values.children[0].contents, 0, keep)
        keep.append(items)
        column.type, column.width, column.offsets = LIST, 4 if kind == b"+l" else 8, values.buffers[1]
        column.items, column.item_count = ctypes.pointer(items), values.children[0].contents.length
    elif kind == b"n":
        return _list_of_none(name, values.length + column.first, keep)
    else:
        return _arrow_other(column, name, kind, values, keep)
    return column


def _arrow_other(column: Column, name: str, kind: bytes, values: _ArrowArray, keep: List[Any]) -> Column:
    """Types that C does not have: views of texts (polars), days with times, numbers without sign and truth values, as texts."""
    count = values.offset + values.length
    if kind == b"vu":
        texts = list(_views(values, count))
    elif kind.startswith(b"ts"):
        unit = {b"s": 1, b"m": 1000, b"u": 10**6, b"n": 10**9}[kind[2:3]] * 86400
        numbers = _numbers(values.buffers[1], c_int64, count)
        texts = [
            datetime.date.fromordinal(_EPOCH + number // unit).isoformat() if -(10**5) < number // unit < 10**6 else "" for number in numbers
        ]
    elif kind in (b"C", b"S", b"I", b"L"):
        of = {b"C": ctypes.c_uint8, b"S": ctypes.c_uint16, b"I": ctypes.c_uint32, b"L": ctypes.c_uint64}[kind]
        texts = [str(number) for number in _numbers(values.buffers[1], of, count)]
    elif kind == b"b":
        bits = _numbers(values.buffers[1], ctypes.c_uint8, (count + 7) // 8)
        texts = ["1" if bits[row >> 3] >> (row & 7) & 1 else "0" for row in range(count)]
    else:
        raise TypeError(f"column {name} has an Arrow type that contacts are not read from ({kind.decode('ascii', 'replace')}): cast it to text")
    own = Column(name=column.name, first=column.first, validity=column.validity)
    _list(own, name, texts, keep)
    return own


def _list_of_none(name: str, count: int, keep: List[Any]) -> Column:
    column = Column(name=_name(name, keep))
    _list(column, name, [None] * count, keep)
    return column


def _views(values: _ArrowArray, count: int) -> Iterator[str]:
    views = _numbers(values.buffers[1], ctypes.c_uint8, count * 16)
    for row in range(count):
        view = bytes(views[row * 16:row * 16 + 16])
        length = int.from_bytes(view[:4], "little")
        if length <= 12:
            yield view[4:4 + length].decode("utf-8")
        else:
            buffer, start = int.from_bytes(view[8:12], "little"), int.from_bytes(view[12:16], "little")
            yield ctypes.string_at(values.buffers[2 + buffer] + start, length).decode("utf-8")


def _numbers(address: Optional[int], of: Any, count: int) -> Sequence[int]:
    return (of * count).from_address(address) if address and count else []


def _last(offsets: Optional[int], width: int, row: int) -> int:
    of = c_int32 if width == 4 else c_int64
    return of.from_address(offsets + row * width).value if offsets else 0
