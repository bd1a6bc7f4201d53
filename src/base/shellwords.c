/*
 * shellwords.c: a command line that comes as one text, split into words.
 *
 * Knows: quotes and backslashes as POSIX shells read them.  Must not know: what the words mean.
 */
#include <string.h>

#include "base/shellwords.h"
#include "base/i18n.h"
#include "base/text.h"

/* One word from P into OUT, which has room for the rest of the line; the character after it, NULL when it is not ended. */
static const char *
one_word(const char *p, char *out)
{
	char quote = '\0';

	for (; *p != '\0'; p++) {
		if (quote == '\'') {
			if (*p == '\'')
				quote = '\0';
			else
				*out++ = *p;
		} else if (*p == '\\') {
			/* Between double quotes a backslash is one, but before these. */
			if (p[1] == '\0')
				return NULL;
			if (quote == '"' && strchr("$`\"\\\n", p[1]) == NULL)
				*out++ = *p;
			else if (p[1] == '\n')
				p++;
			else
				*out++ = *++p;
		} else if (*p == '"' || (*p == '\'' && quote == '\0')) {
			quote = quote == *p ? '\0' : *p;
		} else if (quote == '\0' && strchr(" \t\n\r", *p) != NULL) {
			break;
		} else {
			*out++ = *p;
		}
	}
	*out = '\0';
	return quote == '\0' ? p : NULL;
}

bool
shellwords(struct arena *a, const char *line, int *argc, char ***argv, struct err *e)
{
	size_t n = strlen(line);

	if (n > SHELLWORDS_LONGEST || !text_valid(line, n))
		return err_set(e, ERR_USAGE, NULL, 0, "%s", _("命令太长，或者不是UTF-8"));
	*argv = arena_alloc(a, (SHELLWORDS_MOST + 1) * sizeof **argv);
	*argc = 0;
	for (const char *p = line + strspn(line, " \t\n\r"); *p != '\0'; p += strspn(p, " \t\n\r")) {
		char *word;

		if (*argc == SHELLWORDS_MOST)
			return err_set(e, ERR_USAGE, NULL, 0, _("命令最多%d个词"), SHELLWORDS_MOST);
		word = arena_alloc(a, strlen(p) + 1);
		p = one_word(p, word);
		if (p == NULL)
			return err_set(e, ERR_USAGE, NULL, 0, "%s", _("命令里的引号没有写完"));
		(*argv)[(*argc)++] = word;
	}
	(*argv)[*argc] = NULL;
	return true;
}
