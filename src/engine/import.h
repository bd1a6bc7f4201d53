/*
 * import.h: office sheets (CSV) into a flow, row by row through action_do.
 *
 * Knows: header names of fields, CSV, encodings.  Must not know: faces.
 */
#ifndef JIANDU_ENGINE_IMPORT_H
#define JIANDU_ENGINE_IMPORT_H

#include "base/buf.h"
#include "engine/engine.h"

struct import_error {
	size_t line;
	const char *column; /* header as it stands in the sheet, "" for the whole row */
	const char *value;
	const char *reason;
};
struct import_row {
	size_t line;
	int outcome;         /* 0 accepted, 1 unchanged, 2 refused */
	const char *title;   /* what it becomes or is */
	const char *notices; /* what should be known though it is taken, joined by \n; "" none */
};
struct import_report {
	size_t rows, accepted, unchanged, refused;
	const char *encoding;   /* found */
	const char **headers;   /* of the sheet */
	const char **fields;    /* field label each header was matched to, NULL ignored */
	size_t n_headers;
	struct import_error *errors;
	size_t n_errors;
	struct import_row *lines; /* unless .brief */
	size_t n_lines;
	bool committed;
	size_t hidden[2];       /* rows and columns of a workbook's sheet that were read though nobody sees them in it */
	const struct effect *effects; /* what the rows together changed of other records: deadlines that moved */
	size_t n_effects;
};
struct import_options {
	const char *encoding;   /* "auto" */
	const char *sheet;      /* of a workbook; NULL the first that is not hidden */
	bool dry_run;
	bool brief;             /* no line of the report for each row: memory does not grow with the sheet */
	bool partial;           /* take the good rows though others are refused */
	bool (*progress)(void *ctx, size_t done, size_t total); /* false cancels */
	void *ctx;
};
/*
 * Import the N bytes at S (a CSV file as offices save it, or an XLSX workbook) into FLOW.  False on a failure of the
 * whole (encoding, no header matched, cancelled, refused rows without .partial: ERR_REFUSED, nothing taken);
 * REP is filled as far as the reading went, owned by A.
 */
bool import_sheet(struct engine *en, struct arena *a, const struct flow *flow, const char *s, size_t n,
	const struct import_options *opt, struct import_report *rep, struct err *e);

/*
 * The sheets of the workbook of N bytes at S that are not hidden, strings owned by A; 0 when it is none, or cannot be read
 * (import_sheet() says why).
 */
size_t import_sheets(struct arena *a, const char *s, size_t n, const char ***out);

#endif
