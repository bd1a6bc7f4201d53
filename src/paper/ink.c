/*
 * ink.c: pages of a PDF, and text on them.
 *
 * Knows: cairo, pango, which fonts stand in for which.  Must not know: what a paper is.
 */
#include "paper/ink.h"

#include <math.h>
#include <string.h>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "base/text.h"
#include "base/width.h"

/* The office's fonts first; what distributions have otherwise last. */
static const struct {
	const char *name;
	const char *family[7];
	bool bold; /* of the last one, which has no such cut of its own */
} faces[FACES] = {
	[FACE_FANG] = { "仿宋", { "仿宋_GB2312", "FangSong_GB2312", "FangSong", "仿宋", "STFangsong", "Noto Serif CJK SC" }, false },
	[FACE_TITLE] = { "小标宋", { "方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05", "Noto Serif CJK SC" },
		true },
	[FACE_HEI] = { "黑体", { "黑体", "SimHei", "STHeiti", "Noto Sans CJK SC" }, false },
	[FACE_KAI] = { "楷体", { "楷体_GB2312", "KaiTi_GB2312", "KaiTi", "楷体", "STKaiti", "Noto Serif CJK SC" }, false },
	[FACE_SONG] = { "宋体", { "宋体", "SimSun", "STSong", "Noto Serif CJK SC" }, false },
};

static bool
have_family(PangoContext *context, const char *name)
{
	PangoFontFamily **v;
	bool found = false;
	int n;

	pango_context_list_families(context, &v, &n);
	for (int i = 0; i < n && !found; i++)
		found = strcmp(pango_font_family_get_name(v[i]), name) == 0;
	g_free(v);
	return found;
}

/* The first family of FACE that there is; the last without asking: pango finds something like it. */
static void
choose_face(struct ink *k, enum ink_face face)
{
	const char *const *v = faces[face].family;
	size_t i = 0;

	while (v[i + 1] != NULL && !have_family(k->context, v[i]))
		i++;
	k->face[face] = pango_font_description_new();
	pango_font_description_set_family(k->face[face], v[i]);
	if (v[i + 1] != NULL)
		return;
	if (faces[face].bold)
		pango_font_description_set_weight(k->face[face], PANGO_WEIGHT_BOLD);
	buf_printf(&k->notes, "%s%s→%s%s", k->notes.len > 0 ? "，" : "", faces[face].name, v[i],
		have_family(k->context, v[i]) ? "" : "（也没有）");
}

static cairo_status_t
gather(void *ctx, const unsigned char *s, unsigned int n)
{
	buf_add(ctx, (const char *)s, n);
	return CAIRO_STATUS_SUCCESS;
}

bool
ink_open(struct ink *k, struct buf *out)
{
	PangoFontMap *map = pango_cairo_font_map_get_default();
	cairo_font_options_t *options = cairo_font_options_create();

	memset(k, 0, sizeof *k);
	k->out = out;
	k->context = pango_font_map_create_context(map);
	pango_cairo_context_set_resolution(k->context, 72);
	/* Where a glyph stands must not depend on a screen. */
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(k->context, options);
	cairo_font_options_destroy(options);
	pango_context_set_round_glyph_positions(k->context, FALSE);
	pango_context_set_language(k->context, pango_language_from_string("zh-cn"));
	for (int i = 0; i < FACES; i++)
		choose_face(k, (enum ink_face)i);
	k->surface = cairo_pdf_surface_create_for_stream(gather, out, 210 * MM, 297 * MM);
	cairo_pdf_surface_restrict_to_version(k->surface, CAIRO_PDF_VERSION_1_5);
	k->cr = cairo_create(k->surface);
	return cairo_status(k->cr) == CAIRO_STATUS_SUCCESS;
}

void
ink_name(struct ink *k, const char *title, const char *author, const char *day)
{
	char when[64];

	/* The paper's own day: the same paper printed again is the same file. */
	snprintf(when, sizeof when, "%.10sT00:00:00+08:00", day);
	cairo_pdf_surface_set_metadata(k->surface, CAIRO_PDF_METADATA_TITLE, title);
	cairo_pdf_surface_set_metadata(k->surface, CAIRO_PDF_METADATA_AUTHOR, author);
	cairo_pdf_surface_set_metadata(k->surface, CAIRO_PDF_METADATA_CREATOR, "jiandu-paper");
	cairo_pdf_surface_set_metadata(k->surface, CAIRO_PDF_METADATA_CREATE_DATE, when);
	cairo_pdf_surface_set_metadata(k->surface, CAIRO_PDF_METADATA_MOD_DATE, when);
}

void
ink_page(struct ink *k, double w, double h)
{
	if (k->open)
		cairo_show_page(k->cr);
	cairo_pdf_surface_set_size(k->surface, w, h);
	k->w = w;
	k->h = h;
	k->open = true;
	k->pages++;
	ink_black(k);
}

bool
ink_close(struct ink *k)
{
	cairo_status_t status;

	if (k->open)
		cairo_show_page(k->cr);
	status = cairo_status(k->cr);
	cairo_destroy(k->cr);
	cairo_surface_finish(k->surface);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(k->surface);
	cairo_surface_destroy(k->surface);
	for (int i = 0; i < FACES; i++)
		pango_font_description_free(k->face[i]);
	g_object_unref(k->context);
	return status == CAIRO_STATUS_SUCCESS;
}

/* No line ends within a number or between it and its unit (GB/T 9704, 7.3.3). */
static void
keep_numbers(PangoLayout *layout, const char *text)
{
	PangoAttrList *v = pango_attr_list_new();

	for (const char *s = text + strcspn(text, "0123456789"); *s != '\0'; s += strcspn(s, "0123456789")) {
		const char *end = s + strspn(s, "0123456789");
		PangoAttribute *one = pango_attr_allow_breaks_new(FALSE);
		uint32_t next;
		size_t used = text_decode(end, strlen(end), &next);

		end += width_is_unit(next) ? used : 0;
		one->start_index = (guint)(s - text);
		one->end_index = (guint)(end - text);
		pango_attr_list_insert(v, one);
		s = end;
	}
	pango_layout_set_attributes(layout, v);
	pango_attr_list_unref(v);
}

PangoLayout *
ink_text(struct ink *k, enum ink_face face, double size, double width, const char *text)
{
	PangoLayout *layout = pango_layout_new(k->context);
	PangoFontDescription *font = pango_font_description_copy(k->face[face]);

	pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
	pango_layout_set_font_description(layout, font);
	pango_font_description_free(font);
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_width(layout, width < 0 ? -1 : (int)(width * PANGO_SCALE));
	pango_layout_set_auto_dir(layout, FALSE);
	pango_layout_set_text(layout, text, -1);
	keep_numbers(layout, text);
	return layout;
}

void
ink_hang(struct ink *k, PangoLayout *layout, enum ink_face face, double size, size_t n)
{
	char label[32];

	if (n >= sizeof label)
		return;
	memcpy(label, pango_layout_get_text(layout), n);
	label[n] = '\0';
	pango_layout_set_indent(layout, (int)(-ink_width(k, face, size, label) * PANGO_SCALE));
}

double
ink_width(struct ink *k, enum ink_face face, double size, const char *text)
{
	PangoLayout *layout = ink_text(k, face, size, -1, text);
	int w, h;

	pango_layout_get_size(layout, &w, &h);
	g_object_unref(layout);
	return (double)w / PANGO_SCALE;
}

void
ink_line(struct ink *k, PangoLayout *layout, int i, double x, double y)
{
	PangoLayoutIter *it = pango_layout_get_iter(layout);
	PangoRectangle logical = { 0, 0, 0, 0 };

	for (int n = 0; n < i; n++)
		pango_layout_iter_next_line(it);
	pango_layout_iter_get_line_extents(it, NULL, &logical);
	cairo_move_to(k->cr, x + (double)logical.x / PANGO_SCALE, y);
	pango_cairo_show_layout_line(k->cr, pango_layout_iter_get_line_readonly(it));
	pango_layout_iter_free(it);
}

void
ink_put(struct ink *k, enum ink_face face, double size, double x, double y, int align, const char *text)
{
	PangoLayout *layout = ink_text(k, face, size, -1, text);
	int w, h;

	pango_layout_get_size(layout, &w, &h);
	ink_line(k, layout, 0, x - (align + 1) / 2.0 * w / PANGO_SCALE, y);
	g_object_unref(layout);
}

double
ink_base(double top, double pitch, double size)
{
	/* The middle of a hanzi's square lies 0.38 em above its base line. */
	return top + pitch / 2 + 0.38 * size;
}

void
ink_color(struct ink *k, double r, double g, double b)
{
	cairo_set_source_rgb(k->cr, r, g, b);
}

void
ink_red(struct ink *k)
{
	ink_color(k, 0.84, 0, 0.05);
}

void
ink_black(struct ink *k)
{
	ink_color(k, 0, 0, 0);
}

void
ink_rule(struct ink *k, double x1, double y1, double x2, double y2, double thick)
{
	cairo_set_line_width(k->cr, thick);
	cairo_move_to(k->cr, x1, y1);
	cairo_line_to(k->cr, x2, y2);
	cairo_stroke(k->cr);
}

void
ink_frame(struct ink *k, double x, double y, double w, double h, double thick)
{
	cairo_set_line_width(k->cr, thick);
	cairo_rectangle(k->cr, x, y, w, h);
	cairo_stroke(k->cr);
}

void
ink_watermark(struct ink *k, const char *text)
{
	cairo_save(k->cr);
	ink_color(k, 0.9, 0.9, 0.9);
	cairo_translate(k->cr, k->w / 2, k->h / 2);
	cairo_rotate(k->cr, -G_PI / 5);
	ink_put(k, FACE_HEI, 110, 0, 40, 0, text);
	cairo_restore(k->cr);
	ink_black(k);
}
