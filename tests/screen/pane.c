/*
 * pane.c: the workbench in a terminal of its own.
 *
 * Knows: tmux, the idle file of ui/screen.c.  Must not know: what the screens show.
 */
#include "tests/screen/pane.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "tests/cli/run.h"

#define PATIENCE_MS 20000 /* a loaded machine with sanitizers */
#define LOOK_MS 10
#define STILL_LOOKS 30    /* equal looks after which a screen to be kept is taken as drawn */

static unsigned long long sent; /* bytes the program has been sent */
static unsigned server;         /* each start has a tmux of its own: the last may still be ending */

static void
pause_a_moment(void)
{
	struct timespec t = { 0, LOOK_MS * 1000000L };

	nanosleep(&t, NULL);
}

static long long
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Run tmux with WORDS on our socket; what it says goes to OUT (may be NULL). The exit status. */
static int
tmux_v(struct buf *out, const char *const *words, size_t n)
{
	const char *argv[40] = { "tmux", "-u", "-S", NULL, "-f", NULL };
	char socket[600], conf[600], block[8192];
	size_t k = 6;
	int fds[2], status;
	ssize_t got;
	pid_t pid;

	snprintf(socket, sizeof socket, "%s-%u", run_path("tmux"), server);
	snprintf(conf, sizeof conf, "%s", run_path("tmux.conf"));
	argv[3] = socket;
	argv[5] = conf;
	for (size_t i = 0; i < n && k + 1 < sizeof argv / sizeof argv[0]; i++)
		argv[k++] = words[i];
	ck_assert_int_eq(pipe2(fds, O_CLOEXEC), 0);
	pid = fork();
	if (pid == 0) {
		unsetenv("TMUX");
		dup2(fds[1], STDOUT_FILENO);
		/* What it complains of when there is no server is known. */
		dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
		execvp("tmux", (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	close(fds[1]);
	while ((got = read(fds[0], block, sizeof block)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			break;
		if (out != NULL)
			buf_add(out, block, (size_t)got);
	}
	close(fds[0]);
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

#define tmux(out, ...) tmux_v(out, (const char *const[]){ __VA_ARGS__ }, sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *))

/* ---- waiting ---- */

/* Read the idle file: bytes handled, and the size drawn; false while there is none. */
static bool
look(unsigned long long *handled, int *w, int *h)
{
	FILE *f = fopen(run_path("idle"), "r");
	unsigned long frames;
	bool ok;

	if (f == NULL)
		return false;
	ok = fscanf(f, "%llu %lu %dx%d", handled, &frames, w, h) == 4;
	fclose(f);
	return ok;
}

static bool running; /* a program in the pane whose end nobody has waited for */
static const char *screen_text(struct buf *b);

static void
show_file(const char *name)
{
	FILE *f = fopen(run_path(name), "r");
	char line[512];

	while (f != NULL && fgets(line, sizeof line, f) != NULL)
		fprintf(stderr, "%s: %s", name, line);
	if (f != NULL)
		fclose(f);
}

static void
give_up(const char *why, const char *what)
{
	struct buf b = BUF_INIT;

	/* Check cuts long messages short; a program that has gone said why elsewhere. */
	fprintf(stderr, "%s: %s\n%s\n", why, what, screen_text(&b));
	show_file("stderr");
	show_file("status");
	pane_close(); /* a failed test runs no fixture */
	ck_abort_msg("%s: %s", why, what);
}

/* Wait until everything sent has been handled, and (W > 0) the screen has that size. */
static void
wait_idle(int w, int h)
{
	long long until = now_ms() + PATIENCE_MS;

	for (;;) {
		unsigned long long handled = 0;
		int cols = 0, rows = 0;

		if (look(&handled, &cols, &rows) && handled >= sent && (w == 0 || (cols == w && rows == h)))
			return;
		if (now_ms() > until)
			give_up("the program is not idle", "");
		pause_a_moment();
	}
}

/* ---- the screen ---- */

/* The screen without blanks at the ends of lines; owned by B. */
static const char *
screen_text(struct buf *b)
{
	buf_clear(b);
	tmux(b, "capture-pane", "-p");
	return buf_str(b);
}

static bool
digits(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return true;
}

/* Times of day become 00:00:00; the note of a saved draft, which comes after a pause, is left out. */
static void
steady(struct buf *b)
{
	static const char note[] = "已保存草稿 ";
	char *at;

	for (char *p = b->s; p != NULL && *p != '\0'; p++)
		if (strlen(p) >= 8 && digits(p, 2) && p[2] == ':' && digits(p + 3, 2) && p[5] == ':' && digits(p + 6, 2))
			memcpy(p, "00:00:00", 8);
	while (b->s != NULL && (at = strstr(b->s, note)) != NULL) {
		size_t n = strcspn(at + sizeof note - 1, " \n");

		/* As many columns of blanks: each hanzi stood in two. */
		buf_remove(b, (size_t)(at - b->s), sizeof note - 1 + n);
		for (size_t i = 0; i < 5 * 2 + 1 + n; i++)
			buf_insert(b, (size_t)(at - b->s), " ", 1);
	}
	/* Blanks at the end of a line are not compared. */
	for (size_t i = 0; i + 1 < b->len;)
		if (b->s[i] == ' ' && b->s[i + 1] == '\n') {
			buf_remove(b, i, 1);
			i -= i > 0;
		} else {
			i++;
		}
}

void
pane_shows(const char *text)
{
	long long until = now_ms() + PATIENCE_MS;
	struct buf b = BUF_INIT;

	while (strstr(screen_text(&b), text) == NULL) {
		if (now_ms() > until)
			give_up("not on the screen", text);
		pause_a_moment();
	}
	buf_free(&b);
}

void
pane_lacks(const char *text)
{
	long long until = now_ms() + PATIENCE_MS;
	struct buf b = BUF_INIT;

	while (strstr(screen_text(&b), text) != NULL) {
		if (now_ms() > until)
			give_up("still on the screen", text);
		pause_a_moment();
	}
	buf_free(&b);
}

static const char *
golden_path(const char *name)
{
	static char path[1024];
	const char *src = getenv("SRCDIR");

	snprintf(path, sizeof path, "%s/tests/screen/golden/%s.txt", src != NULL ? src : ".", name);
	return path;
}

/* Keep the screen as it is when it has been the same for a while. */
static void
keep_golden(const char *name)
{
	struct buf now = BUF_INIT, before = BUF_INIT;
	FILE *f;

	for (int same = 0; same < STILL_LOOKS; same++) {
		screen_text(&now);
		steady(&now);
		if (strcmp(buf_str(&now), buf_str(&before)) != 0)
			same = 0;
		buf_clear(&before);
		buf_adds(&before, buf_str(&now));
		pause_a_moment();
	}
	f = fopen(golden_path(name), "w");
	ck_assert_msg(f != NULL, "%s: %s", golden_path(name), strerror(errno));
	fputs(buf_str(&now), f);
	fclose(f);
	buf_free(&now);
	buf_free(&before);
}

void
pane_golden(const char *name)
{
	long long until = now_ms() + PATIENCE_MS / 2;
	struct buf now = BUF_INIT;
	const char *update = getenv("UPDATE_GOLDEN");
	char *want;

	wait_idle(0, 0);
	if (update != NULL && *update != '\0') {
		keep_golden(name);
		return;
	}
	want = run_slurp(golden_path(name), NULL);
	for (;;) {
		screen_text(&now);
		steady(&now);
		if (strcmp(buf_str(&now), want) == 0)
			break;
		if (now_ms() > until) {
			fprintf(stderr, "%s should be\n%s\nand is\n%s\n", name, want, buf_str(&now));
			pane_close();
			ck_abort_msg("the screen is not %s", golden_path(name));
		}
		pause_a_moment();
	}
	free(want);
	buf_free(&now);
}

/* ---- keys ---- */

/* Bytes that tmux sends for a key in TERM=screen-256color. */
static size_t
key_bytes(const char *key)
{
	static const struct {
		const char *name;
		size_t n;
	} known[] = {
		{ "Enter", 1 }, { "Tab", 1 }, { "Escape", 1 }, { "Space", 1 }, { "BSpace", 1 }, { "BTab", 3 },
		{ "Up", 3 }, { "Down", 3 }, { "Left", 3 }, { "Right", 3 },
		{ "Home", 4 }, { "End", 4 }, { "PPage", 4 }, { "NPage", 4 }, { "DC", 4 }, { "IC", 4 },
		{ "F1", 3 }, { "F2", 3 }, { "F3", 3 }, { "F4", 3 },
		{ "F12", 5 }, { "F5", 5 }, { "F6", 5 }, { "F7", 5 }, { "F8", 5 }, { "F9", 5 },
	};

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (strcmp(known[i].name, key) == 0)
			return known[i].n;
	if (strncmp(key, "C-", 2) == 0)
		return 1;
	ck_assert_msg(strlen(key) == 1, "no key %s", key);
	return 1;
}

void
pane_keys(const char *key, ...)
{
	va_list ap;

	va_start(ap, key);
	for (; key != NULL; key = va_arg(ap, const char *)) {
		wait_idle(0, 0);
		sent += key_bytes(key);
		ck_assert_int_eq(tmux(NULL, "send-keys", key), 0);
		wait_idle(0, 0);
	}
	va_end(ap);
}

void
pane_last_key(const char *key)
{
	wait_idle(0, 0);
	sent += key_bytes(key);
	ck_assert_int_eq(tmux(NULL, "send-keys", key), 0);
}

void
pane_unheard(const char *key)
{
	ck_assert_int_eq(tmux(NULL, "send-keys", key), 0);
}

void
pane_type(const char *text)
{
	wait_idle(0, 0);
	sent += strlen(text);
	ck_assert_int_eq(tmux(NULL, "send-keys", "-l", "--", text), 0);
	wait_idle(0, 0);
}

void
pane_paste(const char *text)
{
	const char *path = run_file("paste", text, strlen(text));

	wait_idle(0, 0);
	sent += strlen(text) + 12; /* ESC [ 200 ~ before, ESC [ 201 ~ after */
	ck_assert_int_eq(tmux(NULL, "load-buffer", path), 0);
	ck_assert_int_eq(tmux(NULL, "paste-buffer", "-p"), 0);
	wait_idle(0, 0);
}

/* ---- size ---- */

void
pane_resize(int w, int h)
{
	char cols[16], rows[16];

	snprintf(cols, sizeof cols, "%d", w);
	snprintf(rows, sizeof rows, "%d", h);
	ck_assert_int_eq(tmux(NULL, "resize-window", "-x", cols, "-y", rows), 0);
	wait_idle(w, h);
}

void
pane_storm(int n, int w, int h)
{
	char cols[16], rows[16];

	for (int i = 0; i < n; i++) {
		snprintf(cols, sizeof cols, "%d", 40 + (i * 37) % 120);
		snprintf(rows, sizeof rows, "%d", 8 + (i * 23) % 50);
		tmux(NULL, "resize-window", "-x", cols, "-y", rows);
	}
	pane_resize(w, h);
}

/* ---- start and end ---- */

void
pane_open(int w, int h, const char *account)
{
	pane_open_on(w, h, account, "2026-09-01");
}

static const char *env_more = "";

void
pane_env(const char *settings)
{
	env_more = settings;
}

void
pane_open_on(int w, int h, const char *account, const char *today)
{
	static const char conf[] = "set -g status off\nset -g default-terminal screen-256color\nset -sg escape-time 0\n"
		"set -g history-limit 0\n";
	const char *program = getenv("JIANDU");
	char cols[16], rows[16], command[2048], who[100] = "";

	snprintf(cols, sizeof cols, "%d", w);
	snprintf(rows, sizeof rows, "%d", h);
	run_file("tmux.conf", conf, sizeof conf - 1);
	unlink(run_path("idle"));
	unlink(run_path("status"));
	sent = 0;
	server++;
	if (account != NULL)
		snprintf(who, sizeof who, " --today %s --as %s", today, account);
	/* The shell outlives the program only to say how it ended. */
	snprintf(command, sizeof command,
		"trap '' HUP; env JIANDU_TEST_IDLE='%s' JIANDU_AMBIWIDTH=1 %s '%s' --db '%s'%s 2>'%s'; echo $? > '%s'",
		run_path("idle"), env_more, program != NULL ? program : "./jiandu", run_path("a.db"), who, run_path("stderr"),
		run_path("status"));
	env_more = "";
	ck_assert_msg(tmux(NULL, "new-session", "-d", "-x", cols, "-y", rows, "sh", "-c", command) == 0,
		"tmux does not start: is it installed?");
	running = true;
	wait_idle(w, h);
}

void
pane_close(void)
{
	tmux(NULL, "kill-server");
}

/* How the program ended; -1: it has not within our patience. */
static int
wait_status(void)
{
	long long until = now_ms() + PATIENCE_MS;
	int status = -1;

	while (status < 0) {
		FILE *f = fopen(run_path("status"), "r");

		if (f != NULL) {
			if (fscanf(f, "%d", &status) != 1)
				status = -1;
			fclose(f);
		}
		if (now_ms() > until)
			break;
		if (status < 0)
			pause_a_moment();
	}
	return status;
}

int
pane_exit(void)
{
	int status = wait_status();

	if (status < 0)
		give_up("the program does not end", "");
	running = false;
	return status;
}

void
pane_hang_up(void)
{
	tmux(NULL, "kill-server");
	pane_exit();
}

void
pane_leave(void)
{
	pane_last_key("q");
	ck_assert_int_eq(pane_exit(), 0);
}

void
pane_command(const char *line, const char *shows)
{
	pane_keys("F9", NULL);
	pane_type(line);
	pane_keys("Enter", NULL);
	if (shows != NULL)
		pane_shows(shows);
}

void
pane_log_in(const char *login, const char *password, const char *shows)
{
	pane_shows("账户名");
	pane_type(login);
	pane_keys("Enter", NULL);
	pane_type(password);
	pane_keys("Enter", NULL);
	pane_shows(shows);
}

/* ---- the office ---- */

static const char agencies[] =
	"单位名称,单位类别,联络员,联系电话\n"
	"区城市管理局,区政府部门,周联络,023-60000001\n"
	"区公安分局,区政府部门,杜正,023-60000002\n"
	"区市场监管局,区政府部门,谢华,023-60000003\n"
	"区住房城乡建委,区政府部门,秦明,023-60000004\n"
	"缙云山国家级自然保护区管理委员会,园城管委会,江雨,023-60000005\n"
	"歇马街道办事处,街道办事处,石磊,023-60000006\n"
	"静观镇人民政府,镇政府,贺川,023-60000007\n";

static const char supervisors[] =
	"姓名,性别,身份证号,民族,政治面貌,学历,工作单位及职务,类别,联系电话,聘任日期,证件编号\n"
	"冉凯文,男,500199198403071914,汉族,群众,本科,某融媒体中心记者,新闻工作者,13800000001,2024-07-01,碚执监〔2024〕2号\n"
	"付敏,女,500199197906221027,汉族,群众,本科,某律师事务所律师,律师,13800000002,2024-03-01,碚执监〔2024〕5号\n"
	"阿依努尔·买买提,女,500199199011051046,维吾尔族,群众,本科,某餐饮店业主,个体工商户,13800000003,2024-07-01,碚执监〔2024〕4号\n"
	"长孙桂鹏,男,50019919620814201X,汉族,群众,大专,某公司顾问,企业家,13800000004,2024-07-01,碚执监〔2024〕9号\n"
	"尉迟𬭎,男,500199198809303017,汉族,群众,本科,某大学讲师,专家学者,13800000005,2025-03-01,碚执监〔2025〕54号\n"
	"龚䶮,男,500199197512014017,汉族,群众,本科,某企业经理,企业家,13800000006,2025-03-01,碚执监〔2025〕55号\n";

static const char opinions[] =
	"意见编号,监督员,提出日期,行政执法机构,执法领域,意见类型,事实与理由,意见建议,送达日期,答复日期,是否采纳,答复内容,告知日期,办结日期\n"
	"2026-1,冉凯文,2026-07-17,区城市管理局,行政处罚,纠正意见,区城市管理局对碚峡路一商户作出行政处罚，告知书与决定书同日送达，未给予当事人陈述、申辩的合理期限。,建议补正程序，重新送达并告知陈述申辩权利。,2026-07-20,,,,,\n"
	"2026-2,付敏,2026-08-10,区公安分局,行政强制,纠正意见,区公安分局查封扣押财物未当场制作清单，8月9日当事人索要清单时执法人员答复“过几天来取”。现场未见执法记录仪开启。,依法制作并交付查封扣押清单，向当事人说明理由。,2026-08-11,,,,,\n"
	"2026-3,阿依努尔·买买提,2026-08-13,缙云山国家级自然保护区管理委员会,行政检查,工作建议,同一景区商户一个月内被检查四次，未见联合检查安排。,建议统筹检查计划，推行“综合查一次”。,2026-08-14,,,,,\n"
	"2026-4,尉迟𬭎,2026-08-20,区市场监管局,行政处罚,纠正意见,同类违法行为处罚幅度相差三倍，决定书未说明理由。,建议重新核定并说明裁量理由。,2026-08-21,2026-08-28,不予采纳,经复核，处罚幅度在裁量基准之内，意见所述情况不成立。,,\n"
	"2026-5,龚䶮,2026-06-02,歇马街道办事处,行政许可,社会反映,窗口一次性告知不到位，申请人被退件三次。,建议公开告知清单。,2026-06-03,2026-06-12,采纳,已公开告知清单，并对窗口人员开展培训。,2026-06-15,2026-06-16\n"
	"2025-12,长孙桂鹏,2025-11-20,静观镇人民政府,其他,工作建议,村级便民服务点执法公示栏内容一年未更新。,建议按季更新。,2025-11-21,2025-12-05,部分采纳,公示栏已更新，按季更新的经费列入明年预算。,2025-12-08,2025-12-10\n"
	"2024-3,付敏,2024-05-06,区住房城乡建委,行政检查,纠正意见,检查笔录未交被检查人核对签字。,建议补正笔录。,,,,,,\n";

void
pane_office_open(void)
{
	run_open();
	want(0, "account", "add", "--login", "liwen", "--name", "李文", "--roles", "clerk,leader");
	want(0, "--as", "liwen", "import", "agency", run_file("agencies.csv", agencies, sizeof agencies - 1));
	want(0, "--as", "liwen", "import", "supervisor", run_file("supervisors.csv", supervisors, sizeof supervisors - 1));
	want(0, "--as", "liwen", "import", "opinion", run_file("opinions.csv", opinions, sizeof opinions - 1));
}

void
pane_office_close(void)
{
	pane_close();
	/* It keeps what was typed when the line goes, so its folder is not taken away before it has gone. */
	if (running)
		wait_status();
	running = false;
	run_close();
}
