/*
 * check_han.c: pinyin, initials and the order of strokes.
 *
 * Knows: stroke counts and orders written down by hand, without the tables.
 * Must not know: how the tables are packed.
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/han.h"
#include "base/text.h"

Suite *suite_han(void);

/* Surnames by strokes, each group in the order 横竖撇点折 of the whole sequence. */
static const struct {
	int strokes;
	const char *names;
} surnames[] = {
	{ .strokes = 2, .names = "丁卜" },
	{ .strokes = 3, .names = "于万习马" },
	{ .strokes = 4, .names = "王韦尤车牛毛仇文方尹孔邓" },
	{ .strokes = 5, .names = "甘艾左石龙卢叶田史丘白包冯司" },
	{ .strokes = 6, .names = "邢毕曲吕朱乔伍任华庄刘齐关江汤安许阮孙纪" },
	{ .strokes = 7, .names = "严苏杜李杨连时吴何余谷邹辛汪沈宋张陆陈邵" },
	{ .strokes = 8, .names = "武苗范林欧尚易罗岳金周庞郑单屈孟" },
	{ .strokes = 9, .names = "项赵郝胡查柏柳钟段侯俞施姜洪祝费姚贺" },
	{ .strokes = 10, .names = "秦袁耿聂莫贾夏顾柴钱倪徐翁凌高郭唐涂诸谈陶桑" },
	{ .strokes = 11, .names = "黄萧曹龚盛常崔符康章商阎梁屠" },
	{ .strokes = 12, .names = "彭董蒋韩景程傅焦储舒鲁童曾温游谢" },
	{ .strokes = 13, .names = "靳赖雷虞简詹鲍解廉窦褚" },
	{ .strokes = 14, .names = "蔡臧裴管廖谭翟熊" },
	{ .strokes = 15, .names = "樊黎滕颜潘" },
	{ .strokes = 16, .names = "薛霍穆" },
	{ .strokes = 17, .names = "戴魏" },
	{ .strokes = 18, .names = "瞿" },
};

START_TEST(test_surnames)
{
	char before[8] = "";
	int n = 0;

	for (size_t i = 0; i < sizeof(surnames) / sizeof(surnames[0]); i++) {
		const char *s = surnames[i].names;

		while (*s) {
			char one[8] = "";
			uint32_t cp;
			size_t len = text_decode(s, strlen(s), &cp);

			memcpy(one, s, len);
			ck_assert_msg(han_strokes(cp) == surnames[i].strokes, "%s: %d strokes, want %d", one,
				han_strokes(cp), surnames[i].strokes);
			ck_assert_msg(han_compare_strokes(before, one) < 0, "%s before %s", before, one);
			ck_assert_msg(han_compare_strokes(one, before) > 0, "%s after %s", one, before);
			ck_assert_int_eq(han_compare_strokes(one, one), 0);
			memcpy(before, one, sizeof(before));
			s += len;
			n++;
		}
	}
	ck_assert_int_ge(n, 120);
}
END_TEST

static const struct {
	const char *first, *second;
} ordered[] = {
	{ .first = "丁", .second = "王" },
	{ .first = "王", .second = "文" },
	{ .first = "林", .second = "欧" },
	{ .first = "李一鸣", .second = "李大鸣" },
	{ .first = "欧阳", .second = "洪" },
	{ .first = "田", .second = "司" },
	{ .first = "任", .second = "刘" },
	{ .first = "乃", .second = "于" },
	{ .first = "万", .second = "习" },
	/* a missing character counts first */
	{ .first = "王", .second = "王一" },
	{ .first = "王丽", .second = "王丽丽" },
	/* one sequence, two hanzi: bearers of one surname stay together */
	{ .first = "田一", .second = "由一" },
	{ .first = "田丽", .second = "由一" },
	{ .first = "未", .second = "末" },
	{ .first = "土", .second = "士" },
	{ .first = "己", .second = "已" },
	{ .first = "已", .second = "巳" },
	/* 宀 is 445, whatever a dictionary says of 字 */
	{ .first = "宅", .second = "字" },
	{ .first = "字", .second = "安" },
	/* of no sequence in the sources, placed by the table of 2013: 12 strokes, 钅 */
	{ .first = "程", .second = "傅" },
	{ .first = "谢", .second = "靳" },
	{ .first = "铺", .second = "傅" },
	{ .first = "王𬭎", .second = "王靖" },
	{ .first = "王铭", .second = "王𬭎" },
	/* letters before hanzi, newer hanzi (extension I) behind */
	{ .first = "Anna", .second = "丁" },
	{ .first = "瞿", .second = "\xF0\xAE\xAF\xB0" },
};

START_TEST(test_order)
{
	ck_assert_msg(han_compare_strokes(ordered[_i].first, ordered[_i].second) < 0, "%s before %s",
		ordered[_i].first, ordered[_i].second);
	ck_assert_msg(han_compare_strokes(ordered[_i].second, ordered[_i].first) > 0, "%s after %s",
		ordered[_i].second, ordered[_i].first);
}
END_TEST

START_TEST(test_equal)
{
	ck_assert_int_eq(han_compare_strokes("", ""), 0);
	ck_assert_int_eq(han_compare_strokes("李鸣", "李　鸣"), 0);
	ck_assert_int_eq(han_compare_strokes("李鸣", " 李 鸣 "), 0);
	ck_assert_int_lt(han_compare_strokes("", "丁"), 0);
	/* ill-formed bytes neither hang nor crash */
	ck_assert_int_ne(han_compare_strokes("李\xFF", "李"), 0);
}
END_TEST

START_TEST(test_counts)
{
	ck_assert_int_eq(han_strokes('A'), 0);
	ck_assert_int_eq(han_strokes(0), 0);
	ck_assert_int_eq(han_strokes(0x10FFFF), 0);
	ck_assert_int_eq(han_strokes(0xFFFFFFFF), 0);
	ck_assert_int_eq(han_strokes(0x4E00), 1);   /* 一 */
	ck_assert_int_eq(han_strokes(0x3007), 1);   /* 〇 */
	ck_assert_int_eq(han_strokes(0x9FA0), 17);  /* 龠 */
	ck_assert_int_eq(han_strokes(0x4DAE), 9);   /* 䶮 */
	ck_assert_int_eq(han_strokes(0x2CB4E), 12); /* 𬭎 */
	ck_assert_int_eq(han_strokes(0x20BB7), 6);  /* 𠮷 */
	ck_assert_int_gt(han_strokes(0x31350), 0);  /* extension H */
}
END_TEST

/* qsort() over names, as a list does it. */
static int by_strokes(const void *x, const void *y)
{
	return han_compare_strokes(*(const char *const *)x, *(const char *const *)y);
}

START_TEST(test_sort)
{
	const char *names[] = { "魏伟", "张三", "李大鸣", "欧阳修", "丁一", "李一鸣", "李", "王五", "洪七",
		"文天祥" };
	const char *want[] = { "丁一", "王五", "文天祥", "李", "李一鸣", "李大鸣", "张三", "欧阳修", "洪七",
		"魏伟" };

	qsort(names, 10, sizeof(names[0]), by_strokes);
	for (int i = 0; i < 10; i++)
		ck_assert_str_eq(names[i], want[i]);
}
END_TEST

static const struct {
	const char *name, *pinyin, *initials;
} people[] = {
	{ .name = "单雄信", .pinyin = "shanxiongxin", .initials = "sxx" },
	{ .name = "仇英", .pinyin = "qiuying", .initials = "qy" },
	{ .name = "区文", .pinyin = "ouwen", .initials = "ow" },
	{ .name = "查良镛", .pinyin = "zhaliangyong", .initials = "zly" },
	{ .name = "解晓东", .pinyin = "xiexiaodong", .initials = "xxd" },
	{ .name = "曾国藩", .pinyin = "zengguofan", .initials = "zgf" },
	{ .name = "盖叫天", .pinyin = "gejiaotian", .initials = "gjt" },
	{ .name = "翟志刚", .pinyin = "zhaizhigang", .initials = "zzg" },
	{ .name = "任长霞", .pinyin = "renzhangxia", .initials = "rzx" },
	{ .name = "尉迟恭", .pinyin = "yuchigong", .initials = "ycg" },
	{ .name = "长孙无忌", .pinyin = "zhangsunwuji", .initials = "zswj" },
	{ .name = "万俟卨", .pinyin = "moqixie", .initials = "mqx" },
	{ .name = "万里", .pinyin = "wanli", .initials = "wl" },
	{ .name = "覃辉", .pinyin = "qinhui", .initials = "qh" },
	{ .name = "朴明", .pinyin = "piaoming", .initials = "pm" },
	{ .name = "冼星海", .pinyin = "xianxinghai", .initials = "xxh" },
	{ .name = "乐嘉", .pinyin = "yuejia", .initials = "yj" },
	{ .name = "缪斯", .pinyin = "miaosi", .initials = "ms" },
	{ .name = "员明", .pinyin = "yunming", .initials = "ym" },
	{ .name = "黑明", .pinyin = "heming", .initials = "hm" },
	{ .name = "华罗庚", .pinyin = "hualuogeng", .initials = "hlg" },
	{ .name = "吕布", .pinyin = "lvbu", .initials = "lb" },
	{ .name = "卜算", .pinyin = "busuan", .initials = "bs" },
	{ .name = "王晟", .pinyin = "wangsheng", .initials = "ws" },
	{ .name = "张单", .pinyin = "zhangdan", .initials = "zd" },
	{ .name = "李长春", .pinyin = "lichangchun", .initials = "lcc" },
	{ .name = "龚䶮", .pinyin = "gongyan", .initials = "gy" },
	{ .name = "赵𬭎", .pinyin = "zhaohong", .initials = "zh" },
	{ .name = "欧阳娜", .pinyin = "ouyangna", .initials = "oyn" },
	{ .name = "阿依古丽·买买提", .pinyin = "ayigulimaimaiti", .initials = "ayglmmt" },
	{ .name = "查干·巴特尔", .pinyin = "chaganbateer", .initials = "cgbte" },
	{ .name = "John Smith", .pinyin = "johnsmith", .initials = "johnsmith" },
	{ .name = "", .pinyin = "", .initials = "" },
};

START_TEST(test_names)
{
	struct arena *a = arena_new();

	ck_assert_str_eq(han_pinyin_name(a, people[_i].name), people[_i].pinyin);
	ck_assert_str_eq(han_initials_name(a, people[_i].name), people[_i].initials);
	arena_free(a);
}
END_TEST

START_TEST(test_text)
{
	struct arena *a = arena_new();

	ck_assert_str_eq(han_pinyin(a, "重庆市长寿区"), "chongqingshichangshouqu");
	ck_assert_str_eq(han_initials(a, "重庆市"), "cqs");
	ck_assert_str_eq(han_pinyin(a, "单位"), "danwei");
	ck_assert_str_eq(han_pinyin(a, "仇"), "chou");
	ck_assert_str_eq(han_pinyin(a, "女Ａb9"), "nvab9");
	ck_assert_str_eq(han_initials(a, "渝民〔2024〕5号-A"), "ym20245ha");
	ck_assert_str_eq(han_pinyin(a, "中\xFF\xE4\xB8"), "zhong");
	ck_assert_str_eq(han_pinyin(a, "É中"), "ézhong");
	arena_free(a);
}
END_TEST

static const struct {
	const char *name, *joined, *parted; /* NULL: it cannot be told */
} parts[] = {
	{ .name = "冉凯文", .joined = "rankaiwen", .parted = "ran kai wen" },
	{ .name = "覃华娜", .joined = "tanhuana", .parted = "tan hua na" },
	{ .name = "单田芳", .joined = "shantianfang", .parted = "shan tian fang" },
	{ .name = "李西安", .joined = "lixian", .parted = "li xi an" },
	{ .name = "李显", .joined = "lixian", .parted = "li xian" },
	{ .name = "吕女", .joined = "lvnv", .parted = "lv nv" },
	{ .name = "冉凯文", .joined = "rankai", .parted = NULL },
	{ .name = "冉凯文", .joined = "rankaiwenx", .parted = NULL },
	{ .name = "冉凯文", .joined = "", .parted = NULL },
	{ .name = "", .joined = "ran", .parted = NULL },
	/* fang an, fan gan: neither is how these two are usually read */
	{ .name = "丁一", .joined = "fangan", .parted = NULL },
};

START_TEST(test_parts)
{
	struct arena *a = arena_new();
	const char *parted = han_part(a, parts[_i].name, parts[_i].joined);

	ck_assert_str_eq(parted != NULL ? parted : "", parts[_i].parted != NULL ? parts[_i].parted : "");
	arena_free(a);
}
END_TEST

Suite *suite_han(void)
{
	Suite *s = suite_create("han");
	TCase *t = tcase_create("strokes");

	tcase_add_test(t, test_surnames);
	tcase_add_loop_test(t, test_order, 0, (int)(sizeof(ordered) / sizeof(ordered[0])));
	tcase_add_test(t, test_equal);
	tcase_add_test(t, test_counts);
	tcase_add_test(t, test_sort);
	suite_add_tcase(s, t);
	t = tcase_create("pinyin");
	tcase_add_loop_test(t, test_names, 0, (int)(sizeof(people) / sizeof(people[0])));
	tcase_add_test(t, test_text);
	tcase_add_loop_test(t, test_parts, 0, (int)(sizeof(parts) / sizeof(parts[0])));
	suite_add_tcase(s, t);
	return s;
}
