/*
 * suites.h: the list of all suites, one a line, in the order of the floors.
 * SUITE(day) stands for `Suite *suite_day(void)`, in a file of test_sources in Makefile.am.
 * Included more than once by check_main.c, each time with another SUITE.
 */
SUITE(text)
SUITE(width)
SUITE(han)
SUITE(conv)
SUITE(day)
SUITE(csv)
SUITE(idno)
SUITE(db)
SUITE(trail)
SUITE(books)
SUITE(search)
SUITE(table)
SUITE(parties)
SUITE(office)
SUITE(opinion)
SUITE(review)
SUITE(leave)
SUITE(cli)
SUITE(sheet)
SUITE(demo)
SUITE(key)
SUITE(edit)
SUITE(listview)
SUITE(form)
