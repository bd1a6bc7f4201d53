/*
 * erase.c: personal data leaves a record, the record stays.
 *
 * Knows: fields by their flags.  Must not know: which flow it is.
 */
#include <string.h>

#include "flow/erase.h"
#include "base/i18n.h"

const struct field erase_fields[1] = {
	{ F_LINE(struct erase, erasure), .label = N_("删除事项"), .flags = FIELD_REQUIRED | FIELD_NOTE },
};

static void
empty(const struct field *f, char *at)
{
	switch (f->col.type) {
	case COL_TEXT:
		/* An empty name stays empty: nobody was named there. */
		if (**(const char **)(void *)at != '\0')
			*(const char **)(void *)at = f->type == FT_NAME ? ERASED_NAME : "";
		break;
	case COL_DAY:
		*(day_t *)(void *)at = DAY_NONE;
		break;
	case COL_WORD:
		*(word_t *)(void *)at = 0;
		break;
	case COL_SET:
		*(wordset *)(void *)at = 0;
		break;
	case COL_INT:
	case COL_REF:
		*(int64_t *)(void *)at = 0;
		break;
	case COL_BOOL:
		*(bool *)(void *)at = false;
		break;
	}
}

bool
erase_run(struct act *a)
{
	for (size_t i = 0; i < a->flow->n_fields; i++) {
		const struct field *f = &a->flow->fields[i];

		if (f->flags & (FIELD_PERSONAL | FIELD_SENSITIVE))
			empty(f, (char *)a->row + f->col.offset);
	}
	return true;
}
