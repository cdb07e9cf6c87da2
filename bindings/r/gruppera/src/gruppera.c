/* The border between R and libgruppera: no more than vectors in and vectors out. */
#include <stdlib.h>
#include <string.h>

#include <R.h>
#include <R_ext/Rdynload.h>
#include <Rinternals.h>

#include "gruppera.h"

#ifdef _WIN32
#include <windows.h>
static void *open_library(const char *path) { return (void *)LoadLibraryA(path); }
static void *find(void *library, const char *name) { return (void *)GetProcAddress((HMODULE)library, name); }
#else
#include <dlfcn.h>
static void *open_library(const char *path) { return dlopen(path, RTLD_NOW | RTLD_LOCAL); }
static void *find(void *library, const char *name) { return dlsym(library, name); }
#endif

enum { RESULTS = sizeof(gruppera_result) / sizeof(const char *), FIELDS = sizeof(gruppera_contact) / sizeof(const char *) };

/* The functions, found when the library is loaded. */
static struct {
    int32_t (*abi)(void);
    const char *(*engine)(void);
    const char *(*error)(void);
    void (*free)(void *);
    int32_t (*close)(int64_t);
    int32_t (*open)(const char *, const char *, const char *, gruppera_set *);
    int32_t (*set_json)(gruppera_set, char **);
    int32_t (*drg_name)(gruppera_set, const char *, const char *, const char **);
    int32_t (*return_code_text)(gruppera_set, const char *, const char *, const char **);
    int32_t (*group_contact)(gruppera_set, const gruppera_contact *, size_t, gruppera_result *, size_t);
    int32_t (*explain_contact)(gruppera_set, const gruppera_contact *, size_t, const char *, const char *, char **);
    int32_t (*reader_open)(
        gruppera_set, const gruppera_column *, int32_t, int64_t, const char *, const char *, const char *, gruppera_reader *);
    int32_t (*reader_json)(gruppera_reader, const char *, char **);
    int32_t (*group_columns)(
        gruppera_reader, const gruppera_column *, int32_t, int64_t, int32_t, const gruppera_output *, int32_t, char **);
    int32_t (*texts)(gruppera_set, const char *, const char *const **, int32_t *);
    int32_t (*explain_row)(
        gruppera_reader, const gruppera_column *, int32_t, int64_t, int64_t, const char *, const char *, char **);
} lib;

static int is_loaded = 0;

static void check(int32_t status)
{
    if (status != GRUPPERA_OK) {
        const char *said = lib.error();
        Rf_error("%s", said != NULL ? said : "the library failed");
    }
}

static const char *text(SEXP value) { return Rf_isNull(value) ? NULL : CHAR(STRING_ELT(value, 0)); }

static gruppera_set handle(SEXP value)
{
    if (!is_loaded || !Rf_isReal(value) || XLENGTH(value) != 1)
        Rf_error("this is no open definition set");
    return (gruppera_set)REAL(value)[0];
}

/* A text that the library has given out, which is freed. */
static SEXP given(char *json)
{
    SEXP answer = PROTECT(Rf_allocVector(STRSXP, 1));
    SET_STRING_ELT(answer, 0, Rf_mkCharCE(json, CE_UTF8));
    lib.free(json);
    UNPROTECT(1);
    return answer;
}

static SEXP C_load(SEXP path)
{
    if (is_loaded)
        return R_NilValue;
    void *library = open_library(text(path));
    if (library == NULL)
        Rf_error("libgruppera is not here (%s): build it with eng/native, and name it in GRUPPERA_LIBRARY", text(path));
    struct { const char *name; void *place; } functions[] = {
        {"gruppera_abi", &lib.abi}, {"gruppera_engine", &lib.engine}, {"gruppera_error", &lib.error}, {"gruppera_free", &lib.free},
        {"gruppera_close", &lib.close}, {"gruppera_open", &lib.open}, {"gruppera_set_json", &lib.set_json},
        {"gruppera_drg_name", &lib.drg_name}, {"gruppera_return_code_text", &lib.return_code_text},
        {"gruppera_group_contact", &lib.group_contact}, {"gruppera_explain_contact", &lib.explain_contact},
        {"gruppera_reader_open", &lib.reader_open}, {"gruppera_reader_json", &lib.reader_json},
        {"gruppera_group_columns", &lib.group_columns}, {"gruppera_texts", &lib.texts}, {"gruppera_explain_row", &lib.explain_row},
    };
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        void *found = find(library, functions[i].name);
        if (found == NULL)
            Rf_error("%s has no function %s: build library and package from the same sources", text(path), functions[i].name);
        memcpy(functions[i].place, &found, sizeof found);
    }
    if (lib.abi() != GRUPPERA_ABI)
        Rf_error("%s has another interface than this package: build both from the same sources", text(path));
    is_loaded = 1;
    return R_NilValue;
}

static SEXP C_engine(void) { return Rf_mkString(lib.engine()); }

static SEXP C_open(SEXP set, SEXP country, SEXP language)
{
    gruppera_set opened;
    check(lib.open(text(set), text(country), text(language), &opened));
    return Rf_ScalarReal((double)opened);
}

static SEXP C_close(SEXP set)
{
    check(lib.close(handle(set)));
    return R_NilValue;
}

static SEXP C_set_json(SEXP set)
{
    char *json;
    check(lib.set_json(handle(set), &json));
    return given(json);
}

static SEXP C_name(SEXP set, SEXP codes, SEXP language, SEXP is_return_code)
{
    const R_xlen_t count = XLENGTH(codes);
    SEXP answer = PROTECT(Rf_allocVector(STRSXP, count));
    for (R_xlen_t i = 0; i < count; i++) {
        const char *name;
        const char *code = CHAR(STRING_ELT(codes, i));
        check(Rf_asLogical(is_return_code) ? lib.return_code_text(handle(set), code, text(language), &name)
                                           : lib.drg_name(handle(set), code, text(language), &name));
        SET_STRING_ELT(answer, i, Rf_mkCharCE(name, CE_UTF8));
    }
    UNPROTECT(1);
    return answer;
}

/* The columns of a list for C. Their memory is R's, which frees it when .Call returns. */
static gruppera_column *columns_of(SEXP columns)
{
    const R_xlen_t count = XLENGTH(columns);
    SEXP names = Rf_getAttrib(columns, R_NamesSymbol);
    gruppera_column *own = (gruppera_column *)R_alloc((size_t)count, sizeof *own);
    memset(own, 0, (size_t)count * sizeof *own);
    for (R_xlen_t i = 0; i < count; i++) {
        SEXP column = VECTOR_ELT(columns, i);
        const R_xlen_t rows = XLENGTH(column);
        own[i].name = CHAR(STRING_ELT(names, i));
        if (TYPEOF(column) == STRSXP) {
            const char **texts = (const char **)R_alloc((size_t)rows + 1, sizeof *texts);
            for (R_xlen_t row = 0; row < rows; row++) {
                SEXP value = STRING_ELT(column, row);
                texts[row] = value == NA_STRING ? NULL : CHAR(value);
            }
            own[i].type = GRUPPERA_POINTERS;
            own[i].values = texts;
        } else if (TYPEOF(column) == INTSXP) {
            const int *values = INTEGER(column);
            uint8_t *validity = NULL;
            for (R_xlen_t row = 0; row < rows; row++) {
                if (values[row] != NA_INTEGER)
                    continue;
                if (validity == NULL) {
                    validity = (uint8_t *)R_alloc((size_t)rows / 8 + 1, 1);
                    memset(validity, 0xFF, (size_t)rows / 8 + 1);
                }
                validity[row >> 3] &= (uint8_t)~(1u << (row & 7));
            }
            own[i].type = Rf_getAttrib(column, Rf_install("kind")) == R_NilValue ? GRUPPERA_INTEGERS : GRUPPERA_DAYS;
            own[i].width = 4;
            own[i].values = values;
            own[i].validity = validity;
        } else {
            own[i].type = GRUPPERA_REALS;
            own[i].width = 8;
            own[i].values = REAL(column);
        }
        if (rows == 0)
            own[i].values = NULL;
    }
    return own;
}

static gruppera_reader reader_of(SEXP set, const gruppera_column *own, int32_t count, int64_t rows, SEXP wish)
{
    gruppera_reader reader;
    check(lib.reader_open(
        handle(set), own, count, rows, text(VECTOR_ELT(wish, 0)), text(VECTOR_ELT(wish, 1)), text(VECTOR_ELT(wish, 2)), &reader));
    return reader;
}

/* Closes the reader, then fails where the call failed: a failure in R comes back no more. */
static void check_and_close(int32_t status, gruppera_reader reader)
{
    lib.close(reader);
    check(status);
}

static SEXP C_group(SEXP set, SEXP columns, SEXP rows, SEXP wish, SEXP want, SEXP threads, SEXP factors)
{
    const int32_t count = (int32_t)XLENGTH(columns), wanted = (int32_t)XLENGTH(want);
    const int64_t row_count = (int64_t)REAL(rows)[0];
    gruppera_column *own = columns_of(columns);
    SEXP answer = PROTECT(Rf_allocVector(VECSXP, 2)), groups = PROTECT(Rf_allocVector(VECSXP, wanted));
    gruppera_output *outputs = (gruppera_output *)R_alloc((size_t)wanted + 1, sizeof *outputs);
    SET_VECTOR_ELT(answer, 0, groups);
    int is_factor = Rf_asLogical(factors);
    int32_t **places = (int32_t **)R_alloc((size_t)wanted + 1, sizeof *places);
    for (int32_t i = 0; i < wanted; i++) {
        outputs[i].column = CHAR(STRING_ELT(want, i));
        if (is_factor) {
            SET_VECTOR_ELT(groups, i, Rf_allocVector(INTSXP, (R_xlen_t)row_count));
            places[i] = INTEGER(VECTOR_ELT(groups, i));
        } else {
            places[i] = (int32_t *)R_alloc((size_t)row_count + 1, sizeof(int32_t));
        }
        outputs[i].values = places[i];
    }

    gruppera_reader reader = reader_of(set, own, count, row_count, wish);
    char *summary;
    check_and_close(lib.group_columns(reader, own, count, row_count, Rf_asInteger(threads), outputs, wanted, &summary), reader);
    SET_VECTOR_ELT(answer, 1, given(summary));
    for (int32_t i = 0; i < wanted; i++) {
        const char *const *texts;
        int32_t text_count;
        check(lib.texts(handle(set), outputs[i].column, &texts, &text_count));
        SEXP levels = PROTECT(Rf_allocVector(STRSXP, text_count));
        for (int32_t j = 0; j < text_count; j++)
            SET_STRING_ELT(levels, j, Rf_mkCharCE(texts[j], CE_UTF8));
        if (is_factor) {
            for (int64_t row = 0; row < row_count; row++)
                places[i][row] = places[i][row] < 0 ? NA_INTEGER : places[i][row] + 1;
            Rf_setAttrib(VECTOR_ELT(groups, i), R_LevelsSymbol, levels);
            Rf_setAttrib(VECTOR_ELT(groups, i), R_ClassSymbol, Rf_mkString("factor"));
        } else {
            SEXP values = PROTECT(Rf_allocVector(STRSXP, (R_xlen_t)row_count));
            for (int64_t row = 0; row < row_count; row++)
                SET_STRING_ELT(values, (R_xlen_t)row, places[i][row] < 0 ? NA_STRING : STRING_ELT(levels, places[i][row]));
            SET_VECTOR_ELT(groups, i, values);
            UNPROTECT(1);
        }
        UNPROTECT(1);
    }
    UNPROTECT(2);
    return answer;
}

static SEXP C_reading(SEXP set, SEXP columns, SEXP rows, SEXP wish, SEXP language)
{
    gruppera_column *own = columns_of(columns);
    gruppera_reader reader = reader_of(set, own, (int32_t)XLENGTH(columns), (int64_t)REAL(rows)[0], wish);
    char *json;
    check_and_close(lib.reader_json(reader, text(language), &json), reader);
    return given(json);
}

static SEXP C_explain_row(SEXP set, SEXP columns, SEXP rows, SEXP wish, SEXP row, SEXP lens, SEXP language)
{
    const int32_t count = (int32_t)XLENGTH(columns);
    const int64_t row_count = (int64_t)REAL(rows)[0];
    gruppera_column *own = columns_of(columns);
    gruppera_reader reader = reader_of(set, own, count, row_count, wish);
    char *json;
    check_and_close(lib.explain_row(reader, own, count, row_count, (int64_t)REAL(row)[0], text(lens), text(language), &json), reader);
    return given(json);
}

static gruppera_contact contact_of(SEXP fields)
{
    const char *texts[FIELDS];
    gruppera_contact contact;
    for (int i = 0; i < FIELDS; i++)
        texts[i] = i < XLENGTH(fields) && STRING_ELT(fields, i) != NA_STRING ? CHAR(STRING_ELT(fields, i)) : NULL;
    memcpy(&contact, texts, sizeof contact);
    return contact;
}

static SEXP C_group_one(SEXP set, SEXP fields)
{
    const gruppera_contact contact = contact_of(fields);
    gruppera_result result;
    const char *texts[RESULTS];
    check(lib.group_contact(handle(set), &contact, sizeof contact, &result, sizeof result));
    memcpy(texts, &result, sizeof result);
    SEXP answer = PROTECT(Rf_allocVector(STRSXP, RESULTS));
    for (int i = 0; i < RESULTS; i++)
        SET_STRING_ELT(answer, i, texts[i][0] == 0 ? NA_STRING : Rf_mkCharCE(texts[i], CE_UTF8));
    UNPROTECT(1);
    return answer;
}

static SEXP C_explain_one(SEXP set, SEXP fields, SEXP lens, SEXP language)
{
    const gruppera_contact contact = contact_of(fields);
    char *json;
    check(lib.explain_contact(handle(set), &contact, sizeof contact, text(lens), text(language), &json));
    return given(json);
}

#define FUNCTION(name, count) {#name, (DL_FUNC)&name, count}
static const R_CallMethodDef functions[] = {
    FUNCTION(C_load, 1), FUNCTION(C_engine, 0), FUNCTION(C_open, 3), FUNCTION(C_close, 1), FUNCTION(C_set_json, 1), FUNCTION(C_name, 4),
    FUNCTION(C_group, 7), FUNCTION(C_reading, 5), FUNCTION(C_explain_row, 7), FUNCTION(C_group_one, 2), FUNCTION(C_explain_one, 4),
    {NULL, NULL, 0},
};

void R_init_gruppera(DllInfo *info)
{
    R_registerRoutines(info, NULL, functions, NULL, NULL);
    R_useDynamicSymbols(info, FALSE);
    R_forceSymbols(info, TRUE);
}
