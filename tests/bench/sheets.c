/*
 * sheets.c: much at once: a sheet in, a sheet out, the trail verified; beside sqlite3's own .import and -csv.
 *
 * Knows: the command lines of jiandu and sqlite3.  Must not know: the engine.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/bench/bench.h"

#define SHEET_ROWS 5000

static char who[128], paper[128], office[128];
static long count;

static int
take_row(void *ctx, int n, char **v, char **name)
{
	(void)ctx;
	(void)name;
	if (n == 3) {
		snprintf(who, sizeof who, "%s", v[0]);
		snprintf(paper, sizeof paper, "%s", v[1]);
		snprintf(office, sizeof office, "%s", v[2]);
	} else {
		count = strtol(v[0], NULL, 10);
	}
	return 0;
}

static bool
ask(const char *db, const char *sql)
{
	sqlite3 *h = NULL;
	bool ok = sqlite3_open_v2(db, &h, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
		sqlite3_exec(h, sql, take_row, NULL, NULL) == SQLITE_OK;

	if (!ok)
		fprintf(stderr, "%s: %s\n", db, sqlite3_errmsg(h));
	sqlite3_close(h);
	return ok;
}

/* A sheet as an office keeps it, of ROWS opinions that the file does not know. */
static void
write_sheet(const char *path, int rows)
{
	FILE *f = fopen(path, "w");

	if (f == NULL)
		exit(1);
	fprintf(f, "意见编号,监督员,证件编号,提出日期,行政执法机构,执法领域,意见类型,事实与理由,意见建议,答复日期,是否采纳,答复内容\n");
	for (int i = 0; i < rows; i++)
		fprintf(f, "旧%d号,%s,%s,2026-%02d-%02d,%s,行政检查,纠正意见,"
			   "第%d次检查时两名执法人员未主动出示执法证件，经营者对检查目的不清楚，也没有当场制作检查记录。,"
			   "建议规范亮证执法，当场制作记录。,2026-%02d-%02d,采纳,已组织培训，并抽查了三十份案卷。\n",
			i + 1, who, paper, i % 4 + 2, i % 26 + 1, office, i, i % 4 + 4, i % 26 + 1);
	fclose(f);
}

/* The tables that an import fills, as sheets of SQLite's own, into equal tables with equal indexes. */
static double
bare_import(const char *db, long from)
{
	static const char *const tables[] = { "opinion", "trail", "change" };
	static const char *const key[] = { "id", "seq", "seq" };
	char script[600], sheet[3][600], out[600], fresh[600];
	double ms = 0;
	FILE *f;
	int rc;

	snprintf(script, sizeof script, "%s.script", db);
	snprintf(fresh, sizeof fresh, "%s.fresh", db);
	snprintf(out, sizeof out, "%s.sql", db);
	for (int i = 0; i < 3; i++) {
		snprintf(sheet[i], sizeof sheet[i], "%s.%s.csv", db, tables[i]);
		f = fopen(script, "w");
		fprintf(f, ".mode csv\nSELECT * FROM %s ORDER BY %s DESC LIMIT %ld;\n", tables[i], key[i], from);
		fclose(f);
		bench_run((char *[]){ "sqlite3", "-readonly", (char *)db, NULL }, script, sheet[i], NULL);
	}
	f = fopen(script, "w");
	fprintf(f, ".mode list\nSELECT replace(replace(sql, ') STRICT', ')'), "
		   "' NOT NULL AS (state NOT IN (''closed'', ''withdrawn'')) VIRTUAL', '') || ';' FROM sqlite_schema WHERE type IN ('table', 'index') AND sql IS NOT NULL "
		   "AND tbl_name IN ('opinion', 'trail', 'change') ORDER BY type DESC;\n");
	fclose(f);
	bench_run((char *[]){ "sqlite3", "-readonly", (char *)db, NULL }, script, out, NULL);
	unlink(fresh);
	f = fopen(script, "w");
	fprintf(f, "PRAGMA journal_mode=WAL;\nPRAGMA synchronous=FULL;\n.read %s\n", out);
	fclose(f);
	bench_run((char *[]){ "sqlite3", fresh, NULL }, script, NULL, NULL);
	f = fopen(script, "w");
	fprintf(f, "PRAGMA synchronous=FULL;\nPRAGMA foreign_keys=OFF;\n.mode csv\n");
	for (int i = 0; i < 3; i++)
		fprintf(f, ".import %s %s\n", sheet[i], tables[i]);
	fclose(f);
	rc = bench_run((char *[]){ "sqlite3", fresh, NULL }, script, NULL, &ms);
	if (rc != 0)
		fprintf(stderr, ".import: status %d\n", rc);
	for (int i = 0; i < 3; i++)
		unlink(sheet[i]);
	unlink(script);
	unlink(out);
	unlink(fresh);
	return ms;
}

static void
measure_import(const char *db, int scale)
{
	char copy[512], sheet[512], script[600];
	int rows = bench_short ? 500 : SHEET_ROWS, rc;
	double ms, bare;
	FILE *f;

	snprintf(copy, sizeof copy, "%s", bench_path(bench_scale[scale], ".import"));
	snprintf(sheet, sizeof sheet, "%s", bench_path(bench_scale[scale], ".csv"));
	snprintf(script, sizeof script, "%s.script", copy);
	if (!ask(db, "SELECT s.name, c.number, (SELECT name FROM agency WHERE state = 'active' ORDER BY id LIMIT 1) "
		     "FROM supervisor s JOIN certificate c ON c.supervisor = s.id WHERE s.state = 'active' AND c.state = 'issued' "
		     "AND s.term_start < '2026-02-01' ORDER BY s.id LIMIT 1"))
		return;
	write_sheet(sheet, rows);
	unlink(copy);
	f = fopen(script, "w");
	fprintf(f, ".backup %s\n", copy);
	fclose(f);
	bench_run((char *[]){ "sqlite3", "-readonly", (char *)db, NULL }, script, NULL, NULL);
	unlink(script);
	rc = bench_run((char *[]){ (char *)bench_jiandu, "--db", copy, "import", "opinion", sheet, NULL }, NULL, NULL, &ms);
	if (rc != 0) {
		fprintf(stderr, "import: status %d\n", rc);
	} else {
		bare = bare_import(copy, rows);
		result_put("import, rows a second", scale, "%.0f", rows * 1000 / ms);
		result_put("`.import` of the same rows, rows a second", scale, "%.0f", rows * 1000 / bare);
		result_ratio("import: ratio of the rates", scale, bare, ms);
	}
	unlink(sheet);
	for (size_t i = 0; i < 7; i++) {
		static const char *const ends[] = { "", "-wal", "-shm", "-queue", ".work", ".work-wal", ".work-shm" };

		snprintf(script, sizeof script, "%s%s", copy, ends[i]);
		unlink(script);
	}
}

static void
measure_export(const char *db, int scale)
{
	char sheet[512];
	double ms, bare;

	snprintf(sheet, sizeof sheet, "%s", bench_path(bench_scale[scale], ".csv"));
	if (bench_run((char *[]){ (char *)bench_jiandu, "--db", (char *)db, "export", "opinion", sheet, NULL }, NULL, NULL, &ms) != 0)
		return;
	bench_run((char *[]){ "sqlite3", "-readonly", "-csv", "-header", (char *)db, "SELECT * FROM opinion ORDER BY raised_on, id",
			  NULL }, NULL, sheet, &bare);
	ask(db, "SELECT count(*) FROM opinion");
	result_put("export to CSV, rows a second", scale, "%.0f", (double)count * 1000 / ms);
	result_put("`sqlite3 -csv`, rows a second", scale, "%.0f", (double)count * 1000 / bare);
	result_ratio("export: ratio of the rates", scale, bare, ms);
	unlink(sheet);
}

static void
measure_verify(const char *db, int scale)
{
	double ms;

	if (bench_run((char *[]){ (char *)bench_jiandu, "--db", (char *)db, "audit", "verify", NULL }, NULL, NULL, &ms) != 0) {
		fprintf(stderr, "audit verify fails\n");
		return;
	}
	ask(db, "SELECT count(*) FROM trail");
	result_put("`audit verify`, trail rows", scale, "%ld", count);
	result_put("`audit verify`, rows a second", scale, "%.0f", (double)count * 1000 / ms);
}

void
bench_sheets(void)
{
	result_table("Sheets and the trail");
	for (int s = 0; s < bench_scales; s++) {
		char db[512];

		snprintf(db, sizeof db, "%s", bench_path(bench_scale[s], ".db"));
		if (bench_scale[s] <= bench_saves_most)
			measure_import(db, s);
		measure_export(db, s);
		measure_verify(db, s);
	}
}
