/*
 * err.c: errors as values.
 *
 * Knows: printf, errno, where a UTF-8 character begins.  Must not know: who asks, or
 * how a sentence is shown.
 */
#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"

/* The sentence has this much room before it is cut to fit struct err. */
#define SENTENCE 4096

/*
 * Copy SRC into DST (CAP bytes), cut at a character boundary.  Bytes 10xxxxxx
 * continue a character, so the cut moves left until it stands before a lead byte.
 */
static void copy_cut(char *dst, size_t cap, const char *src)
{
	size_t n = strlen(src);

	if (n >= cap) {
		n = cap - 1;
		while (n > 0 && ((unsigned char)src[n] & 0xC0) == 0x80)
			n--;
	}
	memcpy(dst, src, n);
	dst[n] = '\0';
}

bool err_set(struct err *e, enum err_code code, const char *field, int article, const char *fmt, ...)
{
	char text[SENTENCE];
	va_list ap;
	int n;

	if (!e || e->code != ERR_OK)
		return false;
	va_start(ap, fmt);
	n = vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (n < 0)
		text[0] = '\0';
	e->code = code;
	e->article = article;
	copy_cut(e->field, sizeof(e->field), field ? field : "");
	copy_cut(e->text, sizeof(e->text), text);
	return false;
}

const char *err_system(int why)
{
	static const struct {
		int why;
		const char *text;
	} known[] = {
		{ .why = EEXIST, .text = N_("已存在") },
		{ .why = ENOENT, .text = N_("没有这个文件或目录") },
		{ .why = EACCES, .text = N_("没有权限") },
		{ .why = EPERM, .text = N_("系统不允许") },
		{ .why = ENOSPC, .text = N_("磁盘已满") },
		{ .why = EDQUOT, .text = N_("超过磁盘限额") },
		{ .why = EFBIG, .text = N_("文件太大") },
		{ .why = EROFS, .text = N_("所在磁盘只读") },
		{ .why = EISDIR, .text = N_("是目录，不是文件") },
		{ .why = ENOTDIR, .text = N_("路径中有一段不是目录") },
		{ .why = ENOTEMPTY, .text = N_("目录不空") },
		{ .why = ENAMETOOLONG, .text = N_("文件名太长") },
		{ .why = ELOOP, .text = N_("符号链接绕成一圈") },
		{ .why = EBUSY, .text = N_("正在使用") },
		{ .why = ETXTBSY, .text = N_("正在使用") },
		{ .why = EXDEV, .text = N_("不在同一个磁盘") },
		{ .why = EIO, .text = N_("读写磁盘出错") },
		{ .why = ENODEV, .text = N_("没有这个设备") },
		{ .why = ENXIO, .text = N_("没有这个设备") },
		{ .why = EPIPE, .text = N_("接收的一方已经关闭") },
		{ .why = EMFILE, .text = N_("打开的文件太多") },
		{ .why = ENFILE, .text = N_("打开的文件太多") },
		{ .why = ENOMEM, .text = N_("内存不足") },
		{ .why = ENOLCK, .text = N_("所在磁盘不支持锁") },
		{ .why = ENOTSUP, .text = N_("所在磁盘不支持这样做") },
		{ .why = EINVAL, .text = N_("系统不接受这样做") },
	};

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (known[i].why == why)
			return _(known[i].text);
	return strerror(why);
}

void err_clear(struct err *e)
{
	e->code = ERR_OK;
	e->article = 0;
	e->field[0] = '\0';
	e->text[0] = '\0';
}
