/*
 * check_office.c: accounts, settings, the calendar: the supporting records; who looks at masked numbers.
 *
 * Knows: who may keep them.  Must not know: cases.
 */
#include <check.h>
#include <string.h>

#include "flow/parties.h"
#include "tests/flow/world.h"

Suite *suite_office(void);

START_TEST(three_administrators_are_separate)
{
	refused(ERR_REFUSED, "roles", 0, "account.add", 0, "login", "a", "name", "甲", "roles",
		"sysadmin,secadmin", NULL);
	refused(ERR_REFUSED, "roles", 0, "account.add", 0, "login", "a", "name", "甲", "roles",
		"审计员、经办", NULL);
	refused(ERR_REFUSED, "roles", 0, "account.add", 0, "login", "a", "name", "甲", "roles", "program",
		NULL);
	refused(ERR_REFUSED, "roles", 0, "account.add", 0, "login", "a", "name", "甲", NULL);
	refused(ERR_REFUSED, "login", 0, "account.add", 0, "login", "李文", "name", "李文", "roles", "clerk",
		NULL);
	refused(ERR_REFUSED, "agency", 0, "account.add", 0, "login", "a", "name", "甲", "roles", "agency",
		NULL);
	refused(ERR_REFUSED, "person", 0, "account.add", 0, "login", "a", "name", "甲", "roles", "supervisor",
		NULL);
	done("agency.add", 0, "name", "区教委", "kind", "department", NULL);
	refused(ERR_REFUSED, "agency", 0, "account.add", 0, "login", "a", "name", "甲", "roles", "clerk",
		"agency", "区教委", NULL);
	done("account.add", 0, "login", "liwen", "name", "李文", "roles", "clerk", NULL);
	refused(ERR_REFUSED, "login", 0, "account.add", 0, "login", "liwen", "name", "李雯", "roles", "clerk",
		NULL);
	books_agree();
}
END_TEST

START_TEST(accounts_are_kept)
{
	int64_t id = done("account.add", 0, "login", "liwen", "name", "李文", "roles", "clerk", NULL);
	int64_t owner = world->actor.account;

	done("agency.add", 0, "name", "区教委", "kind", "department", NULL);
	ck_assert_int_eq(allowed("account.role", owner), ERR_REFUSED);
	ck_assert_int_eq(allowed("account.disable", owner), ERR_REFUSED);
	refused(ERR_REFUSED, "reason", 0, "account.role", id, "roles", "clerk,leader", NULL);
	refused(ERR_REFUSED, "agency", 0, "account.role", id, "roles", "agency", "reason", "调岗", NULL);
	done("account.role", id, "roles", "agency", "agency", "区教委", "reason", "调岗", NULL);
	done("account.role", id, "roles", "clerk,leader", "reason", "调岗", NULL);
	done("account.correct", id, "name", "李雯", "reason", "错字", NULL);
	ck_assert_int_eq(called("account", "李雯"), id);
	ck_assert_int_eq(called("account", "liwen"), id);
	done("account.disable", id, "reason", "离职", NULL);
	{
		struct err e = { 0 };
		struct engine *other = engine_open(db_path(world->db), 0, "liwen", DAY_NONE, &e);

		ck_assert_ptr_null(other);
		ck_assert_int_eq(e.code, ERR_DENIED);
	}
	refused(ERR_REFUSED, "state", 0, "account.disable", id, "reason", "离职", NULL);
	done("account.enable", id, "reason", "返岗", NULL);
	world_as("liwen");
	ck_assert_int_eq(allowed("account.disable", owner), ERR_REFUSED);
	/* In a shared database a bureau's role keeps no accounts. */
	world->actor.personal = false;
	ck_assert_int_eq(allowed("account.add", 0), ERR_REFUSED);
	refused(ERR_REFUSED, "", 0, "account.add", 0, "login", "b", "name", "乙", "roles", "clerk", NULL);
	world->actor.roles = ROLE_SYSADMIN;
	ck_assert_int_eq(allowed("account.add", 0), ERR_OK);
	refused(ERR_DENIED, "", 0, "account.role", owner, "roles", "clerk", "reason", "试", NULL);
	/* Roles there take two: flow grant. */
	world->actor.roles = ROLE_SECADMIN;
	ck_assert_int_eq(allowed("account.role", owner), ERR_REFUSED);
	world->actor.roles = ROLE_AUDITOR;
	refused(ERR_DENIED, "", 0, "account.add", 0, "login", "b", "name", "乙", "roles", "clerk", NULL);
}
END_TEST

START_TEST(settings_have_bounds)
{
	int64_t days = called("setting", "reply_days"), force = called("setting", "in_force");

	ck_assert_int_ne(days, 0);
	ck_assert_int_eq(listed("setting", "setting", NULL), db_value(world->db, "SELECT count(*) FROM setting", 0));
	refused(ERR_REFUSED, "value", 14, "setting.set", days, "value", "0", NULL);
	refused(ERR_REFUSED, "value", 14, "setting.set", days, "value", "十五", NULL);
	refused(ERR_REFUSED, "value", 0, "setting.set", days, "value", "15", NULL);
	refused(ERR_REFUSED, "value", 21, "setting.set", force, "value", "2024年", NULL);
	refused(ERR_REFUSED, "value", 16, "setting.set", called("setting", "word_order"), "value", "令1", NULL);
	refused(ERR_REFUSED, "value", 0, "setting.set", called("setting", "ambiwidth"), "value", "3", NULL);
	done("setting.set", days, "value", "20", "reason", "局务会议定", NULL);
	ck_assert_int_eq(setting_int(world->db, "reply_days", 0), 20);
	done("setting.set", force, "value", "2024-06-12", NULL);
	done("account.add", 0, "login", "liwen", "name", "李文", "roles", "clerk", NULL);
	world_as("liwen");
	refused(ERR_DENIED, "", 0, "setting.set", days, "value", "15", NULL);
	books_agree();
}
END_TEST

START_TEST(the_calendar_follows_its_rows)
{
	day_t friday = day_parse_iso("2027-02-05"), sunday = day_parse_iso("2027-02-14");
	int64_t id;

	ck_assert(calendar_is_workday(world->cal, friday));
	refused(ERR_REFUSED, "day", 0, "holiday.add", 0, "kind", "off", NULL);
	refused(ERR_REFUSED, "kind", 0, "holiday.add", 0, "day", "2027-02-06", "kind", "off", NULL);
	refused(ERR_REFUSED, "kind", 0, "holiday.add", 0, "day", "2027-02-05", "kind", "work", NULL);
	refused(ERR_REFUSED, "year", 0, "holiday.add", 0, "day", "2027-02-05", "kind", "off", "year", "2029",
		NULL);
	id = done("holiday.add", 0, "day", "2027-02-05", "kind", "休", NULL);
	ck_assert_str_ne(world_result.notices, "");
	ck_assert(!calendar_is_workday(world->cal, friday));
	refused(ERR_REFUSED, "day", 0, "holiday.add", 0, "day", "2027-02-05", "kind", "off", NULL);
	done("holiday.import", 0, "day", "2027-02-14", "kind", "班", NULL);
	ck_assert(calendar_is_workday(world->cal, sunday));
	done("holiday.import", 0, "day", "2026-12-31", "kind", "off", "year", "2027", NULL);
	done("holiday.remove", id, "reason", "登错", NULL);
	ck_assert(calendar_is_workday(world->cal, friday));
	refused(ERR_REFUSED, "day", 0, "holiday.add", 0, "day", "2027-02-05", "kind", "off", NULL);
	done("holiday.restore", id, "reason", "没登错", NULL);
	ck_assert(!calendar_is_workday(world->cal, friday));
	ck_assert_int_eq(called("holiday", "2027-02-05"), id);
	ck_assert_int_eq(listed("holiday", "holiday", NULL), 3);
	books_agree();
}
END_TEST

/* The whole number is shown to who says why; the trail has the why and no number, the record stays as it is. */
START_TEST(unmasking_is_recorded)
{
	int64_t person = done("person.add", 0, "name", "冉凯文", "idno", "500199199001011235", NULL), office;
	const struct person *p;
	struct trail_entry *t;
	struct err e = { 0 };

	done("person.correct", person, "phone", "13800000375", "reason", "补登", NULL);
	p = row_of("person", person);
	refused(ERR_REFUSED, "reason", 0, "person.unmask", person, NULL);
	done("person.unmask", person, "reason", "电话通知领证", NULL);
	ck_assert_ptr_nonnull(strstr(world_result.notices, p->idno));
	ck_assert_ptr_nonnull(strstr(world_result.notices, "13800000375"));
	ck_assert_int_eq(world_result.version, p->rec.version);
	ck_assert_uint_ge(record_timeline(world, world_arena, flow_find("person"), person, 0, 5, &t, &e), 3);
	ck_assert_str_eq(t[0].action, "person.unmask");
	ck_assert_ptr_nonnull(strstr(t[0].note, "电话通知领证"));
	ck_assert_ptr_null(strstr(t[0].note, "13800000375"));
	ck_assert_str_eq(t[0].change, "{}");
	office = done("agency.add", 0, "name", "区水利局", "kind", "部门", "liaison", "何联络", NULL);
	ck_assert_int_eq(allowed("agency.unmask", office), ERR_REFUSED);
	done("agency.correct", office, "phone", "02368860000", "reason", "补登", NULL);
	done("agency.unmask", office, "reason", "送达前联系", NULL);
	ck_assert_ptr_nonnull(strstr(world_result.notices, "02368860000"));
	done("account.add", 0, "login", "liaison", "name", "何联络", "roles", "agency", "agency", "区水利局", NULL);
	world_as("liaison");
	refused(ERR_DENIED, "", 0, "agency.unmask", office, "reason", "看看", NULL);
	world_as(NULL);
	books_agree();
}
END_TEST

START_TEST(kinds_have_short_forms)
{
	ck_assert_uint_eq(word_find(agency_kinds, "部门"), AGENCY_DEPARTMENT);
	ck_assert_uint_eq(word_find(agency_kinds, "街道"), AGENCY_STREET);
	ck_assert_uint_eq(word_find(agency_kinds, "镇"), AGENCY_TOWN);
	ck_assert_uint_eq(word_find(agency_kinds, "市属"), AGENCY_MUNICIPAL);
	ck_assert_uint_eq(word_find(agency_kinds, "公司"), 0);
}
END_TEST

Suite *
suite_office(void)
{
	Suite *s = suite_create("office");
	TCase *t = tcase_create("acts");

	tcase_add_checked_fixture(t, world_open, world_close);
	tcase_add_test(t, three_administrators_are_separate);
	tcase_add_test(t, accounts_are_kept);
	tcase_add_test(t, settings_have_bounds);
	tcase_add_test(t, the_calendar_follows_its_rows);
	tcase_add_test(t, unmasking_is_recorded);
	tcase_add_test(t, kinds_have_short_forms);
	suite_add_tcase(s, t);
	return s;
}
