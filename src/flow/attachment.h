/*
 * attachment.h: files and scans stored with a record: the row, its words, which types there are.
 *
 * Knows: the row's members; first bytes of file formats.  Must not know: what is in a file beyond its first bytes;
 * it is stored and handed out, never run or shown by the program.
 */
#ifndef JIANDU_FLOW_ATTACHMENT_H
#define JIANDU_FLOW_ATTACHMENT_H

#include "act/action.h"

enum attachment_state { ATTACHMENT_NONE, ATTACHMENT_KEPT, ATTACHMENT_REMOVED };
/* Who besides the bureau may have it. */
enum attachment_shown { SHOWN_BUREAU = 1, SHOWN_AGENCY, SHOWN_PERSON, SHOWN_BOTH };

struct attachment {
	struct record rec;
	const char *number;      /* 2026-12 */
	int64_t number_key;
	const char *of_flow;     /* flow of the record it belongs to */
	int64_t record;
	const char *subject;     /* that record, as called when the file came */
	const char *name;        /* of the file, without a path */
	const char *type;        /* its ending, which its first bytes agree with */
	int64_t size, pieces;
	const char *hash;        /* SM3 of the whole, 64 hex digits */
	word_t shown;            /* of attachment_shown */
	int64_t agency;          /* agency that may have it, 0 none */
	int64_t person;          /* supervisor who may have it, 0 none */
	const char *agency_name, *person_name, *initials; /* of the record */
	const char *note;
	day_t added_on;
	const char *adder;       /* name of the account */
	day_t removed_on;
	const char *remove_reason;
};
extern const struct word attachment_states[];
extern const struct word attachment_shown[];

/* Can a file that is called so (its ending, without the dot, as people write it) be told by its first bytes? */
bool attachment_type_known(const char *ending);
/*
 * The type of a file called NAME whose first bytes are HEAD; NULL with a sentence in *WHY when the setting does not
 * permit it or the bytes are of something else.
 */
const char *attachment_type(struct act *a, const char *name, const unsigned char *head, size_t n, const char **why);
/* May records of FLOW have attachments? */
bool attachment_holder(const char *flow);
/* "1.3 MB", "12 KB"; owned by AR. */
const char *attachment_size_text(struct arena *ar, int64_t size);

#endif
