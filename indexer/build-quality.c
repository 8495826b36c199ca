#include "build-quality.h"

#include "build-browse.h"
#include "site-quality.h"

typedef struct {
    double badness;
    uint32_t notice;
    cJSON *quality;
} Doubt;

struct BuildQuality {
    GArray *worst; /* (element-type Doubt) at most twice as many as are shown */
    unsigned n_doubtful;
};

static void
clear_doubt(gpointer doubt)
{
    cJSON_Delete(((Doubt *) doubt)->quality);
}

BuildQuality *
build_quality_new(void)
{
    BuildQuality *self = g_new0(BuildQuality, 1);

    self->worst = g_array_new(FALSE, FALSE, sizeof(Doubt));
    g_array_set_clear_func(self->worst, clear_doubt);
    return self;
}

void
build_quality_free(BuildQuality *self)
{
    g_array_unref(self->worst);
    g_free(self);
}

/* The worst first, then by document. */
static int
compare(gconstpointer a, gconstpointer b)
{
    const Doubt *left = a;
    const Doubt *right = b;

    if (left->badness > right->badness || left->badness < right->badness)
        return left->badness > right->badness ? -1 : 1;
    return (left->notice > right->notice) - (left->notice < right->notice);
}

static void
keep_worst(BuildQuality *self)
{
    g_array_sort(self->worst, compare);
    if (self->worst->len > SITE_QUALITY_ROWS)
        g_array_set_size(self->worst, SITE_QUALITY_ROWS);
}

void
build_quality_add(BuildQuality *self, uint32_t notice, const cJSON *card)
{
    const cJSON *quality = json_get(card, "quality");
    Doubt doubt = { site_quality_badness(quality), notice, NULL };

    if (doubt.badness <= 0)
        return;
    self->n_doubtful++;
    doubt.quality = cJSON_Duplicate(quality, TRUE);
    g_array_append_val(self->worst, doubt);
    if (self->worst->len >= (size_t) 2 * SITE_QUALITY_ROWS)
        keep_worst(self);
}

gboolean
build_quality_write(BuildQuality *self, const Build *build, Sums *sums, GError **error)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(SiteQualityRow));
    const SiteQualityPage page = { rows, self->n_doubtful };

    keep_worst(self);
    for (unsigned i = 0; i < self->worst->len; i++) {
        const Doubt *doubt = &g_array_index(self->worst, Doubt, i);
        const SiteQualityRow row = { listing_get(build->listing, doubt->notice),
                                     doubt->quality };
        g_array_append_val(rows, row);
    }
    g_autofree char *html = site_render_quality(build->site, &page, error);
    return build_write_list_page(build, sums, SITE_QUALITY_PATH, 1, html, error);
}
