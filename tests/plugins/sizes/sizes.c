/* A plugin of no version: gives everything in structs of every size from 0 to twice what they have, and its own table in the size
 * that a file beside it says. The host must live with all of them. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plugins/sdk/sayso_plugin.h"

static sayso_text text(const char* s) {
  sayso_text made;
  made.data = s;
  made.size = strlen(s);
  return made;
}

/* Calls `give` with the struct in every size: what is beyond its end is not there to be read (a page that may not be), or holds
 * what a later version might. */
typedef int32_t (*give_function)(const sayso_host*, const void*);

static void in_every_size(const sayso_host* host, const void* made, size_t size, give_function give, unsigned* taken, unsigned* refused) {
  size_t wanted;
  for (wanted = 0; wanted <= 2 * size; ++wanted) {
    /* At least the size itself is there, whatever it says. */
    const size_t room = wanted < 4 ? 4 : wanted;
    char* const copy = malloc(room);
    const uint32_t says = (uint32_t)wanted;
    memset(copy, 0x5A, room);
    memcpy(copy, made, room < size ? room : size);
    memcpy(copy, &says, sizeof says);
    if (give(host, copy) == 0) ++*taken;
    else ++*refused;
    free(copy);
  }
}

static int32_t give_finding(const sayso_host* host, const void* made) { return host->finding(host, made); }
static int32_t give_loss(const sayso_host* host, const void* made) { return host->loss(host, made); }
static int32_t give_article(const sayso_host* host, const void* made) { return host->article(host, made); }
static int32_t give_annotations(const sayso_host* host, const void* made) { return host->annotations(host, made); }
static int32_t give_suggestion(const sayso_host* host, const void* made) { return host->suggestion(host, made); }
static int32_t give_figure(const sayso_host* host, const void* made) { return host->figure(host, made); }

static sayso_finding finding_of(const char* message) {
  sayso_finding finding;
  memset(&finding, 0, sizeof finding);
  finding.struct_size = sizeof finding;
  finding.severity = SAYSO_SEVERITY_HINT;
  finding.rule = text("sizes/any");
  finding.message = text(message);
  return finding;
}

static int32_t give_fix(const sayso_host* host, const void* made) {
  const sayso_fix* fixes[1];
  sayso_finding finding = finding_of("with a fix");
  fixes[0] = made;
  finding.fixes = fixes;
  finding.fix_count = 1;
  return host->finding(host, &finding);
}

static int32_t article(const sayso_host* host, void* self, const sayso_article* shown) {
  static const sayso_range at[1] = {{0, 1}};
  unsigned taken = 0, refused = 0;
  char said[100];
  sayso_finding finding = finding_of("in every size");
  sayso_fix fix;
  sayso_loss loss;
  sayso_new_article article;
  sayso_new_annotations annotations;
  sayso_suggestion suggestion;
  sayso_figure figure;
  (void)self;
  (void)shown;
  finding.at = at;
  finding.at_count = 1;
  finding.quoted = text("x");
  in_every_size(host, &finding, sizeof finding, give_finding, &taken, &refused);
  memset(&fix, 0, sizeof fix);
  fix.title = text("mend");
  fix.edits_json = text("[]");
  in_every_size(host, &fix, sizeof fix, give_fix, &taken, &refused);
  memset(&loss, 0, sizeof loss);
  loss.what = text("something");
  loss.count = 1;
  in_every_size(host, &loss, sizeof loss, give_loss, &taken, &refused);
  memset(&article, 0, sizeof article);
  article.id = text("an-article");
  article.text = text("Text.");
  article.facts_json = text("{}");
  in_every_size(host, &article, sizeof article, give_article, &taken, &refused);
  memset(&annotations, 0, sizeof annotations);
  annotations.article = text("an-article");
  annotations.spans_json = text("[]");
  annotations.frames_json = text("[]");
  in_every_size(host, &annotations, sizeof annotations, give_annotations, &taken, &refused);
  memset(&suggestion, 0, sizeof suggestion);
  suggestion.confidence = 0.5;
  suggestion.frame_json = text("{\"id\": \"new:1\", \"layer\": \"attribution\"}");
  in_every_size(host, &suggestion, sizeof suggestion, give_suggestion, &taken, &refused);
  memset(&figure, 0, sizeof figure);
  figure.measure = text("half");
  figure.note = text("half is known");
  in_every_size(host, &figure, sizeof figure, give_figure, &taken, &refused);
  snprintf(said, sizeof said, "%u taken, %u refused", taken, refused);
  host->log(host, text(said));
  return 0;
}

static const sayso_plugin plugin = {
    sizeof(sayso_plugin), SAYSO_PLUGIN_ABI_MAJOR, SAYSO_PLUGIN_ABI_MINOR, 0, "{\"id\": \"org.sayso.test.sizes\"}",
    NULL, article, NULL, NULL, NULL, NULL};

/* The size of its table, or that of the contract where no file says another. */
static size_t table_size(void) {
  char path[4096];
  unsigned long size = sizeof plugin;
  Dl_info where;
  FILE* file;
  if (dladdr((const void*)&plugin, &where) == 0) return size;
  snprintf(path, sizeof path, "%s.size", where.dli_fname);
  file = fopen(path, "r");
  if (file == NULL) return size;
  if (fscanf(file, "%lu", &size) != 1) size = sizeof plugin;
  fclose(file);
  return size;
}

SAYSO_PLUGIN_EXPORT const sayso_plugin* sayso_plugin_entry(uint32_t major, uint32_t minor) {
  const size_t size = table_size(), room = size < 4 ? 4 : size;
  char* const table = malloc(room);
  const uint32_t says = (uint32_t)size;
  (void)major;
  (void)minor;
  memset(table, 0x5A, room);
  memcpy(table, &plugin, room < sizeof plugin ? room : sizeof plugin);
  memcpy(table, &says, sizeof says);
  return (const sayso_plugin*)(void*)table;
}
