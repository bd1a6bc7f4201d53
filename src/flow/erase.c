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

bool
erase_run(struct act *a)
{
	for (size_t i = 0; i < a->flow->n_fields; i++) {
		const struct field *f = &a->flow->fields[i];
		const char **name = (void *)((char *)a->row + f->col.offset);

		if (!(f->flags & (FIELD_PERSONAL | FIELD_SENSITIVE)))
			continue;
		/* An empty name stays empty: nobody was named there. */
		if (f->type == FT_NAME && **name != '\0')
			*name = ERASED_NAME;
		else
			col_clear(&f->col, a->row);
	}
	return true;
}
