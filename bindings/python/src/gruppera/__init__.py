"""Groups care contacts by NordDRG definition tables.

    >>> import gruppera
    >>> with gruppera.open("open-se") as set:
    ...     set.group_one(sex="M", age_days=23741, duration=5, diagnoses="I71.4 I20.9")["drg"]

Tables go in as columns (:meth:`DefinitionSet.group`) and are read as the program ``gruppera group`` reads a CSV file: by the names of
their columns, with the same checks. The package calls the C library ``libgruppera`` by ctypes; it has no dependency, and works with
pandas, polars and pyarrow where they are. Everything is thread-safe, and other threads run while a table is grouped.
"""

from __future__ import annotations

import array
import ctypes
import json
from ctypes import POINTER, c_char_p, c_int32, c_int64
from typing import Any, Dict, Iterable, Iterator, List, Mapping, Optional, Sequence, Union

from ._columns import Table, tables
from ._library import CONTACT_FIELDS, FIELDS, Contact, GrupperaError, Output, Result, call, library_path, load, text_of, utf8

__all__ = ["DefinitionSet", "Groups", "GrupperaError", "Reader", "engine_version", "library_path", "open"]
__version__ = "0.1.0"

RESULT_COLUMNS = FIELDS
"""The columns of results, in the order in which ``gruppera group`` writes them."""


def engine_version() -> str:
    """Version of the engine, as ``0.1.0``."""
    return load().gruppera_engine().decode("utf-8")


def open(set: str = "open-se", *, country: Optional[str] = None, language: Optional[str] = None) -> "DefinitionSet":
    """Opens a definition set; takes up to a second.

    Args:
        set: ``open-se`` (the open set that comes with the library), the id of a set that ``gruppera tables import`` has stored, or the
            path of a delivery.
        country: country to read from a delivery of several, as ``swe``.
        language: language of the names of groups, as ``sv`` or ``en``; that of the set unless given.

    Raises:
        GrupperaError: the set is not there, or cannot be used.
    """
    handle = c_int64()
    call("gruppera_open", utf8(str(set)), utf8(country), utf8(language), ctypes.byref(handle))
    return DefinitionSet(handle.value)


class _Handle:
    def __init__(self, handle: int) -> None:
        self._handle = handle

    def close(self) -> None:
        """Closes it. What is closed cannot be used any more; closing it again does nothing."""
        handle, self._handle = self._handle, 0
        if handle:
            call("gruppera_close", handle)

    def __exit__(self, *_: Any) -> None:
        self.close()

    def __del__(self) -> None:
        try:
            self.close()
        except Exception:  # noqa: BLE001 - the interpreter may be on its way out
            pass


class DefinitionSet(_Handle):
    """An open definition set. :func:`open` makes one."""

    def __enter__(self) -> "DefinitionSet":
        return self

    @property
    def info(self) -> Dict[str, Any]:
        """What the set is called and where it comes from: id, name, country, year, sourceHash (SHA-256), engine, rules."""
        read = json.loads(text_of("gruppera_set_json", self._handle))
        return {**read.pop("version"), **read}

    def drg_name(self, drg: str, language: Optional[str] = None) -> str:
        """Name of a group; empty if the set has none."""
        return self._text("gruppera_drg_name", drg, language)

    def return_code_text(self, code: str, language: Optional[str] = None) -> str:
        """Text of a return code."""
        return self._text("gruppera_return_code_text", code, language)

    def group_one(self, **contact: Any) -> Dict[str, str]:
        """Groups one contact: ``set.group_one(sex="F", age_days=11000, duration=0, diagnoses=["J06.9"])``.

        Args:
            contact: ``sex``, ``age_days`` or ``age_years`` or ``birth_date``, ``duration`` or ``admission_date`` and ``discharge_date``,
                ``discharge``, ``care_form``, ``specialty``, ``leave_days``, ``diagnoses`` and ``procedures`` (a text with blanks between,
                or a list; the principal diagnosis first), ``id``.

        Returns:
            The columns of results by name (:data:`RESULT_COLUMNS`). A contact that cannot be grouped has an empty ``drg`` and the code
            of the reason in ``issue``.
        """
        result = Result()
        given = _contact(contact)
        call("gruppera_group_contact", self._handle, ctypes.byref(given), ctypes.sizeof(given), ctypes.byref(result), ctypes.sizeof(result))
        return {name: getattr(result, name).decode("utf-8") for name in FIELDS}

    def explain(self, *, lens: str = "near", language: Optional[str] = None, **contact: Any) -> Dict[str, Any]:
        """Explains why a contact gets its group, as ``gruppera explain --format json`` does.

        Args:
            lens: ``why`` (codes, complications, rule), ``near`` (also near misses), ``full`` (also every rule that was tried).
            language: language of the texts.
            contact: as :meth:`group_one` takes it.
        """
        given = _contact(contact)
        return json.loads(text_of(
            "gruppera_explain_contact", self._handle, ctypes.byref(given), ctypes.sizeof(given), utf8(lens), utf8(language)))

    def reader(
        self, table: Any, *, layout: Optional[str] = None, allow_missing: Union[str, Iterable[str], None] = None,
        columns: Optional[Mapping[str, str]] = None,
    ) -> "Reader":
        """Finds out how the columns of a table are read, and keeps that for it and for others with the same columns.

        Args:
            table: the table, or the first part of it.
            layout: name of a layout (``gruppera layouts``) or one as JSON; found out unless given.
            allow_missing: what contacts may lack: ``"age"``, ``"duration"``, ``"sex"``, ``"diagnoses"``, or several.
            columns: columns with the facts they give, as ``{"ALDER": "age_years"}``; ``"none"`` for one not to be read.

        Raises:
            GrupperaError: the table lacks what grouping needs, or a unit or date cannot be told (status 4).
        """
        first = next(tables(table))
        return self._reader(first, layout, allow_missing, columns)

    def group(
        self, table: Any, *, want: Optional[Sequence[str]] = None, threads: int = 0, layout: Optional[str] = None,
        allow_missing: Union[str, Iterable[str], None] = None, columns: Optional[Mapping[str, str]] = None,
    ) -> "Groups":
        """Groups a table of contacts: one result for each row, in the same order.

        Args:
            table: a mapping of names to lists, a list of rows (mappings), a pandas or polars data frame, a pyarrow table or anything with
                ``__arrow_c_stream__``. Columns are named as in a file of contacts (docs/formats/contacts.md).
            want: the columns of results that are wanted; all (:data:`RESULT_COLUMNS`) unless given.
            threads: threads at most; 0 for one per processor.
            layout, allow_missing, columns: as :meth:`reader` takes them.
        """
        reader: Optional[Reader] = None
        done: Optional[Groups] = None
        for part in tables(table):
            reader = reader or self._reader(part, layout, allow_missing, columns)
            grouped = reader._group(part, want, threads)
            done = grouped if done is None else done._with(grouped)
        assert done is not None
        return done

    def _reader(
        self, table: Table, layout: Optional[str], allow_missing: Union[str, Iterable[str], None], columns: Optional[Mapping[str, str]],
    ) -> "Reader":
        handle = c_int64()
        missing = allow_missing if allow_missing is None or isinstance(allow_missing, str) else ",".join(allow_missing)
        by_hand = None if columns is None else "\n".join(f"{name}={fact}" for name, fact in columns.items())
        call(
            "gruppera_reader_open", self._handle, table.columns, table.count, table.rows, utf8(layout), utf8(missing), utf8(by_hand),
            ctypes.byref(handle))
        return Reader(self, handle.value)

    def _texts(self, column: str) -> List[str]:
        texts, count = POINTER(c_char_p)(), c_int32()
        call("gruppera_texts", self._handle, column.encode("ascii"), ctypes.byref(texts), ctypes.byref(count))
        return [texts[i].decode("utf-8") for i in range(count.value)]

    def _text(self, function: str, code: str, language: Optional[str]) -> str:
        text = c_char_p()
        call(function, self._handle, utf8(code), utf8(language), ctypes.byref(text))
        return (text.value or b"").decode("utf-8")


class Reader(_Handle):
    """How the columns of a table are read. :meth:`DefinitionSet.reader` makes one."""

    def __init__(self, set: DefinitionSet, handle: int) -> None:
        super().__init__(handle)
        self._set = set

    def __enter__(self) -> "Reader":
        return self

    def reading(self, language: Optional[str] = None) -> Dict[str, Any]:
        """Which column is which fact, what is not used, what is missing, what was assumed."""
        return json.loads(text_of("gruppera_reader_json", self._handle, utf8(language)))

    def group(self, table: Any, *, want: Optional[Sequence[str]] = None, threads: int = 0) -> "Groups":
        """Groups a table with the columns that the reader was made for; otherwise as :meth:`DefinitionSet.group`."""
        done: Optional[Groups] = None
        for part in tables(table):
            grouped = self._group(part, want, threads)
            done = grouped if done is None else done._with(grouped)
        assert done is not None
        return done

    def explain(self, table: Any, row: int, *, lens: str = "near", language: Optional[str] = None) -> Dict[str, Any]:
        """Explains a row of a table, the first being 0; otherwise as :meth:`DefinitionSet.explain`."""
        before = 0
        for part in tables(table):
            if before <= row < before + part.rows:
                return json.loads(text_of(
                    "gruppera_explain_row", self._handle, part.columns, part.count, part.rows, row - before, utf8(lens), utf8(language)))
            before += part.rows
        raise IndexError(f"the table has {before} rows")

    def _group(self, table: Table, want: Optional[Sequence[str]], threads: int) -> "Groups":
        names = list(FIELDS if want is None else want)
        if unknown := [name for name in names if name not in FIELDS]:
            raise ValueError(f"there is no column {unknown[0]} of results: there are {', '.join(FIELDS)}")
        places = [array.array("i", bytes(4 * max(1, table.rows))) for _ in names]
        outputs = (Output * max(1, len(names)))(
            *[Output(name.encode("ascii"), place.buffer_info()[0]) for name, place in zip(names, places)])
        summary = json.loads(text_of(
            "gruppera_group_columns", self._handle, table.columns, table.count, table.rows, threads, outputs, len(names)))
        return Groups(table.rows, {name: memoryview(place)[:table.rows] for name, place in zip(names, places)},
                      {name: self._set._texts(name) for name in names}, [summary])


class Groups:
    """Results of a table: a column for each field, a row for each contact.

    A column is a list of places in a list of texts (:meth:`places`, :meth:`texts`), which is how data frames keep categories; ``groups["drg"]``
    is the texts themselves.
    """

    def __init__(self, rows: int, places: Dict[str, Any], texts: Dict[str, List[str]], summaries: List[Dict[str, Any]]) -> None:
        self._rows = rows
        self._places = places
        self._texts = texts
        self._summaries = summaries

    def __len__(self) -> int:
        return self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __repr__(self) -> str:
        return f"<{self._rows} results with {', '.join(self._places)}>"

    @property
    def columns(self) -> List[str]:
        """Names of the columns."""
        return list(self._places)

    def __getitem__(self, name: str) -> List[str]:
        """The texts of a column, one a row; empty where a contact has none."""
        texts = self._texts[name] + [""]
        return [texts[place] for place in self._places[name].tolist()]

    def texts(self, name: str) -> List[str]:
        """The texts that a column has."""
        return self._texts[name]

    def places(self, name: str) -> memoryview:
        """The place of each row's text in :meth:`texts`; -1 for none. 32-bit numbers, which numpy takes without copying."""
        return self._places[name]

    @property
    def summary(self) -> Dict[str, Any]:
        """Rows, grouped, outside, unreadable, leftOut, partOfStay; ``odd``: values that mean nothing and unknown codes, by column."""
        if len(self._summaries) == 1:
            return self._summaries[0]
        sums: Dict[str, Any] = {key: sum(part[key] for part in self._summaries) for key in self._summaries[0] if key != "odd"}
        odd: Dict[Any, Dict[str, Any]] = {}
        for column in (column for part in self._summaries for column in part["odd"]):
            merged = odd.setdefault((column["column"], column["kind"]), {**column, "count": 0, "mostFrequent": []})
            merged["count"] += column["count"]
            counts = {value["value"]: value["count"] for value in merged["mostFrequent"]}
            for value in column["mostFrequent"]:
                counts[value["value"]] = counts.get(value["value"], 0) + value["count"]
            merged["mostFrequent"] = [
                {"value": value, "count": count} for value, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:5]]
        return {**sums, "odd": list(odd.values())}

    def to_dict(self) -> Dict[str, List[str]]:
        """All columns as lists of texts."""
        return {name: self[name] for name in self}

    def to_pandas(self, index: Any = None) -> Any:
        """A pandas data frame with categories. ``frame.join(groups.to_pandas(frame.index))`` adds the results to a table."""
        import numpy
        import pandas

        def categories(name: str) -> Any:
            places, texts = numpy.frombuffer(self._places[name], dtype="int32"), self._texts[name]
            unique = list(dict.fromkeys(texts))
            if len(unique) < len(texts):
                place_of = {text: place for place, text in enumerate(unique)}
                places = numpy.array([place_of[text] for text in texts] + [-1], dtype="int32")[places]
            return pandas.Categorical.from_codes(places, categories=unique)

        return pandas.DataFrame({name: categories(name) for name in self}, index=index)

    def to_polars(self) -> Any:
        """A polars data frame of texts."""
        import polars

        return polars.DataFrame(self.to_dict())

    def to_arrow(self) -> Any:
        """A pyarrow table of dictionary columns."""
        import pyarrow

        return pyarrow.table({
            name: pyarrow.DictionaryArray.from_arrays(
                pyarrow.array([None if place < 0 else place for place in self._places[name].tolist()], pyarrow.int32()), self._texts[name])
            for name in self
        })

    def _with(self, other: "Groups") -> "Groups":
        # A list of texts only grows, so the places of both parts are in the longer one.
        places = {}
        for name in self:
            joined = array.array("i", self._places[name].tolist())
            joined.extend(other._places[name].tolist())
            places[name] = memoryview(joined)
        return Groups(self._rows + other._rows, places, other._texts, self._summaries + other._summaries)


def _contact(given: Mapping[str, Any]) -> Contact:
    if unknown := [name for name in given if name not in CONTACT_FIELDS]:
        raise TypeError(f"a contact has no field {unknown[0]}: it has {', '.join(CONTACT_FIELDS)}")
    contact = Contact()
    for name, value in given.items():
        if value is not None:
            setattr(contact, name, utf8(" ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)))
    return contact
