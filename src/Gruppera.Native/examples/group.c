/* Groups one contact and three in columns, and explains one. Built and run by a test:
 *   gcc -std=c11 -Wall -Wextra -Werror -I include examples/group.c -L LIBRARY -lgruppera -Wl,-rpath,LIBRARY -o group && ./group [SET]
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gruppera.h"

static void check(int32_t status, const char *what)
{
    if (status == GRUPPERA_OK)
        return;
    fprintf(stderr, "%s: error %" PRId32 ": %s\n", what, status, gruppera_error());
    exit(1);
}

int main(int count, char **arguments)
{
    if (gruppera_abi() != GRUPPERA_ABI) {
        fprintf(stderr, "the library has another interface than the header\n");
        return 1;
    }

    gruppera_set set;
    check(gruppera_open(count > 1 ? arguments[1] : "open-se", NULL, "en", &set), "open");

    /* One contact. */
    const gruppera_contact contact = {.sex = "M", .age_days = "23741", .duration = "5", .diagnoses = "I71.4 I20.9"};
    gruppera_result result;
    check(gruppera_group_contact(set, &contact, sizeof contact, &result, sizeof result), "group");
    printf("%s, return code %s, MDC %s: %s\n", result.drg, result.rtc, result.mdc, result.drg_name);

    /* Three in columns, the last without care days. */
    const char *const ids[] = {"a", "b", "c"};
    const char *const sexes[] = {"M", "F", "F"};
    const int32_t ages[] = {23741, 11000, 30000};
    const double durations[] = {5, 0, 0};
    const uint8_t known[] = {0x3};
    const char *const diagnoses[] = {"I71.4 I20.9", "J06.9", "S72.0"};
    const gruppera_column columns[] = {
        {.name = "id", .type = GRUPPERA_POINTERS, .values = ids},
        {.name = "sex", .type = GRUPPERA_POINTERS, .values = sexes},
        {.name = "age_days", .type = GRUPPERA_INTEGERS, .width = 4, .values = ages},
        {.name = "duration", .type = GRUPPERA_REALS, .width = 8, .values = durations, .validity = known},
        {.name = "diagnoses", .type = GRUPPERA_POINTERS, .values = diagnoses},
    };
    gruppera_reader reader;
    check(gruppera_reader_open(set, columns, 5, 3, NULL, NULL, NULL, &reader), "reader");

    int32_t drgs[3], issues[3];
    const gruppera_output outputs[] = {{"drg", drgs}, {"issue", issues}};
    char *json;
    check(gruppera_group_columns(reader, columns, 5, 3, 1, outputs, 2, &json), "columns");
    const char *const *drg_texts, *const *issue_texts;
    int32_t drg_count, issue_count;
    check(gruppera_texts(set, "drg", &drg_texts, &drg_count), "texts");
    check(gruppera_texts(set, "issue", &issue_texts, &issue_count), "texts");
    for (int i = 0; i < 3; i++)
        printf("%s: %s\n", ids[i], drgs[i] >= 0 ? drg_texts[drgs[i]] : issues[i] >= 0 ? issue_texts[issues[i]] : "nothing");
    gruppera_free(json);

    /* Why. */
    check(gruppera_explain_contact(set, &contact, sizeof contact, "why", "sv", &json), "explain");
    printf("explanation: %s\n", strstr(json, "\"codes\"") != NULL ? "with codes" : "without codes");
    gruppera_free(json);

    /* An error has a number and a text. */
    gruppera_set none;
    const int32_t status = gruppera_open("no-such-set", NULL, NULL, &none);
    printf("error %" PRId32 ": %s\n", status, gruppera_error());

    check(gruppera_close(reader), "close");
    check(gruppera_close(set), "close");
    printf("closed twice: %" PRId32 "\n", gruppera_close(set));
    return 0;
}
