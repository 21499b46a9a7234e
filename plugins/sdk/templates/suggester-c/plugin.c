/* Suggests an attribution for whatever stands between quotation marks. Of whom, it does not know. */
#include <stdio.h>
#include <string.h>

#include "sayso_plugin.h"

static sayso_text text(const char* s) {
  sayso_text made;
  made.data = s;
  made.size = strlen(s);
  return made;
}

static int32_t suggest(const sayso_host* host, uint64_t begin, uint64_t end) {
  char spans[200];
  sayso_suggestion suggestion;
  snprintf(spans, sizeof spans,
           "[{\"id\": \"new:2\", \"layer\": \"content\", \"at\": [[%llu, %llu]], \"attributes\": {\"kind\": \"direct\"}}]",
           (unsigned long long)begin, (unsigned long long)end);
  memset(&suggestion, 0, sizeof suggestion);
  suggestion.struct_size = (uint32_t)sizeof suggestion;
  suggestion.confidence = 0.5;
  suggestion.why = text("it stands between marks");
  suggestion.frame_json = text("{\"id\": \"new:1\", \"layer\": \"attribution\", \"roles\": {\"content\": [{\"to\": \"new:2\"}]}}");
  suggestion.spans_json = text(spans);
  return host->suggestion(host, &suggestion);
}

static int32_t article(const sayso_host* host, void* self, const sayso_article* article) {
  const char* const bytes = article->text.data;
  uint64_t at = 0, open = 0; /* code points: bytes that do not begin 10xxxxxx */
  int is_open = 0;
  size_t i;
  (void)self;
  for (i = 0; i < article->text.size; ++i) {
    if (((unsigned char)bytes[i] & 0xC0) == 0x80) continue;
    if (strncmp(bytes + i, "“", 3) == 0) {
      open = at;
      is_open = 1;
    } else if (is_open && strncmp(bytes + i, "”", 3) == 0) {
      if (suggest(host, open, at + 1) != 0) return 1;
      is_open = 0;
    }
    ++at;
  }
  return 0;
}

static const sayso_plugin plugin = {
    .struct_size = sizeof(sayso_plugin),
    .abi_major = SAYSO_PLUGIN_ABI_MAJOR,
    .abi_minor = SAYSO_PLUGIN_ABI_MINOR,
    .description = "{\"id\": \"org.example.@name@\", \"version\": \"0.1.0\", \"kind\": \"suggester\"}",
    .article = article,
};

SAYSO_PLUGIN_EXPORT const sayso_plugin* sayso_plugin_entry(uint32_t major, uint32_t minor) {
  (void)major;
  (void)minor;
  return &plugin;
}
