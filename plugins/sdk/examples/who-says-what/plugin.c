/* A line a quote: article, annotator, speaker, words. What is said of it beside that is lost, and reported. */
#include <string.h>
#include "sayso_plugin.h"
#define TEXT(literal) {literal, sizeof literal - 1}

static int32_t put(const sayso_host* host, sayso_text words, const char* then) {
  const sayso_text file = TEXT("quotes.txt");
  return host->output(host, file, words.data, words.size) || host->output(host, file, then, strlen(then));
}

static const sayso_role* role(const sayso_frame* frame, const char* name) {
  static const sayso_role unanswered;
  size_t i;
  for (i = 0; i < frame->role_count; ++i)
    if (strcmp(frame->roles[i]->name.data, name) == 0) return frame->roles[i];
  return &unanswered;
}

static int32_t annotations(const sayso_host* host, void* self, const sayso_article* article, const sayso_annotations* its) {
  const sayso_loss loss = {sizeof loss, 0, TEXT("all but contents and sources"), its->frame_count, article->id};
  const sayso_text nobody = TEXT("?"), end = TEXT("");
  size_t f, i, k;
  (void)self;
  for (f = 0; f < its->frame_count; ++f) {
    const sayso_role *contents = role(its->frames[f], "content"), *sources = role(its->frames[f], "source");
    const sayso_entity* const who = sources->filler_count > 0 ? sources->fillers[0]->entity : NULL;
    if (put(host, article->id, "\t") || put(host, its->annotator, "\t") || put(host, who ? who->stands_for->name : nobody, "\t")) return 1;
    for (i = 0; i < contents->filler_count; ++i)
      for (k = 0; contents->fillers[i]->span && k < contents->fillers[i]->span->fragment_count; ++k)
        if (put(host, contents->fillers[i]->span->fragments[k].text, " ")) return 1;
    if (put(host, end, "\n")) return 1;
  }
  return its->frame_count > 0 ? host->loss(host, &loss) : 0;
}

static const sayso_plugin plugin = {.struct_size = sizeof plugin, .abi_major = SAYSO_PLUGIN_ABI_MAJOR,
    .abi_minor = SAYSO_PLUGIN_ABI_MINOR, .annotations = annotations,
    .description = "{\"id\": \"org.sayso.example.who-says-what\", \"version\": \"1.0.0\", \"kind\": \"exporter\"}"};

SAYSO_PLUGIN_EXPORT const sayso_plugin* sayso_plugin_entry(uint32_t major, uint32_t minor) {
  (void)minor;
  return major == SAYSO_PLUGIN_ABI_MAJOR ? &plugin : NULL;
}
