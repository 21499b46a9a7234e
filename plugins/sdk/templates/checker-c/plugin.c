#include <string.h>

#include "sayso_plugin.h"

static sayso_text word; /* the setting; valid until close */

static sayso_text text(const char* s) {
  sayso_text made;
  made.data = s;
  made.size = strlen(s);
  return made;
}

static int32_t open(const sayso_host* host, const sayso_project* project, void** self) {
  size_t i;
  (void)host;
  *self = NULL;
  memset(&word, 0, sizeof word);
  for (i = 0; i < project->setting_count; ++i) {
    if (strcmp(project->settings[i]->name.data, "word") == 0) word = project->settings[i]->text;
  }
  return 0;
}

static int32_t found(const sayso_host* host, uint64_t begin, uint64_t end) {
  sayso_range at;
  sayso_finding finding;
  memset(&finding, 0, sizeof finding);
  at.begin = begin;
  at.end = end;
  finding.struct_size = (uint32_t)sizeof finding;
  finding.severity = SAYSO_SEVERITY_HINT;
  finding.rule = text("@name@/found");
  finding.message = text("The word is there");
  finding.quoted = word;
  finding.at = &at;
  finding.at_count = 1;
  return host->finding(host, &finding);
}

/* Places are counted in code points: bytes that do not begin 10xxxxxx. */
static uint64_t code_points(const char* bytes, size_t size) {
  uint64_t count = 0;
  size_t i;
  for (i = 0; i < size; ++i) count += ((unsigned char)bytes[i] & 0xC0) != 0x80;
  return count;
}

static int32_t article(const sayso_host* host, void* self, const sayso_article* article) {
  const sayso_text in = article->text;
  const uint64_t length = code_points(word.data, word.size);
  uint64_t at = 0;
  size_t i = 0;
  (void)self;
  if (word.size == 0) return 0;
  while (i + word.size <= in.size) {
    if (memcmp(in.data + i, word.data, word.size) == 0) {
      if (found(host, at, at + length) != 0) return 1;
      i += word.size;
      at += length;
      continue;
    }
    at += ((unsigned char)in.data[i] & 0xC0) != 0x80;
    ++i;
    if ((i & 0xFFFF) == 0 && host->is_cancelled(host)) return 1;
  }
  return 0;
}

static void close(const sayso_host* host, void* self) {
  (void)host;
  (void)self;
}

static const sayso_plugin plugin = {
    .struct_size = sizeof(sayso_plugin),
    .abi_major = SAYSO_PLUGIN_ABI_MAJOR,
    .abi_minor = SAYSO_PLUGIN_ABI_MINOR,
    .description = "{\"id\": \"org.example.@name@\", \"version\": \"0.1.0\", \"kind\": \"checker\"}",
    .open = open,
    .article = article,
    .close = close,
};

SAYSO_PLUGIN_EXPORT const sayso_plugin* sayso_plugin_entry(uint32_t major, uint32_t minor) {
  (void)major;
  (void)minor;
  return &plugin;
}
