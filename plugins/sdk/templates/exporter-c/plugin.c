/* A text file an annotator and article: one line a span, with its layer and words. */
#include <stdio.h>
#include <string.h>

#include "sayso_plugin.h"

static sayso_text text(const char* s) {
  sayso_text made;
  made.data = s;
  made.size = strlen(s);
  return made;
}

static int32_t annotations(const sayso_host* host, void* self, const sayso_article* article,
                           const sayso_annotations* annotations) {
  char name[1024];
  size_t i, k;
  (void)self;
  snprintf(name, sizeof name, "%s/%s.txt", annotations->annotator.data, article->id.data);
  if (host->output(host, text(name), "", 0) != 0) return 1;
  for (i = 0; i < annotations->span_count; ++i) {
    const sayso_span* span = annotations->spans[i];
    if (host->output(host, text(name), span->layer.data, span->layer.size) != 0) return 1;
    for (k = 0; k < span->fragment_count; ++k) {
      const sayso_text words = span->fragments[k].text;
      if (host->output(host, text(name), k == 0 ? "\t" : " ", 1) != 0) return 1;
      if (host->output(host, text(name), words.data, words.size) != 0) return 1;
    }
    if (host->output(host, text(name), "\n", 1) != 0) return 1;
  }
  if (annotations->frame_count > 0) {
    sayso_loss loss;
    memset(&loss, 0, sizeof loss);
    loss.struct_size = (uint32_t)sizeof loss;
    loss.what = text("attributions");
    loss.count = annotations->frame_count;
    loss.place = article->id;
    return host->loss(host, &loss);
  }
  return 0;
}

static const sayso_plugin plugin = {
    .struct_size = sizeof(sayso_plugin),
    .abi_major = SAYSO_PLUGIN_ABI_MAJOR,
    .abi_minor = SAYSO_PLUGIN_ABI_MINOR,
    .description = "{\"id\": \"org.example.@name@\", \"version\": \"0.1.0\", \"kind\": \"exporter\"}",
    .annotations = annotations,
};

SAYSO_PLUGIN_EXPORT const sayso_plugin* sayso_plugin_entry(uint32_t major, uint32_t minor) {
  (void)major;
  (void)minor;
  return &plugin;
}
