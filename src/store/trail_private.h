/*
 * trail_private.h: how the chain is made, for those that write it (trail.c), walk it (trail_verify.c) and cut it
 * (archive.c); no other file includes it.
 */
#ifndef JIANDU_STORE_TRAIL_PRIVATE_H
#define JIANDU_STORE_TRAIL_PRIVATE_H

#include <nettle/sm3.h>

#include "store/books.h"

#define SALT_SIZE 16
#define HASH_SIZE SM3_DIGEST_SIZE

/* A row as it is hashed (0 to 11 are struct columns) and, beside it, the row of its words, if there is one. */
#define WHOLE_ROWS \
	"SELECT t.seq, t.at, t.account, t.who, t.flow, t.record, t.action, t.article, t.happened_on, t.received_on, t.outcome, " \
	"t.today_set, t.digest, t.words, t.hash, c.seq, c.salt, c.note, c.change FROM trail t LEFT JOIN change c ON c.seq = t.seq "

/* The columns as they stand in the file; days are text there. */
struct columns {
	const char *at, *who, *flow, *action, *happened_on, *received_on;
	int64_t seq, account, record, article, outcome, today_set;
};

/* A number as eight bytes, a text as its length and bytes. */
void put_int(struct sm3_ctx *h, int64_t v);
void put_text(struct sm3_ctx *h, const char *s);
void digest_image(const uint8_t salt[SALT_SIZE], const char *image, uint8_t out[HASH_SIZE]);
void digest_words(const uint8_t salt[SALT_SIZE], const char *note, const char *change, uint8_t out[HASH_SIZE]);
/* The hash of the row C that follows the one with hash BEFORE. */
void chain(const uint8_t before[HASH_SIZE], const struct columns *c, const uint8_t digest[HASH_SIZE],
	const uint8_t words[HASH_SIZE], uint8_t out[HASH_SIZE]);
/* Column COL as a hash into OUT; all zero when it has another length. */
bool read_hash(struct stmt *s, int col, uint8_t out[HASH_SIZE]);
void to_hex(const uint8_t hash[HASH_SIZE], char hex[65]);

/* ---- trail_verify.c ---- */
/* A walk along the chain, over one file or several after each other. */
struct walk {
	int64_t next;              /* the row that must come, from 1 */
	uint8_t prev[HASH_SIZE];   /* hash of the row before */
	int64_t rows;              /* walked so far */
	int64_t erased;            /* of them without words */
	int64_t want;              /* a head that must lie on the chain, < 0 none */
	char want_hex[65];
	int64_t total;             /* for PROGRESS */
	bool (*progress)(void *ctx, int64_t done, int64_t total);
	void *ctx;
};
/* All rows of DB's table trail, each of which must follow the one before; W goes on. */
bool walk_rows(struct walk *w, struct db *db, struct err *e);

#endif
