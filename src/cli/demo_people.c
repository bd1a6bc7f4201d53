/*
 * demo_people.c: invented people: names (rare ones too), ID numbers of the unused area
 * 500199, employers that fit the category.
 *
 * Knows: GB 11643.  Must not know: any real person; employers are anonymous (某).
 */
#include "act/field.h"
#include "cli/demo_text.h"

static const char *const surnames[] = {
	"李", "王", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗",
	"梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕",
	"苏", "卢", "蒋", "蔡", "贾", "丁", "魏", "薛", "叶", "阎", "余", "潘", "杜", "戴", "夏", "钟", "汪", "田", "任", "姜",
	"范", "方", "石", "姚", "谭", "廖", "邹", "熊", "金", "陆", "郝", "孔", "白", "崔", "康", "毛", "邱", "秦", "江", "史",
	"顾", "侯", "邵", "孟", "龙", "万", "段", "雷", "钱", "汤", "尹", "黎", "易", "常", "武", "乔", "贺", "赖", "龚", "文",
	"冉", "谯", "牟", "向", "单", "仇", "解", "覃", "缪", "查", "盛", "欧阳", "上官", "司马", "诸葛", "令狐", "皇甫",
};
static const char *const middles[] = {
	"建", "明", "文", "国", "志", "海", "晓", "永", "玉", "春", "德", "家", "世", "云", "庆", "思", "子", "雨", "天", "立",
	"正", "新", "长", "光", "宏", "景", "佳", "秀", "承", "兴", "书", "泽", "俊", "一", "若", "远", "启", "嘉", "学", "成",
	"继",
};
/* The first half for men, the second for women. */
static const char *const lasts[] = {
	"军", "强", "伟", "勇", "斌", "刚", "平", "涛", "峰", "杰", "辉", "鹏", "亮", "林", "波", "松", "川", "生", "全", "荣",
	"喆", "堃", "昊", "毅", "衡", "翰",
	"芳", "燕", "娟", "丽", "霞", "敏", "玲", "静", "萍", "红", "梅", "兰", "雪", "琴", "莉", "蓉", "洁", "莹", "婷", "娜",
	"懿", "玥", "琬", "筠", "滢", "苒",
};

/* What a computer of the office must bear. */
static const struct {
	const char *name;
	bool female;
	const char *ethnic;
} special[] = {
	{ "尉迟𬭎", false, "汉族" },
	{ "冉䶮", false, "土家族" },
	{ "阿依努尔·买买提", true, "维吾尔族" },
	{ "长孙明澜", true, "汉族" },
	{ "欧阳春燕", true, "汉族" },
	{ "单于谦", false, "汉族" },
	{ "陈𫖯", false, "汉族" },
	{ "张𬀪", true, "汉族" },
	{ "吉克约布", false, "彝族" },
	{ "多吉·扎西顿珠", false, "藏族" },
	{ "仇㛃", true, "汉族" },
	{ "解思齐", true, "苗族" },
};

static const struct {
	const char *category; /* label, the rule's article 3 */
	const char *employers[5];
} works[] = {
	{ "党代表", { "某社区党委书记", "某国有企业党支部书记", "某村党总支书记", "某医院党委委员", "某中学党支部书记" } },
	{ "人大代表", { "某机械制造有限公司总工程师", "某村村民委员会主任", "某小学高级教师", "某环卫公司班组长", "某农业专业合作社理事长" } },
	{ "政协委员", { "某会计师事务所合伙人", "某民办学校校长", "某科技公司董事", "某中医馆馆长", "某商会副会长" } },
	{ "人民监督员", { "某街道退休干部", "某社区工作者", "某高校辅导员", "某银行退休职工", "某物业公司项目经理" } },
	{ "专家学者", { "某大学法学院副教授", "某大学公共管理学院讲师", "某研究院研究员", "某职业学院教授", "某党校教研室主任" } },
	{ "企事业单位工作人员", { "某供水公司职员", "某医院医务科科长", "某保险公司法务", "某物流公司安全主管", "某检测机构技术员" } },
	{ "新闻工作者", { "区融媒体中心记者", "区融媒体中心编辑", "某报社驻区记者", "某广播电台主持人", "某杂志社编辑" } },
	{ "律师", { "某律师事务所律师", "某律师事务所合伙人", "某律师事务所专职律师", "某律师事务所公益律师", "某公司公司律师" } },
	{ "企业家", { "某食品有限公司总经理", "某电子公司董事长", "某旅游开发公司总经理", "某建筑公司总经理", "某仪器厂厂长" } },
	{ "个体工商户", { "某餐饮店经营者", "某建材商行经营者", "某汽修店经营者", "某便利店经营者", "某花卉店经营者" } },
};
/* How often each of works is met, of 20. */
static const int work_of[20] = { 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 7, 8, 8, 9 };

static const char *const politics[] = { "中共党员", "中共党员", "中共党员", "群众", "群众", "民盟盟员", "民建会员", "九三学社社员",
	"农工党党员", "无党派人士" };
static const char *const education[] = { "大专", "本科", "本科", "本科", "硕士研究生", "硕士研究生", "博士研究生" };
static const char *const ethnic[] = { "汉族", "汉族", "汉族", "汉族", "汉族", "汉族", "汉族", "土家族", "苗族", "回族", "彝族" };

/* Every third says nothing of it. */
static const char *const skills[] = { "行政处罚", NULL, "行政许可、行政检查", "行政处罚、行政强制", NULL, "行政检查", "行政给付", NULL,
	"行政许可", "行政征收、行政确认", NULL, "行政裁决", "行政处罚、行政检查" };

#define PICK(r, a) ((a)[demo_below((r), (int)N_OF(a))])

/* Every number below the product of the three lists gives another name. */
static const char *
name_of(struct arena *a, uint64_t k, bool *female)
{
	size_t last = k / N_OF(surnames) % N_OF(lasts);
	size_t middle = k / N_OF(surnames) / N_OF(lasts) % (N_OF(middles) + 1);

	*female = last >= N_OF(lasts) / 2;
	return arena_printf(a, "%s%s%s", surnames[k % N_OF(surnames)], middle < N_OF(middles) ? middles[middle] : "",
		lasts[last]);
}

const char *
demo_name(struct arena *a, struct demo_rand *r)
{
	bool female;

	return name_of(a, demo_next(r) >> 16, &female);
}

static const char *
idno_of(struct arena *a, day_t born, int serial)
{
	static const int weights[17] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
	int year, month, mday, sum = 0;
	char *s;

	day_split(born, &year, &month, &mday);
	s = arena_printf(a, "500199%04d%02d%02d%03d?", year, month, mday, serial);
	for (int i = 0; i < 17; i++)
		sum += (s[i] - '0') * weights[i];
	s[17] = "10X98765432"[sum % 11];
	return s;
}

struct demo_person
demo_supervisor(struct arena *a, uint64_t seed, int i, day_t on)
{
	/* Primes that share no factor with what they walk through: neither name nor birthday comes twice. */
	enum { SPAN = 11800, DAY_STEP = 7919 };
	const uint64_t names = N_OF(surnames) * N_OF(lasts) * (N_OF(middles) + 1), step = 100003;
	struct demo_rand r = demo_rand(seed, 1000 + (uint64_t)i), base = demo_rand(seed, 1);
	uint64_t name_from = demo_next(&base) % names, day_offset = demo_next(&base) % SPAN;
	struct demo_person p = { 0 };
	int work = work_of[demo_below(&r, 20)], also = work_of[demo_below(&r, 20)];
	int age_days = 26 * 366 + (int)((day_offset + (uint64_t)i * DAY_STEP) % SPAN);

	p.name = name_of(a, (name_from + (uint64_t)i * step) % names, &p.female);
	p.ethnic = PICK(&r, ethnic);
	/* Spread the rare names over the register, so that every page has some. */
	if (i % 5 == 2 && (size_t)(i / 5) < N_OF(special)) {
		p.name = special[i / 5].name;
		p.female = special[i / 5].female;
		p.ethnic = special[i / 5].ethnic;
	}
	/* Two are past 60: in principle too old (article 6), which is shown and no obstacle. */
	p.over_age = i == 23 || i == 41;
	if (p.over_age)
		age_days = 61 * 366 + i;
	p.idno = idno_of(a, on - age_days, demo_between(&r, 1, 498) * 2 + (p.female ? 0 : 1));
	p.politics = work == 0 ? "中共党员" : PICK(&r, politics);
	p.education = PICK(&r, education);
	p.skills = skills[(size_t)i % N_OF(skills)];
	p.employer = works[work].employers[demo_below(&r, 5)];
	p.categories = works[work].category;
	if (also != work && demo_chance(&r, 20))
		p.categories = arena_printf(a, "%s、%s", p.categories, works[also].category);
	p.phone = arena_printf(a, "1380000%04d", demo_below(&r, 10000));
	return p;
}
