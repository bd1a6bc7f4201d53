/*
 * check_table.c: the lint of every declared row: what act/action.h promises is checked here.
 *
 * Knows: the registry, the sources under $SRCDIR.  Must not know: what an action does.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <glob.h>

#include "base/buf.h"
#include "engine/engine.h"

static struct buf
slurp(const char *pattern)
{
	struct buf all = BUF_INIT;
	char path[4096], block[65536];
	const char *dir = getenv("SRCDIR");
	glob_t g;

	snprintf(path, sizeof path, "%s/%s", dir != NULL ? dir : ".", pattern);
	if (glob(path, 0, NULL, &g) != 0)
		return all;
	for (size_t i = 0; i < g.gl_pathc; i++) {
		FILE *f = fopen(g.gl_pathv[i], "r");
		size_t n;

		ck_assert_ptr_nonnull(f);
		while ((n = fread(block, 1, sizeof block, f)) > 0)
			buf_add(&all, block, n);
		fclose(f);
	}
	globfree(&g);
	return all;
}

static size_t
size_of(enum col_type t)
{
	switch (t) {
	case COL_TEXT: return sizeof(char *);
	case COL_INT:
	case COL_REF: return sizeof(int64_t);
	case COL_DAY: return sizeof(day_t);
	case COL_BOOL: return sizeof(bool);
	case COL_WORD: return sizeof(word_t);
	case COL_SET: return sizeof(wordset);
	}
	return 0;
}

static void
check_words(const char *where, const struct word *w)
{
	ck_assert_msg(w != NULL, "%s: no words", where);
	ck_assert_msg(w[0].key != NULL && *w[0].key == '\0', "%s: element 0 must be WORD_NONE", where);
	ck_assert_msg(word_count(w) < 32, "%s: more than 31 words do not fit a set", where);
	for (word_t i = 1; w[i].key != NULL; i++) {
		ck_assert_msg(strspn(w[i].key, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(w[i].key),
			"%s: key %s", where, w[i].key);
		ck_assert_msg(*w[i].label != '\0', "%s: %s has no label", where, w[i].key);
		ck_assert_msg(w[i].article >= 0 && w[i].article <= 21, "%s: %s article", where, w[i].key);
		for (word_t k = 1; k < i; k++)
			ck_assert_msg(strcmp(w[i].key, w[k].key) != 0 && strcmp(w[i].label, w[k].label) != 0,
				"%s: %s twice", where, w[i].key);
	}
}

/* Each short form belongs to a word of the set, and finds it and no other. */
static void
check_aka(const char *where, const struct word *w)
{
	char key[32], form[64];
	int n = 0, forms = 0;

	for (const char *p = word_aka(w); *p != '\0'; p += n + (int)strspn(p + n, " ")) {
		ck_assert_msg(sscanf(p, "%31[a-z_]%n", key, &n) == 1 && word_key(w, key) != 0, "%s: short forms of no word: %s",
			where, p);
		for (p += n, n = 0; *p == '=' || *p == '|'; p += n) {
			ck_assert_msg(sscanf(++p, "%63[^| ]%n", form, &n) == 1, "%s: an empty short form of %s", where, key);
			ck_assert_msg(word_find(w, form) == word_key(w, key), "%s: %s is not %s alone", where, form, key);
			forms++;
		}
		ck_assert_msg(forms > 0 && (p[0] == '\0' || p[0] == ' '), "%s: %s", where, p);
		n = 0;
	}
}

static void
check_fields(const char *where, const struct field *f, size_t n, size_t size)
{
	for (size_t i = 0; i < n; i++) {
		const char *name = f[i].col.name;

		ck_assert_msg(strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(name), "%s: %s", where, name);
		ck_assert_msg(f[i].label != NULL && *f[i].label != '\0', "%s: %s has no label", where, name);
		ck_assert_msg(f[i].article >= 0 && f[i].article <= 21, "%s: %s article", where, name);
		ck_assert_msg(f[i].col.offset + size_of(f[i].col.type) <= size, "%s: %s outside its struct", where, name);
		if (f[i].type == FT_WORD || f[i].type == FT_SET)
			check_words(where, f[i].col.words), check_aka(where, f[i].col.words);
		if (f[i].type == FT_REF)
			ck_assert_msg(flow_find(f[i].ref) != NULL, "%s: %s refers to no flow", where, name);
		for (size_t k = 0; k < i; k++)
			ck_assert_msg(strcmp(f[k].col.name, name) != 0, "%s: field %s twice", where, name);
	}
}

START_TEST(rows_are_complete)
{
	for (size_t i = 0; flows[i] != NULL; i++) {
		const struct flow *f = flows[i];

		ck_assert_msg(f->label != NULL && f->table != NULL && f->title != NULL, "%s", f->name);
		check_words(f->name, f->states);
		check_fields(f->name, f->fields, f->n_fields, f->row_size);
		ck_assert_msg(f->n_lists > 0 && f->n_scopes > 0, "%s: a flow has a list and a scope", f->name);
		for (size_t k = 0; k < f->n_actions; k++) {
			const struct action *a = &f->actions[k];
			size_t n = strlen(f->name);

			ck_assert_msg(strncmp(a->name, f->name, n) == 0 && a->name[n] == '.' && a->name[n + 1] != '\0',
				"%s is not flow.verb", a->name);
			ck_assert_msg(a->label != NULL && a->help != NULL, "%s: label and help", a->name);
			ck_assert_msg(a->article >= 0 && a->article <= 21, "%s: article", a->name);
			ck_assert_msg(a->roles != 0, "%s: admits nobody", a->name);
			ck_assert_msg(a->from != 0, "%s: starts nowhere", a->name);
			ck_assert_msg(a->to != 0 || (a->flags & ACT_KEEPS), "%s: ends nowhere", a->name);
			ck_assert_msg(a->n_fields < 64, "%s: too many fields", a->name);
			check_fields(a->name, a->fields, a->n_fields, a->args_size);
			for (size_t m = 0; m < k; m++)
				ck_assert_msg(strcmp(f->actions[m].name, a->name) != 0, "%s twice", a->name);
		}
	}
}
END_TEST

START_TEST(every_state_is_reached)
{
	for (size_t i = 0; flows[i] != NULL; i++) {
		const struct flow *f = flows[i];

		/* The trail's rows come from acts elsewhere. */
		for (word_t s = 1; f->n_actions > 0 && s <= word_count(f->states); s++) {
			bool reached = false;

			for (size_t k = 0; k < f->n_actions; k++)
				if (f->actions[k].to & S(s))
					reached = true;
			ck_assert_msg(reached, "%s: no action reaches %s", f->name, f->states[s].key);
		}
	}
}
END_TEST

START_TEST(letters_are_unique_in_a_menu)
{
	for (size_t i = 0; flows[i] != NULL; i++) {
		const struct flow *f = flows[i];

		for (size_t k = 0; k < f->n_actions; k++)
			for (size_t m = 0; m < k; m++) {
				const struct action *a = &f->actions[k], *b = &f->actions[m];

				if ((a->flags | b->flags) & (ACT_INTERNAL | ACT_IMPORT) || a->key == 0)
					continue;
				ck_assert_msg(a->key != b->key || !(a->from & b->from), "%s and %s share %c", a->name, b->name,
					a->key);
			}
	}
}
END_TEST

START_TEST(lists_are_complete)
{
	for (size_t i = 0; flows[i] != NULL; i++)
		for (size_t k = 0; k < flows[i]->n_lists; k++) {
			const struct list *l = &flows[i]->lists[k];

			ck_assert_msg(l->name && l->label && l->from && l->id && l->n_cols > 0 && l->n_sorts > 0, "%s",
				l->name);
			for (size_t c = 0; c < l->n_cols; c++) {
				ck_assert_msg(l->cols[c].name && l->cols[c].label && l->cols[c].sql, "%s: column %zu", l->name, c);
				ck_assert_msg(l->cols[c].json_only || l->cols[c].width > 0, "%s: %s has no width", l->name,
					l->cols[c].name);
			}
		}
}
END_TEST

/* An action that no flow test performs, or that the manual does not name, is not done. */
START_TEST(every_action_is_tested_and_in_the_manual)
{
	struct buf tests = slurp("tests/flow/*.c"), cli = slurp("tests/cli/*.c"), manual = slurp("README.md");

	for (size_t i = 0; flows[i] != NULL; i++)
		for (size_t k = 0; k < flows[i]->n_actions; k++) {
			const struct action *a = &flows[i]->actions[k];
			char quoted[128], words[128];

			snprintf(quoted, sizeof quoted, "\"%s\"", a->name);
			snprintf(words, sizeof words, "`%s`", a->name);
			ck_assert_msg(strstr(buf_str(&tests), quoted) != NULL || strstr(buf_str(&cli), quoted) != NULL,
				"no test performs %s", a->name);
			ck_assert_msg(strstr(buf_str(&manual), words) != NULL, "README.md does not list %s", words);
		}
	buf_free(&tests);
	buf_free(&cli);
	buf_free(&manual);
}
END_TEST

/* What is about a person and masked, or kept from the agency, is nowhere read unseen. */
START_TEST(sensitive_flows_are_guarded)
{
	for (size_t i = 0; flows[i] != NULL; i++)
		for (size_t k = 0; k < flows[i]->n_fields; k++) {
			unsigned flags = flows[i]->fields[k].flags;

			if ((flags & FIELD_PERSONAL) && (flags & (FIELD_SENSITIVE | FIELD_KEPT)))
				ck_assert_msg(flows[i]->guarded, "%s: %s is sensitive, and opening the record leaves no row", flows[i]->name,
					flows[i]->fields[k].col.name);
		}
}
END_TEST

Suite *suite_table(void);

Suite *
suite_table(void)
{
	Suite *s = suite_create("table");
	TCase *t = tcase_create("rows");

	tcase_add_test(t, rows_are_complete);
	tcase_add_test(t, every_state_is_reached);
	tcase_add_test(t, letters_are_unique_in_a_menu);
	tcase_add_test(t, lists_are_complete);
	tcase_add_test(t, sensitive_flows_are_guarded);
	tcase_add_test(t, every_action_is_tested_and_in_the_manual);
	suite_add_tcase(s, t);
	return s;
}
