# The functions of the package: data frames as columns of the C library, and back.

# The library is loaded when a set is first opened, from where the option, the variable or the package say.
library_path <- function() {
  name <- if (.Platform$OS.type == "windows") "gruppera.dll" else if (Sys.info()[["sysname"]] == "Darwin") "libgruppera.dylib" else "libgruppera.so"
  named <- getOption("gruppera.library", Sys.getenv("GRUPPERA_LIBRARY"))
  if (nzchar(named)) return(named)
  beside <- system.file("lib", name, package = "gruppera")
  if (nzchar(beside)) beside else name
}

.onUnload <- function(libpath) library.dynam.unload("gruppera", libpath)

drg_open <- function(set = "open-se", country = NULL, language = NULL) {
  .Call(C_load, path.expand(library_path()))
  country <- text_or_null(country)
  language <- text_or_null(language)
  structure(list(handle = .Call(C_open, enc2utf8(as.character(set)), country, language)), class = "drg_set")
}

close.drg_set <- function(con, ...) invisible(.Call(C_close, con$handle))

print.drg_set <- function(x, ...) {
  cat("<definition set ", .Call(C_set_json, x$handle), ">\n", sep = "")
  invisible(x)
}

drg_engine <- function() {
  .Call(C_load, path.expand(library_path()))
  .Call(C_engine)
}

drg_info <- function(set) .Call(C_set_json, handle_of(set))

drg_name <- function(set, drg, language = NULL) .Call(C_name, handle_of(set), enc2utf8(as.character(drg)), text_or_null(language), FALSE)

return_code_text <- function(set, code, language = NULL)
  .Call(C_name, handle_of(set), enc2utf8(as.character(code)), text_or_null(language), TRUE)

drg_group <- function(set, contacts, want = NULL, layout = NULL, allow_missing = NULL, columns = NULL, threads = 0L, factors = FALSE) {
  columns_in <- columns_of(contacts)
  want <- if (is.null(want)) result_columns else match.arg(want, result_columns, several.ok = TRUE)
  answer <- .Call(
    C_group, handle_of(set), columns_in, nrow_of(columns_in), wish(layout, allow_missing, columns), want, as.integer(threads),
    isTRUE(factors))
  groups <- answer[[1L]]
  names(groups) <- want
  result <- structure(groups, class = "data.frame", row.names = .set_row_names(nrow_of(columns_in)))
  attr(result, "summary") <- answer[[2L]]
  result
}

drg_summary <- function(groups) attr(groups, "summary")

drg_read <- function(set, contacts, layout = NULL, allow_missing = NULL, columns = NULL, language = NULL) {
  columns_in <- columns_of(contacts)
  .Call(C_reading, handle_of(set), columns_in, nrow_of(columns_in), wish(layout, allow_missing, columns), text_or_null(language))
}

drg_group_one <- function(set, ...) {
  values <- .Call(C_group_one, handle_of(set), contact_of(list(...)))
  names(values) <- result_columns
  values
}

drg_explain <- function(set, ..., lens = "near", language = NULL)
  .Call(C_explain_one, handle_of(set), contact_of(list(...)), lens, text_or_null(language))

drg_explain_row <- function(set, contacts, row, lens = "near", language = NULL, layout = NULL, allow_missing = NULL, columns = NULL) {
  columns_in <- columns_of(contacts)
  .Call(
    C_explain_row, handle_of(set), columns_in, nrow_of(columns_in), wish(layout, allow_missing, columns), as.double(row) - 1, lens,
    text_or_null(language))
}

result_columns <- c(
  "drg", "drg_name", "drg_mdc", "mdc", "rtc", "cc", "kind", "surgery", "day_surgery", "care_form", "care_form_from", "specialty",
  "specialty_from", "ord", "rule_id", "set", "issue")

contact_columns <- c(
  "id", "sex", "age_days", "age_years", "birth_date", "admission_date", "discharge_date", "duration", "leave_days", "discharge",
  "care_form", "specialty", "diagnoses", "procedures")

handle_of <- function(set) {
  if (!inherits(set, "drg_set")) stop("the first argument is no definition set: open one with drg_open()", call. = FALSE)
  set$handle
}

# Columns in the kinds that C takes: whole numbers, numbers, dates (as days in whole numbers) and texts in UTF-8.
columns_of <- function(contacts) {
  if (!is.list(contacts) || is.null(names(contacts)) || length(contacts) == 0L)
    stop("contacts are a data frame or a named list of columns", call. = FALSE)
  columns <- lapply(unclass(contacts)[names(contacts)], column_of)
  lengths <- lengths(columns)
  if (any(lengths != lengths[[1L]])) stop("the columns have different numbers of rows", call. = FALSE)
  names(columns) <- enc2utf8(names(contacts))
  columns
}

column_of <- function(x) {
  if (inherits(x, "Date")) return(structure(suppressWarnings(as.integer(unclass(x))), kind = "days"))
  # The day in the time zone of the column: as.Date() alone takes that of UTC.
  if (inherits(x, "POSIXt")) return(column_of(as.Date(format(x, "%Y-%m-%d"))))
  if (inherits(x, "integer64")) return(whole_numbers(x))
  if (inherits(x, "haven_labelled")) return(column_of(unlabelled(x)))
  if (is.factor(x)) return(enc2utf8(as.character(x)))
  if (is.list(x)) return(enc2utf8(vapply(x, function(codes) paste(codes[!is.na(codes)], collapse = " "), "")))
  if (is.logical(x)) return(as.integer(x))
  if (is.integer(x) || is.double(x)) return(as.vector(x))
  enc2utf8(as.character(x))
}

# Whole numbers of bit64 are not what their bits say to R: that package writes them as texts.
whole_numbers <- function(x) {
  if (!requireNamespace("bit64", quietly = TRUE)) stop("a column of 64-bit numbers needs the package bit64", call. = FALSE)
  as.character(x)
}

# Values of a column that haven has read with labels: the codes themselves, which is what layouts and readers know.
unlabelled <- function(x) {
  attributes(x) <- NULL
  x
}

nrow_of <- function(columns) as.double(length(columns[[1L]]))

wish <- function(layout, allow_missing, columns) {
  by_hand <- if (is.null(columns)) NULL else paste0(names(columns), "=", unlist(columns), collapse = "\n")
  list(
    text_or_null(layout), if (is.null(allow_missing)) NULL else text_or_null(paste(allow_missing, collapse = ",")), text_or_null(by_hand))
}

contact_of <- function(given) {
  if (is.null(names(given)) || any(!names(given) %in% contact_columns))
    stop("a contact has the fields ", paste(contact_columns, collapse = ", "), call. = FALSE)
  values <- rep(NA_character_, length(contact_columns))
  for (name in names(given)) {
    value <- given[[name]]
    if (length(value) > 0L && !all(is.na(value)))
      values[match(name, contact_columns)] <- paste(if (inherits(value, "Date")) format(value, "%Y-%m-%d") else as_text(value), collapse = " ")
  }
  enc2utf8(values)
}

as_text <- function(value) if (is.double(value)) format(value, scientific = FALSE, trim = TRUE, digits = 15L) else as.character(value)

text_or_null <- function(text) if (is.null(text)) NULL else enc2utf8(as.character(text)[[1L]])
