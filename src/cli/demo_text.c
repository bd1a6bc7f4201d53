/*
 * demo_text.c: chance, patterns, and the making of a story.
 *
 * Knows: how a pattern is read, which case an agency can have.
 * Must not know: the sentences around a case (demo_passage.c), the engine.
 */
#include <string.h>

#include "base/buf.h"
#include "act/field.h"
#include "cli/demo_case.h"
#include "cli/demo_compose.h"

/* ---- chance ---- */

uint64_t
demo_next(struct demo_rand *r)
{
	uint64_t z = r->state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return z ^ z >> 31;
}

struct demo_rand
demo_rand(uint64_t seed, uint64_t part)
{
	struct demo_rand r = { seed ^ part * UINT64_C(0xD6E8FEB86659FD93) };

	/* Neighbouring parts must not begin alike. */
	r.state = demo_next(&r) ^ part;
	return r;
}

int
demo_below(struct demo_rand *r, int n)
{
	return n <= 1 ? 0 : (int)((demo_next(r) >> 33) % (uint64_t)n);
}

int
demo_between(struct demo_rand *r, int low, int high)
{
	return low + demo_below(r, high - low + 1);
}

bool
demo_chance(struct demo_rand *r, int percent)
{
	return demo_below(r, 100) < percent;
}

/* ---- patterns ---- */

/* The end of the pattern part that begins at S: the next | or ] of this level, or the end. */
static const char *
part_end(const char *s)
{
	int depth = 0;

	for (; *s != '\0'; s++) {
		if (*s == '[')
			depth++;
		else if (*s == ']' && depth-- == 0)
			break;
		else if (*s == '|' && depth == 0)
			break;
	}
	return s;
}

static void
day_words(struct buf *out, day_t d, day_t beside)
{
	int year, month, mday, year_beside, m, n;

	day_split(d, &year, &month, &mday);
	day_split(beside, &year_beside, &m, &n);
	if (year != year_beside)
		buf_printf(out, "%d年", year);
	buf_printf(out, "%d月%d日", month, mday);
}

/*
 * What the case says it says alike in every paper: the finding and the decision tell one
 * story.  So the choice leans on the story and on the words to choose from alone.
 */
static int
same_choice(const struct demo_story *s, const char *from, const char *to, int n)
{
	struct demo_rand r = { s->seed };

	for (; from < to; from++)
		r.state = (r.state ^ (unsigned char)*from) * UINT64_C(0x100000001B3);
	return demo_below(&r, n);
}

static void slot(struct buf *out, struct demo_story *s, const char *name, size_t n);

/* The part from P to END: literal text, slots, choices. */
static void
compose(struct buf *out, struct demo_story *s, const char *p, const char *end)
{
	while (p < end) {
		size_t plain = 0;

		while (p + plain < end && p[plain] != '[' && p[plain] != '{')
			plain++;
		buf_add(out, p, plain);
		p += plain;
		if (p >= end)
			return;
		if (*p == '{') {
			const char *close = memchr(p, '}', (size_t)(end - p));

			slot(out, s, p + 1, (size_t)(close - p - 1));
			p = close + 1;
		} else {
			const char *from[16], *to[16];
			int parts = 0;

			do {
				from[parts] = p + 1;
				to[parts] = p = part_end(p + 1);
				parts++;
			} while (*p == '|' && parts < 16);
			p++;
			parts = s->same > 0 ? same_choice(s, from[0], p, parts) : demo_below(&s->rand, parts);
			compose(out, s, from[parts], to[parts]);
		}
	}
}

const char *
demo_compose(struct arena *a, struct demo_story *s, const char *pattern)
{
	struct buf b = BUF_INIT;
	const char *text;

	compose(&b, s, pattern, pattern + strlen(pattern));
	text = arena_strndup(a, buf_str(&b), b.len);
	buf_free(&b);
	return text;
}

/* ---- slots ---- */

/* Openings that tell how the supervisor came to know. */
static const struct {
	const char *name;
	const char *pattern;
} openings[] = {
	{ "file",
	  "[{d1}参加行政执法案卷评查，抽查第{no}号案卷发现，|{d1}受邀评查案卷，在第{no}号卷中发现，|在{d1}的案卷评查中，本人查阅了第{no}号"
	  "案卷。|{d1}，本人凭监督员证查阅案卷，看到第{no}号卷中|区司法局{d1}组织案卷交叉评查，本人所评第{no}号卷显示，|本人{d1}参加季度"
	  "案卷评查。第{no}号卷反映，]" },
	{ "scene",
	  "[{d1}参加监督活动时看到，|{d1}[上午|下午]随队开展现场监督，发现|{d1}受邀参加现场监督，|{d1}开展日常监督，看到|本人{d1}途经现场，"
	  "目睹|{d1}[上午|下午]参加区司法局组织的联合监督，了解到|{d1}调研期间，]" },
	{ "told",
	  "[{d1}走访时，{place}{subject}反映，|{place}{subject}于{d1}向本人反映，|{d1}，本人接到{place}{subject}反映，|{d1}，本人在{place}"
	  "听取意见，{subject}反映，]" },
	{ "asked",
	  "[{d1}，{place}一名申请人向本人反映，|{d1}走访{place}时，一名申请人反映，|本人{d1}接到申请人来电反映，|{d1}，申请人[王|李|张|陈|周|"
	  "杨|刘|罗]某反映，|{d1}在{place}参加座谈，有申请人反映，]" },
	{ "heard", "[{d1}，{place}居民向本人反映，|{d1}走访{place}，有群众反映，|本人{d1}收到群众来信反映，]" },
	{ "walk",
	  "[{d1}在{place}走访时了解到，|结合近三个月的监督情况，|{d1}参加调研座谈时了解到，|近期本人多次到{place}了解情况。|{d1}参加区司法局"
	  "组织的监督员会议前，本人作了走访。|本人于{d1}走访{place}。据了解，]" },
	{ "visit",
	  "[{d1}走访时看到，|{d1}受邀开展专项监督，发现|{d1}[上午|下午]实地察看时发现，|本人{d1}参加专项监督活动，了解到]" },
	{ "gather",
	  "[近期，|{d1}本人走访时，|在{d1}的群众座谈会上，|{d1}接待来访，|本人近日走访，|{d1}参加社区议事会，]" },
};

static void
slot(struct buf *out, struct demo_story *s, const char *name, size_t n)
{
	const struct {
		const char *name;
		const char *text;
	} texts[] = {
		{ "org", s->org }, { "place", s->place }, { "subject", s->subject }, { "matter", s->matter },
		{ "goods", s->goods }, { "built", s->built }, { "permit", s->permit }, { "levy", s->levy }, { "land", s->land },
		{ "benefit", s->benefit }, { "grant", s->grant }, { "confirm", s->confirm }, { "ruling", s->ruling },
		{ "money", s->money }, { "few", s->few }, { "fold", s->fold }, { "found", s->what->found },
		{ "refuse", s->what->refuse }, { "order", s->what->order }, { "adopt", s->what->adopt },
		{ "basis", s->what->basis }, { "partly", s->what->partly }, { "facts", s->what->facts },
	};
	const struct {
		const char *name;
		day_t day;
	} days[] = {
		{ "d0", s->d0 }, { "d1", s->d1 }, { "r1", s->r1 }, { "r2", s->r2 }, { "v1", s->v1 },
		{ "raised", s->raised }, { "served", s->served },
	};

#define IS(text) (strlen(text) == n && memcmp(text, name, n) == 0)
	for (size_t i = 0; i < N_OF(texts); i++)
		if (IS(texts[i].name)) {
			s->same++;
			compose(out, s, texts[i].text, texts[i].text + strlen(texts[i].text));
			s->same--;
			return;
		}
	for (size_t i = 0; i < N_OF(days); i++)
		if (IS(days[i].name)) {
			day_words(out, days[i].day, s->paper);
			return;
		}
	for (size_t i = 0; i < N_OF(openings); i++)
		if (IS(openings[i].name)) {
			compose(out, s, openings[i].pattern, openings[i].pattern + strlen(openings[i].pattern));
			return;
		}
	if (IS("no"))
		buf_printf(out, "%d", s->number);
	else if (IS("days"))
		buf_printf(out, "%d", s->days);
	else if (IS("long"))
		buf_printf(out, "%d", s->days + 61); /* beyond ninety days */
	else if (IS("short"))
		buf_printf(out, "%d", s->days / 4 + 1);
	else
		buf_add(out, name - 1, n + 2); /* a slot nobody knows stays as it is; a test looks for braces */
#undef IS
}

/* ---- which case an agency can have ---- */

enum need {
	NEED_MATTER = 2, NEED_GOODS = 4, NEED_PERMIT = 8, NEED_LEVY = 16, NEED_LAND = 32,
	NEED_BENEFIT = 64, NEED_GRANT = 128, NEED_CONFIRM = 256, NEED_RULING = 512, NEED_BUILT = 1024,
};

static unsigned
needs_of(const struct demo_case *c)
{
	static const struct {
		const char *slot;
		unsigned bit;
	} slots[] = {
		{ "{matter}", NEED_MATTER }, { "{goods}", NEED_GOODS }, { "{permit}", NEED_PERMIT }, { "{levy}", NEED_LEVY },
		{ "{land}", NEED_LAND }, { "{benefit}", NEED_BENEFIT }, { "{grant}", NEED_GRANT },
		{ "{confirm}", NEED_CONFIRM }, { "{ruling}", NEED_RULING }, { "{built}", NEED_BUILT },
	};
	const char *texts[] = { c->facts, c->advice, c->adopt, c->partly, c->refuse, c->found, c->order };
	/* Whoever may not seize anything has no 行政强制 to be reproached with. */
	unsigned needs = c->strong || strcmp(c->field, "coercion") == 0 ? NEED_GOODS
		: c->kind == NULL && strcmp(c->field, "penalty") == 0   ? NEED_MATTER
									: 0u;

	for (size_t i = 0; i < N_OF(texts); i++)
		for (size_t k = 0; k < N_OF(slots); k++)
			if (strstr(texts[i], slots[k].slot) != NULL)
				needs |= slots[k].bit;
	return needs;
}

static unsigned
has_of(const struct demo_domain *d)
{
	const char *eq = strchr(d->parties, '=');
	unsigned has = eq != NULL ? NEED_MATTER : 0u;

	/* One party with goods is enough: demo_story() draws until it has one. */
	for (; eq != NULL; eq = strchr(eq + 1, '='))
		if (eq[1 + strcspn(eq + 1, "=|")] == '=')
			has |= NEED_GOODS;
	return has | (d->permits != NULL ? NEED_PERMIT : 0u) | (d->levies != NULL ? NEED_LEVY : 0u) |
		(d->lands != NULL ? NEED_LAND : 0u) | (d->benefits != NULL ? NEED_BENEFIT : 0u) |
		(d->grants != NULL ? NEED_GRANT : 0u) | (d->confirms != NULL ? NEED_CONFIRM : 0u) |
		(d->rulings != NULL ? NEED_RULING : 0u) | (d->built != NULL ? NEED_BUILT : 0u);
}

#define MOST_CASES 128

struct listed {
	const struct demo_case *row;
	unsigned needs;
};

/* All rows of the tables with what they need, gathered once: a million stories ask for them. */
static const struct listed *
all_cases(size_t *n)
{
	static struct listed all[MOST_CASES];
	static size_t known;
	const struct demo_case_table *tables[] = { &demo_cases_penalty, &demo_cases_force, &demo_cases_service,
		&demo_cases_visit };

	if (known == 0)
		for (size_t t = 0; t < N_OF(tables); t++)
			for (size_t i = 0; i < tables[t]->n && known < MOST_CASES; i++, known++)
				all[known] = (struct listed){ &tables[t]->rows[i], needs_of(&tables[t]->rows[i]) };
	*n = known;
	return all;
}

static const struct demo_case *
choose_case(struct demo_rand *r, const struct demo_domain *d, const char *kind)
{
	const struct demo_case *fit[MOST_CASES] = { NULL };
	unsigned has = has_of(d);
	size_t n;
	const struct listed *all = all_cases(&n);
	int n_fit = 0;

	for (size_t i = 0; i < n; i++)
		if ((all[i].needs & ~has) == 0 &&
			strcmp(all[i].row->kind != NULL ? all[i].row->kind : "correction", kind) == 0)
			fit[n_fit++] = all[i].row;
	return n_fit > 0 ? fit[demo_below(r, n_fit)] : all[0].row;
}

/* ---- a story ---- */

static const char *const streets[] = {
	"碚石路", "云泉路", "缙麓大道", "文昌巷", "水岸广场", "老车站片区", "滨江东路", "书院街", "银杏路", "学府大道", "望江路", "磨盘巷",
	"梅林小区", "北苑小区", "新桥农贸市场", "滨河步道", "状元坡", "桥头社区", "红砖厂片区", "东门市场", "五福街", "轻轨站出口", "嘉陵新村",
	"机械厂家属院",
};
static const char *const villages[] = {
	"场镇老街", "河坝村", "桥头村", "榨房沟", "新村安置点", "场镇农贸市场", "水库坝脚", "油菜坪", "大院子社区", "石灰窑", "煤坪村", "渡口",
	"花木基地", "茶场", "老粮站",
};
static const char *const amounts[] = { "300元", "500元", "800元", "1000元", "1500元", "2000元", "3000元", "5000元", "8000元", "1万元" };
static const char *const fews[] = { "三", "四", "五", "六", "七" };
static const char *const folds[] = { "近一倍", "两倍", "三倍", "一倍有余", "四成以上" };

#define PICK(r, a) ((a)[demo_below((r), (int)N_OF(a))])

/* One of the alternatives "a|b|c"; "" for NULL. */
static const char *
choice(struct arena *a, struct demo_rand *r, const char *set)
{
	const char *p = set;
	int n = 1;

	if (set == NULL)
		return "";
	for (; *p != '\0'; p++)
		n += *p == '|';
	n = demo_below(r, n);
	for (p = set; n > 0; p++)
		n -= *p == '|';
	return arena_strndup(a, p, strcspn(p, "|"));
}

/* A party whose matter and goods belong together, and who has what the case needs. */
static void
party(struct arena *a, struct demo_rand *r, struct demo_story *s, unsigned needs)
{
	for (int tries = 0; tries < 64; tries++) {
		char *p = arena_strdup(a, choice(a, r, s->domain->parties)), *matter = strchr(p, '='), *goods;

		s->subject = p;
		s->matter = s->goods = "";
		if (matter != NULL) {
			*matter++ = '\0';
			s->matter = matter;
			goods = strchr(matter, '=');
			if (goods != NULL) {
				*goods++ = '\0';
				s->goods = goods;
			}
		}
		if (*s->goods != '\0' || !(needs & NEED_GOODS))
			return;
	}
}

/* The working day at or before D. */
static day_t
workday(const struct calendar *cal, day_t d)
{
	return calendar_is_workday(cal, d) ? d : calendar_add_workdays(cal, d, -1);
}

struct demo_story
demo_story(struct arena *a, const struct calendar *cal, struct demo_rand *r, const char *org, int domain,
	const char *kind, day_t raised)
{
	const struct demo_domain *d = &demo_domains[domain];
	struct demo_story s = { .domain = d, .kind = kind, .org = org, .raised = raised };

	s.seed = demo_next(r);
	s.what = choose_case(r, d, kind);
	s.field = s.what->field;
	s.place = domain == demo_rural_domain ? PICK(r, villages) : PICK(r, streets);
	party(a, r, &s, needs_of(s.what));
	s.built = choice(a, r, d->built);
	s.permit = choice(a, r, d->permits);
	s.levy = choice(a, r, d->levies);
	s.land = choice(a, r, d->lands);
	s.benefit = choice(a, r, d->benefits);
	s.grant = choice(a, r, d->grants);
	s.confirm = choice(a, r, d->confirms);
	s.ruling = choice(a, r, d->rulings);
	s.money = PICK(r, amounts);
	s.few = PICK(r, fews);
	s.fold = PICK(r, folds);
	s.number = demo_between(r, 3, 396);
	s.days = demo_between(r, 31, 96);
	s.officers = "";
	if (strcmp(kind, "correction") == 0 && demo_chance(r, 18)) {
		const char *name = demo_name(a, r);

		s.officers = demo_chance(r, 50) ? arena_printf(a, "%s、%s", name, demo_name(a, r)) : name;
	}
	/* What the agency did lies before what was seen of it, as far as the periods told need. */
	s.d1 = workday(cal, raised - demo_between(r, 0, 9));
	s.d0 = workday(cal, s.d1 - demo_between(r, 1, 24));
	if (strstr(s.what->facts, "{days}") != NULL)
		s.d0 = workday(cal, s.d1 - s.days - demo_below(r, 5));
	s.served = s.r1 = s.r2 = s.v1 = s.paper = raised;
	return s;
}
