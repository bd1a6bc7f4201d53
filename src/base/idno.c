/*
 * idno.c: the citizen's ID number and the unified social credit code.
 *
 * Knows: GB 11643-1999, GB 32100-2015, what a sheet does to long numbers.
 * Must not know: whose number it is.  No sentence here repeats the number:
 * errors are logged, numbers are not.
 */
#include "base/idno.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"

#define LENGTH 18
#define FOLDED 40 /* longer is wrong anyway */

/*
 * S into OUT (FOLDED bytes): blanks dropped, full-width folded, upper case, the
 * apostrophe that marks text in a sheet dropped; anything else that is not ASCII
 * becomes one '?'.  Returns the number of characters, at most FOLDED - 1 kept.
 */
static size_t fold(const char *s, char out[FOLDED])
{
	size_t left = s == NULL ? 0 : strlen(s), n = 0;

	while (left > 0 && n < FOLDED - 1) {
		uint32_t cp;
		size_t used = text_decode(s, left, &cp);

		s += used;
		left -= used;
		if (cp >= 0xFF01 && cp <= 0xFF5E)
			cp -= 0xFEE0;
		if (cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0xA0 || cp == 0x3000 || cp == 0xFEFF ||
		    (cp >= 0x2000 && cp <= 0x200B) || cp == 0x202F)
			continue;
		if (n == 0 && (cp == '\'' || cp == 0x2018 || cp == 0x2019))
			continue;
		if (cp >= 'a' && cp <= 'z')
			cp -= 'a' - 'A';
		out[n++] = cp > ' ' && cp < 0x7F ? (char)cp : '?';
	}
	out[n] = '\0';
	return n;
}

/* The value of the first N characters of S when they are all digits, else -1. */
static int digits(const char *s, size_t n)
{
	int value = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		value = value * 10 + (s[i] - '0');
	}
	return value;
}

/* Is S a number in exponent form, as a sheet shows a long one: 5.00199E+17? */
static bool is_mangled(const char *s)
{
	size_t n = strspn(s, "0123456789");

	if (n == 0)
		return false;
	s += n;
	if (*s == '.')
		s += 1 + strspn(s + 1, "0123456789");
	if (*s++ != 'E')
		return false;
	if (*s == '+')
		s++;
	n = strspn(s, "0123456789");
	return n > 0 && s[n] == '\0';
}

/* Is NN the code of a province, or of a residence permit for 港澳台 (81 82 83)? */
static bool area_known(int nn)
{
	static const unsigned char first[] = { 11, 21, 31, 41, 50, 61, 71, 81 };
	static const unsigned char last[] = { 15, 23, 37, 46, 54, 65, 71, 83 };

	for (size_t i = 0; i < sizeof first; i++)
		if (nn >= first[i] && nn <= last[i])
			return true;
	return false;
}

/* The check character of the 17 digits at S. */
static char id_check(const char *s)
{
	static const int weight[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
	int sum = 0;

	for (size_t i = 0; i < 17; i++)
		sum += (s[i] - '0') * weight[i];
	return "10X98765432"[sum % 11];
}

bool idno_parse(const char *s, day_t today, struct idno *out, struct err *e)
{
	char t[FOLDED];
	size_t n = fold(s, t);
	day_t born;

	if (n == 0)
		return err_set(e, ERR_REFUSED, NULL, 0, _("身份证号码是空的"));
	if (is_mangled(t))
		return err_set(e, ERR_REFUSED, NULL, 0,
			       _("身份证号码已被表格软件改成科学计数，原号丢失，请按证件重填，并把该列设为文本"));
	if (n == 15 && strspn(t, "0123456789") == 15)
		return err_set(e, ERR_REFUSED, NULL, 0, _("这是15位旧号码，请填18位的"));
	if (n >= FOLDED - 1)
		return err_set(e, ERR_REFUSED, NULL, 0, _("身份证号码应为18位，现在多得多"));
	if (n != LENGTH)
		return err_set(e, ERR_REFUSED, NULL, 0, _("身份证号码应为18位，现在是%zu位"), n);
	if (strspn(t, "0123456789") < 17 || (digits(t + 17, 1) < 0 && t[17] != 'X'))
		return err_set(e, ERR_REFUSED, NULL, 0, _("身份证号码前17位应为数字，末位为数字或X"));
	born = day_from(digits(t + 6, 4), digits(t + 10, 2), digits(t + 12, 2));
	if (born == DAY_NONE)
		return err_set(e, ERR_REFUSED, NULL, 0, _("身份证号码中的出生日期不存在"));
	if (today != DAY_NONE && born > today)
		return err_set(e, ERR_REFUSED, NULL, 0, _("身份证号码中的出生日期晚于今天"));
	if (id_check(t) != t[17]) {
		/* A sheet keeps 15 digits of a number and writes 0 for the rest. */
		if (strcmp(t + 15, "000") == 0)
			return err_set(e, ERR_REFUSED, NULL, 0,
				       _("身份证号码校验码不符，末三位是000，可能被表格软件改过，请按证件重填"));
		return err_set(e, ERR_REFUSED, NULL, 0, _("身份证号码校验码不符，请核对"));
	}
	memcpy(out->text, t, LENGTH + 1);
	out->born = born;
	out->sex = (t[16] - '0') % 2 != 0 ? SEX_MALE : SEX_FEMALE;
	out->known_area = area_known(digits(t, 2));
	return true;
}

void idno_mask(const char *s, char out[19])
{
	char t[FOLDED];
	size_t n = fold(s, t), shown = n < LENGTH ? n : LENGTH;

	memset(out, '*', shown);
	out[shown] = '\0';
	/* Of three characters or fewer, "two and the last" would be all; of a text cut by fold() the last is unknown. */
	if (n < 4 || n == FOLDED - 1)
		return;
	out[0] = t[0];
	out[1] = t[1];
	out[shown - 1] = t[n - 1];
}

bool uscc_parse(const char *s, char out[19], struct err *e)
{
	static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	char t[FOLDED];
	size_t n = fold(s, t);
	int sum = 0, weight = 1;

	if (n == 0)
		return err_set(e, ERR_REFUSED, NULL, 0, _("统一社会信用代码是空的"));
	if (is_mangled(t))
		return err_set(e, ERR_REFUSED, NULL, 0,
			       _("统一社会信用代码已被表格软件改成科学计数，原码丢失，请按证照重填，并把该列设为文本"));
	if (n >= FOLDED - 1)
		return err_set(e, ERR_REFUSED, NULL, 0, _("统一社会信用代码应为18位，现在多得多"));
	if (n != LENGTH)
		return err_set(e, ERR_REFUSED, NULL, 0, _("统一社会信用代码应为18位，现在是%zu位"), n);
	for (size_t i = 0; i < LENGTH; i++) {
		const char *p = strchr(alphabet, t[i]);

		if (p == NULL)
			return err_set(e, ERR_REFUSED, NULL, 0,
				       _("统一社会信用代码第%zu位不能是这个字符（不用字母I、O、S、V、Z）"), i + 1);
		if (i < LENGTH - 1) {
			sum += (int)(p - alphabet) * weight;
			weight = weight * 3 % 31;
		} else if ((31 - sum % 31) % 31 != (int)(p - alphabet)) {
			return err_set(e, ERR_REFUSED, NULL, 0, _("统一社会信用代码校验码不符，请核对"));
		}
	}
	memcpy(out, t, LENGTH + 1);
	return true;
}
