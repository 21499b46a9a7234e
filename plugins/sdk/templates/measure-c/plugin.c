/* How many spans each annotator has an article, in the middle, and how far the least and the most lie apart. */
#include <stdlib.h>
#include <string.h>

#include "sayso_plugin.h"

typedef struct counts {
  uint64_t least, most, here; /* of the article at hand; here: how many annotators */
  uint64_t spans, apart, articles;
} counts;

static sayso_text text(const char* s) {
  sayso_text made;
  made.data = s;
  made.size = strlen(s);
  return made;
}

static int32_t open(const sayso_host* host, const sayso_project* project, void** self) {
  (void)project;
  *self = calloc(1, sizeof(counts));
  if (*self != NULL) return 0;
  host->fail(host, text("no memory"), text(""));
  return 1;
}

static void add_up(counts* all) {
  if (all->here > 0) all->apart += all->most - all->least;
  all->here = 0;
}

static int32_t article(const sayso_host* host, void* self, const sayso_article* article) {
  (void)host;
  (void)article;
  add_up(self);
  ++((counts*)self)->articles;
  return 0;
}

static int32_t annotations(const sayso_host* host, void* self, const sayso_article* article, const sayso_annotations* annotations) {
  counts* const all = self;
  const uint64_t spans = annotations->span_count;
  (void)host;
  (void)article;
  if (all->here == 0 || spans < all->least) all->least = spans;
  if (all->here == 0 || spans > all->most) all->most = spans;
  ++all->here;
  all->spans += spans;
  return 0;
}

static int32_t finish(const sayso_host* host, void* self) {
  counts* const all = self;
  sayso_figure figure;
  add_up(all);
  memset(&figure, 0, sizeof figure);
  figure.struct_size = (uint32_t)sizeof figure;
  figure.measure = text("span-count-difference");
  figure.of = text("spans");
  figure.items = all->spans;
  figure.articles = all->articles;
  figure.is_defined = all->articles > 0;
  if (figure.is_defined) figure.value = (double)all->apart / (double)all->articles;
  else figure.note = text("no article was annotated by two");
  return host->figure(host, &figure);
}

static void close(const sayso_host* host, void* self) {
  (void)host;
  free(self);
}

static const sayso_plugin plugin = {
    .struct_size = sizeof(sayso_plugin),
    .abi_major = SAYSO_PLUGIN_ABI_MAJOR,
    .abi_minor = SAYSO_PLUGIN_ABI_MINOR,
    .description = "{\"id\": \"org.example.@name@\", \"version\": \"0.1.0\", \"kind\": \"measure\"}",
    .open = open,
    .article = article,
    .annotations = annotations,
    .finish = finish,
    .close = close,
};

SAYSO_PLUGIN_EXPORT const sayso_plugin* sayso_plugin_entry(uint32_t major, uint32_t minor) {
  (void)major;
  (void)minor;
  return &plugin;
}
