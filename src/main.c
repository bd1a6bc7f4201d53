/*
 * main.c: options for every command, the locale, and which face answers.
 *
 * Knows: both faces' doors.  Must not know: what either does.
 *
 * The only file that ends the program.
 */
#include <fcntl.h>
#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/conv.h"
#include "base/i18n.h"
#include "base/text.h"
#include "engine/enter.h"
#include "cli/cli.h"
#include "ui/ui.h"

#ifndef PACKAGE_VERSION
#define PACKAGE_VERSION "0.1.0"
#endif
#ifndef LOCALEDIR
#define LOCALEDIR "/usr/local/share/locale"
#endif

/* ---- locale and language ---- */

static bool
is_ascii_locale(void)
{
	const char *set = nl_langinfo(CODESET);

	return strncasecmp(set, "ANSI_X3.4", 9) == 0 || strcasecmp(set, "US-ASCII") == 0 || strcasecmp(set, "646") == 0;
}

/* Characters and messages; numbers, dates and order are the program's own, and each category is a file to open. */
static bool
use_locale(const char *name)
{
	if (setlocale(LC_CTYPE, name) == NULL || is_ascii_locale())
		return false;
	setlocale(LC_MESSAGES, name);
	return true;
}

/* A fresh server and cron have only C: any UTF-8 locale will do, for the texts come from us. */
static bool
set_locale(void)
{
	static const char *const others[] = { "C.UTF-8", "C.utf8", "zh_CN.UTF-8", "en_US.UTF-8" };

	if (use_locale(""))
		return true;
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (use_locale(others[i]))
			return true;
	return false;
}

/* Msgids are Chinese: in the C locale gettext gives them as they are.  English needs an English locale on the machine. */
static bool
set_language(const char *lang)
{
	static const char *const english[] = { "en_US.UTF-8", "en_US.utf8", "en_GB.UTF-8", "en_GB.utf8" };
	bool found = false;

	if (strcmp(lang, "en") != 0) {
		setlocale(LC_MESSAGES, "C");
		i18n_look();
		return true;
	}
	for (size_t i = 0; i < sizeof english / sizeof english[0] && !found; i++)
		found = setlocale(LC_MESSAGES, english[i]) != NULL;
	if (!found)
		setlocale(LC_MESSAGES, "C.UTF-8");
	setenv("LANGUAGE", "en", 1);
	i18n_look();
	return i18n_translated;
}

static bool
is_language(const char *lang, struct err *e)
{
	return lang == NULL || strcmp(lang, "zh") == 0 || strcmp(lang, "en") == 0 ||
		err_set(e, ERR_USAGE, "lang", 0, _("--lang 只能是 zh 或 en，不是“%s”"), lang);
}

static void
start_texts(const char *lang)
{
	const char *dir = getenv("JIANDU_LOCALEDIR");
	bool ok = set_locale();

	bindtextdomain("jiandu", dir != NULL && *dir != '\0' ? dir : LOCALEDIR);
	bind_textdomain_codeset("jiandu", "UTF-8");
	textdomain("jiandu");
	i18n_look();
	if (!ok)
		fputs("jiandu: 这台机器没有 UTF-8 的语言环境，请安装 C.UTF-8 / no UTF-8 locale on this machine, install C.UTF-8\n",
			stderr);
	if (lang != NULL && !set_language(lang))
		fputs("jiandu: --lang en: no English UTF-8 locale or no English texts on this machine\n", stderr);
}

/* ---- words ---- */

/* An argument as UTF-8: in a GB locale the shell gives GB bytes.  Ours until the end of the program. */
static char *
as_utf8(char *word)
{
	static const char *const gb[] = { "GB18030", "GBK", "GB2312" };
	const char *set = nl_langinfo(CODESET);
	struct buf b = BUF_INIT;
	struct err e = { 0 };

	for (size_t i = 0; i < sizeof gb / sizeof gb[0]; i++)
		if (strcasecmp(set, gb[i]) == 0 && conv_to_utf8(word, strlen(word), "gb18030", &b, &e))
			return b.len > 0 ? b.s : word;
	return word;
}

struct global {
	const char *name;
	const char **value; /* NULL: a flag */
	bool *flag;
};

/*
 * Take the options for every command out of the words, wherever they stand before a lone
 * "--"; the words that are left stay in their order.  Not getopt_long: it cannot leave alone the
 * options that only the command knows.
 */
static bool
take_globals(struct global *g, size_t n, int *argc, char **argv, struct err *e)
{
	int kept = 1;

	for (int i = 1; i < *argc; i++) {
		struct global *hit = NULL;
		const char *value = NULL;

		if (strcmp(argv[i], "--") == 0) {
			while (i < *argc)
				argv[kept++] = argv[i++];
			break;
		}
		for (size_t k = 0; k < n && hit == NULL; k++) {
			size_t len = strlen(g[k].name);

			if (strncmp(argv[i], "--", 2) != 0 || strncmp(argv[i] + 2, g[k].name, len) != 0)
				continue;
			if (argv[i][2 + len] == '\0' || (g[k].value != NULL && argv[i][2 + len] == '='))
				hit = &g[k];
		}
		if (hit == NULL) {
			argv[kept++] = argv[i];
			continue;
		}
		if (hit->value == NULL) {
			*hit->flag = true;
			continue;
		}
		value = strchr(argv[i], '=');
		if (value != NULL)
			value++;
		else if (i + 1 < *argc && strncmp(argv[i + 1], "--", 2) != 0)
			value = argv[++i];
		if (value == NULL || *value == '\0')
			return err_set(e, ERR_USAGE, hit->name, 0, _("“--%s”要有一个值"), hit->name);
		if (!text_valid(value, strlen(value)))
			return err_set(e, ERR_USAGE, hit->name, 0, _("--%s 的值不是完整的文字"), hit->name);
		*hit->value = value;
	}
	*argc = kept;
	argv[kept] = NULL;
	return true;
}

/* --lang before any text is made. */
static const char *
language_asked(int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strncmp(argv[i], "--lang=", 7) == 0)
			return argv[i] + 7;
		if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
			return argv[i + 1];
	}
	return NULL;
}

/* A file that is opened must never become standard output. */
static void
hold_standard_files(void)
{
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) == -1 && open("/dev/null", O_RDWR) != fd)
			_exit(ERR_SYSTEM);
}

static int
workbench(const struct cli_options *o)
{
	struct err e = { 0 };
	struct engine *en;
	struct sweep_sum swept;
	int status;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return cli_usage(true);
	en = cli_open(o, 0, &e);
	if (en == NULL)
		return cli_fail(o->json, &e);
	engine_sweep_daily(en, &swept);
	status = ui_main(en);
	engine_close(en);
	return status;
}

/* Whoever was let in and asked for nothing that there is goes with a row on the trail too. */
static void
leave(struct engine *en)
{
	if (en != NULL)
		enter_end(en, "");
	engine_close(en);
}

/* What the other side asked for: its own words, with the few options for every command that mean no file and no other person. */
static int
remote(const struct cli_options *o, int argc, char **argv)
{
	struct cli_options asked = { .json = o->json };
	const char *lang = NULL;
	struct global globals[] = {
		{ "lang", &lang, NULL },
		{ "json", NULL, &asked.json },
	};
	struct arena *a = arena_new();
	struct err e = { 0 };
	struct engine *en = cli_remote_open(o, argc, argv, &e);
	char **words = NULL, **shifted;
	struct sweep_sum swept;
	int n = 0, status;

	if (en == NULL || !cli_remote_words(a, &n, &words, &e)) {
		leave(en);
		arena_free(a);
		return cli_fail(o->json, &e);
	}
	asked.db = db_path(en->db);
	/* take_globals() passes over the program's name. */
	shifted = arena_alloc(a, ((size_t)n + 2) * sizeof *shifted);
	shifted[0] = argv[0];
	for (int i = 0; i <= n; i++)
		shifted[i + 1] = words != NULL ? words[i] : NULL;
	n++;
	if (!take_globals(globals, sizeof globals / sizeof globals[0], &n, shifted, &e) || !is_language(lang, &e)) {
		status = cli_fail(asked.json, &e);
		leave(en);
	} else if (n > 1) {
		if (lang != NULL)
			start_texts(lang);
		status = cli_main_in(&asked, en, n - 1, shifted + 1);
	} else if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		err_set(&e, ERR_USAGE, NULL, 0, "%s", _("工作台要有终端：ssh -t"));
		status = cli_fail(asked.json, &e);
		leave(en);
	} else {
		engine_sweep_daily(en, &swept);
		status = ui_main(en);
		engine_close(en);
	}
	arena_free(a);
	return status;
}

int
main(int argc, char **argv)
{
	struct cli_options o = { NULL, NULL, NULL, false };
	const char *lang = language_asked(argc, argv);
	bool version = false, help = false;
	struct global globals[] = {
		{ "db", &o.db, NULL },
		{ "as", &o.as, NULL },
		{ "today", &o.today, NULL },
		{ "lang", &lang, NULL },
		{ "json", NULL, &o.json },
	};
	struct err e = { 0 };

	bool from_afar;

	hold_standard_files();
	from_afar = cli_remote_begin(argc, argv);
	start_texts(lang);
	for (int i = 1; i < argc; i++)
		argv[i] = as_utf8(argv[i]);
	if (!take_globals(globals, sizeof globals / sizeof globals[0], &argc, argv, &e))
		return cli_fail(o.json, &e);
	if (!is_language(lang, &e))
		return cli_fail(o.json, &e);
	/* An action has a --version of its own; these two ask about the program only when they come first. */
	version = argc > 1 && strcmp(argv[1], "--version") == 0;
	help = argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0);
	if (version) {
		printf("jiandu %s\n", PACKAGE_VERSION);
		return 0;
	}
	if (help)
		return cli_usage(false);
	if (argc > 1 && argv[1][0] == '-') {
		err_set(&e, ERR_USAGE, NULL, 0, _("没有“%s”这个选项；用法见 jiandu help"), argv[1]);
		return cli_fail(o.json, &e);
	}
	if (from_afar && argc > 1 && strcmp(argv[1], "session") == 0)
		return remote(&o, argc - 1, argv + 1);
	return argc > 1 ? cli_main(&o, argc - 1, argv + 1) : workbench(&o);
}
