/*
 * check_parties.c: agencies, persons, supervisors, certificates: every act and its refusals.
 *
 * Knows: the parties' rows.  Must not know: opinions and reviews.
 */
#include <check.h>
#include <string.h>

#include "flow/parties.h"
#include "tests/flow/world.h"

Suite *suite_parties(void);

static int64_t
a_person(const char *name, const char *born, const char *serial)
{
	return done("person.add", 0, "name", name, "idno", an_idno(born, serial), "employer", "某律师事务所律师",
		NULL);
}

static int64_t
a_supervisor(const char *name, const char *born, const char *serial, const char *certificate)
{
	return done("supervisor.appoint", 0, "person", id_text(a_person(name, born, serial)), "categories",
		"律师", "term_start", "2024-07-01", "certificate", certificate, "late_reason", "补录", NULL);
}

/* ---- agency ---- */

START_TEST(agency_is_registered)
{
	int64_t id = done("agency.add", 0, "name", "歇马街道办事处", "kind", "街道办事处", "liaison",
		"冯欣志", "phone", "023-66310644", NULL);
	const struct agency *g = row_of("agency", id);

	ck_assert_str_eq(world_result.title, "歇马街道办事处");
	ck_assert_str_eq(g->short_name, "歇马街道办");
	ck_assert_str_eq(g->initials, "xmjdbsc");
	ck_assert_str_eq(g->short_initials, "xmjdb");
	ck_assert_int_eq(g->rec.state, AGENCY_ACTIVE);
	ck_assert_int_eq(called("agency", "歇马街道办"), id);
	ck_assert_int_eq(called("agency", "XMJDB"), id);
	refused(ERR_REFUSED, "name", 0, "agency.add", 0, "name", "歇马街道办事处", "kind", "town", NULL);
	refused(ERR_REFUSED, "name", 0, "agency.add", 0, "kind", "town", NULL);
	refused(ERR_REFUSED, "kind", 0, "agency.add", 0, "name", "静观镇人民政府", NULL);
	refused(ERR_REFUSED, "kind", 0, "agency.add", 0, "name", "静观镇人民政府", "kind", "乡政府", NULL);
	refused(ERR_REFUSED, "code", 0, "agency.add", 0, "name", "静观镇人民政府", "kind", "town", "code",
		"11500228709467150Q", NULL);
	done("agency.add", 0, "name", "静观镇人民政府", "kind", "town", "code", "11500228709467150P", NULL);
	books_agree();
}
END_TEST

START_TEST(renamed_agency_is_found_by_its_old_name)
{
	int64_t id = done("agency.add", 0, "name", "区环境保护局", "kind", "department", NULL);

	refused(ERR_REFUSED, "name", 0, "agency.rename", id, "name", "区环境保护局", NULL);
	done("agency.rename", id, "name", "区生态环境局", "basis", "机构改革方案", NULL);
	done("agency.rename", id, "name", "区生态环境和林业局", NULL);
	ck_assert_str_eq(
		((const struct agency *)row_of("agency", id))->former_names, "区环境保护局、区生态环境局");
	ck_assert_int_eq(called("agency", "区环境保护局"), id);
	ck_assert_int_eq(called("agency", "sthjhlyj"), id);
	done("agency.add", 0, "name", "区林业局", "kind", "department", NULL);
	refused(ERR_REFUSED, "name", 0, "agency.rename", id, "name", "区林业局", NULL);
	books_agree();
}
END_TEST

START_TEST(merged_agency_stays_on_old_papers)
{
	int64_t a = done("agency.add", 0, "name", "区旅游局", "kind", "department", NULL);
	int64_t b = done("agency.add", 0, "name", "区文化旅游委", "kind", "department", NULL), c;

	refused(ERR_REFUSED, "successor", 0, "agency.close", a, "reason", "机构改革", "successor", "区旅游局",
		NULL);
	refused(ERR_NOTFOUND, "successor", 0, "agency.close", a, "reason", "机构改革", "successor",
		"区没有局", NULL);
	refused(ERR_REFUSED, "reason", 0, "agency.close", a, "successor", "区文化旅游委", NULL);
	refused(ERR_REFUSED, "late_reason", 0, "agency.close", a, "reason", "机构改革", "on", "2026-01-01",
		NULL);
	refused(ERR_REFUSED, "on", 0, "agency.close", a, "reason", "机构改革", "on", "2026-12-01", NULL);
	done("agency.close", a, "reason", "机构改革", "successor", "区文化旅游委", "on", "2026-11-20", NULL);
	ck_assert_int_eq(((const struct agency *)row_of("agency", a))->successor, b);
	ck_assert_int_eq(listed("agency", "agency.active", NULL), 1);
	ck_assert_int_eq(listed("agency", "agency", "closed"), 1);
	refused(ERR_REFUSED, "successor", 0, "agency.close", b, "reason", "改革", "successor", id_text(a),
		NULL);
	refused(ERR_REFUSED, "state", 2, "agency.rename", a, "name", "新名", NULL);
	c = done("agency.add", 0, "name", "区旅游局", "kind", "department", NULL);
	ck_assert_int_eq(called("agency", "区旅游局"), c);
	ck_assert_int_eq(allowed("agency.reopen", a), ERR_REFUSED);
	done("agency.close", c, "reason", "误登", NULL);
	ck_assert_int_eq(called("agency", "区旅游局"), 0);
	ck_assert_int_eq(world_err.code, ERR_NOTFOUND);
	done("agency.reopen", a, "reason", "误登撤并", NULL);
	ck_assert_int_eq(((const struct agency *)row_of("agency", a))->closed_on, DAY_NONE);
	books_agree();
}
END_TEST

START_TEST(agency_correction_leaves_a_trace)
{
	int64_t id =
		done("agency.add", 0, "name", "区城市管里局", "kind", "department", "liaison", "任娜", NULL);
	struct trail_entry *t;
	struct err e = { 0 };
	size_t n;

	refused(ERR_REFUSED, "reason", 0, "agency.correct", id, "name", "区城市管理局", NULL);
	refused(ERR_REFUSED, "name", 0, "agency.correct", id, "name", "", "reason", "误", NULL);
	refused(ERR_REFUSED, "kind", 0, "agency.correct", id, "kind", "", "reason", "误", NULL);
	refused(ERR_REFUSED, "", 0, "agency.correct", id, "liaison", "任娜", "reason", "误", NULL);
	done("agency.correct", id, "name", "区城市管理局", "phone", "023-61664408", "reason", "错字", NULL);
	ck_assert_int_eq(called("agency", "csglj"), id);
	n = record_timeline(world, world_arena, flow_find("agency"), id, 0, 10, &t, &e);
	ck_assert_uint_eq(n, 2);
	ck_assert_ptr_nonnull(strstr(t[0].note, "区城市管里局 → 区城市管理局"));
	ck_assert_ptr_null(strstr(t[0].note, "61664408"));
	books_agree();
}
END_TEST

/* ---- person ---- */

START_TEST(person_follows_the_identity_number)
{
	int64_t id = done("person.add", 0, "name", "古丽娜尔•艾合买提", "idno", an_idno("19840727", "938"),
		"sex", "男", NULL);
	const struct person *p = row_of("person", id);
	char day[DAY_TEXT];

	ck_assert_str_eq(p->name, "古丽娜尔·艾合买提");
	ck_assert_int_eq(p->sex, PERSON_FEMALE);
	ck_assert_str_eq(day_format(p->born, day), "1984-07-27");
	ck_assert_ptr_nonnull(strstr(world_result.notices, "性别"));
	refused(ERR_REFUSED, "idno", 0, "person.add", 0, "name", "别人", "idno", p->idno, NULL);
	refused(ERR_REFUSED, "idno", 0, "person.add", 0, "name", "别人", "idno", "500199198912155410", NULL);
	refused(ERR_REFUSED, "name", 0, "person.add", 0, "idno", an_idno("19840727", "938"), NULL);
	refused(ERR_REFUSED, "born", 0, "person.add", 0, "name", "未来人", "born", "2026-12-01", NULL);
	ck_assert_int_eq(called("person", p->idno), id);
	ck_assert_str_eq(field_plain(world, world_arena, &flow_find("person")->fields[2], p),
		arena_printf(world_arena, "50***************%c", p->idno[17]));
	books_agree();
}
END_TEST

START_TEST(a_reading_can_be_corrected)
{
	int64_t id = a_supervisor("覃华娜", "19800101", "782", "碚执监〔2024〕56号");
	int64_t person = ((const struct supervisor *)row_of("supervisor", id))->person;

	ck_assert_str_eq(((const struct person *)row_of("person", person))->initials, "qhn");
	refused(ERR_REFUSED, "pinyin", 0, "person.correct", person, "pinyin", "tanhua", "reason", "读音",
		NULL);
	refused(ERR_REFUSED, "pinyin", 0, "person.correct", person, "pinyin", "tán huá nà", "reason", "读音",
		NULL);
	done("person.correct", person, "pinyin", "Tan hua na", "reason", "本人读覃为tan", NULL);
	ck_assert_str_eq(((const struct person *)row_of("person", person))->initials, "thn");
	/* Typed in one piece it is parted by the hanzi. */
	done("person.correct", person, "pinyin", "qinhuana", "reason", "记错", NULL);
	ck_assert_str_eq(((const struct person *)row_of("person", person))->initials, "qhn");
	done("person.correct", person, "pinyin", "tanhuana", "reason", "本人读覃为tan", NULL);
	ck_assert_str_eq(((const struct person *)row_of("person", person))->pinyin, "tanhuana");
	ck_assert_int_eq(called("supervisor", "thn"), id);
	ck_assert_int_eq(called("supervisor", "qhn"), 0);
	/* Another correction keeps the reading, a new name is read anew. */
	done("person.correct", person, "phone", "13800000315", "pinyin", "tanhuana", "reason", "换号", NULL);
	ck_assert_str_eq(((const struct person *)row_of("person", person))->initials, "thn");
	done("person.correct", person, "name", "覃华𬭎", "reason", "错字", NULL);
	ck_assert_ptr_nonnull(strstr(world_result.notices, "碚执监〔2024〕56号"));
	ck_assert_str_eq(((const struct supervisor *)row_of("supervisor", id))->name, "覃华𬭎");
	ck_assert_int_eq(called("supervisor", "覃华𬭎"), id);
	books_agree();
}
END_TEST

START_TEST(person_corrections_are_checked)
{
	int64_t a = a_person("郭欣飞", "19720405", "375"), b = a_person("曹建泽", "19780910", "110");

	refused(ERR_REFUSED, "idno", 0, "person.correct", b, "idno", an_idno("19720405", "375"), "reason", "误",
		NULL);
	refused(ERR_REFUSED, "name", 0, "person.correct", b, "name", "", "reason", "误", NULL);
	refused(ERR_REFUSED, "reason", 0, "person.correct", b, "employer", "西南大学", NULL);
	refused(ERR_REFUSED, "", 0, "person.correct", b, "name", "曹建泽", "reason", "误", NULL);
	done("person.correct", b, "idno", an_idno("19780911", "111"), "reason", "抄错", NULL);
	ck_assert_int_eq(((const struct person *)row_of("person", b))->sex, PERSON_MALE);
	ck_assert_int_ne(a, b);
	books_agree();
}
END_TEST

/* ---- supervisor ---- */

START_TEST(term_is_computed)
{
	int64_t id = a_supervisor("冉凯文", "19840307", "190", "碚执监〔2024〕2号");
	const struct supervisor *s = row_of("supervisor", id);
	const struct certificate *c = row_of("certificate", called("certificate", "碚执监〔2024〕2号"));
	char day[DAY_TEXT];

	ck_assert_str_eq(day_format(s->term_end, day), "2027-06-30");
	ck_assert(!s->over_age);
	ck_assert_int_eq(c->supervisor, id);
	ck_assert_int_eq(c->person, s->person);
	ck_assert_int_eq(c->order_key, INT64_C(2024000002));
	ck_assert_int_eq(called("supervisor", "碚执监〔2024〕2号"), id);
	ck_assert(supervisor_in_office(s, day_parse_iso("2027-06-30")));
	ck_assert(!supervisor_in_office(s, day_parse_iso("2027-07-01")));
	ck_assert(!supervisor_in_office(s, day_parse_iso("2024-06-30")));
	ck_assert_int_eq(listed("supervisor", "supervisor.active", NULL), 1);
	ck_assert_int_eq(listed("supervisor", "supervisor.ending", NULL), 0);
	books_agree();
}
END_TEST

START_TEST(ages_are_article_six)
{
	int64_t young = a_person("年龄小", "20030506", "597"), due = a_person("刚满岁", "20011123", "113");
	int64_t sixty = a_person("正满六十", "19661123", "113"), over = a_person("刚过六十", "19661122", "113");
	int64_t unknown = done("person.add", 0, "name", "无证件", NULL);

	refused(ERR_REFUSED, "person", 6, "supervisor.appoint", 0, "person", id_text(young), "categories",
		"企业家", "term_start", "2026-11-23", NULL);
	refused(ERR_REFUSED, "person", 6, "supervisor.appoint", 0, "person", id_text(unknown), "categories",
		"企业家", "term_start", "2026-11-23", NULL);
	done("supervisor.appoint", 0, "person", id_text(due), "categories", "企业家", "term_start",
		"2026-11-23", NULL);
	refused(ERR_REFUSED, "term_start", 5, "supervisor.appoint", 0, "categories", "企业家", "person",
		id_text(due), NULL);
	/* On the sixtieth birthday still ordinary, over from the day after. */
	done("supervisor.appoint", 0, "person", id_text(sixty), "categories", "企业家", "term_start",
		"2026-11-23", NULL);
	refused(ERR_REFUSED, "over_reason", 6, "supervisor.appoint", 0, "person", id_text(over), "categories",
		"企业家", "term_start", "2026-11-23", NULL);
	done("account.add", 0, "login", "liwen", "name", "李文", "roles", "clerk", NULL);
	world_as("liwen");
	refused(ERR_REFUSED, "over_reason", 6, "supervisor.appoint", 0, "person", id_text(over), "categories",
		"企业家", "term_start", "2026-11-23", "over_reason", "熟悉基层执法", NULL);
	world_as(NULL);
	done("supervisor.appoint", 0, "person", id_text(over), "categories", "企业家", "term_start",
		"2026-11-23", "over_reason", "熟悉基层执法", NULL);
	ck_assert(((const struct supervisor *)row_of("supervisor", world_result.id))->over_age);
	books_agree();
}
END_TEST

START_TEST(terms_do_not_overlap)
{
	int64_t id = a_supervisor("孔宇晨", "19840229", "358", "");
	const char *person = id_text(((const struct supervisor *)row_of("supervisor", id))->person);

	refused(ERR_REFUSED, "term_start", 5, "supervisor.appoint", 0, "person", person, "categories", "律师",
		"term_start", "2026-11-20", NULL);
	refused(ERR_REFUSED, "categories", 3, "supervisor.appoint", 0, "person", person, "term_start",
		"2026-11-20", NULL);
	refused(ERR_REFUSED, "categories", 3, "supervisor.appoint", 0, "person", person, "categories", "演员",
		"term_start", "2026-11-20", NULL);
	refused(ERR_REFUSED, "term_end", 5, "supervisor.appoint", 0, "person", person, "categories", "律师",
		"term_start", "2026-11-20", "term_end", "2026-11-19", NULL);
	done("supervisor.resign", id, "reason", "工作调动", "on", "2026-11-19", NULL);
	done("supervisor.appoint", 0, "person", person, "categories", "律师、政协委员", "term_start",
		"2026-11-20", NULL);
	ck_assert_int_eq(((const struct supervisor *)row_of("supervisor", world_result.id))->previous, id);
	ck_assert_int_eq(called("supervisor", "孔宇晨"), world_result.id);
	/* The title of a term that is over finds that term. */
	ck_assert_int_eq(called("supervisor", "孔宇晨（2024-07-01）"), id);
	books_agree();
}
END_TEST

START_TEST(who_leaves_gives_the_certificate_back)
{
	int64_t id = a_supervisor("长孙桂鹏", "19780831", "487", "碚执监〔2024〕9号");
	int64_t card = called("certificate", "碚执监〔2024〕9号");
	struct todo_row *todo;
	struct err e = { 0 };

	refused(ERR_REFUSED, "on", 5, "supervisor.resign", id, "reason", "工作调动", "on", "2024-06-20",
		"late_reason", "补", NULL);
	refused(ERR_REFUSED, "reason", 0, "supervisor.adjust", id, NULL);
	done("account.add", 0, "login", "liwen", "name", "李文", "roles", "经办", NULL);
	world_as("liwen");
	refused(ERR_DENIED, "", 5, "supervisor.adjust", id, "reason", "长期不能履职", NULL);
	world_as(NULL);
	done("supervisor.adjust", id, "reason", "长期不能履职", NULL);
	ck_assert_ptr_nonnull(strstr(world_result.notices, "碚执监〔2024〕9号"));
	ck_assert_int_eq(((const struct supervisor *)row_of("supervisor", id))->rec.state, SUPERVISOR_ADJUSTED);
	ck_assert_int_eq(((const struct certificate *)row_of("certificate", card))->recalled_on,
		day_parse_iso(WORLD_TODAY));
	ck_assert_int_eq(listed("certificate", "certificate.recalled", NULL), 1);
	/* In November next year's notice of days off waits behind it. */
	ck_assert_uint_eq(todo_fetch(world, world_arena, NULL, 0, 10, &todo, &e), 2);
	ck_assert_str_eq(todo[0].action, "certificate.return");
	ck_assert_str_eq(todo[1].action, "holiday.import");
	done("certificate.return", card, NULL);
	ck_assert_uint_eq(todo_fetch(world, world_arena, NULL, 0, 10, &todo, &e), 1);
	refused(ERR_REFUSED, "state", 5, "supervisor.resign", id, "reason", "再辞", NULL);
	books_agree();
}
END_TEST

START_TEST(only_the_program_dismisses_and_reminds)
{
	int64_t a = a_supervisor("于宇", "19781026", "577", "碚执监〔2024〕19号"), b;
	struct todo_row *todo;
	struct err e = { 0 };

	refused(ERR_DENIED, "", 17, "supervisor.dismiss", a, "reason", "连续两次无故缺席", NULL);
	refused(ERR_DENIED, "", 5, "supervisor.remind", a, NULL);
	world->actor.roles |= ROLE_PROGRAM;
	refused(ERR_REFUSED, "", 5, "supervisor.remind", a, NULL);
	refused(ERR_REFUSED, "reason", 0, "supervisor.dismiss", a, NULL);
	done("supervisor.dismiss", a, "reason", "连续两次无故缺席（第十七条第三项）", NULL);
	ck_assert_int_eq(((const struct supervisor *)row_of("supervisor", a))->rec.state, SUPERVISOR_DISMISSED);
	b = a_supervisor("单文明", "19840106", "465", "碚执监〔2024〕20号");
	world_on("2027-04-30");
	world->actor.roles |= ROLE_PROGRAM;
	done("supervisor.remind", b, NULL);
	ck_assert_int_eq(listed("supervisor", "supervisor.ending", NULL), 1);
	ck_assert_uint_eq(todo_fetch(world, world_arena, NULL, 0, 10, &todo, &e), 2);
	/* The card that was to be given back months ago comes first. */
	ck_assert_str_eq(todo[0].action, "certificate.return");
	ck_assert_str_eq(todo[1].action, "supervisor.decide");
	ck_assert_str_eq(todo[1].object, "单文明");
	refused(ERR_REFUSED, "", 5, "supervisor.remind", b, NULL);
	books_agree();
}
END_TEST

/* All that is asked again at a renewal. */
#define CONDITIONS "conditions", "lawful,willing,knows,able,resides,clean"

START_TEST(terms_expire_and_are_renewed)
{
	int64_t a = a_supervisor("魏峰", "19831106", "019", "碚执监〔2024〕21号"), next;
	int64_t b = a_supervisor("方峰", "19851004", "987", "碚执监〔2024〕22号");

	ck_assert_int_eq(allowed("supervisor.expire", a), ERR_REFUSED);
	ck_assert_int_eq(allowed("supervisor.renew", a), ERR_REFUSED);
	world_on("2027-07-01");
	done("supervisor.expire", a, NULL);
	ck_assert_int_eq(((const struct certificate *)row_of(
				  "certificate", called("certificate", "碚执监〔2024〕21号")))
				 ->rec.state,
		CERTIFICATE_EXPIRED);
	refused(ERR_REFUSED, "term_start", 5, "supervisor.renew", a, "term_start", "2027-06-30", CONDITIONS, NULL);
	done("supervisor.renew", a, "term_start", "2027-07-01", "certificate", "碚执监〔2027〕1号", CONDITIONS, NULL);
	ck_assert_int_eq(((const struct supervisor *)row_of("supervisor", a))->rec.state, SUPERVISOR_RENEWED);
	next = called("supervisor", "魏峰");
	ck_assert_int_eq(((const struct supervisor *)row_of("supervisor", next))->previous, a);
	ck_assert_int_eq(((const struct supervisor *)row_of("supervisor", next))->categories,
		((const struct supervisor *)row_of("supervisor", a))->categories);
	/* Straight from the active term; its certificate runs out with it. */
	done("supervisor.renew", b, "term_start", "2027-07-01", "categories", "党代表", CONDITIONS, NULL);
	ck_assert_int_eq(((const struct certificate *)row_of(
				  "certificate", called("certificate", "碚执监〔2024〕22号")))
				 ->rec.state,
		CERTIFICATE_EXPIRED);
	refused(ERR_REFUSED, "state", 5, "supervisor.renew", b, "term_start", "2027-07-01", CONDITIONS, NULL);
	books_agree();
}
END_TEST

START_TEST(supervisor_corrections_are_checked)
{
	int64_t id = a_supervisor("廖云", "19810914", "577", "");
	const struct supervisor *s;
	char day[DAY_TEXT];

	refused(ERR_REFUSED, "categories", 3, "supervisor.correct", id, "categories", "", "reason", "误", NULL);
	refused(ERR_REFUSED, "term_start", 5, "supervisor.correct", id, "term_start", "", "reason", "误", NULL);
	refused(ERR_REFUSED, "term_end", 5, "supervisor.correct", id, "term_end", "2024-01-01", "reason",
		"误", NULL);
	refused(ERR_REFUSED, "term_start", 6, "supervisor.correct", id, "term_start", "2005-01-01", "reason",
		"误", NULL);
	refused(ERR_REFUSED, "reason", 0, "supervisor.correct", id, "note", "补充", NULL);
	refused(ERR_REFUSED, "", 0, "supervisor.correct", id, "categories", "律师", "reason", "误", NULL);
	done("supervisor.correct", id, "term_start", "2024-08-01", "reason", "抄错", NULL);
	s = row_of("supervisor", id);
	ck_assert_str_eq(day_format(s->term_end, day), "2027-07-31");
	done("supervisor.correct", id, "term_end", "2026-07-31", "letter_number", "碚聘〔2024〕7号", "reason",
		"聘期两年", NULL);
	s = row_of("supervisor", id);
	ck_assert_str_eq(day_format(s->term_end, day), "2026-07-31");
	ck_assert_int_eq(called("supervisor", "碚聘〔2024〕7号"), id);
	world->actor.roles |= ROLE_PROGRAM;
	done("supervisor.carry", id, "name", "廖芸", "initials", "ly", "stroke_key", s->stroke_key, NULL);
	ck_assert_int_eq(called("supervisor", "廖芸"), id);
	books_agree();
}
END_TEST

/* ---- certificate ---- */

START_TEST(certificate_numbers_go_on)
{
	int64_t a = a_supervisor("林华", "19851001", "742", ""),
		b = a_supervisor("刘斌", "19850921", "657", ""), c;
	const struct certificate *card;

	refused(ERR_REFUSED, "on", 7, "certificate.issue", 0, "supervisor", "林华", "on", "2024-06-30",
		"late_reason", "补", NULL);
	refused(ERR_REFUSED, "supervisor", 0, "certificate.issue", 0, NULL);
	/* A number from paper is kept to the letter, and the next one of the year comes after it. */
	c = done("certificate.issue", 0, "supervisor", "林华", "number", "碚执监〔2026〕37号", NULL);
	refused(ERR_REFUSED, "supervisor", 7, "certificate.issue", 0, "supervisor", "林华", NULL);
	refused(ERR_REFUSED, "number", 7, "certificate.issue", 0, "supervisor", "刘斌", "number",
		"碚执监〔2026〕37号", NULL);
	done("certificate.issue", 0, "supervisor", "刘斌", NULL);
	ck_assert_str_eq(world_result.title, "碚执监〔2026〕38号");
	refused(ERR_REFUSED, "on", 13, "certificate.lost", c, "on", "2026-11-20", "reason", "出差途中", NULL);
	done("certificate.lost", c, "reason", "出差途中", NULL);
	done("certificate.issue", 0, "supervisor", "林华", NULL);
	card = row_of("certificate", world_result.id);
	ck_assert_str_eq(card->number, "碚执监〔2026〕39号");
	ck_assert_int_eq(card->replaces, c);
	done("certificate.void", card->rec.id, "reason", "姓名印错", NULL);
	done("certificate.return", c, "reason", "找回", NULL);
	refused(ERR_REFUSED, "state", 7, "certificate.void", c, "reason", "重复", NULL);
	done("supervisor.resign", b, "reason", "本人申请", NULL);
	refused(ERR_REFUSED, "supervisor", 7, "certificate.issue", 0, "supervisor", id_text(b), NULL);
	ck_assert_int_eq(listed("certificate", "certificate", "void"), 1);
	ck_assert_int_ne(a, b);
	books_agree();
}
END_TEST

START_TEST(certificate_corrections_and_the_program)
{
	int64_t a = a_supervisor("孟源", "19900223", "177", "碚执监〔2024〕53号");
	int64_t card = called("certificate", "碚执监〔2024〕53号");

	a_supervisor("杨海", "19810111", "237", "碚执监〔2024〕24号");
	refused(ERR_REFUSED, "number", 7, "certificate.correct", card, "number", "碚执监〔2024〕24号",
		"reason", "误", NULL);
	refused(ERR_REFUSED, "number", 7, "certificate.correct", card, "number", "", "reason", "误", NULL);
	refused(ERR_REFUSED, "name", 0, "certificate.correct", card, "name", "", "reason", "误", NULL);
	refused(ERR_REFUSED, "issued_on", 7, "certificate.correct", card, "issued_on", "2024-01-01", "reason",
		"误", NULL);
	done("certificate.correct", card, "number", "碚执监〔2024〕54号", "issued_on", "2024-07-02", "reason",
		"抄错", NULL);
	ck_assert_int_eq(called("certificate", "碚执监〔2024〕54号"), card);
	refused(ERR_DENIED, "", 17, "certificate.recall", card, "on", WORLD_TODAY, NULL);
	refused(ERR_DENIED, "", 5, "certificate.expire", card, "on", WORLD_TODAY, NULL);
	world->actor.roles |= ROLE_PROGRAM;
	done("certificate.recall", card, "on", "2026-11-20", NULL);
	done("certificate.expire", card, "on", "2026-11-20", NULL);
	ck_assert_int_eq(allowed("certificate.return", card), ERR_OK);
	ck_assert_int_ne(a, 0);
	books_agree();
}
END_TEST

/* ---- who sees what ---- */

START_TEST(scope_of_each_role)
{
	int64_t own = done("agency.add", 0, "name", "区教委", "kind", "department", NULL);
	int64_t other = done("agency.add", 0, "name", "区科技局", "kind", "department", NULL);
	int64_t me = a_supervisor("金霞犇", "19770415", "760", "碚执监〔2024〕51号");
	int64_t him = a_supervisor("叶文军", "19920721", "906", "碚执监〔2024〕52号");
	const char *person = id_text(((const struct supervisor *)row_of("supervisor", me))->person);
	struct err e = { 0 };

	done("account.add", 0, "login", "jiaowei", "name", "周联络", "roles", "agency", "agency", "区教委",
		NULL);
	done("account.add", 0, "login", "jinxia", "name", "金霞犇", "roles", "supervisor", "person", person,
		NULL);
	done("account.add", 0, "login", "shenji", "name", "审计员", "roles", "auditor", NULL);
	done("account.add", 0, "login", "xitong", "name", "系统员", "roles", "sysadmin", NULL);

	world_as("jiaowei");
	ck_assert_int_eq(listed("agency", "agency", NULL), 1);
	ck_assert_int_eq(called("agency", "区教委"), own);
	ck_assert_int_eq(called("agency", "区科技局"), 0);
	ck_assert_ptr_null(record_get(world, world_arena, flow_find("agency"), other, &e));
	ck_assert_int_eq(listed("supervisor", "supervisor", NULL), -1);
	ck_assert_int_eq(listed("person", "person", NULL), -1);
	ck_assert_int_eq(listed("account", "account", NULL), -1);
	refused(ERR_DENIED, "", 0, "agency.correct", own, "note", "改", "reason", "改", NULL);

	world_as("jinxia");
	ck_assert_int_eq(listed("supervisor", "supervisor", NULL), 1);
	ck_assert_int_eq(called("supervisor", "金霞犇"), me);
	ck_assert_int_eq(called("supervisor", "叶文军"), 0);
	err_clear(&e);
	ck_assert_ptr_null(record_get(world, world_arena, flow_find("supervisor"), him, &e));
	ck_assert_int_eq(e.code, ERR_NOTFOUND);
	ck_assert_int_eq(listed("certificate", "certificate", NULL), 1);
	ck_assert_int_eq(listed("person", "person", NULL), 1);
	ck_assert_int_eq(listed("agency", "agency", NULL), 2);
	ck_assert_int_eq(listed("setting", "setting", NULL), -1);
	refused(ERR_DENIED, "", 5, "supervisor.resign", me, "reason", "自己辞", NULL);

	world_as("shenji");
	ck_assert_int_eq(listed("agency", "agency", NULL), -1);
	ck_assert_int_eq(listed("supervisor", "supervisor", NULL), -1);
	ck_assert_int_eq(listed("person", "person", NULL), -1);
	ck_assert_int_eq(listed("certificate", "certificate", NULL), -1);
	ck_assert_int_gt(listed("account", "account", NULL), 0);
	refused(ERR_DENIED, "", 2, "agency.add", 0, "name", "区民政局", "kind", "department", NULL);

	world_as("xitong");
	ck_assert_int_eq(listed("person", "person", NULL), -1);
	ck_assert_int_eq(listed("supervisor", "supervisor", NULL), -1);
	ck_assert_int_eq(listed("agency", "agency", NULL), 2);
}
END_TEST

/* ---- every list, in every order, from both ends ---- */

START_TEST(lists_page_in_every_order)
{
	static const char *const names[] = { "agency", "person", "supervisor", "certificate", "account",
		"setting" };

	for (int i = 1; i <= 9; i++)
		done("agency.add", 0, "name", arena_printf(world_arena, "第%d街道办事处", i), "kind",
			"street", NULL);
	a_supervisor("李一鸣", "19800101", "111", "碚执监〔2024〕10号");
	a_supervisor("李大鸣", "19800101", "131", "碚执监〔2024〕9号");
	a_supervisor("王文", "19800101", "151", "碚执监〔2024〕100号");
	a_supervisor("丁云", "19800101", "171", "碚执监〔2024〕2号");
	for (size_t i = 0; i < N_OF(names); i++) {
		const struct flow *f = flow_find(names[i]);

		for (size_t k = 0; k < f->n_lists; k++)
			for (size_t m = 0; m < f->lists[k].n_sorts; m++) {
				struct list_query q = {
					.list = &f->lists[k], .sort = &f->lists[k].sorts[m], .limit = 2
				};
				struct list_page page;
				struct err e = { 0 };
				size_t n = 0;
				int64_t all;

				all = list_count(world, &q, 1000, &e);
				do {
					ck_assert_msg(list_fetch(world, world_arena, &q, &page, &e),
						"%s %s: %s", f->lists[k].name, q.sort->name, e.text);
					n += page.n;
					if (page.n > 0) {
						q.after_key = page.rows[page.n - 1].key;
						q.after_id = page.rows[page.n - 1].id;
					}
				} while (page.more);
				ck_assert_int_eq((int64_t)n, all);
			}
	}
	{
		/* 丁 王 李一 李大: by strokes; numbers by their value. */
		static const char *const strokes[] = { "丁云", "王文", "李一鸣", "李大鸣" };
		static const char *const numbers[] = { "碚执监〔2024〕2号", "碚执监〔2024〕9号",
			"碚执监〔2024〕10号", "碚执监〔2024〕100号" };
		struct list_query q = { .list = list_find(flow_find("supervisor"), "supervisor"), .limit = 10 };
		struct list_page page;
		struct err e = { 0 };

		ck_assert(list_fetch(world, world_arena, &q, &page, &e));
		for (size_t i = 0; i < N_OF(strokes); i++)
			ck_assert_str_eq(page.rows[i].cell[0], strokes[i]);
		q.list = list_find(flow_find("certificate"), "certificate");
		ck_assert(list_fetch(world, world_arena, &q, &page, &e));
		for (size_t i = 0; i < N_OF(numbers); i++)
			ck_assert_str_eq(page.rows[i].cell[0], numbers[i]);
	}
}
END_TEST

START_TEST(filters_are_sound)
{
	static const struct {
		const char *flow, *filter, *value;
		int64_t rows;
	} asked[] = {
		{ "agency", "kind", "街道办事处", 1 },
		{ "agency", "name", "街道", 1 },
		{ "person", "sex", "女", 1 },
		{ "person", "employer", "律师", 2 },
		{ "supervisor", "category", "律师", 2 },
		{ "supervisor", "category", "党代表", 0 },
		{ "supervisor", "person", "李一鸣", 1 },
		{ "supervisor", "over_age", "否", 2 },
		{ "supervisor", "on", "2025-01-01", 2 },
		{ "supervisor", "on", "2024-06-30", 0 },
		{ "supervisor", "ends_by", "2027-06-30", 2 },
		{ "supervisor", "sex", "男", 1 },
		{ "certificate", "year", "2024", 1 },
		{ "certificate", "year", "2025", 0 },
		{ "certificate", "supervisor", "李一鸣", 1 },
		{ "account", "role", "局领导", 1 },
		{ "setting", "own", "否", 8 },
		{ "setting", "article", "6", 4 },
	};

	done("agency.add", 0, "name", "天生街道办事处", "kind", "street", NULL);
	a_supervisor("李一鸣", "19800101", "111", "碚执监〔2024〕10号");
	a_supervisor("李大鸣", "19800101", "122", "");
	for (size_t i = 0; i < N_OF(asked); i++) {
		struct arg v = { asked[i].filter, asked[i].value };
		struct list_query q = {
			.list = &flow_find(asked[i].flow)->lists[0], .filters = { &v, 1 }, .limit = 100
		};
		struct list_page page;
		struct err e = { 0 };

		ck_assert_msg(list_fetch(world, world_arena, &q, &page, &e), "%s %s: %s", asked[i].flow,
			asked[i].filter, e.text);
		ck_assert_msg((int64_t)page.n == asked[i].rows, "%s %s %s: %zu rows", asked[i].flow,
			asked[i].filter, asked[i].value, page.n);
	}
}
END_TEST

START_TEST(found_by_words)
{
	struct found *v;
	struct err e = { 0 };

	a_supervisor("尉迟𬭎", "19800101", "111", "碚执监〔2024〕10号");
	ck_assert_uint_eq(search_all(world, world_arena, "尉迟", 10, &v, &e), 3);
	ck_assert_uint_eq(search_all(world, world_arena, "𬭎", 10, &v, &e), 3);
	ck_assert_uint_eq(search_all(world, world_arena, "yc", 10, &v, &e), 2);
	ck_assert_uint_eq(search_all(world, world_arena, "〔2024〕10", 10, &v, &e), 1);
	ck_assert_uint_eq(search_all(world, world_arena, "500199", 10, &v, &e), 0);
}
END_TEST

Suite *
suite_parties(void)
{
	Suite *s = suite_create("parties");
	TCase *t = tcase_create("acts");

	tcase_add_checked_fixture(t, world_open, world_close);
	tcase_add_test(t, agency_is_registered);
	tcase_add_test(t, renamed_agency_is_found_by_its_old_name);
	tcase_add_test(t, merged_agency_stays_on_old_papers);
	tcase_add_test(t, agency_correction_leaves_a_trace);
	tcase_add_test(t, person_follows_the_identity_number);
	tcase_add_test(t, a_reading_can_be_corrected);
	tcase_add_test(t, person_corrections_are_checked);
	tcase_add_test(t, term_is_computed);
	tcase_add_test(t, ages_are_article_six);
	tcase_add_test(t, terms_do_not_overlap);
	tcase_add_test(t, who_leaves_gives_the_certificate_back);
	tcase_add_test(t, only_the_program_dismisses_and_reminds);
	tcase_add_test(t, terms_expire_and_are_renewed);
	tcase_add_test(t, supervisor_corrections_are_checked);
	tcase_add_test(t, certificate_numbers_go_on);
	tcase_add_test(t, certificate_corrections_and_the_program);
	tcase_add_test(t, scope_of_each_role);
	tcase_add_test(t, lists_page_in_every_order);
	tcase_add_test(t, filters_are_sound);
	tcase_add_test(t, found_by_words);
	suite_add_tcase(s, t);
	return s;
}
