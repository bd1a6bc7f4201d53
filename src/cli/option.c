/*
 * option.c: the words of a command line: options, values from files, numbers.
 *
 * Knows: how options are written.  Must not know: what they mean.
 *
 * Not getopt_long: the options of an action are made from its fields, in Chinese
 * too, and an abbreviation that is unique today must not stop a script the day a
 * field is added.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/conv.h"
#include "base/i18n.h"
#include "base/io.h"
#include "base/text.h"
#include "store/spool.h"
#include "cli/private.h"

#define FILE_MOST (64L << 20) /* a value or a sheet beyond this is a mistake */

bool
wrong_usage(struct cli *c, const char *fmt, ...)
{
	va_list ap;
	const char *text;

	va_start(ap, fmt);
	text = arena_vprintf(c->a, fmt, ap);
	va_end(ap);
	return err_set(c->e, ERR_USAGE, NULL, 0, "%s", text);
}

/* served-on is served_on. */
static bool
same_name(const char *x, const char *y)
{
	for (; *x != '\0' && *y != '\0'; x++, y++)
		if (*x != *y && !(*x == '-' && *y == '_') && !(*x == '_' && *y == '-'))
			return false;
	return *x == *y;
}

struct option *
option_find(struct option *v, size_t n, const char *name)
{
	struct option *found = NULL;

	for (size_t i = 0; i < n; i++)
		if (same_name(v[i].name, name))
			return &v[i];
	for (size_t i = 0; i < n; i++) {
		if (v[i].label == NULL || (!text_same_word(v[i].label, name) && !text_same_word(_(v[i].label), name)))
			continue;
		if (found != NULL)
			return NULL;
		found = &v[i];
	}
	return found;
}

static const char *
options_listed(struct cli *c, const struct option *v, size_t n)
{
	const char *all = "";

	for (size_t i = 0; i < n; i++)
		all = arena_printf(c->a, "%s%s--%s", all, i > 0 ? "、" : "", v[i].name);
	return all;
}

static bool
read_fd(int fd, const char *path, struct buf *b, struct err *e)
{
	if (read_all(fd, b, (size_t)FILE_MOST))
		return true;
	return errno == EFBIG ? err_set(e, ERR_REFUSED, NULL, 0, _("%s 超过 %ld MB"), path, FILE_MOST >> 20) :
				err_set(e, ERR_SYSTEM, NULL, 0, _("不能读 %s：%s"), path, err_system(errno));
}

int
file_open(const char *path, struct err *e)
{
	int64_t bytes;

	/* Behind sshd: a file of the folder, never what a link there leads to. */
	return spool_confined() ? spool_read(AT_FDCWD, path, &bytes, e) : file_reading(path, e);
}

bool
file_read(const char *path, struct buf *b, struct err *e)
{
	int fd;
	bool ok;

	if (strcmp(path, "-") == 0)
		return read_fd(STDIN_FILENO, _("标准输入"), b, e);
	fd = file_open(path, e);
	if (fd < 0)
		return false;
	ok = read_fd(fd, path, b, e);
	close(fd);
	return ok;
}

bool
file_text(struct cli *c, const char *path, const char **text)
{
	struct buf raw = BUF_INIT, utf8 = BUF_INIT;
	bool ok = file_read(path, &raw, c->e) && conv_to_utf8(buf_str(&raw), raw.len, "auto", &utf8, c->e);

	if (ok)
		*text = arena_strdup(c->a, buf_str(&utf8));
	buf_free(&raw);
	buf_free(&utf8);
	return ok;
}

/* @file is the file's text without its last line end, @@ a literal @. */
static bool
value_of(struct cli *c, struct option *o, const char *given)
{
	const char *text;
	size_t n;

	if (!text_valid(given, strlen(given)))
		return wrong_usage(c, _("--%s 的值不是完整的文字"), o->name);
	if (!o->file || given[0] != '@') {
		o->value = given;
		return true;
	}
	if (given[1] == '@') {
		o->value = given + 1;
		return true;
	}
	/* Behind sshd a text comes on standard input or not at all. */
	if (spool_confined() && strcmp(given, "@-") != 0)
		return err_set(c->e, ERR_DENIED, o->name, 0, _("远程会话里不能用 @文件；写 @- 从标准输入读"));
	if (!file_text(c, given + 1, &text))
		return false;
	n = strlen(text);
	if (n > 0 && text[n - 1] == '\n')
		n--;
	if (n > 0 && text[n - 1] == '\r')
		n--;
	o->value = arena_strndup(c->a, text, n);
	return true;
}

bool
options_take(struct cli *c, struct option *v, size_t n, int argc, char **argv, const char ***rest, size_t *n_rest)
{
	bool ended = false;

	*rest = arena_alloc(c->a, ((size_t)argc + 1) * sizeof **rest);
	*n_rest = 0;
	for (int i = 0; i < argc; i++) {
		const char *w = argv[i], *eq, *name, *next = i + 1 < argc ? argv[i + 1] : NULL;
		struct option *o;

		if (ended || strncmp(w, "--", 2) != 0) {
			if (!ended && w[0] == '-' && w[1] >= 'a' && w[1] <= 'z')
				return wrong_usage(c, _("没有“%s”这个选项；选项都写作 --名称"), w);
			(*rest)[(*n_rest)++] = w;
			continue;
		}
		if (w[2] == '\0') {
			ended = true;
			continue;
		}
		eq = strchr(w, '=');
		name = eq != NULL ? arena_strndup(c->a, w + 2, (size_t)(eq - w - 2)) : w + 2;
		o = option_find(v, n, name);
		if (o == NULL)
			return n > 0 ? wrong_usage(c, _("没有“--%s”这个选项；可以用：%s"), name, options_listed(c, v, n)) :
				       wrong_usage(c, _("没有“--%s”这个选项"), name);
		if (o->value != NULL)
			return wrong_usage(c, _("“--%s”写了两次"), o->name);
		if (o->flag) {
			if (eq != NULL)
				return wrong_usage(c, _("“--%s”不带值"), o->name);
			o->value = "1";
		} else if (eq != NULL) {
			if (!value_of(c, o, eq + 1))
				return false;
		} else if (next != NULL && strncmp(next, "--", 2) != 0) {
			if (!value_of(c, o, next))
				return false;
			i++;
		} else if (o->truth) {
			o->value = "1";
		} else {
			/* A value that begins with -- is far more often a forgotten one. */
			return wrong_usage(c, _("“--%s”要有一个值；以 -- 开头的值请写成 --%s=值"), o->name, o->name);
		}
	}
	return true;
}

bool
option_number(struct cli *c, const struct option *o, int64_t absent, int64_t *number)
{
	char *end;
	long long v;

	*number = absent;
	if (o->value == NULL)
		return true;
	errno = 0;
	v = strtoll(text_fold_width(c->a, o->value), &end, 10);
	if (errno != 0 || *end != '\0' || v < 1)
		return wrong_usage(c, _("--%s 应是从1起的整数，不是“%s”"), o->name, o->value);
	*number = v;
	return true;
}
