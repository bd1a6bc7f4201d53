/*
 * soak.c: many sessions at work on one shared database: nothing may be lost, no error shown.
 *
 * Knows: the engine, the program as people run it (pseudo-terminals).  Must not know: a screen's inside.
 *
 * usage: soak JIANDU DIR SESSIONS SECONDS
 *
 * A third of the sessions are workbenches on pseudo-terminals, a third sit in the engine (what a workbench does
 * between keys: acts, lists, searches), a third are commands, each with its own login.  Every save that was
 * acknowledged is written down by who made it, and looked for afterwards; check and audit verify must find nothing.
 * What is printed is a table of Markdown.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "store/secret.h"
#include "act/field.h"
#include "engine/enter.h"
#include "engine/session.h"

#define PASSWORD "Yunshan-2026-qing"
#define SESSIONS_MOST 200
#define SAVES_MOST 200000
#define PATIENCE_MS 30000

static const char *program, *dir;
static char db_name[1024];
static int sessions, seconds;

static double
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1e6;
}

static void
rest_ms(int ms)
{
	struct timespec t = { ms / 1000, (long)(ms % 1000) * 1000000 };

	nanosleep(&t, NULL);
}

_Noreturn static void die(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
_Noreturn static void
die(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fputs("soak: ", stderr);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
	va_end(ap);
	exit(1);
}

/* ---- what a session writes down: "save KIND MS NAME", "error TEXT" ---- */

static FILE *book;

static void
open_book(int i)
{
	char name[1100];

	snprintf(name, sizeof name, "%s/book-%d", dir, i);
	book = fopen(name, "w");
	if (book == NULL)
		die("%s: %s", name, strerror(errno));
}

static void
saved(const char *kind, double ms, const char *name)
{
	fprintf(book, "save %s %.2f %s\n", kind, ms, name);
	fflush(book);
}

static void
error(const char *text)
{
	fputs("error ", book);
	for (; *text != '\0'; text++)
		fputc(*text == '\n' || *text == '\033' ? ' ' : *text, book);
	fputc('\n', book);
	fflush(book);
}

/* ---- the office ---- */

static void
sql_text(struct db *db, const char *sql, const char *bind, const char *value)
{
	struct stmt *s = db_prepare(db, sql);

	db_bind_text(s, bind, value);
	db_run(s);
}

static void
make_office(void)
{
	char command[2200], hash[PASSWORD_HASH], login[16], name[32];
	struct err e = { 0 };
	struct arena *a = arena_new();
	struct engine *en;
	struct stmt *s;

	snprintf(command, sizeof command, "'%s' --db '%s' demo --scale 500 >/dev/null", program, db_name);
	if (system(command) != 0)
		die("no demo database");
	en = engine_open(db_name, 0, NULL, DAY_NONE, &e);
	if (en == NULL || !password_hash(PASSWORD, hash, &e))
		die("%s", e.text);
	for (int i = 0; i < sessions; i++) {
		struct result res;
		const struct arg v[] = { { "login", login }, { "name", name }, { "roles", "clerk" } };

		snprintf(login, sizeof login, "soak%d", i);
		snprintf(name, sizeof name, "值班%d", i);
		if (!action_do(en, a, action_find(NULL, "account.add"), 0, 0, (struct args){ v, 3 }, &res, &e))
			die("%s", e.text);
	}
	db_errors(en->db, &e);
	db_begin(en->db);
	db_enter_action(en->db);
	s = db_prepare(en->db, "INSERT INTO secret (account, hash, set_at, first, code_last) "
			       "SELECT id, :hash, :now, 0, 0 FROM account WHERE login LIKE 'soak%'");
	db_bind_text(s, ":hash", hash);
	db_bind_int(s, ":now", time(NULL));
	db_run(s);
	sql_text(en->db, "UPDATE meta SET value = :mode WHERE key = 'mode'", ":mode", "shared");
	db_leave_action(en->db);
	if (!db_commit(en->db))
		die("%s", e.text);
	arena_free(a);
	engine_close(en);
}

/* ---- in the engine ---- */

static void
sit_in_engine(int i, double until)
{
	struct err e = { 0 };
	struct engine *en = engine_open(db_name, 0, NULL, DAY_NONE, &e);
	const struct flow *opinion = flow_find("opinion");
	enum enter_need need;
	struct arena *a = arena_new();
	char login[16];
	struct stmt *s;
	int64_t id = 0;

	snprintf(login, sizeof login, "soak%d", i);
	if (en == NULL) {
		error(e.text);
		return;
	}
	s = db_prepare(en->db, "SELECT id FROM account WHERE login = :login");
	db_bind_text(s, ":login", login);
	if (db_step(s)) {
		id = db_int(s, 0);
		db_done(s);
	}
	if (!enter_by_key(en, id, "SHA256:soak", "192.0.2.1", &need, &e))
		error(e.text);
	presence_begin(en, "soak");
	for (int k = 0; now_ms() < until && e.code == ERR_OK; k++) {
		struct list_query q = { .list = &opinion->lists[0], .limit = 30 };
		struct list_page page = { 0 };
		struct found *found;
		struct result res;
		char name[64];
		const struct arg v[] = { { "name", name }, { "kind", "部门" }, { "note", "浸泡" } };
		double t;

		arena_reset(a);
		snprintf(name, sizeof name, "浸泡e%d号%d", i, k);
		t = now_ms();
		if (!action_do(en, a, action_find(NULL, "agency.add"), 0, 0, (struct args){ v, 3 }, &res, &e))
			break;
		saved("engine", now_ms() - t, name);
		presence_at(en, flow_find("agency"), res.id, true);
		if (!list_fetch(en, a, &q, &page, &e))
			break;
		search_all(en, a, "执法", 20, &found, &e);
		if (page.n > 0)
			record_get(en, a, opinion, page.rows[(size_t)k % page.n].id, &e);
		presence_at(en, NULL, 0, false);
		db_data_version(en->db);
		rest_ms(200 + rand() % 600);
	}
	if (e.code != ERR_OK)
		error(e.text);
	enter_end(en, "");
	engine_close(en);
	arena_free(a);
}

/* ---- on a pseudo-terminal ---- */

static int master = -1;
static pid_t child;
static char heard[1 << 20];
static size_t n_heard;

static void
start(char *const argv[])
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	const char *slave;

	master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0 || (slave = ptsname(master)) == NULL)
		die("no pseudo-terminal: %s", strerror(errno));
	n_heard = 0;
	heard[0] = '\0';
	child = fork();
	if (child == 0) {
		int fd;

		setsid();
		fd = open(slave, O_RDWR);
		if (fd < 0)
			_exit(126);
		ioctl(fd, TIOCSCTTY, 0);
		ioctl(fd, TIOCSWINSZ, &size);
		for (int k = 0; k < 3; k++)
			dup2(fd, k);
		setenv("TERM", "xterm-256color", 1);
		setenv("JIANDU_AMBIWIDTH", "1", 1);
		execv(program, argv);
		_exit(127);
	}
}

/* Take what comes for at most MS; false at the end. */
static bool
hear(int ms)
{
	struct pollfd p = { .fd = master, .events = POLLIN };
	ssize_t n;

	if (poll(&p, 1, ms) <= 0)
		return true;
	if (n_heard > sizeof heard / 2) {
		/* The newer half is enough. */
		memmove(heard, heard + n_heard / 2, n_heard - n_heard / 2);
		n_heard -= n_heard / 2;
	}
	n = read(master, heard + n_heard, sizeof heard - 1 - n_heard);
	if (n <= 0)
		return n < 0 && errno == EINTR;
	n_heard += (size_t)n;
	heard[n_heard] = '\0';
	return true;
}

static bool
say(const char *s)
{
	return write(master, s, strlen(s)) == (ssize_t)strlen(s);
}

/* Wait for TEXT since the last await(); what came before it is forgotten. */
static bool
await(const char *text)
{
	double until = now_ms() + PATIENCE_MS;
	char *at;

	for (;;) {
		at = strstr(heard, text);
		if (at != NULL) {
			at += strlen(text);
			n_heard -= (size_t)(at - heard);
			memmove(heard, at, n_heard + 1);
			return true;
		}
		if (now_ms() > until || !hear(50))
			return false;
	}
}

static int
ended(void)
{
	int status = 0;
	double until = now_ms() + PATIENCE_MS;

	while (waitpid(child, &status, WNOHANG) != child) {
		if (now_ms() > until) {
			kill(child, SIGKILL);
			waitpid(child, &status, 0);
			break;
		}
		if (!hear(20))
			rest_ms(5);
	}
	while (hear(0) && n_heard > 0) {
		struct pollfd p = { .fd = master, .events = POLLIN };

		if (poll(&p, 1, 0) <= 0 || (p.revents & POLLIN) == 0)
			break;
	}
	close(master);
	master = -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static void
sit_at_workbench(int i, double until)
{
	char *const argv[] = { (char *)(uintptr_t)program, (char *)(uintptr_t) "--db", db_name, NULL };
	char line[200], name[64];
	bool ok;

	start(argv);
	snprintf(line, sizeof line, "soak%d\r%s\r", i, PASSWORD);
	ok = await("账户名") && say(line) && await("待办");
	for (int k = 0; ok && now_ms() < until; k++) {
		double t;

		snprintf(name, sizeof name, "浸泡w%d号%d", i, k);
		/* F9, a command line: the form stands filled; F2 saves. */
		snprintf(line, sizeof line, "\033[20~agency add --name %s --kind 部门\r", name);
		ok = say(line) && await("保存");
		rest_ms(100 + rand() % 300);
		t = now_ms();
		ok = ok && say("\033OQ") && await("已办");
		if (ok)
			saved("workbench", now_ms() - t, name);
		/* A list, a record, and back to the queue. */
		ok = ok && say("\033[20~opinion list\r") && await("共");
		for (int m = 0; ok && m < 5; m++) {
			ok = say("\033[B");
			rest_ms(30);
		}
		ok = ok && say("\r") && await("办理");
		rest_ms(200 + rand() % 500);
		ok = ok && say("\033[24~\033[20~todo\r");
		hear(100);
		if (strstr(heard, "! ") != NULL) {
			error(strstr(heard, "! "));
			break;
		}
	}
	if (!ok) {
		error("the workbench does not answer; it said last:");
		error(heard);
	}
	close(master);
	master = open("/dev/null", O_RDWR | O_CLOEXEC);
	ended();
}

static void
type_commands(int i, double until)
{
	char line[200], name[64];

	for (int k = 0; now_ms() < until; k++) {
		char *const add[] = { (char *)(uintptr_t)program, (char *)(uintptr_t) "--db", db_name, (char *)(uintptr_t) "agency",
			(char *)(uintptr_t) "add", (char *)(uintptr_t) "--name", name, (char *)(uintptr_t) "--kind", (char *)(uintptr_t) "部门", NULL };
		double t;
		int status;

		snprintf(name, sizeof name, "浸泡c%d号%d", i, k);
		start(add);
		snprintf(line, sizeof line, "soak%d\r", i);
		if (!await("账户名") || !say(line) || !await("口令")) {
			error("no login at the command line");
			error(heard);
			ended();
			return;
		}
		snprintf(line, sizeof line, "%s\r", PASSWORD);
		t = now_ms();
		say(line);
		status = ended();
		if (status != 0) {
			error(heard);
			return;
		}
		saved("command", now_ms() - t, name);
		rest_ms(500 + rand() % 1000);
	}
}

/* ---- afterwards ---- */

static const char *const kinds[] = { "engine", "workbench", "command" };
static double took[3][SAVES_MOST];
static size_t n_took[3];

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

/* Read one book: the times, the names that must be there, the errors; how many of the latter two are bad. */
static int
read_book(int i, struct db *db)
{
	char path[1100], line[4096], kind[16], name[200];
	int bad = 0;
	double ms;
	FILE *f;

	snprintf(path, sizeof path, "%s/book-%d", dir, i);
	f = fopen(path, "r");
	if (f == NULL)
		return 1;
	while (fgets(line, sizeof line, f) != NULL) {
		if (sscanf(line, "save %15s %lf %199s", kind, &ms, name) == 3) {
			struct stmt *s = db_prepare(db, "SELECT 1 FROM agency WHERE name = :name");

			for (size_t k = 0; k < N_OF(kinds); k++)
				if (strcmp(kinds[k], kind) == 0 && n_took[k] < SAVES_MOST)
					took[k][n_took[k]++] = ms;
			db_bind_text(s, ":name", name);
			if (db_step(s)) {
				db_done(s);
				continue;
			}
			fprintf(stderr, "soak: LOST: session %d was told that %s is saved\n", i, name);
			bad++;
		} else {
			fprintf(stderr, "soak: session %d: %s", i, line);
			bad++;
		}
	}
	fclose(f);
	return bad;
}

static int
look_after(void)
{
	struct err e = { 0 };
	struct engine *en = engine_open(db_name, 0, NULL, DAY_NONE, &e);
	struct buf faults = BUF_INIT;
	int64_t n = 0, rows = 0, left;
	int bad = 0;

	if (en == NULL)
		die("%s", e.text);
	for (int i = 0; i < sessions; i++)
		bad += read_book(i, en->db);
	if (!engine_check(en, &faults, &n, &e) || n > 0) {
		fprintf(stderr, "soak: check: %s %s\n", e.text, buf_str(&faults));
		bad++;
	}
	if (!engine_verify(en, NULL, &rows, &e)) {
		fprintf(stderr, "soak: audit verify: %s\n", e.text);
		bad++;
	}
	left = db_value(engine_work(en), "SELECT count(*) FROM session", -1);
	if (left != 0) {
		fprintf(stderr, "soak: %lld sessions are left in the list\n", (long long)left);
		bad++;
	}
	printf("| saves of %d sessions in %d s | saves | median ms | p99 ms | longest ms |\n|---|---|---|---|---|\n", sessions, seconds);
	for (size_t k = 0; k < N_OF(kinds); k++) {
		qsort(took[k], n_took[k], sizeof took[k][0], by_size);
		if (n_took[k] == 0) {
			fprintf(stderr, "soak: no save by %s\n", kinds[k]);
			bad++;
			continue;
		}
		printf("| %s | %zu | %.1f | %.1f | %.1f |\n", kinds[k], n_took[k], took[k][n_took[k] / 2], took[k][n_took[k] * 99 / 100],
			took[k][n_took[k] - 1]);
	}
	printf("\nerrors shown or saves lost: %d; rows of the trail: %lld\n", bad, (long long)rows);
	buf_free(&faults);
	engine_close(en);
	return bad;
}

int
main(int argc, char **argv)
{
	double until;
	int status;

	if (argc != 5)
		die("usage: soak JIANDU DIR SESSIONS SECONDS");
	program = argv[1];
	dir = argv[2];
	sessions = atoi(argv[3]);
	seconds = atoi(argv[4]);
	if (sessions < 3 || sessions > SESSIONS_MOST || seconds < 1)
		die("3 to %d sessions, 1 second and more", SESSIONS_MOST);
	mkdir(dir, 0700);
	snprintf(db_name, sizeof db_name, "%s/soak.db", dir);
	if (access(db_name, F_OK) == 0)
		die("%s is there already", db_name);
	signal(SIGPIPE, SIG_IGN);
	make_office();
	until = now_ms() + seconds * 1000.0;
	for (int i = 0; i < sessions; i++) {
		pid_t pid = fork();

		if (pid < 0)
			die("fork: %s", strerror(errno));
		if (pid == 0) {
			srand((unsigned)i + 1);
			open_book(i);
			/* People do not all come in the same second. */
			rest_ms(rand() % (seconds > 20 ? 5000 : 1000));
			if (i % 3 == 0)
				sit_in_engine(i, until);
			else if (i % 3 == 1)
				sit_at_workbench(i, until);
			else
				type_commands(i, until);
			_exit(0);
		}
	}
	while (wait(&status) > 0)
		;
	return look_after() > 0;
}
