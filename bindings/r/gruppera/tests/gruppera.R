# Tests of the package, with R alone. GRUPPERA_TEST_CONTACTS and GRUPPERA_TEST_GROUPED name a file of contacts and the same grouped by the
# program: both are then compared row by row.
library(gruppera)

fails <- function(code, said) {
  message <- tryCatch({ force(code); NA_character_ }, error = conditionMessage)
  if (is.na(message) || !grepl(said, message)) stop("expected a failure with '", said, "', got: ", message)
}

set <- drg_open("open-se", language = "en")
contacts <- data.frame(
  id = c("a", "b", "c", "d"), sex = c("M", "F", "F", NA), age_days = c(23741L, 11000L, 30000L, NA), duration = c(5, 0, 7, NA),
  diagnoses = c("I71.4 I20.9", "J06.9", "S72.0", "J06.9"), procedures = c("", NA, "NFB49", ""), stringsAsFactors = FALSE)

# A set says what it is.
stopifnot(grepl('"id": "open-se"', drg_info(set)), grepl('"sourceHash": "[0-9a-f]{64}"', drg_info(set)), nzchar(drg_engine()))
stopifnot(nzchar(drg_name(set, drg_group_one(set, sex = "M", age_days = 23741, duration = 5, diagnoses = "I714")[["drg"]], "sv")))
stopifnot(nzchar(return_code_text(set, "0")))
fails(drg_open("no-such-set"), "no-such-set")
fails(drg_name(set, "NOGROUP"), "no group")
fails(drg_group(3, contacts), "drg_open")

# A table groups as its contacts one by one.
groups <- drg_group(set, contacts)
stopifnot(nrow(groups) == 4, identical(names(groups), names(drg_group_one(set, sex = "M"))))
for (row in 1:4) {
  one <- do.call(drg_group_one, c(list(set), as.list(contacts[row, ])))
  same <- setdiff(names(groups), "care_form_from")
  stopifnot(identical(unname(one[same]), unname(unlist(groups[row, same]))))
}
stopifnot(is.na(groups$drg[4]), groups$issue[4] == "GRP3012", grepl('"grouped": 3', drg_summary(groups)))

# Factors, dates, lists of codes, logical and labelled columns are read as what they are.
other <- contacts
other$sex <- factor(other$sex)
other$diagnoses <- I(strsplit(contacts$diagnoses, " "))
other$age_days <- as.double(other$age_days)
stopifnot(identical(groups, drg_group(set, other)))
factors <- drg_group(set, contacts, factors = TRUE)
stopifnot(is.factor(factors$drg), identical(as.character(factors$drg), groups$drg))
dated <- data.frame(
  sex = "M", birth_date = as.Date("1950-01-01"), admission_date = as.Date(c("2015-01-01", NA)),
  discharge_date = as.POSIXct("2015-01-05 00:30", tz = "Europe/Stockholm"), diagnoses = "I714")
stopifnot(identical(drg_explain_row(set, dated, 1, lens = "why"), drg_explain(
  set, sex = "M", birth_date = as.Date("1950-01-01"), admission_date = as.Date("2015-01-01"), discharge_date = as.Date("2015-01-05"),
  diagnoses = "I714", lens = "why")))
stopifnot(identical(drg_group(set, dated)$issue[2], "GRP3012"), !is.na(drg_group(set, dated)$drg[1]))
stopifnot(identical(names(drg_group(set, contacts, want = c("drg", "rtc"))), c("drg", "rtc")))

# What cannot be read is refused, with what to do.
fails(drg_group(set, contacts[c("sex", "duration", "diagnoses")]), "no age")
fails(drg_group(set, list(sex = "M", duration = 1:2)), "different numbers of rows")
fails(drg_group(set, contacts, layout = "no-such-layout"), "no layout")
stopifnot(!is.na(drg_group(set, contacts[1, c("sex", "duration", "diagnoses")], allow_missing = "age")$drg))
by_hand <- data.frame(x1 = "M", x2 = 65, x3 = 5, x4 = "I714")
stopifnot(!is.na(drg_group(set, by_hand, columns = c(x1 = "sex", x2 = "age_years", x3 = "days", x4 = "diagnoses"))$drg))
stopifnot(grepl('"fact": "age_days"', drg_read(set, contacts)))
stopifnot(nrow(drg_group(set, contacts[0, ])) == 0)

# Explanations.
stopifnot(grepl(paste0('"drg": "', groups$drg[1], '"'), drg_explain_row(set, contacts, 1, lens = "why"), fixed = TRUE))
stopifnot(grepl('"nearMisses"', drg_explain(set, sex = "M", age_days = 23741, duration = 5, diagnoses = c("I71.4", "I20.9"))))
fails(drg_explain_row(set, contacts, 5), "row")
fails(drg_explain(set, diagnoses = "I714", duration = 1), "GRP3012")

# SAS, Stata and SPSS files by haven, where that is.
if (requireNamespace("haven", quietly = TRUE)) {
  columns <- contacts[1:3, c("id", "sex", "age_days", "duration", "diagnoses")]
  expected <- drg_group(set, columns)$drg
  for (form in c("sav", "dta", "xpt")) {
    path <- tempfile(fileext = paste0(".", form))
    # Names of an xpt file of version 5 have at most eight letters.
    named <- if (form == "xpt") stats::setNames(columns, c("id", "sex", "age_days", "duration", "diagn")) else columns
    get(paste0("write_", form), asNamespace("haven"))(named, path)
    read <- get(paste0("read_", form), asNamespace("haven"))(path)
    found <- drg_group(set, read, columns = if (form == "xpt") c(diagn = "diagnoses") else NULL)
    stopifnot(identical(found$drg, expected))
  }
  labelled <- columns
  labelled$sex <- haven::labelled(c(1, 2, 2), c(Man = 1, Kvinna = 2))
  stopifnot(identical(drg_group(set, labelled)$drg, expected))
  cat("haven: sav, dta and xpt files and labels are read\n")
} else {
  cat("skipped: haven is not here\n")
}

# The same groups as the program.
if (nzchar(Sys.getenv("GRUPPERA_TEST_CONTACTS"))) {
  read <- function(name) read.csv(
    Sys.getenv(name), colClasses = "character", na.strings = character(), check.names = FALSE, encoding = "UTF-8")
  table <- read("GRUPPERA_TEST_CONTACTS")
  expected <- read("GRUPPERA_TEST_GROUPED")[-seq_along(table)]
  own <- drg_open(Sys.getenv("GRUPPERA_TEST_SET", "open-se"), language = "en")
  seconds <- system.time(found <- drg_group(own, table, threads = 1L))
  found[is.na(found)] <- ""
  equal <- Reduce(`&`, Map(function(a, b) enc2utf8(a) == enc2utf8(b), expected, found[names(expected)]))
  cat(sum(equal), "of", nrow(expected), "rows as the program;", round(nrow(table) / sum(seconds[1:2])), "rows a CPU second\n")
  stopifnot(all(equal), nrow(found) == nrow(expected))
  close(own)
}

close(set)
fails(drg_group(set, contacts), "closed")
cat("passed\n")
