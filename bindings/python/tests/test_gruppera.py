"""Tests of the package, with the standard library alone: ``python3 -m unittest discover -s bindings/python/tests``.

They need libgruppera (eng/native). Tests with pandas, polars and pyarrow are skipped where these are not. GRUPPERA_TEST_CONTACTS and
GRUPPERA_TEST_GROUPED name a file of contacts and the same grouped by the program: both are then compared row by row.
"""

import array
import csv
import ctypes
import datetime
import importlib.util
import os
import sys
import threading
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

import gruppera  # noqa: E402
from gruppera import _columns  # noqa: E402

CONTACT = {"sex": "M", "age_days": 23741, "duration": 5, "diagnoses": "I71.4 I20.9"}
TABLE = {
    "id": ["a", "b", "c", "d"],
    "sex": ["M", "F", "F", None],
    "age_days": [23741, 11000, 30000, 400],
    "duration": [5, 0, 7, None],
    "diagnoses": ["I71.4 I20.9", "J06.9", "S72.0", "J06.9"],
    "procedures": ["", None, "NFB49", ""],
}


class WithSet(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.set = gruppera.open("open-se", language="en")

    @classmethod
    def tearDownClass(cls):
        cls.set.close()


class SetTest(WithSet):
    def test_says_what_it_is(self):
        info = self.set.info
        self.assertEqual("open-se", info["id"])
        self.assertRegex(info["sourceHash"], "^[0-9a-f]{64}$")
        self.assertGreater(info["rules"], 100)
        self.assertEqual(gruppera.engine_version(), info["engine"])

    def test_has_texts_in_languages(self):
        drg = self.set.group_one(**CONTACT)["drg"]
        self.assertNotEqual(self.set.drg_name(drg, "sv"), self.set.drg_name(drg, "en"))
        self.assertTrue(self.set.return_code_text("0", "en"))
        with self.assertRaisesRegex(gruppera.GrupperaError, "no group"):
            self.set.drg_name("NOGROUP")
        with self.assertRaisesRegex(gruppera.GrupperaError, "no language"):
            self.set.drg_name(drg, "xx")

    def test_that_is_not_there_is_an_error_with_a_remedy(self):
        with self.assertRaises(gruppera.GrupperaError) as caught:
            gruppera.open("no-such-set")
        self.assertEqual(3, caught.exception.status)
        self.assertIn("no-such-set", str(caught.exception))

    def test_that_is_closed_answers_with_an_error(self):
        closed = gruppera.open()
        closed.close()
        closed.close()
        with self.assertRaises(gruppera.GrupperaError) as caught:
            closed.group_one(**CONTACT)
        self.assertEqual(2, caught.exception.status)


class OneContactTest(WithSet):
    def test_has_the_columns_of_the_program(self):
        result = self.set.group_one(**CONTACT)
        self.assertEqual(list(gruppera.RESULT_COLUMNS), list(result))
        self.assertEqual(("0", "05", "open-se", ""), (result["rtc"], result["mdc"], result["set"], result["issue"]))
        self.assertTrue(result["drg"])

    def test_takes_lists_and_numbers(self):
        self.assertEqual(
            self.set.group_one(**CONTACT), self.set.group_one(sex="M", age_days="23741", duration="5", diagnoses=["I714", "I209"]))

    def test_that_lacks_its_age_has_an_issue_and_no_group(self):
        result = self.set.group_one(sex="M", duration=5, diagnoses="I714")
        self.assertEqual(("", "GRP3012"), (result["drg"], result["issue"]))

    def test_with_an_unknown_field_is_refused(self):
        with self.assertRaisesRegex(TypeError, "age"):
            self.set.group_one(age=65)

    def test_is_explained(self):
        why = self.set.explain(lens="why", **CONTACT)
        self.assertEqual(self.set.group_one(**CONTACT)["drg"], why["group"]["drg"])
        self.assertEqual(["I714", "I209"], [code["code"] for code in why["codes"]])
        self.assertEqual([], why["nearMisses"])
        self.assertTrue(self.set.explain(**CONTACT)["nearMisses"])
        with self.assertRaisesRegex(gruppera.GrupperaError, "GRP3012"):
            self.set.explain(diagnoses="I714", duration=1)
        with self.assertRaisesRegex(gruppera.GrupperaError, "lens"):
            self.set.explain(lens="far", **CONTACT)


class TableTest(WithSet):
    def test_groups_as_one_by_one(self):
        groups = self.set.group(TABLE)
        self.assertEqual(4, len(groups))
        for row in range(4):
            one = self.set.group_one(**{name: values[row] for name, values in TABLE.items()})
            one["care_form_from"] = groups["care_form_from"][row]
            self.assertEqual(one, {name: groups[name][row] for name in groups})
        self.assertEqual(
            {"rows": 4, "grouped": 3, "outside": 0, "unreadable": 1, "leftOut": 0, "partOfStay": 0},
            {name: count for name, count in groups.summary.items() if name != "odd"})

    def test_takes_rows(self):
        rows = [dict(zip(TABLE, values)) for values in zip(*TABLE.values())]
        self.assertEqual(self.set.group(TABLE).to_dict(), self.set.group(rows).to_dict())

    def test_takes_lists_of_codes_dates_and_numbers_of_any_kind(self):
        other = {
            **TABLE,
            "age_days": [23741.0, 11000.0, 30000.0, 400.0],
            "duration": [5, 0, 7, float("nan")],
            "diagnoses": [text.split() for text in TABLE["diagnoses"]],
        }
        self.assertEqual(self.set.group(TABLE).to_dict(), self.set.group(other).to_dict())
        dated = {
            "sex": ["M"], "birth_date": [datetime.date(1950, 1, 1)], "admission_date": [datetime.date(2015, 1, 1)],
            "discharge_date": [datetime.datetime(2015, 1, 5, 12)], "diagnoses": ["I714"],
        }
        self.assertEqual(
            self.set.group_one(sex="M", age_days=23741, duration=5, diagnoses="I714")["drg"], self.set.group(dated)["drg"][0])

    def test_gives_what_is_wanted(self):
        groups = self.set.group(TABLE, want=["drg", "rtc"], threads=1)
        self.assertEqual(["drg", "rtc"], groups.columns)
        self.assertEqual(4, len(groups.places("drg")))
        with self.assertRaisesRegex(ValueError, "no column x"):
            self.set.group(TABLE, want=["x"])

    def test_tells_values_without_meaning_and_unknown_codes(self):
        odd = self.set.group({**TABLE, "sex": ["M", "Q", "F", "F"], "diagnoses": ["I714", "K99Z", "S720", "J069"]}).summary["odd"]
        self.assertEqual([("sex", "Q")], [(each["column"], each["mostFrequent"][0]["value"]) for each in odd if each["column"] == "sex"])
        self.assertTrue(any(each["kind"] == "unknownCode" for each in odd))

    def test_without_what_grouping_needs_is_refused(self):
        with self.assertRaises(gruppera.GrupperaError) as caught:
            self.set.group({"sex": ["M"], "diagnoses": ["I714"], "duration": [1]})
        self.assertEqual(4, caught.exception.status)
        self.assertIn("age", str(caught.exception))
        self.assertEqual(1, self.set.group({"diagnoses": ["I714"], "duration": [1]}, allow_missing=["age", "sex"]).summary["grouped"])

    def test_takes_columns_by_hand(self):
        table = {"X1": ["M"], "X2": [65], "X3": [5], "X4": ["I714"]}
        groups = self.set.group(table, columns={"X1": "sex", "X2": "age_years", "X3": "days", "X4": "diagnoses"})
        self.assertEqual(1, groups.summary["grouped"])

    def test_with_quotes_commas_line_ends_and_letters_of_any_kind_keeps_its_rows(self):
        texts = ['I714, "I209"', "I714\nI209", "I714\r\nI209", "ÅÄÖ \U0001f600", '"', ",,,,", "", "Total"]
        table = {"id": texts, "sex": ["M"] * 8, "age_days": [20000] * 8, "duration": [5] * 8, "diagnoses": texts}
        groups = self.set.group(table)
        self.assertEqual(8, len(groups))
        expected = self.set.group_one(sex="M", age_days=20000, duration=5, diagnoses="I714 I209")["drg"]
        self.assertEqual([expected] * 3, groups["drg"][:3])

    def test_of_other_columns_than_its_reader_is_refused(self):
        with self.set.reader(TABLE) as reader:
            self.assertEqual(self.set.group(TABLE).to_dict(), reader.group(TABLE).to_dict())
            with self.assertRaisesRegex(gruppera.GrupperaError, "not those"):
                reader.group({name: TABLE[name] for name in ["sex", "age_days", "duration", "diagnoses"]})
            self.assertIn({"column": "sex", "fact": "sex", "isBlank": False}, reader.reading()["columns"])
            self.assertEqual("I714", reader.explain(TABLE, 0)["codes"][0]["code"])
            with self.assertRaises(IndexError):
                reader.explain(TABLE, 4)

    def test_without_rows_gives_none(self):
        groups = self.set.group({name: [] for name in TABLE})
        self.assertEqual((0, []), (len(groups), groups["drg"]))

    def test_that_is_none_is_refused(self):
        for table in [3, "text", {}, [1, 2], {"sex": ["M"], "duration": [1, 2]}, {"sex": ["M\0F"]}]:
            with self.subTest(table=table), self.assertRaises((TypeError, ValueError)):
                self.set.group(table)

    def test_serves_threads(self):
        table = {name: values * 500 for name, values in TABLE.items()}
        expected, found = self.set.group(table, threads=1).to_dict(), []
        threads = [threading.Thread(target=lambda: found.append(self.set.group(table, threads=2).to_dict())) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual([expected] * 4, found)


class ArrowTest(WithSet):
    """The Arrow stream interface, with a stream that is made here by hand, as pyarrow and polars make theirs."""

    def test_groups_a_stream_of_two_parts(self):
        groups = self.set.group(HandMadeStream(TABLE, parts=2))
        expected = self.set.group({name: values * 2 for name, values in TABLE.items()})
        self.assertEqual(expected.to_dict(), groups.to_dict())
        self.assertEqual({**expected.summary}, groups.summary)

    def test_takes_slices_lists_dictionaries_and_views(self):
        expected = self.set.group({name: values[1:] for name, values in TABLE.items()}).to_dict()
        for form in ["u", "U", "vu", "+l", "dictionary"]:
            with self.subTest(form=form):
                self.assertEqual(expected, self.set.group(HandMadeStream(TABLE, first=1, diagnoses=form)).to_dict())


@unittest.skipUnless(importlib.util.find_spec("pandas"), "pandas is not here")
class PandasTest(WithSet):
    def test_groups_a_frame(self):
        import pandas

        frame = pandas.DataFrame(TABLE)
        expected = self.set.group(TABLE).to_dict()
        self.assertEqual(expected, self.set.group(frame).to_dict())
        self.assertEqual(expected, self.set.group(frame.convert_dtypes()).to_dict())
        frame["sex"] = frame["sex"].astype("category")
        frame["diagnoses"] = frame["diagnoses"].astype("category")
        self.assertEqual(expected, self.set.group(frame).to_dict())

    def test_joins_its_results(self):
        import pandas

        frame = pandas.DataFrame(TABLE, index=[7, 8, 9, 10])
        joined = frame.join(self.set.group(frame).to_pandas(frame.index), rsuffix="_out")
        self.assertEqual(self.set.group(TABLE)["drg"][:3], joined["drg"].tolist()[:3])
        self.assertTrue(pandas.isna(joined["drg"].iloc[3]))

    def test_reads_dates_and_a_stata_file(self):
        import tempfile

        import pandas

        frame = pandas.DataFrame({
            "sex": ["M", "F"], "birth_date": pandas.to_datetime(["1950-01-01", "1990-05-05"]),
            "admission_date": pandas.to_datetime(["2015-01-01", "2015-02-01"]),
            "discharge_date": pandas.to_datetime(["2015-01-05", None]), "care_form": ["inpatient", "outpatient"],
            "diagnoses": ["I714", "J069"],
        })
        expected = self.set.group(frame)
        self.assertEqual(2, expected.summary["grouped"])
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "contacts.dta")
            frame.to_stata(path, write_index=False)
            self.assertEqual(expected["drg"], self.set.group(pandas.read_stata(path))["drg"])


@unittest.skipUnless(importlib.util.find_spec("pyarrow"), "pyarrow is not here")
class PyarrowTest(WithSet):
    def test_groups_a_table(self):
        import pyarrow

        groups = self.set.group(pyarrow.table(TABLE))
        self.assertEqual(self.set.group(TABLE).to_dict(), groups.to_dict())
        self.assertEqual(groups["drg"], [text or "" for text in groups.to_arrow()["drg"].to_pylist()])


@unittest.skipUnless(importlib.util.find_spec("polars"), "polars is not here")
class PolarsTest(WithSet):
    def test_groups_a_frame(self):
        import polars

        groups = self.set.group(polars.DataFrame(TABLE))
        self.assertEqual(self.set.group(TABLE).to_dict(), groups.to_dict())
        self.assertEqual(groups["drg"], groups.to_polars()["drg"].to_list())


class ProgramTest(WithSet):
    @unittest.skipUnless(os.environ.get("GRUPPERA_TEST_CONTACTS"), "GRUPPERA_TEST_CONTACTS is not set")
    def test_groups_as_the_program_does(self):
        with open(os.environ["GRUPPERA_TEST_CONTACTS"], encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        with open(os.environ["GRUPPERA_TEST_GROUPED"], encoding="utf-8", newline="") as file:
            grouped_header, *expected = csv.reader(file)
        with gruppera.open(os.environ.get("GRUPPERA_TEST_SET", "open-se"), language="en") as own:
            groups = own.group({name: list(values) for name, values in zip(header, zip(*rows))})
        names = [name for name in grouped_header[len(header):]]
        self.assertEqual(list(gruppera.RESULT_COLUMNS), names)
        found = list(zip(*(groups[name] for name in names)))
        equal = sum(tuple(row[len(header):]) == result for row, result in zip(expected, found))
        self.assertEqual((len(expected), len(expected)), (len(found), equal))
        print(f"{equal} of {len(expected)} rows as the program", file=sys.stderr)


class HandMadeStream:
    """Contacts as an Arrow stream, in the memory that Arrow lays down: what pyarrow and polars give, without them."""

    def __init__(self, table, parts=1, first=0, diagnoses="u"):
        self._table, self._parts, self._first, self._form, self._keep = table, parts, first, diagnoses, []

    def __arrow_c_stream__(self, requested_schema=None):
        stream = _columns._ArrowStream()
        left = [self._parts]

        def get_schema(_, out):
            fields = [self._column(name)[0] for name in self._table]
            self._fill(out.contents, b"+s", fields)
            return 0

        def get_next(_, out):
            left[0] -= 1
            if left[0] < 0:
                out.contents.release = None
                return 0
            children = [self._column(name)[1] for name in self._table]
            array_ = out.contents
            array_.length = len(self._table["id"]) - self._first
            array_.null_count, array_.offset, array_.n_buffers, array_.n_children = 0, self._first, 1, len(children)
            array_.buffers = self._kept((ctypes.c_void_p * 1)())
            array_.children = self._kept((ctypes.POINTER(_columns._ArrowArray) * len(children))(
                *[ctypes.pointer(self._kept(child)) for child in children]))
            array_.release = ctypes.cast(self._release, ctypes.c_void_p)
            return 0

        def release(address):
            ctypes.c_void_p.from_address(address + _columns._ArrowSchema.release.offset).value = None

        def release_array(address):
            ctypes.c_void_p.from_address(address + _columns._ArrowArray.release.offset).value = None

        self._release_schema = self._kept(_columns._RELEASE(release))
        self._release = self._kept(_columns._RELEASE(release_array))
        stream.get_schema = type(stream.get_schema)(get_schema)
        stream.get_next = type(stream.get_next)(get_next)
        self._kept(stream)
        new = ctypes.pythonapi.PyCapsule_New
        new.restype, new.argtypes = ctypes.py_object, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
        return new(ctypes.addressof(stream), b"arrow_array_stream", None)

    def _kept(self, value):
        self._keep.append(value)
        return value

    def _fill(self, schema, kind, children=(), name=b"", dictionary=None):
        schema.format, schema.name, schema.n_children = self._kept(kind), self._kept(name), len(children)
        schema.children = self._kept((ctypes.POINTER(_columns._ArrowSchema) * max(1, len(children)))(
            *[ctypes.pointer(self._kept(child)) for child in children]))
        if dictionary is not None:
            schema.dictionary = ctypes.pointer(self._kept(dictionary))
        schema.release = ctypes.cast(self._release_schema, ctypes.c_void_p)
        return schema

    def _column(self, name):
        values = self._table[name]
        form = self._form if name == "diagnoses" else "u"
        if isinstance(values[0], int):
            return self._of(b"i", name, values, [array.array("i", [value or 0 for value in values])])
        if form in ("u", "U"):
            return self._of(form.encode(), name, values, self._texts(values, "i" if form == "u" else "q"))
        if form == "vu":
            views, long_ = bytearray(), bytearray()
            for value in values:
                text = (value or "").encode()
                views += len(text).to_bytes(4, "little")
                if len(text) <= 12:
                    views += text.ljust(12, b"\0")
                else:
                    views += text[:4] + (0).to_bytes(4, "little") + len(long_).to_bytes(4, "little")
                    long_ += text
            # A text of more than twelve bytes stands in a buffer of its own.
            return self._of(b"vu", name, values, [array.array("B", views), array.array("B", long_ or b"\0")])
        if form == "dictionary":
            unique = list(dict.fromkeys(values))
            schema, column = self._of(b"c", name, values, [array.array("b", [unique.index(value) for value in values])])
            of, items = self._of(b"u", "", unique, self._texts(unique, "i"))
            schema.dictionary = ctypes.pointer(self._kept(of))
            column.dictionary = ctypes.pointer(self._kept(items))
            return schema, column
        words = [word for value in values for word in value.split()]
        offsets = array.array("i", [0])
        for value in values:
            offsets.append(offsets[-1] + len(value.split()))
        schema, column = self._of(b"+l", name, values, [offsets])
        of, items = self._of(b"u", "item", words, self._texts(words, "i"))
        self._fill(schema, b"+l", [of], name.encode())
        column.n_children = 1
        column.children = self._kept((ctypes.POINTER(_columns._ArrowArray) * 1)(ctypes.pointer(self._kept(items))))
        return schema, column

    def _texts(self, values, kind):
        offsets, texts = array.array(kind, [0]), b""
        for value in values:
            texts += (value or "").encode()
            offsets.append(len(texts))
        return [offsets, array.array("B", texts or b"\0")]

    def _of(self, kind, name, values, buffers):
        validity = bytearray((len(values) + 7) // 8 or 1)
        for row, value in enumerate(values):
            validity[row >> 3] |= (value is not None) << (row & 7)
        buffers = [array.array("B", validity), *buffers]
        column = self._kept(_columns._ArrowArray())
        column.length, column.null_count, column.n_buffers = len(values), sum(value is None for value in values), len(buffers)
        column.buffers = self._kept((ctypes.c_void_p * len(buffers))(*[self._kept(buffer).buffer_info()[0] for buffer in buffers]))
        return self._fill(self._kept(_columns._ArrowSchema()), kind, (), name.encode()), column


if __name__ == "__main__":
    unittest.main()
