/* gruppera.h - Gruppera's grouping engine as a C library (libgruppera).
 *
 * A definition set is opened once and groups any number of care contacts: one at a time (gruppera_group_contact), or whole tables in
 * columns (gruppera_reader_open, gruppera_group_columns). What columns, cells and results mean is the same as for the program
 * `gruppera group`: a table is read as the same table in a CSV file is. docs/native.md has examples.
 *
 * Texts are UTF-8. Texts in end with a zero byte unless a length says otherwise. Texts out end with a zero byte.
 *
 * Threads: every function may be called from any number of threads at once, with the same handles. A handle may be closed while
 * another thread uses it: that call ends as if it had not been closed.
 *
 * Errors: functions that can fail return a gruppera_status, GRUPPERA_OK (0) for success. gruppera_error() has a text with what is wrong
 * and what to do. On failure, what a function gives out is set to 0 or NULL, but for the result of gruppera_group_contact and the
 * outputs of gruppera_group_columns, whose content is then undefined. A contact that cannot be grouped is no failure: it has no group, and the code of an issue.
 *
 * What the library checks: null pointers, handles (a number that was never given or is closed is GRUPPERA_HANDLE), types, widths, sizes,
 * offsets, places in dictionaries, and texts that have to be UTF-8. What it cannot check: that a pointer that is not null points to what
 * it says.
 *
 * Processes: do not fork() after the first call and go on to use the library in the child. The library cannot be unloaded: do not
 * dlclose() it.
 */
#ifndef GRUPPERA_H
#define GRUPPERA_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Number of the interface that this header describes; gruppera_abi() has that of the library. Compare them once. */
#define GRUPPERA_ABI 1

/* Why a call failed. */
typedef enum gruppera_status {
    GRUPPERA_OK = 0,
    GRUPPERA_ARGUMENT = 1, /* an argument is null, out of range, unknown by name, or no text in UTF-8 */
    GRUPPERA_HANDLE = 2,   /* the handle was never given, is closed, or is one of another kind */
    GRUPPERA_SET = 3,      /* the definition set is not there, or cannot be used */
    GRUPPERA_COLUMNS = 4,  /* the columns, or the contact to explain, cannot be read as contacts */
    GRUPPERA_MEMORY = 5,   /* there is no memory left */
    GRUPPERA_INTERNAL = 6  /* a fault of the library */
} gruppera_status;

/* An open definition set. 0 is none. */
typedef int64_t gruppera_set;

/* How the columns of a table are read. 0 is none. */
typedef int64_t gruppera_reader;

/* ---- The library ---- */

/* Number of the interface of the library: see GRUPPERA_ABI. */
int32_t gruppera_abi(void);

/* Version of the engine, as "0.1.0"; never freed. */
const char *gruppera_engine(void);

/* What the last failed call of this thread failed of, as a text; NULL if none has. It stays until the next failure of the thread. It never
 * holds a value of a contact. */
const char *gruppera_error(void);

/* Frees a text that a function gave out as `char **`. NULL is allowed. */
void gruppera_free(void *text);

/* Closes a set or a reader. Texts that came with a set (gruppera_texts, gruppera_result) live as long as the set, or a reader of it, is
 * open. */
int32_t gruppera_close(int64_t handle);

/* ---- Definition sets ---- */

/* Opens a definition set, and makes it ready for grouping (0.1 to 1 second).
 *   set       "open-se" (the open set that comes with the library; NULL is the same), the id of a set that `gruppera tables import` has
 *             stored, or the path of a delivery (folder, zip, JSON file, workbook).
 *   country   country to read from a delivery of several, as "swe"; NULL for none.
 *   language  language of the names of groups in results, and of other texts where a call names none, as "sv", "en", "fi", "nb", "da".
 *             NULL: names in the set's own language, other texts in English.
 *   handle    takes the set.
 * GRUPPERA_SET where it is not there or cannot be used. */
int32_t gruppera_open(const char *set, const char *country, const char *language, gruppera_set *handle);

/* What the set is called and where it comes from, as JSON: id, name, country, year, sourceHash (SHA-256 of the files it was read from)
 * under "version"; "engine" (version of the engine); "rules" (their number). Store it with results: with it they can be made again.
 *   json  takes the text; gruppera_free() frees it. */
int32_t gruppera_set_json(gruppera_set set, char **json);

/* Name of a group.
 *   language  NULL for the one given to gruppera_open, or else the set's own.
 *   text      takes the text, which lives as long as the set; empty if the set has no name for the group.
 * GRUPPERA_ARGUMENT where the set has no such group. */
int32_t gruppera_drg_name(gruppera_set set, const char *drg, const char *language, const char **text);

/* Text of a return code, as "0"; otherwise as gruppera_drg_name. */
int32_t gruppera_return_code_text(gruppera_set set, const char *code, const char *language, const char **text);

/* ---- One contact ---- */

/* A care contact, as a row of a file has it. NULL or an empty text is what is not given, so a struct of zeros is a contact without anything.
 * Age: age_days, or birth_date with admission_date, or age_years. Care days: duration, or both dates, or a care form outpatient. */
typedef struct gruppera_contact {
    const char *id;             /* what the caller calls it; not used */
    const char *sex;            /* M or F; also 1, 2, K */
    const char *age_days;       /* age in days at admission or visit */
    const char *age_years;      /* age in completed years */
    const char *birth_date;     /* 2001-12-31 */
    const char *admission_date; /* date of admission or visit */
    const char *discharge_date; /* date of discharge */
    const char *duration;       /* care days; 0 for a visit */
    const char *leave_days;     /* days of leave within the stay */
    const char *discharge;      /* how it ended: docs/formats/contacts.md has the letters; not given is alive */
    const char *care_form;      /* inpatient, outpatient, primary, outside */
    const char *specialty;      /* somatic, psychiatric */
    const char *diagnoses;      /* with blanks between, the principal one first; a pair as G94.0*A50.3 */
    const char *procedures;     /* with blanks between */
} gruppera_contact;

/* The result for a contact: the columns that `gruppera group` adds to a row, in their order. Never NULL; empty where a contact has no group,
 * or the set does not say. They live as long as the set is open. */
typedef struct gruppera_result {
    const char *drg;            /* national group */
    const char *drg_name;       /* its name */
    const char *drg_mdc;        /* MDC of the group */
    const char *mdc;            /* MDC of the contact */
    const char *rtc;            /* return code; "0" where nothing was wrong */
    const char *cc;             /* complication level: "0", "1", "2" */
    const char *kind;           /* procedure or conservative */
    const char *surgery;        /* surgical or medical */
    const char *day_surgery;    /* yes or no */
    const char *care_form;      /* inpatient, outpatient, primary, outside */
    const char *care_form_from; /* column, layout or derived */
    const char *specialty;      /* somatic or psychiatric */
    const char *specialty_from; /* column, layout or derived */
    const char *ord;            /* order of the rule that decided */
    const char *rule_id;        /* its id */
    const char *set;            /* id of the set */
    const char *issue;          /* codes of what was wrong or odd, with blanks between: docs/issues.md */
} gruppera_result;

/* Groups one contact; about a microsecond.
 *   contact_size, result_size  sizeof of the structs, so that programs and libraries of different versions understand each other. */
int32_t gruppera_group_contact(
    gruppera_set set, const gruppera_contact *contact, size_t contact_size, gruppera_result *result, size_t result_size);

/* Explains why a contact gets its group, as the JSON that `gruppera explain --format json` gives.
 *   lens      "why": the group, the codes and the rule; "near" (NULL is the same): also near misses and the same base group; "full": also
 *             every rule that was tried.
 *   language  language of the texts; NULL for the one given to gruppera_open, or else English.
 *   json      takes the text; gruppera_free() frees it.
 * GRUPPERA_COLUMNS where the contact lacks what grouping needs. */
int32_t gruppera_explain_contact(
    gruppera_set set, const gruppera_contact *contact, size_t contact_size, const char *lens, const char *language, char **json);

/* ---- Contacts in columns ---- */

/* Types of columns. All may have missing values, which are the same as empty cells. */
typedef enum gruppera_type {
    GRUPPERA_TEXTS = 1,      /* values: texts one after another, each with a zero byte behind; size: bytes of all */
    GRUPPERA_POINTERS = 2,   /* values: const char *const *, one a row; NULL is a missing value */
    GRUPPERA_UTF8 = 3,       /* values: texts one after another; size: bytes of all; offsets: rows + 1 of width 4 or 8 */
    GRUPPERA_INTEGERS = 4,   /* values: signed whole numbers of width 1, 2, 4 or 8 */
    GRUPPERA_REALS = 5,      /* values: float or double (width 4 or 8); NaN is a missing value, 65.0 is read as 65 */
    GRUPPERA_DAYS = 6,       /* values: dates as days from 1970-01-01, of width 4 or 8 */
    GRUPPERA_LIST = 7,       /* offsets: rows + 1 of width 4 or 8, into items; a row is its items with blanks between */
    GRUPPERA_DICTIONARY = 8  /* values: places in items, of width 1 (unsigned), 2, 4 or 8 (signed); a place outside is a missing value */
} gruppera_type;

/* A column. The buffers are laid out as Arrow's are, so an Arrow array is handed over without copying. They are only read, and only during
 * the call. */
typedef struct gruppera_column {
    const char *name;                     /* as the header of a file would have it: docs/formats/contacts.md */
    int32_t type;                         /* gruppera_type */
    int32_t width;                        /* bytes of a value or an offset, where the type says so */
    const void *values;
    int64_t size;                         /* bytes of values, where the type says so */
    const void *offsets;                  /* from 0, never falling */
    const uint8_t *validity;              /* a bit a row, the lowest first, 0 for a missing value; NULL if all are there */
    int64_t first;                        /* rows at the beginning that are passed over, as the offset of a slice in Arrow */
    const struct gruppera_column *items;  /* of lists and dictionaries: one column of texts or numbers, whose name is not looked at */
    int64_t item_count;                   /* rows of items */
} gruppera_column;

/* A column of results that is wanted. */
typedef struct gruppera_output {
    const char *column; /* a field of gruppera_result */
    int32_t *values;    /* takes a number a row: the place of its text in gruppera_texts(), -1 for an empty one */
} gruppera_output;

/* Finds out how the columns of a table are read, from their names and first values, as `gruppera group` does for a file, and keeps that for
 * this table and for others with the same columns, such as the next parts of a large one.
 *   columns, column_count, rows  the table; the first megabyte of it is looked at.
 *   layout         name of a layout (`gruppera layouts`), or a layout as JSON; NULL to find it out.
 *   allow_missing  what contacts may lack: "age,duration"; NULL for nothing.
 *   by_hand        columns with the facts they give, a line each: "ALDER=age_years\nKON=sex"; NULL for none.
 *   reader         takes the reader. It keeps its set open.
 * GRUPPERA_COLUMNS where the table does not give what grouping needs, or a unit or date cannot be told. */
int32_t gruppera_reader_open(
    gruppera_set set, const gruppera_column *columns, int32_t column_count, int64_t rows, const char *layout, const char *allow_missing,
    const char *by_hand, gruppera_reader *reader);

/* How the columns were understood, as JSON: which column is which fact, what is not used, what is missing, what was assumed.
 *   language  language of the texts; NULL for the one given to gruppera_open, or else English.
 *   json      takes the text; gruppera_free() frees it. */
int32_t gruppera_reader_json(gruppera_reader reader, const char *language, char **json);

/* Groups the contacts of a table: rows in are results out, in the same order.
 *   columns, column_count, rows  the table: columns of the names and in the order that the reader was opened with.
 *   threads                      threads at most; 0 for one per processor, 1 for none but the caller's.
 *   outputs, output_count        the columns of results that are wanted; each takes `rows` numbers.
 *   summary                      takes JSON: rows, grouped, outside, unreadable, leftOut, partOfStay, and odd (values that mean nothing
 *                                and codes that the set does not know, by column); gruppera_free() frees it. NULL if it is not wanted. */
int32_t gruppera_group_columns(
    gruppera_reader reader, const gruppera_column *columns, int32_t column_count, int64_t rows, int32_t threads,
    const gruppera_output *outputs, int32_t output_count, char **summary);

/* The texts that a column of results has; a result is a place in them.
 *   column  a field of gruppera_result.
 *   texts   takes an array of texts, which lives as long as the set.
 *   count   takes their number.
 * The columns mdc, cc and issue may get more texts with each call that groups: ask behind it. */
int32_t gruppera_texts(gruppera_set set, const char *column, const char *const **texts, int32_t *count);

/* Explains a row of a table (the first is 0): otherwise as gruppera_explain_contact. */
int32_t gruppera_explain_row(
    gruppera_reader reader, const gruppera_column *columns, int32_t column_count, int64_t rows, int64_t row, const char *lens,
    const char *language, char **json);

#ifdef __cplusplus
}
#endif

#endif
